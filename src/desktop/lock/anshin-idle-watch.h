/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * Tells when nobody has touched a window for a while, or the computer is locked or goes to sleep
 * (SECURITY SESS-02, SESS-04). Property: "minutes". Signal: "idle".
 */
#define ANSHIN_TYPE_IDLE_WATCH (anshin_idle_watch_get_type ())
G_DECLARE_FINAL_TYPE (AnshinIdleWatch, anshin_idle_watch, ANSHIN, IDLE_WATCH, GObject)

AnshinIdleWatch *anshin_idle_watch_new        (GtkWidget *window);
void             anshin_idle_watch_set_active (AnshinIdleWatch *self, gboolean active);

G_END_DECLS
