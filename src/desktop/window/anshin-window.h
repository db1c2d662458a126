/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"
#include "anshin-page.h"
#include "anshin-section.h"

G_BEGIN_DECLS

/*
 * The main window. A section or a page finds it with anshin_window_get_for().
 *
 * Actions of the window (see anshin-window-actions.c): win.back, win.search, win.add, win.section
 * (s), win.show-patient (s), win.show-group (s), win.switch-pane, win.lock, win.sign-out. After
 * something changed on which an action's sensitivity depends: anshin_window_actions_update().
 */
#define ANSHIN_TYPE_WINDOW (anshin_window_get_type ())
G_DECLARE_FINAL_TYPE (AnshinWindow, anshin_window, ANSHIN, WINDOW, AdwApplicationWindow)

typedef void (*AnshinWindowFunc) (gpointer data);

GtkWidget    *anshin_window_new                (GtkApplication *application);
AnshinWindow *anshin_window_get_for            (gpointer widget);
AnshinClient *anshin_window_get_client         (AnshinWindow *self);

/* Content pane of the open section: show replaces all its pages, push puts one on top. With
 * room for one pane only, show_content brings the pages to the front. */
AnshinPage   *anshin_window_get_page           (AnshinWindow *self);
void          anshin_window_show_content       (AnshinWindow *self);
void          anshin_window_show_page          (AnshinWindow *self, AnshinPage *page);
void          anshin_window_push_page          (AnshinWindow *self, AnshinPage *page);
void          anshin_window_close_page         (AnshinWindow *self, AnshinPage *page);

/* Goes to another section and opens what has this id there. */
gboolean      anshin_window_show_item          (AnshinWindow *self, const char *section,
                                                const char *id);

void          anshin_window_toast              (AnshinWindow *self, const char *text);
void          anshin_window_toast_error        (AnshinWindow *self, const GError *error);
/* @undo is called if the person takes it back, @done once it can't be any more: exactly one, @done
 * also when the window is closed or locked. */
void          anshin_window_toast_undo         (AnshinWindow *self, const char *text,
                                                AnshinWindowFunc undo, AnshinWindowFunc done,
                                                gpointer data);
void          anshin_window_toast_offer        (AnshinWindow *self, const char *text,
                                                const char *button, AnshinWindowFunc take,
                                                AnshinWindowFunc leave,
                                                AnshinWindowFunc put_off, gpointer data);

gboolean      anshin_window_use_service        (AnshinWindow *self, const char *service_uri,
                                                GError **error);
void          anshin_window_demo_sign_in       (AnshinWindow *self, const char *spec);
GtkWidget    *anshin_window_create_menu_button (void);
void          anshin_window_actions_update     (AnshinWindow *self);

G_END_DECLS
