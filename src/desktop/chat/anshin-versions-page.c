/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-versions-page.h"

#include <glib/gi18n.h>

#include "anshin-acknowledgements.h"
#include "anshin-format.h"
#include "anshin-message-text.h"
#include "anshin-message.h"
#include "anshin-page-notice.h"

struct _AnshinVersionsPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPageNotice *notice;
  GtkListBox *list;

  /* owned */
  GCancellable *cancellable;
  GListModel *acknowledged;    /* AnshinAcknowledgement */
  GHashTable *acknowledgements; /* version → who said what of it */
  char *path;
};

G_DEFINE_FINAL_TYPE (AnshinVersionsPage, anshin_versions_page, ANSHIN_TYPE_PAGE)

static char *
describe (AnshinMessageVersion *version)
{
  g_autofree char *when = NULL;

  if (version->until == 0)
    return g_strdup (version->text != NULL ? _("What it says now") : _("Deleted"));
  when = anshin_format_when (version->until);
  /* Translators: when the message was changed */
  return g_strdup_printf (_("Until %s"), when);
}

/* Who acknowledged it while it said this; nobody has said anything of another text. */
static GtkWidget *
create_acknowledged (const char *words)
{
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "caption");
  return label;
}

/* Those given from @since on, until another text took the place of this one. */
static char *
describe_acknowledged (AnshinVersionsPage *self, gint64 since, gint64 until)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (self->acknowledged); i++)
    {
      g_autoptr (AnshinAcknowledgement) one = g_list_model_get_item (self->acknowledged, i);
      g_autofree char *when = anshin_format_when (one->at);

      if (one->at < since || (until != 0 && one->at >= until))
        continue;
      if (words->len > 0)
        g_string_append_c (words, '\n');
      /* Translators: who, an acknowledgement, when it was given */
      g_string_append_printf (words, _("%s: %s · %s"), one->name,
                              anshin_acknowledgements_get_label (one->kind), when);
    }
  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

static void
assign_acknowledged (AnshinVersionsPage *self, GListModel *versions)
{
  gint64 since = 0;

  for (guint i = 0; i < g_list_model_get_n_items (versions); i++)
    {
      g_autoptr (AnshinMessageVersion) version = g_list_model_get_item (versions, i);
      char *words = describe_acknowledged (self, since, version->until);

      since = version->until;
      if (words != NULL)
        g_hash_table_insert (self->acknowledgements,
                             g_memdup2 (&version->version, sizeof version->version), words);
    }
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  AnshinVersionsPage *self = ANSHIN_VERSIONS_PAGE (data);
  AnshinMessageVersion *version = ANSHIN_MESSAGE_VERSION (item);
  const char *acknowledged = g_hash_table_lookup (self->acknowledgements, &version->version);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autofree char *heading = describe (version);
  GtkWidget *when = gtk_label_new (heading);
  GtkWidget *text = gtk_label_new (version->text != NULL ? version->text : "");

  gtk_widget_add_css_class (box, "version");
  gtk_label_set_xalign (GTK_LABEL (when), 0);
  gtk_widget_add_css_class (when, "caption-heading");
  anshin_message_text_set_up (GTK_LABEL (text));
  gtk_widget_set_visible (text, version->text != NULL);
  gtk_box_append (GTK_BOX (box), when);
  gtk_box_append (GTK_BOX (box), text);
  if (acknowledged != NULL)
    gtk_box_append (GTK_BOX (box), create_acknowledged (acknowledged));
  return box;
}

static void
on_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinVersionsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) versions
    = anshin_client_call_list_finish (ANSHIN_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  anshin_page_notice_set_error (self->notice, error);
  gtk_widget_set_visible (GTK_WIDGET (self->list), versions != NULL);
  if (versions == NULL)
    return;
  assign_acknowledged (self, versions);
  gtk_list_box_bind_model (self->list, versions, create_row, self, NULL);
}

static void
on_acknowledged_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinVersionsPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) acknowledged
    = anshin_client_call_list_finish (ANSHIN_CLIENT (source), result, &error);
  g_autofree char *path = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  anshin_page_notice_set_error (self->notice, error);
  if (acknowledged == NULL)
    return;
  g_set_object (&self->acknowledged, acknowledged);
  path = g_strconcat (self->path, "/versions", NULL);
  anshin_client_call_list_async (ANSHIN_CLIENT (source), path,
                                 anshin_message_version_get_type (), self->cancellable,
                                 on_listed_cb, g_object_ref (self));
}

static void
anshin_versions_page_dispose (GObject *object)
{
  AnshinVersionsPage *self = ANSHIN_VERSIONS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->acknowledged);
  g_clear_pointer (&self->acknowledgements, g_hash_table_unref);
  g_clear_pointer (&self->path, g_free);

  G_OBJECT_CLASS (anshin_versions_page_parent_class)->dispose (object);
}

static void
anshin_versions_page_class_init (AnshinVersionsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_versions_page_dispose;

  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/chat/anshin-versions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinVersionsPage, notice);
  gtk_widget_class_bind_template_child (widget_class, AnshinVersionsPage, list);
}

static void
anshin_versions_page_init (AnshinVersionsPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->acknowledgements = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_versions_page_new (AnshinClient *client, AnshinTimelineItem *item)
{
  AnshinVersionsPage *self = g_object_new (ANSHIN_TYPE_VERSIONS_PAGE, NULL);
  AnshinEntry *entry = anshin_timeline_item_get_entry (item);
  g_autofree char *path = NULL;

  self->path = g_strconcat ("/v1/groups/", entry->channel, "/messages/", entry->id, NULL);
  path = g_strconcat (self->path, "/acknowledgements", NULL);
  anshin_client_call_list_async (client, path, anshin_acknowledgement_get_type (),
                                 self->cancellable, on_acknowledged_cb, g_object_ref (self));
  return ANSHIN_PAGE (self);
}
