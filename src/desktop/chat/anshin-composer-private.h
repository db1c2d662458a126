/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-attachment-bar.h"
#include "anshin-composer.h"
#include "anshin-mention-list.h"

G_BEGIN_DECLS

struct _AnshinComposer
{
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *closed_label;
  GtkWidget *reply_box;
  GtkImage *reply_image;
  GtkLabel *reply_label;
  GtkWidget *reply_cancel_button;
  GtkWidget *draft_box;
  GtkWidget *urgent_box;
  AnshinAttachmentBar *attachment_bar;
  GtkWidget *input_box;
  GtkWidget *add_button;
  GtkTextView *text_view;
  GtkWidget *hint_label;
  GtkWidget *send_button;
  GtkLabel *count_label;

  /* owned */
  AnshinTimeline *timeline;
  GSettings *settings;
  AnshinMentionList *mention_list;
  gboolean closed;        /* whether nothing can be posted here */
  gboolean office;        /* whether an employee of the office writes */
  gboolean composing;     /* an input method has text that is not decided */
  gboolean decided;       /* Return came after the one that decides it, and before its answer */
  gboolean return_held;   /* the Return key is down since an earlier press */
};

char    *anshin_composer_dup_text   (AnshinComposer *self);
gboolean anshin_composer_show_count (AnshinComposer *self, const char *text, int n_files);
void     anshin_composer_update_text (AnshinComposer *self);
void     anshin_composer_send       (AnshinComposer *self);
void     anshin_composer_watch_keys (AnshinComposer *self);
void     anshin_composer_actions_class_init (GtkWidgetClass *widget_class);

/* Another text for a message of one's own. */
gboolean anshin_composer_is_editing (AnshinComposer *self);
void     anshin_composer_save_edit  (AnshinComposer *self);
gboolean anshin_composer_leave_edit (AnshinComposer *self);
gboolean anshin_composer_cancel     (AnshinComposer *self);
void     anshin_composer_turn_edit  (AnshinComposer *self);

G_END_DECLS
