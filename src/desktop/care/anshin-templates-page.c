/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-templates-page.h"

#include <glib/gi18n.h>

#include "anshin-capability.h"
#include "anshin-format.h"
#include "anshin-paged-view.h"
#include "anshin-plain-row.h"
#include "anshin-template-editor.h"
#include "anshin-template-fill-page.h"
#include "anshin-window.h"

#define PREVIEW_CHARACTERS 80

struct _AnshinTemplatesPage
{
  AnshinPage parent_instance;

  /* template widgets */
  AnshinPagedView *view;

  /* owned */
  AnshinClient *client;
  AnshinPagedList *list;
};

static guint filled_signal;

G_DEFINE_FINAL_TYPE (AnshinTemplatesPage, anshin_templates_page, ANSHIN_TYPE_PAGE)

static void
finish (AnshinTemplatesPage *self, const char *text)
{
  g_autoptr (AnshinTemplatesPage) held = g_object_ref (self);

  anshin_window_close_page (anshin_window_get_for (self), ANSHIN_PAGE (self));
  g_signal_emit (held, filled_signal, 0, text);
}

static void
on_filled_cb (AnshinTemplatesPage *self, const char *text)
{
  finish (self, text);
}

static gboolean
has_fields (GPtrArray *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    if (((AnshinTemplatePiece *) pieces->pdata[i])->kind != ANSHIN_TEMPLATE_LITERAL)
      return TRUE;
  return FALSE;
}

/* One without fields needs no form. */
static void
on_activated_cb (AnshinTemplatesPage *self, AnshinTemplate *template)
{
  g_autoptr (GPtrArray) pieces = anshin_template_parse (template->text, NULL);
  AnshinPage *page = NULL;

  if (pieces == NULL)
    return;
  if (!has_fields (pieces))
    {
      g_autofree const char **values = g_new0 (const char *, pieces->len + 1);
      g_autofree char *text = anshin_template_fill (pieces, values, NULL);

      finish (self, text);
      return;
    }
  page = anshin_template_fill_page_new (template);
  g_signal_connect_object (page, "filled", G_CALLBACK (on_filled_cb), self, G_CONNECT_SWAPPED);
  anshin_window_push_page (anshin_window_get_for (self), page);
}

/* Which template, and where it is edited. */
static void
on_edit_cb (GtkWidget *button, gpointer data)
{
  AnshinTemplate *template = ANSHIN_TEMPLATE (data);
  AnshinWindow *window = anshin_window_get_for (button);

  anshin_window_push_page (
    window, anshin_template_editor_new (anshin_window_get_client (window), template));
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  AnshinTemplate *template = ANSHIN_TEMPLATE (item);
  g_autofree char *preview = anshin_template_dup_preview (template->text);
  g_autofree char *line = anshin_format_one_line (preview, PREVIEW_CHARACTERS);
  g_autofree char *subtitle
    = template->facility ? g_strdup_printf (_("Facility’s · %s"), line) : g_strdup (line);
  GtkWidget *button = NULL;
  GtkWidget *row = anshin_plain_row_new (template->name, subtitle);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  anshin_plain_row_set_label (row, template->name);
  if (!anshin_capability_has (template->capabilities, "edit-template"))
    return row;
  button = gtk_button_new_from_icon_name ("document-edit-symbolic");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Edit the template"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Edit the template"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_edit_cb), template, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

static void
on_new_cb (AnshinTemplatesPage *self)
{
  anshin_window_push_page (anshin_window_get_for (self),
                           anshin_template_editor_new (self->client, NULL));
}

static void
anshin_templates_page_dispose (GObject *object)
{
  AnshinTemplatesPage *self = ANSHIN_TEMPLATES_PAGE (object);

  g_clear_object (&self->list);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (anshin_templates_page_parent_class)->dispose (object);
}

static void
anshin_templates_page_class_init (AnshinTemplatesPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_templates_page_dispose;

  filled_signal = g_signal_new ("filled", ANSHIN_TYPE_TEMPLATES_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (ANSHIN_TYPE_PAGED_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/care/anshin-templates-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinTemplatesPage, view);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_new_cb);
}

static void
anshin_templates_page_init (AnshinTemplatesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

AnshinPage *
anshin_templates_page_new (AnshinClient *client)
{
  AnshinTemplatesPage *self = g_object_new (ANSHIN_TYPE_TEMPLATES_PAGE, NULL);

  self->client = g_object_ref (client);
  self->list = anshin_paged_list_new (client, "/v1/templates", anshin_template_get_type (), NULL);
  anshin_paged_list_set_topic (self->list, "templates");
  anshin_paged_view_set_list (self->view, self->list, create_row, NULL);
  return ANSHIN_PAGE (self);
}
