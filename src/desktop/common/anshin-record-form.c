/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-record-form.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-error-words.h"
#include "anshin-note-row.h"

typedef enum
{
  INPUT_TEXT,
  INPUT_DATE,
  INPUT_CHOICE,
  INPUT_PROSE,
  INPUT_OTHER,
} InputKind;

/* A row of the form. Its signal handlers share it: they may outlive the form, and then @form is
 * NULL. */
typedef struct
{
  InputKind kind;
  AnshinRecordForm *form;
  const AnshinField *field;
  GtkWidget *row;
  GtkTextView *view;
  GtkWidget *note_row;
  GtkLabel *note;
  AnshinRecordFormHint hint;
  gpointer hint_data;
  gboolean was_left;
} Input;

struct _AnshinRecordForm
{
  GObject parent_instance;

  AnshinRecord *record;
  GPtrArray *inputs;
  gboolean loading;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinRecordForm, anshin_record_form, G_TYPE_OBJECT)

static char *
input_dup_text (Input *input)
{
  GtkTextBuffer *buffer = NULL;
  GtkTextIter start, end;

  if (input->kind != INPUT_PROSE)
    return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (input->row))));
  buffer = gtk_text_view_get_buffer (input->view);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static char *
get_property_name (const AnshinField *field)
{
  return g_strdelimit (g_strdup (field->name), "_", '-');
}

/* Texts are compared by what they say, so that "" and nothing are the same. */
static void
store (Input *input)
{
  AnshinRecord *record = input->form->record;
  g_autofree char *name = get_property_name (input->field);
  g_autofree char *text = NULL;
  int number = 0;

  switch (input->kind)
    {
    case INPUT_TEXT:
    case INPUT_PROSE:
      text = input_dup_text (input);
      g_object_set (record, name, *text != '\0' ? text : NULL, NULL);
      break;
    case INPUT_DATE:
      text = input_dup_text (input);
      if (!anshin_era_parse (text, &number))
        number = 0;
      g_object_set (record, name, number, NULL);
      break;
    case INPUT_CHOICE:
      number = (int) adw_combo_row_get_selected (ADW_COMBO_ROW (input->row));
      /* The first entry stands for "not chosen yet". */
      number = number > 0 ? input->field->list->choices[number - 1].value : 0;
      g_object_set (record, name, number, NULL);
      break;
    case INPUT_OTHER:
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
set_note (Input *input, const char *text, gboolean is_error)
{
  GtkAccessible *row = GTK_ACCESSIBLE (input->row);

  gtk_label_set_label (input->note, text != NULL ? text : "");
  gtk_widget_set_visible (input->note_row, text != NULL && *text != '\0');
  if (is_error)
    {
      gtk_widget_add_css_class (input->row, "error");
      gtk_widget_add_css_class (GTK_WIDGET (input->note), "error");
      gtk_widget_remove_css_class (GTK_WIDGET (input->note), "dim-label");
    }
  else
    {
      gtk_widget_remove_css_class (input->row, "error");
      gtk_widget_remove_css_class (GTK_WIDGET (input->note), "error");
      gtk_widget_add_css_class (GTK_WIDGET (input->note), "dim-label");
    }
  gtk_accessible_update_state (row, GTK_ACCESSIBLE_STATE_INVALID,
                               is_error ? GTK_ACCESSIBLE_INVALID_TRUE
                                        : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
  gtk_accessible_update_property (row, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text != NULL ? text : "", -1);
}

/* Returns: (nullable): what is wrong with what is typed there by itself */
static char *
input_judge (Input *input)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = input->kind == INPUT_DATE ? input_dup_text (input) : NULL;
  int date = 0;

  if (text != NULL && *text != '\0' && !anshin_era_parse (text, &date))
    return g_strdup (anshin_error_words_get_no_day ());
  if (anshin_record_check_field (input->form->record, input->field, &error))
    return NULL;
  return anshin_error_words_dup (error);
}

/* Says what is wrong, or how the entry was understood. */
static gboolean
input_update_note (Input *input)
{
  g_autofree char *wrong = input_judge (input);
  g_autofree char *hint = NULL;
  g_autofree char *text = NULL;

  if (wrong != NULL)
    {
      set_note (input, wrong, TRUE);
      return FALSE;
    }
  if (input->hint != NULL)
    {
      text = input->kind == INPUT_TEXT || input->kind == INPUT_DATE ? input_dup_text (input) : NULL;
      hint = input->hint (input->form->record, text, input->hint_data);
    }
  set_note (input, hint, FALSE);
  return TRUE;
}

static void
on_input_changed_cb (Input *input)
{
  g_autofree char *wrong = NULL;

  if (input->form == NULL)
    return;
  store (input);
  wrong = input_judge (input);
  /* Nobody is told off in the middle of a word; but an error goes as soon as it is mended. */
  if (input->was_left || wrong == NULL)
    input_update_note (input);
  if (!input->form->loading)
    g_signal_emit (input->form, signals[CHANGED], 0);
}

static gboolean
is_empty (Input *input)
{
  g_autofree char *text = NULL;

  switch (input->kind)
    {
    case INPUT_TEXT:
    case INPUT_DATE:
    case INPUT_PROSE:
      text = input_dup_text (input);
      return *text == '\0';
    case INPUT_CHOICE:
      return adw_combo_row_get_selected (ADW_COMBO_ROW (input->row)) == 0;
    case INPUT_OTHER:
    default:
      return TRUE;
    }
}

static void
on_input_left_cb (Input *input)
{
  /* Walking through an empty form is no mistake yet. */
  if (input->form == NULL || (!input->was_left && is_empty (input)))
    return;
  input->was_left = TRUE;
  input_update_note (input);
}

static void
release_closure (gpointer data, GClosure *closure)
{
  g_rc_box_release (data);
}

static void
connect (Input *input, gpointer instance, const char *signal, GCallback callback)
{
  g_signal_connect_data (instance, signal, callback, g_rc_box_acquire (input), release_closure,
                         G_CONNECT_SWAPPED);
}

static void
input_free (gpointer data)
{
  Input *input = data;

  input->form = NULL;
  g_rc_box_release (input);
}

static void
add_note_row (Input *input)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  input->note = GTK_LABEL (label);
  input->note_row = anshin_note_row_new (input->row, label);
  gtk_widget_set_visible (input->note_row, FALSE);
}

static Input *
add_input (AnshinRecordForm *self, InputKind kind, const char *field, GtkWidget *row)
{
  Input *input = g_rc_box_new0 (Input);
  GtkEventController *focus = NULL;

  input->kind = kind;
  input->form = self;
  input->field = anshin_record_find_field (self->record, field);
  input->row = row;
  g_assert (input->field != NULL);
  add_note_row (input);
  g_ptr_array_add (self->inputs, input);

  focus = gtk_event_controller_focus_new ();
  connect (input, focus, "leave", G_CALLBACK (on_input_left_cb));
  gtk_widget_add_controller (row, focus);
  return input;
}

static Input *
find_input (AnshinRecordForm *self, const char *field)
{
  for (guint i = 0; field != NULL && i < self->inputs->len; i++)
    {
      Input *input = self->inputs->pdata[i];

      if (g_str_equal (input->field->name, field))
        return input;
    }
  return NULL;
}

static void
load_input (Input *input)
{
  g_autofree char *name = get_property_name (input->field);
  g_autofree char *text = NULL;
  int number = 0;

  if (input->kind == INPUT_TEXT || input->kind == INPUT_PROSE)
    {
      g_object_get (input->form->record, name, &text, NULL);
      if (input->kind == INPUT_TEXT)
        gtk_editable_set_text (GTK_EDITABLE (input->row), text != NULL ? text : "");
      else
        gtk_text_buffer_set_text (gtk_text_view_get_buffer (input->view),
                                  text != NULL ? text : "", -1);
    }
  if (input->kind == INPUT_DATE || input->kind == INPUT_CHOICE)
    g_object_get (input->form->record, name, &number, NULL);
  if (input->kind == INPUT_DATE)
    {
      text = number != 0 ? anshin_era_format (number) : g_strdup ("");
      gtk_editable_set_text (GTK_EDITABLE (input->row), text);
    }
  if (input->kind == INPUT_CHOICE)
    for (guint i = 0; input->field->list->choices[i].wire != NULL; i++)
      if (input->field->list->choices[i].value == number)
        adw_combo_row_set_selected (ADW_COMBO_ROW (input->row), i + 1);
}

static void
anshin_record_form_dispose (GObject *object)
{
  AnshinRecordForm *self = ANSHIN_RECORD_FORM (object);

  g_clear_object (&self->record);
  g_clear_pointer (&self->inputs, g_ptr_array_unref);

  G_OBJECT_CLASS (anshin_record_form_parent_class)->dispose (object);
}

static void
anshin_record_form_class_init (AnshinRecordFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_record_form_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
anshin_record_form_init (AnshinRecordForm *self)
{
  self->inputs = g_ptr_array_new_with_free_func (input_free);
}

/**
 * anshin_record_form_new:
 * @record: the record that the rows fill; the form's owner keeps the form as long as the rows live
 *
 * Returns: (transfer full): a form without rows
 */
AnshinRecordForm *
anshin_record_form_new (gpointer record)
{
  AnshinRecordForm *self = g_object_new (ANSHIN_TYPE_RECORD_FORM, NULL);

  self->record = g_object_ref (record);
  return self;
}

/**
 * anshin_record_form_add_text:
 * @self: a form
 * @field: a text's name on the wire
 * @row: an editable row in a list
 */
void
anshin_record_form_add_text (AnshinRecordForm *self, const char *field, GtkWidget *row)
{
  Input *input = add_input (self, INPUT_TEXT, field, row);

  connect (input, row, "changed", G_CALLBACK (on_input_changed_cb));
}

/**
 * anshin_record_form_add_entry:
 * @self: a form
 * @field: a text's name on the wire
 * @title: what stands above it
 * @within: (transfer none): the row below which it goes
 *
 * Returns: (transfer none): a row for the text, of which the input method learns nothing
 */
GtkWidget *
anshin_record_form_add_entry (AnshinRecordForm *self, const char *field, const char *title,
                              AdwExpanderRow *within)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_entry_row_set_input_hints (ADW_ENTRY_ROW (row), GTK_INPUT_HINT_PRIVATE);
  adw_expander_row_add_row (within, row);
  anshin_record_form_add_text (self, field, row);
  return row;
}

/**
 * anshin_record_form_add_date:
 * @self: a form
 * @field: a date's name on the wire
 * @row: an editable row in a list; it takes dates as people write them, with eras or without
 * @hint: (nullable): says how the date was understood
 * @data: for @hint
 */
void
anshin_record_form_add_date (AnshinRecordForm *self, const char *field, GtkWidget *row,
                             AnshinRecordFormHint hint, gpointer data)
{
  Input *input = add_input (self, INPUT_DATE, field, row);

  input->hint = hint;
  input->hint_data = data;
  connect (input, row, "changed", G_CALLBACK (on_input_changed_cb));
}

/**
 * anshin_record_form_add_choice:
 * @self: a form
 * @field: a choice's name on the wire
 * @row: an AdwComboRow; it gets the words of @list after one that asks to choose
 * @list: the closed list
 */
void
anshin_record_form_add_choice (AnshinRecordForm *self, const char *field, GtkWidget *row,
                               const AnshinChoiceList *list)
{
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  Input *input = NULL;

  gtk_string_list_append (words, _("Please choose"));
  for (guint i = 0; list->choices[i].wire != NULL; i++)
    gtk_string_list_append (words, g_dpgettext2 (NULL, "choice", list->choices[i].label));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));
  input = add_input (self, INPUT_CHOICE, field, row);
  connect (input, row, "notify::selected", G_CALLBACK (on_input_changed_cb));
}

/**
 * anshin_record_form_add_prose:
 * @self: a form
 * @field: a text's name on the wire
 * @row: the row in a list that holds @view
 * @view: where several lines are typed
 */
void
anshin_record_form_add_prose (AnshinRecordForm *self, const char *field, GtkWidget *row,
                              GtkTextView *view)
{
  Input *input = add_input (self, INPUT_PROSE, field, row);

  input->view = view;
  connect (input, gtk_text_view_get_buffer (view), "changed", G_CALLBACK (on_input_changed_cb));
}

/**
 * anshin_record_form_add_other:
 * @self: a form
 * @field: the name on the wire of a field that the form's owner fills
 * @row: where an error of it is said
 */
void
anshin_record_form_add_other (AnshinRecordForm *self, const char *field, GtkWidget *row)
{
  add_input (self, INPUT_OTHER, field, row);
}

/**
 * anshin_record_form_load:
 * @self: a form
 *
 * Shows in the rows what the record holds.
 */
void
anshin_record_form_load (AnshinRecordForm *self)
{
  self->loading = TRUE;
  for (guint i = 0; i < self->inputs->len; i++)
    {
      Input *input = self->inputs->pdata[i];

      load_input (input);
      if (input->hint != NULL)
        {
          g_autofree char *text = input_dup_text (input);
          g_autofree char *hint = input->hint (self->record, text, input->hint_data);

          set_note (input, hint, FALSE);
        }
    }
  self->loading = FALSE;
}

/**
 * anshin_record_form_check:
 * @self: a form
 * @request: what is about to be sent, made from the form's record
 * @error: what is wrong and could not be said at any row
 *
 * Checks every row, says what is wrong at each, and gives the focus to the first of them; then the
 * fields together.
 *
 * Returns: whether @request may be sent; if not and @error is unset, the rows say why
 */
gboolean
anshin_record_form_check (AnshinRecordForm *self, gpointer request, GError **error)
{
  g_autoptr (GError) local = NULL;
  Input *first = NULL;

  for (guint i = 0; i < self->inputs->len; i++)
    {
      Input *input = self->inputs->pdata[i];

      input->was_left = TRUE;
      if (gtk_widget_get_visible (input->row) && !input_update_note (input) && first == NULL)
        first = input;
    }
  if (first != NULL)
    {
      gtk_widget_grab_focus (first->row);
      return FALSE;
    }
  if (anshin_record_validate (request, &local))
    return TRUE;
  if (!anshin_record_form_show_error (self, local))
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/**
 * anshin_record_form_show_error:
 * @self: a form
 * @error: what the model or the service refused
 *
 * Says the error at the row that it concerns and gives it the focus.
 *
 * Returns: whether there is such a row; if not, the error has to be said elsewhere
 */
gboolean
anshin_record_form_show_error (AnshinRecordForm *self, const GError *error)
{
  Input *input = find_input (self, anshin_error_get_field (error));
  g_autofree char *words = NULL;

  if (input == NULL || !gtk_widget_get_visible (input->row))
    return FALSE;
  words = anshin_error_words_dup (error);
  set_note (input, words, TRUE);
  gtk_widget_grab_focus (input->row);
  return TRUE;
}

/**
 * anshin_record_form_has_field:
 * @self: a form
 * @field: a field's name on the wire
 *
 * Returns: whether the form has a row for it
 */
gboolean
anshin_record_form_has_field (AnshinRecordForm *self, const char *field)
{
  return find_input (self, field) != NULL;
}

/**
 * anshin_record_form_clear_error:
 * @self: a form
 * @field: the name on the wire of a field that the form's owner fills, or that another field has
 *   put right
 */
void
anshin_record_form_clear_error (AnshinRecordForm *self, const char *field)
{
  Input *input = find_input (self, field);

  if (input != NULL && input->kind == INPUT_OTHER)
    set_note (input, NULL, FALSE);
  else if (input != NULL)
    input_update_note (input);
}
