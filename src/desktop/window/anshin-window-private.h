/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-idle-watch.h"
#include "anshin-lock-page.h"
#include "anshin-main-view.h"
#include "anshin-notices.h"
#include "anshin-rules-page.h"
#include "anshin-sign-in-page.h"
#include "anshin-window.h"

G_BEGIN_DECLS

typedef void (*AnshinWindowNext) (AnshinWindow *self);

struct _AnshinWindow
{
  AdwApplicationWindow parent_instance;

  /* template widgets */
  AdwToastOverlay *toast_overlay;
  AdwBin *host;

  /* owned */
  AnshinClient *client;
  GSettings *settings;
  GSignalGroup *client_signals;
  GCancellable *cancellable;
  AnshinMainView *main_view; /* held while it is out of the tree, behind the lock */
  char *main_view_user;
  AnshinClientState last_state;
  GPtrArray *hidden_windows;
  GPtrArray *late; /* what is done once the main view is seen again */
  AnshinIdleWatch *idle_watch;
  AnshinNotices *notices;
  GPtrArray *said; /* what is said for a moment, or can be taken back; toasts own it */
  guint settle_id;
  AnshinWindowNext next; /* what is done once nothing is under way any more */

  /* borrowed, weak: what has room above it for what stays until it is answered */
  GtkWidget *lowered;
};

const char *anshin_window_describe_loss      (AnshinWindow *self);
const char *anshin_window_describe_unsent    (AnshinWindow *self);
void        anshin_window_actions_class_init (GtkWidgetClass *widget_class);
void        anshin_window_forget_main_view   (AnshinWindow *self);
gboolean    anshin_window_close_request      (GtkWindow *window);
void        anshin_window_close_now          (AnshinWindow *self);
void        anshin_window_settle             (AnshinWindow *self, AnshinWindowNext next);
void        anshin_window_hush               (AnshinWindow *self);
void        anshin_window_commit             (AnshinWindow *self);
void        anshin_window_lock               (AnshinWindow *self);
void        anshin_window_place_toasts       (AnshinWindow *self);
void        anshin_window_show_sign_in       (AnshinWindow *self);

G_END_DECLS
