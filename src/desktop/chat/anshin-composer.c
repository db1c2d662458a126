/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-config.h"

#include "anshin-composer-private.h"

#include <glib/gi18n.h>

#include "anshin-capability.h"
#include "anshin-entry-words.h"
#include "anshin-window.h"

#define HOLD_MS 5000

static guint sent_signal;

G_DEFINE_FINAL_TYPE (AnshinComposer, anshin_composer, ADW_TYPE_BIN)

static GtkTextBuffer *
get_buffer (AnshinComposer *self)
{
  return gtk_text_view_get_buffer (self->text_view);
}

char *
anshin_composer_dup_text (AnshinComposer *self)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (get_buffer (self), &start, &end);
  return gtk_text_buffer_get_text (get_buffer (self), &start, &end, FALSE);
}

/* Returns: (nullable): why nothing can be written here; %NULL if it can */
static const char *
get_closed_words (AnshinGroup *group, gboolean office)
{
  if (group->state == ANSHIN_GROUP_FROZEN)
    return _("The consent was withdrawn, so the group is frozen. Nothing can be posted.");
  if (group->state == ANSHIN_GROUP_CLOSED)
    return _("The group is closed. It can be read, but nothing can be posted.");
  if (group->state == ANSHIN_GROUP_DELETED)
    return _("The group is deleted. Nothing can be posted.");
  if (group->kind == ANSHIN_GROUP_ALL_USERS && office)
    return _("Announcements to everybody are made in the Office view (main menu).");
  if (group->kind == ANSHIN_GROUP_ALL_USERS)
    return _("The office posts here. You can read.");
  if (anshin_capability_has (group->capabilities, "post"))
    return NULL;
  return _("You can read this group, but not post in it.");
}

/* Where nothing can be posted any more, what was being written stays until it is copied and cut. */
static void
update_input (AnshinComposer *self)
{
  gtk_widget_set_visible (self->input_box,
                          !self->closed
                            || gtk_text_buffer_get_char_count (get_buffer (self)) > 0);
  gtk_widget_set_visible (self->send_button, !self->closed);
  gtk_widget_set_visible (self->add_button, !self->closed && !anshin_composer_is_editing (self));
}

static void
update_group (AnshinComposer *self)
{
  AnshinGroup *group = anshin_timeline_get_group (self->timeline);
  const char *words = group != NULL ? get_closed_words (group, self->office) : "";

  gtk_label_set_label (self->closed_label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->closed_label), words != NULL);
  self->closed = words != NULL;
  update_input (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "composer.vitals",
                                 group != NULL
                                   && anshin_capability_has (group->capabilities,
                                                             "record-vitals"));
}

static gboolean
is_blank (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      return FALSE;
  return TRUE;
}

void
anshin_composer_update_text (AnshinComposer *self)
{
  int n_characters = gtk_text_buffer_get_char_count (get_buffer (self));
  g_autofree char *text = anshin_composer_dup_text (self);
  /* They wait with the draft. */
  GListModel *files = self->timeline != NULL && !anshin_composer_is_editing (self)
                        ? anshin_timeline_get_draft_files (self->timeline)
                        : NULL;
  int n_files = files != NULL ? (int) g_list_model_get_n_items (files) : 0;
  gboolean fits = anshin_composer_show_count (self, text, n_files);

  gtk_widget_set_visible (self->hint_label, n_characters == 0 && !self->composing);
  gtk_widget_set_sensitive (self->send_button,
                            fits && (n_files > 0 || !is_blank (text))
                              && (n_files == 0
                                  || anshin_timeline_get_draft_files_ready (self->timeline)));
  update_input (self);
}

static void
update_hint (AnshinComposer *self)
{
  gboolean return_sends = g_settings_get_boolean (self->settings, "return-sends");
  const char *hint = return_sends ? _("Message (Return sends)") : _("Message (Ctrl+Return sends)");

  gtk_label_set_label (GTK_LABEL (self->hint_label), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text_view),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint, -1);
}

/* What goes with the draft waits with it. */
static void
update_draft_box (AnshinComposer *self)
{
  gtk_widget_set_visible (self->draft_box,
                          !anshin_composer_is_editing (self)
                            && (gtk_widget_get_visible (self->urgent_box)
                                || gtk_widget_get_visible (GTK_WIDGET (self->attachment_bar))));
}

/* What stands above the field, and what the buttons are called: of a message that is edited, or of
 * one that is answered. */
static void
update_reply (AnshinComposer *self)
{
  AnshinEntry *editing = anshin_timeline_get_editing (self->timeline);
  AnshinEntry *entry = editing != NULL ? editing
                                       : anshin_timeline_get_draft_reply_to (self->timeline);
  const char *cancel = editing != NULL ? _("Leave the message as it was")
                                       : _("Don’t reply to this message");
  g_autofree char *line = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->reply_box, entry != NULL);
  update_draft_box (self);
  update_input (self);
  gtk_button_set_label (GTK_BUTTON (self->send_button), editing != NULL ? _("Save") : _("Send"));
  gtk_image_set_from_icon_name (self->reply_image, editing != NULL
                                                     ? "document-edit-symbolic"
                                                     : "mail-reply-sender-symbolic");
  gtk_widget_set_tooltip_text (self->reply_cancel_button, cancel);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reply_cancel_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, cancel, -1);
  if (entry == NULL)
    return;
  line = anshin_entry_words_brief (entry, ANSHIN_QUOTE_IN_LINE);
  if (editing != NULL)
    /* Translators: how the message begins that is given another text */
    text = g_strdup_printf (_("Editing: %s"), line);
  else
    text = anshin_entry_words_quote (entry, ANSHIN_QUOTE_IN_LINE);
  gtk_label_set_label (self->reply_label, text);
}

/* What goes with the text: it is in the draft, so that it stays with the group. */
static void
update_draft_post (AnshinComposer *self)
{
  g_autoptr (AnshinPost) post = anshin_timeline_get_draft_post (self->timeline);

  gtk_widget_set_visible (self->urgent_box, post->urgent);
  update_draft_box (self);
}

/* A copy of the draft, as it becomes what stands in the buffer at each change, and the buffer is
 * emptied first. */
static void
show_text (AnshinComposer *self)
{
  g_autofree char *typed = g_strdup (anshin_composer_is_editing (self)
                                       ? anshin_timeline_get_edit_text (self->timeline)
                                       : anshin_timeline_get_draft (self->timeline));
  g_autofree char *text = anshin_composer_dup_text (self);

  if (g_strcmp0 (text, typed != NULL ? typed : "") != 0)
    gtk_text_buffer_set_text (get_buffer (self), typed != NULL ? typed : "", -1);
}

/* Files and pictures that are pasted are no text. */
static void
on_paste_cb (AnshinComposer *self)
{
  if (!anshin_composer_is_editing (self) && anshin_attachment_bar_paste (self->attachment_bar))
    g_signal_stop_emission_by_name (self->text_view, "paste-clipboard");
}

static void
on_files_changed_cb (AnshinComposer *self)
{
  update_draft_box (self);
  anshin_composer_update_text (self);
}

/* Who sends by keys may not have seen that the button is not ready. */
static void
tell_not_ready (AnshinComposer *self)
{
  AnshinWindow *window = anshin_window_get_for (self);

  if (window != NULL && !self->closed && !anshin_composer_is_editing (self)
      && !anshin_timeline_get_draft_files_ready (self->timeline))
    anshin_window_toast (window, _("Not sent yet: wait until the files have arrived, or take out "
                                   "those that can’t be sent."));
}

void
anshin_composer_send (AnshinComposer *self)
{
  g_autoptr (AnshinPost) post = NULL;

  if (!gtk_widget_get_sensitive (self->send_button) || self->closed)
    {
      tell_not_ready (self);
      return;
    }
  if (anshin_composer_is_editing (self))
    {
      anshin_composer_save_edit (self);
      return;
    }
  post = anshin_timeline_get_draft_post (self->timeline);
  post->text = anshin_composer_dup_text (self);
  anshin_mention_list_drop_unnamed (post);
  if (post->mentions != NULL && post->mentions->len > ANSHIN_MAX_MENTIONS)
    {
      anshin_mention_list_tell_full (self->mention_list);
      return;
    }
  anshin_timeline_set_draft_post (self->timeline, post);
  if (!anshin_timeline_send_draft (self->timeline))
    return;
  g_signal_emit (self, sent_signal, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static void
offer_mentions (AnshinComposer *self)
{
  AnshinWindow *window = anshin_window_get_for (self);
  AnshinUser *me = window != NULL ? anshin_client_get_user (anshin_window_get_client (window))
                                  : NULL;

  if (me != NULL)
    anshin_mention_list_offer (self->mention_list, me->id);
  else
    gtk_popover_popdown (GTK_POPOVER (self->mention_list));
}

static void
on_buffer_changed_cb (AnshinComposer *self)
{
  g_autofree char *text = anshin_composer_dup_text (self);

  if (anshin_composer_is_editing (self))
    anshin_timeline_set_edit_text (self->timeline, text);
  else if (self->timeline != NULL)
    anshin_timeline_set_draft (self->timeline, text);
  anshin_composer_update_text (self);
  offer_mentions (self);
}

static void
on_draft_changed_cb (AnshinComposer *self)
{
  /* What is typed while the session has ended would be lost when one signs in again. */
  gtk_widget_set_sensitive (self->input_box, !anshin_timeline_get_hidden (self->timeline));
  show_text (self);
  update_draft_post (self);
}

static void
on_editing_changed_cb (AnshinComposer *self)
{
  show_text (self);
  update_reply (self);
  anshin_composer_update_text (self);
}

static void
on_reply_to_changed_cb (AnshinComposer *self)
{
  update_reply (self);
}

static void
on_folded_cb (AnshinComposer *self, AnshinEntry *change)
{
  AnshinEntry *editing = anshin_timeline_get_editing (self->timeline);
  AnshinContent *content = change->content != NULL ? ANSHIN_CONTENT (change->content) : NULL;

  if (editing != NULL && content != NULL && change->kind == ANSHIN_ENTRY_MESSAGE_DELETED
      && g_strcmp0 (content->subject_id, editing->id) == 0)
    anshin_composer_turn_edit (self);
}

static void
on_group_changed_cb (AnshinComposer *self)
{
  update_group (self);
}

/* Long enough to think better of it. */
static void
on_hold_changed_cb (AnshinComposer *self)
{
  if (self->timeline != NULL)
    anshin_timeline_set_hold (self->timeline, g_settings_get_boolean (self->settings, "undo-send")
                                                ? HOLD_MS
                                                : 0);
}

static void
on_setting_changed_cb (AnshinComposer *self)
{
  update_hint (self);
}

static void
on_send_clicked_cb (AnshinComposer *self)
{
  anshin_composer_send (self);
}

static void
on_reply_cancelled_cb (AnshinComposer *self)
{
  anshin_composer_cancel (self);
}

static void
anshin_composer_dispose (GObject *object)
{
  AnshinComposer *self = ANSHIN_COMPOSER (object);

  if (self->mention_list != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->mention_list));
  self->mention_list = NULL;
  g_clear_object (&self->timeline);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (anshin_composer_parent_class)->dispose (object);
}

static void
anshin_composer_class_init (AnshinComposerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_composer_dispose;

  sent_signal = g_signal_new ("sent", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);

  g_type_ensure (ANSHIN_TYPE_ATTACHMENT_BAR);
  anshin_composer_actions_class_init (widget_class);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/chat/anshin-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinComposer, closed_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinComposer, reply_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinComposer, reply_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinComposer, reply_image);
  gtk_widget_class_bind_template_child (widget_class, AnshinComposer, reply_cancel_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinComposer, draft_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinComposer, add_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinComposer, urgent_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinComposer, attachment_bar);
  gtk_widget_class_bind_template_child (widget_class, AnshinComposer, input_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinComposer, text_view);
  gtk_widget_class_bind_template_child (widget_class, AnshinComposer, hint_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinComposer, send_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinComposer, count_label);
  gtk_widget_class_bind_template_callback (widget_class, on_paste_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_files_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_send_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_reply_cancelled_cb);
}

static void
anshin_composer_init (AnshinComposer *self)
{
  self->settings = g_settings_new (ANSHIN_APPLICATION_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->mention_list = anshin_mention_list_new (self->text_view);
  anshin_composer_watch_keys (self);
  g_signal_connect_object (get_buffer (self), "changed", G_CALLBACK (on_buffer_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::return-sends",
                           G_CALLBACK (on_setting_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::undo-send", G_CALLBACK (on_hold_changed_cb),
                           self, G_CONNECT_SWAPPED);
  update_hint (self);
  anshin_composer_update_text (self);
}

void
anshin_composer_set_timeline (AnshinComposer *self, AnshinTimeline *timeline)
{
  g_return_if_fail (ANSHIN_IS_COMPOSER (self) && self->timeline == NULL);

  self->timeline = g_object_ref (timeline);
  anshin_mention_list_set_timeline (self->mention_list, timeline);
  anshin_attachment_bar_set_timeline (self->attachment_bar, timeline);
  g_signal_connect_object (timeline, "notify::draft", G_CALLBACK (on_draft_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (timeline, "notify::editing", G_CALLBACK (on_editing_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (timeline, "notify::draft-reply-to",
                           G_CALLBACK (on_reply_to_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (timeline, "folded", G_CALLBACK (on_folded_cb), self,
                           G_CONNECT_SWAPPED);
  if (anshin_timeline_get_group (timeline) != NULL)
    g_signal_connect_object (anshin_timeline_get_group (timeline), "notify",
                             G_CALLBACK (on_group_changed_cb), self, G_CONNECT_SWAPPED);
  on_draft_changed_cb (self);
  update_reply (self);
  update_group (self);
  on_hold_changed_cb (self);
}

/* The office announces in a view of its own. */
void
anshin_composer_set_office (AnshinComposer *self, gboolean office)
{
  g_return_if_fail (ANSHIN_IS_COMPOSER (self));

  self->office = office;
  if (self->timeline != NULL)
    update_group (self);
}

/* @entry is the message that is answered with what is typed next. */
void
anshin_composer_reply_to (AnshinComposer *self, AnshinEntry *entry)
{
  g_return_if_fail (ANSHIN_IS_COMPOSER (self));

  if (self->closed || !anshin_composer_leave_edit (self))
    return;
  anshin_timeline_set_draft_reply_to (self->timeline, entry);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

/* To where one writes, if anything can be posted here. It is no answer to GTK's asking to grab the
 * focus, which also comes when the composer is being left. */
void
anshin_composer_take_keyboard (AnshinComposer *self)
{
  g_return_if_fail (ANSHIN_IS_COMPOSER (self));

  if (gtk_widget_get_visible (self->input_box))
    gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

/* A message that was taken back is to be seen where one writes. */
void
anshin_composer_show_taken_back (AnshinComposer *self)
{
  AnshinWindow *window = anshin_window_get_for (self);

  g_return_if_fail (ANSHIN_IS_COMPOSER (self));

  if (anshin_composer_is_editing (self) && window != NULL)
    anshin_window_toast (window, _("It is there to be written on once this change is done."));
  anshin_composer_take_keyboard (self);
}

/**
 * anshin_composer_attach:
 * @files: (element-type GFile): files that were dropped beside the text
 *
 * Attaches them to the draft.
 *
 * Returns: whether anything can be posted here
 */
gboolean
anshin_composer_attach (AnshinComposer *self, GSList *files)
{
  g_return_val_if_fail (ANSHIN_IS_COMPOSER (self), FALSE);

  if (self->timeline == NULL || self->closed || !anshin_composer_leave_edit (self))
    return FALSE;
  anshin_attachment_bar_add (self->attachment_bar, files);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
  return TRUE;
}
