/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-marked-page.h"

#include <glib/gi18n.h>

#include "anshin-entry-words.h"
#include "anshin-format.h"
#include "anshin-page-notice.h"
#include "anshin-plain-row.h"

struct _AnshinMarkedPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPageNotice *notice;
  GtkListBox *list;
  GtkWidget *empty_page;
  GtkWidget *list_page;

  /* owned */
  GCancellable *cancellable;

  gboolean bookmarks; /* one's own, not what is pinned */
};

G_DEFINE_FINAL_TYPE (AnshinMarkedPage, anshin_marked_page, ANSHIN_TYPE_PAGE)

/* Of what is pinned: by whom, and when that was. */
static char *
describe_pin (AnshinEntry *entry)
{
  AnshinEntryState *state = entry->state != NULL ? ANSHIN_ENTRY_STATE (entry->state) : NULL;
  g_autofree char *when = NULL;

  if (state == NULL || state->pinned_by == NULL)
    return NULL;
  when = anshin_format_when (state->pinned_at);
  /* Translators: a name and a time */
  return g_strdup_printf (_("Pinned by %s, %s"), state->pinned_by, when);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  AnshinEntry *entry = ANSHIN_ENTRY (item);
  AnshinContent *content = ANSHIN_CONTENT (entry->content);
  g_autofree char *text = anshin_entry_words_brief (entry, ANSHIN_QUOTE_IN_PAGE);
  g_autofree char *when = anshin_format_when (entry->at);
  g_autofree char *written = g_strdup_printf (_("%s · %s"), content->author_name, when);
  g_autofree char *pinned = GPOINTER_TO_INT (data) ? NULL : describe_pin (entry);
  g_autofree char *who = g_strdup_printf ("%s%s%s", written, pinned != NULL ? "\n" : "",
                                          pinned != NULL ? pinned : "");
  GtkWidget *row = anshin_plain_row_new (text, who);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.show-message");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(sx)", entry->channel, entry->seq);
  return row;
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinMarkedPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) entries
    = anshin_client_call_list_finish (ANSHIN_CLIENT (source), result, &error);
  gboolean any = entries != NULL && g_list_model_get_n_items (entries) > 0;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  anshin_page_notice_set_error (self->notice, error);
  gtk_widget_set_visible (self->empty_page, entries != NULL && !any);
  gtk_widget_set_visible (self->list_page, !(entries != NULL && !any));
  gtk_widget_set_visible (GTK_WIDGET (self->list), any);
  if (any)
    gtk_list_box_bind_model (self->list, entries, create_row,
                             GINT_TO_POINTER (self->bookmarks), NULL);
}

static void
anshin_marked_page_dispose (GObject *object)
{
  AnshinMarkedPage *self = ANSHIN_MARKED_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (anshin_marked_page_parent_class)->dispose (object);
}

static void
anshin_marked_page_class_init (AnshinMarkedPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_marked_page_dispose;

  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/chat/anshin-marked-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinMarkedPage, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinMarkedPage, list);
  gtk_widget_class_bind_template_child (widget_class, AnshinMarkedPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, AnshinMarkedPage, list_page);
}

static void
anshin_marked_page_init (AnshinMarkedPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_marked_page_new (AnshinClient *client, AnshinGroup *group, gboolean bookmarks)
{
  AnshinMarkedPage *self = g_object_new (ANSHIN_TYPE_MARKED_PAGE, NULL);
  g_autofree char *path = g_strconcat ("/v1/groups/", group->id,
                                       bookmarks ? "/bookmarks" : "/pins", NULL);

  self->bookmarks = bookmarks;
  anshin_page_set_title (ANSHIN_PAGE (self),
                         bookmarks ? _("My bookmarks") : _("Pinned messages"));
  anshin_page_set_subtitle (ANSHIN_PAGE (self), group->name);
  anshin_client_call_list_async (client, path, anshin_entry_get_type (), self->cancellable,
                                 on_listed_cb, g_object_ref (self));
  return ANSHIN_PAGE (self);
}
