/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-template-editor.h"

#include <glib/gi18n.h>

#include "anshin-alert.h"
#include "anshin-window.h"

struct _AnshinTemplateEditor
{
  AnshinTaskPage parent_instance;

  /* template widgets */
  GtkWidget *name_row;
  GtkWidget *text_row;
  GtkTextView *text_view;
  GtkWidget *preview_group;
  GtkLabel *preview_label;
  GtkWidget *facility_group;
  GtkSwitch *facility_switch;
  GtkWidget *delete_button;

  /* owned */
  char *id; /* NULL of a new one */
};

G_DEFINE_FINAL_TYPE (AnshinTemplateEditor, anshin_template_editor, ANSHIN_TYPE_TASK_PAGE)

/* The mark-up is the service's; what stands between is for the person to change. */
static void
insert (AnshinTemplateEditor *self, const char *kind, const char *label)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  g_autofree char *markup = g_strdup_printf ("{%s:%s}", kind, label);

  gtk_text_buffer_insert_at_cursor (buffer, markup, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->text_view));
}

static void
on_number_cb (AnshinTemplateEditor *self)
{
  /* Translators: the mark-up of an example: label, unit, limits; keep the colons and the dots */
  insert (self, "number", _("Temperature:°C:34..42"));
}

static void
on_date_cb (AnshinTemplateEditor *self)
{
  insert (self, "date", _("Next visit"));
}

static void
on_check_cb (AnshinTemplateEditor *self)
{
  insert (self, "check", _("Meal"));
}

static void
on_line_cb (AnshinTemplateEditor *self)
{
  insert (self, "text", _("How things are"));
}

static gboolean
anshin_template_editor_prepare (AnshinTaskPage *page, gpointer request)
{
  ANSHIN_TEMPLATE (request)->facility
    = gtk_switch_get_active (ANSHIN_TEMPLATE_EDITOR (page)->facility_switch);
  return TRUE;
}

static void
anshin_template_editor_done (AnshinTaskPage *page, gpointer answer)
{
  AnshinWindow *window = anshin_window_get_for (page);

  anshin_window_toast (window, _("Template saved"));
  anshin_window_close_page (window, ANSHIN_PAGE (page));
}

/* What is wrong is the mark-up, which the person can't be expected to know. */
static const char *
get_slip_words (void)
{
  return _("A field in braces isn’t written right. Use the buttons below the text; a brace itself "
           "is written twice.");
}

static gboolean
anshin_template_editor_failed (AnshinTaskPage *page, const GError *error)
{
  if (g_strcmp0 (anshin_error_get_field (error), "text") != 0)
    return FALSE;
  anshin_form_page_set_notice (ANSHIN_FORM_PAGE (page), get_slip_words ());
  return TRUE;
}

/* What will be seen instead of the mark-up. */
static void
anshin_template_editor_changed (AnshinFormPage *page)
{
  AnshinTemplateEditor *self = ANSHIN_TEMPLATE_EDITOR (page);
  AnshinTemplate *draft = ANSHIN_TEMPLATE (anshin_task_page_get_record (ANSHIN_TASK_PAGE (page)));
  g_autofree char *preview
    = draft->text != NULL ? anshin_template_dup_preview (draft->text) : NULL;

  gtk_widget_set_visible (self->preview_group, draft->text != NULL);
  gtk_label_set_label (self->preview_label, preview != NULL ? preview : get_slip_words ());
}

static void
on_deleted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinTemplateEditor) self = data;
  g_autoptr (GError) error = NULL;
  AnshinWindow *window = NULL;

  anshin_client_call_finish (ANSHIN_CLIENT (source), result, &error);
  if (!anshin_form_page_end (ANSHIN_FORM_PAGE (self), error))
    return;
  window = anshin_window_get_for (self);
  anshin_window_toast (window, _("Template deleted"));
  anshin_window_close_page (window, ANSHIN_PAGE (self));
}

static void
on_delete_confirmed_cb (gboolean confirmed, gpointer data)
{
  g_autoptr (AnshinTemplateEditor) self = data;
  g_autofree char *path = NULL;

  if (!confirmed || anshin_window_get_for (self) == NULL)
    return;
  path = g_strconcat ("/v1/templates/", self->id, NULL);
  anshin_client_call_async (anshin_task_page_get_client (ANSHIN_TASK_PAGE (self)), "DELETE", path,
                            NULL, G_TYPE_NONE, anshin_form_page_begin (ANSHIN_FORM_PAGE (self)),
                            on_deleted_cb, g_object_ref (self));
}

static void
on_delete_cb (AnshinTemplateEditor *self)
{
  anshin_alert_ask (GTK_WIDGET (self), _("Delete this template?"),
                    _("Messages that were written with it stay as they are."), _("_Delete"), TRUE,
                    on_delete_confirmed_cb, g_object_ref (self));
}

static void
anshin_template_editor_shown (AnshinPage *page)
{
  gtk_widget_grab_focus (ANSHIN_TEMPLATE_EDITOR (page)->name_row);
}

static void
anshin_template_editor_finalize (GObject *object)
{
  g_free (ANSHIN_TEMPLATE_EDITOR (object)->id);

  G_OBJECT_CLASS (anshin_template_editor_parent_class)->finalize (object);
}

static void
anshin_template_editor_class_init (AnshinTemplateEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = anshin_template_editor_finalize;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_template_editor_shown;
  ANSHIN_FORM_PAGE_CLASS (klass)->changed = anshin_template_editor_changed;
  ANSHIN_TASK_PAGE_CLASS (klass)->prepare = anshin_template_editor_prepare;
  ANSHIN_TASK_PAGE_CLASS (klass)->done = anshin_template_editor_done;
  ANSHIN_TASK_PAGE_CLASS (klass)->failed = anshin_template_editor_failed;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/care/anshin-template-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinTemplateEditor, name_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinTemplateEditor, text_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinTemplateEditor, text_view);
  gtk_widget_class_bind_template_child (widget_class, AnshinTemplateEditor, preview_group);
  gtk_widget_class_bind_template_child (widget_class, AnshinTemplateEditor, preview_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinTemplateEditor, facility_group);
  gtk_widget_class_bind_template_child (widget_class, AnshinTemplateEditor, facility_switch);
  gtk_widget_class_bind_template_child (widget_class, AnshinTemplateEditor, delete_button);
  gtk_widget_class_bind_template_callback (widget_class, on_number_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_date_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_check_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_line_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_delete_cb);
}

static void
anshin_template_editor_init (AnshinTemplateEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_call (AnshinTemplateEditor *self, AnshinClient *client)
{
  g_autofree char *path
    = self->id != NULL ? g_strconcat ("/v1/templates/", self->id, NULL) : NULL;

  anshin_task_page_set_call (ANSHIN_TASK_PAGE (self), client, self->id != NULL ? "PUT" : "POST",
                             path != NULL ? path : "/v1/templates", anshin_template_get_type ());
}

/**
 * anshin_template_editor_new:
 * @client: the client
 * @template: (nullable): the template to be changed; %NULL for a new one
 *
 * Returns: the page
 */
AnshinPage *
anshin_template_editor_new (AnshinClient *client, AnshinTemplate *template)
{
  AnshinTemplateEditor *self = g_object_new (ANSHIN_TYPE_TEMPLATE_EDITOR, NULL);
  g_autoptr (AnshinTemplate) draft = anshin_template_new ();
  AnshinUser *user = anshin_client_get_user (client);
  AnshinRecordForm *form = NULL;

  if (template != NULL)
    {
      self->id = g_strdup (template->id);
      draft->version = template->version;
      draft->name = g_strdup (template->name);
      draft->text = g_strdup (template->text);
      gtk_switch_set_active (self->facility_switch, template->facility);
    }
  set_call (self, client);
  form = anshin_task_page_create_form (ANSHIN_TASK_PAGE (self), draft);
  anshin_record_form_add_text (form, "name", self->name_row);
  anshin_record_form_add_prose (form, "text", self->text_row, self->text_view);
  anshin_record_form_load (form);
  anshin_template_editor_changed (ANSHIN_FORM_PAGE (self));
  /* Whose it is stays; the facility's are its administrators' to write. */
  gtk_widget_set_visible (self->facility_group,
                          template == NULL && user != NULL && user->facility_admin);
  gtk_widget_set_visible (self->delete_button, template != NULL);
  return ANSHIN_PAGE (self);
}
