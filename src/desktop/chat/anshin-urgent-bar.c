/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-urgent-bar.h"

#include <glib/gi18n.h>

#include "anshin-entry-words.h"
#include "anshin-message.h"
#include "anshin-window.h"

#define MAX_TELEPHONES 3

struct _AnshinUrgentBar
{
  AdwBin parent_instance;

  /* template widgets */
  GtkWidget *show_button;
  GtkLabel *urgent_label;
  GtkLabel *quote_label;
  GtkLabel *absent_label;
  GtkLabel *telephone_label;
  GtkWidget *buttons;
  GtkWidget *next_button;
  GtkWidget *settle_button;

  /* owned */
  AnshinClient *client;
  AnshinTimeline *timeline;
  GCancellable *cancellable;
  GListModel *entries;
  AnshinEntry *entry;
  guint index; /* of the entry among them */
  gboolean follows_members;
};

static guint show_signal;

G_DEFINE_FINAL_TYPE (AnshinUrgentBar, anshin_urgent_bar, ADW_TYPE_BIN)

static gboolean
is_named (AnshinEntry *entry, AnshinMember *member, gboolean own)
{
  AnshinContent *content = ANSHIN_CONTENT (entry->content);

  if (!own)
    return g_strcmp0 (member->user_id, entry->author_id) == 0;
  for (guint i = 0; content->mentions != NULL && i < content->mentions->len; i++)
    {
      AnshinMention *mention = content->mentions->pdata[i];

      if (g_strcmp0 (mention->id, member->user_id) == 0
          || g_strcmp0 (mention->id, member->facility_id) == 0)
        return TRUE;
    }
  return (content->mentions == NULL || content->mentions->len == 0) && member->attending;
}

/* Who wrote it phones those whom it names, the others phone who wrote it. Returns: (transfer full)
 * (nullable): up to three facilities with their telephones */
static char *
dup_telephones (GListModel *members, AnshinEntry *entry, gboolean own)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (members) && lines->len < MAX_TELEPHONES; i++)
    {
      g_autoptr (AnshinMember) member = g_list_model_get_item (members, i);
      g_autofree char *line = NULL;

      if (member->telephone == NULL || *member->telephone == '\0'
          || !is_named (entry, member, own))
        continue;
      line = g_strdup_printf ("%s %s", member->facility_name, member->telephone);
      if (!g_ptr_array_find_with_equal_func (lines, line, g_str_equal, NULL))
        g_ptr_array_add (lines, g_steal_pointer (&line));
    }
  if (lines->len == 0)
    return NULL;
  g_ptr_array_add (lines, NULL);
  return g_strjoinv (" · ", (char **) lines->pdata);
}

/* Why one whom it names does not answer. */
static char *
describe_absentee (AnshinAbsentee *absentee)
{
  if (absentee->kind == ANSHIN_MENTION_FACILITY)
    /* Translators: a facility */
    return g_strdup_printf (_("Nobody of %s can read this any more."), absentee->name);
  if (absentee->state == ANSHIN_ACCOUNT_RETIRED)
    return g_strdup_printf (_("%s has retired."), absentee->name);
  if (absentee->state == ANSHIN_ACCOUNT_SUSPENDED)
    return g_strdup_printf (_("%s can’t read this: the account is stopped."), absentee->name);
  return g_strdup_printf (_("%s is no longer in the group."), absentee->name);
}

static char *
describe_absent (AnshinEntry *entry)
{
  AnshinEntryState *state = entry->state != NULL ? ANSHIN_ENTRY_STATE (entry->state) : NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  if (state == NULL || state->absent == NULL || state->absent->len == 0)
    return NULL;
  for (guint i = 0; i < state->absent->len; i++)
    {
      g_autofree char *line = describe_absentee (state->absent->pdata[i]);

      g_string_append (words, line);
      g_string_append_c (words, '\n');
    }
  g_string_append (words, _("Phone somebody else."));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static gboolean
is_own (AnshinUrgentBar *self)
{
  AnshinUser *me = anshin_client_get_user (self->client);

  return me != NULL && g_strcmp0 (me->id, self->entry->author_id) == 0;
}

static void
show_words (AnshinUrgentBar *self)
{
  guint count = g_list_model_get_n_items (self->entries);
  GListModel *members = anshin_timeline_get_members (self->timeline);
  g_autofree char *quote = anshin_entry_words_quote (self->entry, ANSHIN_QUOTE_IN_BAR);
  g_autofree char *numbers = dup_telephones (members, self->entry, is_own (self));
  g_autofree char *absent = describe_absent (self->entry);
  g_autofree char *urgent
    = count > 1
        /* Translators: which of several urgent messages, as in "Urgent 1/3" */
        ? g_strdup_printf (_("Urgent %u/%u"), self->index + 1, count)
        : g_strdup (_("Urgent"));
  /* Translators: "Urgent", and what is urgent: who and the words */
  g_autofree char *name = g_strdup_printf (_("%s, %s"), urgent, quote);
  g_autofree char *phone
    = numbers != NULL
        ? g_strdup_printf (_("A message does not replace a call. Phone: %s"), numbers)
        : g_strdup (_("A message does not replace a call. Phone as well."));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->show_button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_label_set_label (self->urgent_label, urgent);
  gtk_label_set_label (self->quote_label, quote);
  gtk_label_set_label (self->absent_label, absent != NULL ? absent : "");
  gtk_widget_set_visible (GTK_WIDGET (self->absent_label), absent != NULL);
  gtk_label_set_label (self->telephone_label, phone);
}

static void
update (AnshinUrgentBar *self)
{
  gboolean several = self->entries != NULL && g_list_model_get_n_items (self->entries) > 1;
  gboolean own = self->entry != NULL && is_own (self);

  gtk_widget_set_visible (GTK_WIDGET (self), self->entry != NULL);
  gtk_widget_set_visible (gtk_widget_get_parent (self->next_button), several);
  gtk_widget_set_visible (gtk_widget_get_parent (self->settle_button), own);
  gtk_widget_set_visible (self->buttons, several || own);
  if (self->entry != NULL)
    show_words (self);
}

/* They come later than the message that names them, and with them their telephones; without such a
 * message nobody has to ask for them. */
static void
follow_members (AnshinUrgentBar *self)
{
  if (self->follows_members)
    return;
  self->follows_members = TRUE;
  g_signal_connect_object (anshin_timeline_get_members (self->timeline), "items-changed",
                           G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

static void
show_at (AnshinUrgentBar *self, guint index)
{
  g_autoptr (AnshinEntry) entry = g_list_model_get_item (self->entries, index);

  self->index = entry != NULL ? index : 0;
  g_set_object (&self->entry, entry);
  if (entry != NULL)
    follow_members (self);
  update (self);
}

static void
on_show_clicked_cb (AnshinUrgentBar *self)
{
  if (self->entry != NULL)
    g_signal_emit (self, show_signal, 0, self->entry->seq);
}

/* After the newest the oldest again. */
static void
on_next_clicked_cb (AnshinUrgentBar *self)
{
  guint count = self->entries != NULL ? g_list_model_get_n_items (self->entries) : 0;

  if (count == 0)
    return;
  show_at (self, (self->index + 1) % count);
  on_show_clicked_cb (self);
}

static void
on_settled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinUrgentBar) self = data;
  g_autoptr (GError) error = NULL;
  AnshinWindow *window = anshin_window_get_for (self);

  anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  gtk_widget_set_sensitive (self->settle_button, TRUE);
  if (window == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    anshin_window_toast_error (window, error);
  else
    anshin_window_toast (window, _("Settled. To put it on top again, take your “Done” back."));
}

/* The same "done" that its author can give to any message: for an urgent one it is the last word
 * (anshin_urgent_judge() of the store). */
static void
on_settle_clicked_cb (AnshinUrgentBar *self)
{
  g_autoptr (AnshinAcknowledgement) done = anshin_acknowledgement_new ();
  g_autofree char *path = NULL;

  if (self->entry == NULL)
    return;
  done->kind = ANSHIN_ACKNOWLEDGEMENT_DONE;
  path = g_strconcat ("/v1/groups/", self->entry->channel, "/messages/", self->entry->id,
                      "/acknowledgement", NULL);
  gtk_widget_set_sensitive (self->settle_button, FALSE);
  anshin_client_call_async (self->client, "PUT", path, done, G_TYPE_NONE, self->cancellable,
                            on_settled_cb, g_object_ref (self));
}

static void
anshin_urgent_bar_dispose (GObject *object)
{
  AnshinUrgentBar *self = ANSHIN_URGENT_BAR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->entry);
  g_clear_object (&self->entries);
  g_clear_object (&self->timeline);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_urgent_bar_parent_class)->dispose (object);
}

static void
anshin_urgent_bar_finalize (GObject *object)
{
  g_clear_object (&ANSHIN_URGENT_BAR (object)->cancellable);

  G_OBJECT_CLASS (anshin_urgent_bar_parent_class)->finalize (object);
}

static void
anshin_urgent_bar_class_init (AnshinUrgentBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_urgent_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = anshin_urgent_bar_finalize;

  show_signal = g_signal_new ("show-entry", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                              NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/chat/anshin-urgent-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinUrgentBar, show_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinUrgentBar, urgent_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinUrgentBar, quote_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinUrgentBar, absent_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinUrgentBar, telephone_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinUrgentBar, buttons);
  gtk_widget_class_bind_template_child (widget_class, AnshinUrgentBar, next_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinUrgentBar, settle_button);
  gtk_widget_class_bind_template_callback (widget_class, on_show_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_next_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_settle_clicked_cb);
}

static void
anshin_urgent_bar_init (AnshinUrgentBar *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_urgent_bar_set_timeline:
 * @self: a bar
 * @client: the client
 * @timeline: whose group's messages it shows; once
 */
void
anshin_urgent_bar_set_timeline (AnshinUrgentBar *self, AnshinClient *client,
                                AnshinTimeline *timeline)
{
  g_return_if_fail (ANSHIN_IS_URGENT_BAR (self) && self->timeline == NULL);

  self->client = g_object_ref (client);
  self->timeline = g_object_ref (timeline);
}

/**
 * anshin_urgent_bar_set_entries:
 * @self: a bar
 * @entries: (element-type AnshinEntry): what stands on top, the oldest first
 *
 * What was shown stays shown as long as it is among them.
 */
void
anshin_urgent_bar_set_entries (AnshinUrgentBar *self, GListModel *entries)
{
  guint index = 0;

  g_return_if_fail (ANSHIN_IS_URGENT_BAR (self) && self->timeline != NULL);

  for (guint i = 0; self->entry != NULL && i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (AnshinEntry) entry = g_list_model_get_item (entries, i);

      if (entry->seq == self->entry->seq)
        index = i;
    }
  g_set_object (&self->entries, entries);
  show_at (self, index);
}
