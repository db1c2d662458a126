/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-form-editor.h"

#include <glib/gi18n.h>

#include "anshin-form-preview.h"
#include "anshin-publication.h"
#include "anshin-text-row.h"
#include "anshin-two-pane.h"

struct _AnshinFormEditor
{
  AnshinTaskPage parent_instance;

  /* template widgets */
  GtkBox *box;

  /* borrowed: what is around the form */
  AnshinTwoPane *pane;
  GtkWidget *switcher;
  GtkToggleButton *preview_button;
  AnshinFormPreview *preview;

  /* owned */
  GKeyFile *texts;
  GPtrArray *fields;
  GCancellable *cancellable;
  gint64 base;
  guint preview_id;
};

G_DEFINE_FINAL_TYPE (AnshinFormEditor, anshin_form_editor, ANSHIN_TYPE_TASK_PAGE)

/* A text of the form: where it is in the wording, and what holds it while it is edited. */
typedef struct
{
  const char *group;
  char *key;
  GtkWidget *editor; /* not owned: a GtkEditable or a GtkTextView */
} Field;

static void
field_free (gpointer data)
{
  Field *field = data;

  g_free (field->key);
  g_free (field);
}

static char *
field_dup_text (Field *field)
{
  GtkTextBuffer *buffer = NULL;
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (!GTK_IS_TEXT_VIEW (field->editor))
    return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (field->editor))));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (field->editor));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  /* Each text of the form is one paragraph. */
  return g_strstrip (g_strdelimit (g_steal_pointer (&text), "\n\r", ' '));
}

static char *
compose (AnshinFormEditor *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    {
      Field *field = self->fields->pdata[i];
      g_autofree char *text = field_dup_text (field);

      /* What an older wording lacks stays as the program has it. */
      if (*text == '\0' && !g_key_file_has_key (self->texts, field->group, field->key, NULL))
        continue;
      g_key_file_set_string (self->texts, field->group, field->key, text);
    }
  return g_key_file_to_data (self->texts, NULL, NULL);
}

/* As the paper comes out of the printer with what is typed now; while a text that it can't do
 * without is empty, as it was before. */
static void
show_preview (AnshinFormEditor *self)
{
  g_autofree char *text = NULL;
  g_autoptr (AnshinForm) form = NULL;

  if (self->fields->len == 0)
    return;
  text = compose (self);
  form = anshin_form_new_blank (text, self->base + 1, NULL);
  if (form != NULL)
    anshin_form_preview_set_form (self->preview, form);
}

static gboolean
on_preview_idle_cb (gpointer data)
{
  AnshinFormEditor *self = ANSHIN_FORM_EDITOR (data);

  self->preview_id = 0;
  show_preview (self);
  return G_SOURCE_REMOVE;
}

/* The letter is drawn first, then the page with it. */
static void
on_typed_cb (AnshinFormEditor *self)
{
  anshin_page_set_dirty (ANSHIN_PAGE (self), TRUE);
  if (self->preview_id == 0)
    self->preview_id = g_idle_add (on_preview_idle_cb, self);
}

static void
add_field (AnshinFormEditor *self, GtkWidget *list, const char *group, const char *key,
           const char *title, gboolean is_long)
{
  g_autofree char *text = g_key_file_get_string (self->texts, group, key, NULL);
  Field *field = g_new0 (Field, 1);
  GtkWidget *row = NULL;

  field->group = group;
  field->key = g_strdup (key);
  if (is_long)
    {
      row = anshin_text_row_new (title);
      field->editor = GTK_WIDGET (anshin_text_row_get_view (ANSHIN_TEXT_ROW (row)));
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (field->editor)),
                                text != NULL ? text : "", -1);
      g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (field->editor)),
                               "changed", G_CALLBACK (on_typed_cb), self, G_CONNECT_SWAPPED);
    }
  else
    {
      row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", title, "input-hints",
                          GTK_INPUT_HINT_PRIVATE, NULL);
      field->editor = row;
      gtk_editable_set_text (GTK_EDITABLE (row), text != NULL ? text : "");
      g_signal_connect_object (row, "changed", G_CALLBACK (on_typed_cb), self, G_CONNECT_SWAPPED);
    }
  g_ptr_array_add (self->fields, field);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (list), row);
}

static GtkWidget *
add_group (AnshinFormEditor *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *markup = g_markup_escape_text (title, -1);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), markup);
  gtk_box_append (self->box, group);
  return group;
}

static void
add_section (AnshinFormEditor *self, const char *name)
{
  g_autofree char *head = g_strdup_printf ("%s.head", name);
  g_autofree char *title = g_key_file_get_string (self->texts, "text", head, NULL);
  GtkWidget *group = add_group (self, title != NULL ? title : name);

  add_field (self, group, "text", head, _("Heading"), FALSE);
  add_field (self, group, "text", name, _("Text"), TRUE);
  if (!g_str_equal (name, "receivers"))
    return;
  add_field (self, group, "text", "receivers.later-yes", _("Where later members are included"),
             TRUE);
  add_field (self, group, "text", "receivers.later-no", _("Where later members are not included"),
             TRUE);
}

static void
show_text (AnshinFormEditor *self, const char *text)
{
  static const char *const names[] = { "purpose", "means",  "receivers", "content",
                                       "secrecy", "period", "withdrawal" };
  g_autoptr (GError) error = NULL;
  GtkWidget *group = NULL;

  if (!g_key_file_load_from_data (self->texts, text, -1, G_KEY_FILE_KEEP_COMMENTS, &error))
    {
      anshin_form_page_show_error (ANSHIN_FORM_PAGE (self), error);
      return;
    }
  group = add_group (self, _("Head of the form"));
  add_field (self, group, "form", "title", _("Title"), FALSE);
  add_field (self, group, "text", "lead", _("Introduction"), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    add_section (self, names[i]);
  group = add_group (self, _("The page that is signed"));
  add_field (self, group, "form", "sign-head", _("Heading"), FALSE);
  add_field (self, group, "form", "sign-lead", _("Text"), TRUE);
  add_field (self, group, "other-hand", "heading", _("Written by another hand"), TRUE);
  add_field (self, group, "proxy", "heading", _("A proxy"), TRUE);
  add_field (self, group, "form", "two-copies", _("Closing sentence"), TRUE);
}

static void
on_base_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinFormEditor) self = data;
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
  show_preview (self);
  anshin_form_page_set_save_visible (ANSHIN_FORM_PAGE (self), TRUE);
}

static void
on_mode_cb (AnshinFormEditor *self)
{
  anshin_two_pane_set_show_content (self->pane,
                                    gtk_toggle_button_get_active (self->preview_button));
}

static void
on_collapsed_cb (AnshinFormEditor *self)
{
  gtk_widget_set_visible (self->switcher, anshin_two_pane_get_collapsed (self->pane));
}

/* Edit and Preview, for where there is room for one of them only. */
static GtkWidget *
create_switcher (AnshinFormEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *edit = gtk_toggle_button_new_with_label (_("Edit"));
  GtkWidget *preview = gtk_toggle_button_new_with_label (_("Preview"));

  self->preview_button = GTK_TOGGLE_BUTTON (preview);
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (preview), GTK_TOGGLE_BUTTON (edit));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (edit), TRUE);
  g_signal_connect_object (preview, "toggled", G_CALLBACK (on_mode_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), edit);
  gtk_box_append (GTK_BOX (box), preview);
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static GtkWidget *
create_preview (AnshinFormEditor *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *preview = g_object_new (ANSHIN_TYPE_FORM_PREVIEW, "margin-top", 12, "margin-start",
                                     12, "margin-end", 12, "margin-bottom", 24, NULL);

  self->preview = ANSHIN_FORM_PREVIEW (preview);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), preview);
  return scroller;
}

/* The page's form goes to the left, and what it prints to the right of it. */
static void
add_preview (AnshinFormEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *pane = anshin_two_pane_new ();
  g_autoptr (GtkWidget) form = g_object_ref (adw_bin_get_child (ADW_BIN (self)));

  self->pane = ANSHIN_TWO_PANE (pane);
  self->switcher = create_switcher (self);
  adw_bin_set_child (ADW_BIN (self), NULL);
  anshin_two_pane_set_sidebar (self->pane, form);
  anshin_two_pane_set_content (self->pane, create_preview (self));
  gtk_widget_set_vexpand (pane, TRUE);
  gtk_box_append (GTK_BOX (box), self->switcher);
  gtk_box_append (GTK_BOX (box), pane);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (pane, "notify::collapsed", G_CALLBACK (on_collapsed_cb), self,
                           G_CONNECT_SWAPPED);
}

static gboolean
anshin_form_editor_prepare (AnshinTaskPage *page, gpointer request)
{
  AnshinFormEditor *self = ANSHIN_FORM_EDITOR (page);

  g_free (ANSHIN_WORDING (request)->text);
  ANSHIN_WORDING (request)->text = compose (self);
  anshin_publication_ask (page, request, self->base + 1,
                          _("It can’t be changed any more. New consents get it; those that were "
                            "made keep theirs."));
  return FALSE;
}

static void
anshin_form_editor_done (AnshinTaskPage *page, gpointer answer)
{
  anshin_publication_done (page, answer);
}

static void
anshin_form_editor_dispose (GObject *object)
{
  AnshinFormEditor *self = ANSHIN_FORM_EDITOR (object);

  g_clear_handle_id (&self->preview_id, g_source_remove);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->texts, g_key_file_unref);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (anshin_form_editor_parent_class)->dispose (object);
}

static void
anshin_form_editor_class_init (AnshinFormEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_form_editor_dispose;
  ANSHIN_TASK_PAGE_CLASS (klass)->prepare = anshin_form_editor_prepare;
  ANSHIN_TASK_PAGE_CLASS (klass)->done = anshin_form_editor_done;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/office/anshin-form-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinFormEditor, box);
}

static void
anshin_form_editor_init (AnshinFormEditor *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->texts = g_key_file_new ();
  self->fields = g_ptr_array_new_with_free_func (field_free);
  add_preview (self);
}

/* @base: the version that the new one begins with */
AnshinPage *
anshin_form_editor_new (AnshinClient *client, gint64 base)
{
  AnshinFormEditor *self = g_object_new (ANSHIN_TYPE_FORM_EDITOR, NULL);
  g_autoptr (AnshinWording) record = anshin_wording_new ();
  g_autofree char *path = g_strdup_printf ("/v1/wordings/form-4/%" G_GINT64_FORMAT, base);

  self->base = base;
  anshin_task_page_set_call (ANSHIN_TASK_PAGE (self), client, "POST", "/v1/wordings/form-4",
                             anshin_wording_get_type ());
  /* The texts are put together when it is sent. */
  record->text = g_strdup (" ");
  anshin_task_page_create_form (ANSHIN_TASK_PAGE (self), record);
  anshin_form_page_set_save_visible (ANSHIN_FORM_PAGE (self), FALSE);
  anshin_client_call_async (client, "GET", path, NULL, anshin_wording_get_type (),
                            self->cancellable, on_base_cb, g_object_ref (self));
  return ANSHIN_PAGE (self);
}
