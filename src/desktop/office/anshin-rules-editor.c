/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-rules-editor.h"

#include <glib/gi18n.h>

#include "anshin-covered.h"
#include "anshin-publication.h"

struct _AnshinRulesEditor
{
  AnshinTaskPage parent_instance;

  /* template widgets */
  GtkToggleButton *edit_button;
  GtkStack *stack;
  GtkWidget *text_row;
  GtkTextView *text_view;
  GtkLabel *preview_label;

  /* owned */
  GCancellable *cancellable;
  gint64 base;
};

G_DEFINE_FINAL_TYPE (AnshinRulesEditor, anshin_rules_editor, ANSHIN_TYPE_TASK_PAGE)

static void
show_text (AnshinRulesEditor *self, const char *text)
{
  AnshinWording *record = anshin_task_page_get_record (ANSHIN_TASK_PAGE (self));

  g_object_set (record, "text", text, NULL);
  anshin_record_form_load (anshin_form_page_get_form (ANSHIN_FORM_PAGE (self)));
}

static void
on_base_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinRulesEditor) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinWording) wording = anshin_client_call_finish (ANSHIN_CLIENT (source), result,
                                                                 &error);

  if (self->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (wording == NULL || wording->text == NULL)
    {
      anshin_form_page_show_error (ANSHIN_FORM_PAGE (self), error);
      return;
    }
  show_text (self, wording->text);
  anshin_form_page_set_save_visible (ANSHIN_FORM_PAGE (self), TRUE);
}

static void
on_mode_cb (AnshinRulesEditor *self)
{
  AnshinWording *record = anshin_task_page_get_record (ANSHIN_TASK_PAGE (self));
  gboolean edits = gtk_toggle_button_get_active (self->edit_button);

  if (record != NULL)
    gtk_label_set_label (self->preview_label, record->text != NULL ? record->text : "");
  gtk_stack_set_visible_child_name (self->stack, edits ? "edit" : "preview");
}

static gboolean
anshin_rules_editor_prepare (AnshinTaskPage *page, gpointer request)
{
  AnshinRulesEditor *self = ANSHIN_RULES_EDITOR (page);

  anshin_publication_ask (page, request, self->base + 1,
                          _("It can’t be changed any more. Everybody is asked to accept it "
                            "at once."));
  return FALSE;
}

static void
anshin_rules_editor_done (AnshinTaskPage *page, gpointer answer)
{
  anshin_publication_done (page, answer);
}

static void
anshin_rules_editor_dispose (GObject *object)
{
  AnshinRulesEditor *self = ANSHIN_RULES_EDITOR (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (anshin_rules_editor_parent_class)->dispose (object);
}

static void
anshin_rules_editor_class_init (AnshinRulesEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_rules_editor_dispose;
  ANSHIN_TASK_PAGE_CLASS (klass)->prepare = anshin_rules_editor_prepare;
  ANSHIN_TASK_PAGE_CLASS (klass)->done = anshin_rules_editor_done;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-rules-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinRulesEditor, edit_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinRulesEditor, stack);
  gtk_widget_class_bind_template_child (widget_class, AnshinRulesEditor, text_row);
  gtk_widget_class_bind_template_child (widget_class, AnshinRulesEditor, text_view);
  gtk_widget_class_bind_template_child (widget_class, AnshinRulesEditor, preview_label);
  gtk_widget_class_bind_template_callback (widget_class, on_mode_cb);
}

static void
anshin_rules_editor_init (AnshinRulesEditor *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_covered_tell (GTK_WIDGET (self->stack));
}

/* @base: the version that the new one begins with */
AnshinPage *
anshin_rules_editor_new (AnshinClient *client, gint64 base)
{
  AnshinRulesEditor *self = g_object_new (ANSHIN_TYPE_RULES_EDITOR, NULL);
  g_autoptr (AnshinWording) record = anshin_wording_new ();
  g_autofree char *path = g_strdup_printf ("/v1/wordings/rules/%" G_GINT64_FORMAT, base);

  self->base = base;
  anshin_task_page_set_call (ANSHIN_TASK_PAGE (self), client, "POST", "/v1/wordings/rules",
                             anshin_wording_get_type ());
  anshin_record_form_add_prose (anshin_task_page_create_form (ANSHIN_TASK_PAGE (self), record),
                                "text", self->text_row, self->text_view);
  anshin_form_page_set_save_visible (ANSHIN_FORM_PAGE (self), FALSE);
  anshin_client_call_async (client, "GET", path, NULL, anshin_wording_get_type (),
                            self->cancellable, on_base_cb, g_object_ref (self));
  return ANSHIN_PAGE (self);
}
