/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-template-fill-page.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-field-error.h"
#include "anshin-window.h"

struct _AnshinTemplateFillPage
{
  AnshinFormPage parent_instance;

  /* template widgets */
  AdwPreferencesGroup *group;

  /* owned */
  GPtrArray *pieces;
  GPtrArray *inputs; /* for each piece its input; NULL for literals; borrowed */
};

static guint filled_signal;

G_DEFINE_FINAL_TYPE (AnshinTemplateFillPage, anshin_template_fill_page, ANSHIN_TYPE_FORM_PAGE)

static char *
make_title (const AnshinTemplatePiece *piece)
{
  if (piece->kind == ANSHIN_TEMPLATE_DATE)
    /* Translators: a field that is filled with a date */
    return g_strdup_printf (_("%s (date)"), piece->text);
  if (piece->kind != ANSHIN_TEMPLATE_NUMBER)
    return g_strdup (piece->text);
  if (piece->bounded && piece->unit != NULL)
    return g_strdup_printf ("%s (%g–%g %s)", piece->text, piece->least, piece->most, piece->unit);
  if (piece->bounded)
    return g_strdup_printf ("%s (%g–%g)", piece->text, piece->least, piece->most);
  return piece->unit != NULL ? g_strdup_printf ("%s (%s)", piece->text, piece->unit)
                             : g_strdup (piece->text);
}

static void
on_edited_cb (AnshinTemplateFillPage *self, GtkEditable *editable)
{
  anshin_field_error_clear (GTK_WIDGET (editable));
  anshin_page_set_dirty (ANSHIN_PAGE (self), TRUE);
}

static GtkWidget *
add_entry (AnshinTemplateFillPage *self, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (row), GTK_INPUT_HINT_PRIVATE);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_edited_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, row);
  return row;
}

static GtkWidget *
add_check (AnshinTemplateFillPage *self, const char *title)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->group, row);
  return check;
}

static void
create_inputs (AnshinTemplateFillPage *self)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const AnshinTemplatePiece *piece = self->pieces->pdata[i];
      g_autofree char *title = make_title (piece);
      GtkWidget *input = NULL;

      if (piece->kind == ANSHIN_TEMPLATE_CHECK)
        input = add_check (self, title);
      else if (piece->kind != ANSHIN_TEMPLATE_LITERAL)
        input = add_entry (self, title);
      g_ptr_array_add (self->inputs, input);
    }
}

/* A date as people write it, with eras or without, in its one form. */
static char *
dup_value (const AnshinTemplatePiece *piece, GtkWidget *input)
{
  const char *text = NULL;
  int date = 0;

  if (input == NULL)
    return NULL;
  if (piece->kind == ANSHIN_TEMPLATE_CHECK)
    return gtk_check_button_get_active (GTK_CHECK_BUTTON (input)) ? g_strdup ("1") : NULL;
  text = gtk_editable_get_text (GTK_EDITABLE (input));
  if (piece->kind == ANSHIN_TEMPLATE_DATE && *text != '\0' && anshin_era_parse (text, &date))
    return anshin_date_format (date);
  return g_strdup (text);
}

static const char *
get_complaint (const AnshinTemplatePiece *piece)
{
  if (piece->kind == ANSHIN_TEMPLATE_NUMBER)
    return piece->bounded ? _("A number within the limits, please.") : _("A number, please.");
  if (piece->kind == ANSHIN_TEMPLATE_DATE)
    return _("A date, please, for example 2026-4-1.");
  return _("This is too long. Shorten it.");
}

static gboolean
check_inputs (AnshinTemplateFillPage *self, char **values)
{
  GtkWidget *first = NULL;

  for (guint i = 0; i < self->pieces->len; i++)
    {
      GtkWidget *input = self->inputs->pdata[i];
      const AnshinTemplatePiece *piece = self->pieces->pdata[i];

      if (anshin_template_check_value (piece, values[i], NULL))
        continue;
      anshin_field_error_set (input, get_complaint (piece));
      first = first != NULL ? first : input;
    }
  if (first != NULL)
    gtk_widget_grab_focus (first);
  return first == NULL;
}

static void
anshin_template_fill_page_save (AnshinFormPage *page)
{
  AnshinTemplateFillPage *self = ANSHIN_TEMPLATE_FILL_PAGE (page);
  g_autoptr (AnshinTemplateFillPage) held = g_object_ref (self);
  guint n = self->pieces->len;
  char **values = g_new0 (char *, n + 1);
  g_autofree char *text = NULL;

  for (guint i = 0; i < n; i++)
    values[i] = dup_value (self->pieces->pdata[i], self->inputs->pdata[i]);
  if (check_inputs (self, values))
    text = anshin_template_fill (self->pieces, (const char *const *) values, NULL);
  for (guint i = 0; i < n; i++)
    g_free (values[i]);
  g_free (values);
  if (text == NULL)
    return;
  anshin_window_close_page (anshin_window_get_for (self), ANSHIN_PAGE (self));
  g_signal_emit (self, filled_signal, 0, text);
}

static void
anshin_template_fill_page_shown (AnshinPage *page)
{
  gtk_widget_child_focus (GTK_WIDGET (ANSHIN_TEMPLATE_FILL_PAGE (page)->group),
                          GTK_DIR_TAB_FORWARD);
}

static void
anshin_template_fill_page_finalize (GObject *object)
{
  AnshinTemplateFillPage *self = ANSHIN_TEMPLATE_FILL_PAGE (object);

  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  g_ptr_array_unref (self->inputs);

  G_OBJECT_CLASS (anshin_template_fill_page_parent_class)->finalize (object);
}

static void
anshin_template_fill_page_class_init (AnshinTemplateFillPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = anshin_template_fill_page_finalize;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_template_fill_page_shown;
  ANSHIN_FORM_PAGE_CLASS (klass)->save = anshin_template_fill_page_save;

  filled_signal = g_signal_new ("filled", ANSHIN_TYPE_TEMPLATE_FILL_PAGE, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/care/anshin-template-fill-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinTemplateFillPage, group);
}

static void
anshin_template_fill_page_init (AnshinTemplateFillPage *self)
{
  self->inputs = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_template_fill_page_new:
 * @template: a template whose text can be parsed
 *
 * Returns: the page
 */
AnshinPage *
anshin_template_fill_page_new (AnshinTemplate *template)
{
  AnshinTemplateFillPage *self = g_object_new (ANSHIN_TYPE_TEMPLATE_FILL_PAGE, NULL);

  self->pieces = anshin_template_parse (template->text, NULL);
  anshin_page_set_title (ANSHIN_PAGE (self), template->name);
  create_inputs (self);
  return ANSHIN_PAGE (self);
}
