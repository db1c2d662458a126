/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-window.h"

G_BEGIN_DECLS

/* Notices of the desktop: one sentence, the same for everything, that names nobody and nothing
 * (PRODUCT section 2, SECURITY TRM-03). */
#define ANSHIN_TYPE_NOTICES (anshin_notices_get_type ())
G_DECLARE_FINAL_TYPE (AnshinNotices, anshin_notices, ANSHIN, NOTICES, GObject)

AnshinNotices *anshin_notices_new      (AnshinWindow *window, AnshinClient *client);
gboolean       anshin_notices_is_quiet (guint from, guint until, guint hour);

G_END_DECLS
