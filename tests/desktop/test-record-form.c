/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-record-form.h"

#include "anshin-clock.h"
#include "anshin-error-words.h"
#include "anshin-patient.h"
#include "anshin-timeline-export.h"

/* A form of a few rows in a list, as a page has it. */
typedef struct
{
  AnshinPatient *patient;
  AnshinRecordForm *form;
  GtkWidget *list;
  GtkWidget *name;
  GtkWidget *birth_date;
  GtkWidget *sex;
} Fixture;

static GtkWidget *
add_row (Fixture *fixture, GType type)
{
  GtkWidget *row = g_object_new (type, NULL);

  gtk_list_box_append (GTK_LIST_BOX (fixture->list), row);
  return row;
}

static char *
say_date (gpointer record, const char *text, gpointer data)
{
  int date = ANSHIN_PATIENT (record)->birth_date;

  return date != 0 ? anshin_date_format (date) : NULL;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->list = g_object_ref_sink (gtk_list_box_new ());
  fixture->name = add_row (fixture, ADW_TYPE_ENTRY_ROW);
  fixture->birth_date = add_row (fixture, ADW_TYPE_ENTRY_ROW);
  fixture->sex = add_row (fixture, ADW_TYPE_COMBO_ROW);
  fixture->patient = anshin_patient_new ();
  fixture->form = anshin_record_form_new (fixture->patient);
  anshin_record_form_add_text (fixture->form, "name", fixture->name);
  anshin_record_form_add_date (fixture->form, "birth_date", fixture->birth_date, say_date, NULL);
  anshin_record_form_add_choice (fixture->form, "sex", fixture->sex, &anshin_sexes);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->form);
  g_object_unref (fixture->list);
  g_object_unref (fixture->patient);
}

static void
type (GtkWidget *row, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (row), text);
}

/* What stands under a row, or NULL. */
static const char *
get_note (GtkWidget *row)
{
  GtkWidget *note = gtk_widget_get_next_sibling (row);
  GtkWidget *label = gtk_list_box_row_get_child (GTK_LIST_BOX_ROW (note));

  return gtk_widget_get_visible (note) ? gtk_label_get_label (GTK_LABEL (label)) : NULL;
}

static void
test_stores (Fixture *fixture, gconstpointer data)
{
  type (fixture->name, "  髙﨑 𠮷子 ");
  type (fixture->birth_date, "S13.5.3");
  adw_combo_row_set_selected (ADW_COMBO_ROW (fixture->sex), 1);
  g_assert_cmpstr (fixture->patient->name, ==, "髙﨑 𠮷子");
  g_assert_cmpint (fixture->patient->birth_date, ==, 19380503);
  g_assert_cmpint (fixture->patient->sex, ==, ANSHIN_SEX_FEMALE);
  g_assert_cmpstr (get_note (fixture->birth_date), ==, "1938-05-03");
}

/* A word half typed is no mistake; the same when the form is sent. */
static void
test_patience (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  type (fixture->birth_date, "昭和");
  g_assert_null (get_note (fixture->birth_date));
  g_assert_false (gtk_widget_has_css_class (fixture->birth_date, "error"));

  g_assert_false (anshin_record_form_check (fixture->form, fixture->patient, &error));
  g_assert_no_error (error);
  g_assert_nonnull (get_note (fixture->birth_date));
  g_assert_true (gtk_widget_has_css_class (fixture->birth_date, "error"));
  g_assert_true (gtk_widget_has_css_class (fixture->name, "error"));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->birth_date)), ==, "昭和");

  /* An error goes as soon as it is mended. */
  type (fixture->birth_date, "昭和13年5月3日");
  g_assert_false (gtk_widget_has_css_class (fixture->birth_date, "error"));
  g_assert_cmpstr (get_note (fixture->birth_date), ==, "1938-05-03");
}

static void
test_refusal (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) here = NULL;
  g_autoptr (GError) elsewhere = NULL;

  anshin_set_error (&here, ANSHIN_ERROR_FIELD_INVALID, "name", "No");
  anshin_set_error (&elsewhere, ANSHIN_ERROR_FIELD_INVALID, "address", "No");
  g_assert_true (anshin_record_form_show_error (fixture->form, here));
  g_assert_nonnull (get_note (fixture->name));
  g_assert_false (anshin_record_form_show_error (fixture->form, elsewhere));
}

static void
test_no_day (Fixture *fixture, gconstpointer data)
{
  type (fixture->birth_date, "きのう");
  g_assert_false (anshin_record_form_check (fixture->form, fixture->patient, NULL));
  g_assert_cmpstr (get_note (fixture->birth_date), ==, anshin_error_words_get_no_day ());
}

/* Two days that are no period: said of the last one, until either is put right. */
static void
test_period (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AnshinTimelineExport) export = anshin_timeline_export_new ();
  g_autoptr (AnshinRecordForm) form = anshin_record_form_new (export);
  GtkWidget *from = add_row (fixture, ADW_TYPE_ENTRY_ROW);
  GtkWidget *to = add_row (fixture, ADW_TYPE_ENTRY_ROW);

  export->purpose = ANSHIN_PURPOSE_CARE_RECORD;
  export->format = ANSHIN_FORMAT_TEXT;
  anshin_record_form_add_date (form, "from", from, NULL, NULL);
  anshin_record_form_add_date (form, "to", to, NULL, NULL);
  type (from, "R8.11.27");
  type (to, "R8.11.26");
  g_assert_false (anshin_record_form_check (form, export, NULL));
  g_assert_cmpstr (get_note (to), ==, "The last day comes before the first one.");
  g_assert_null (get_note (from));
  type (from, "R8.11.26");
  anshin_record_form_clear_error (form, "to");
  g_assert_null (get_note (to));
  g_assert_true (anshin_record_form_check (form, export, NULL));
}

static void
count (guint *n)
{
  (*n)++;
}

static void
test_loads (Fixture *fixture, gconstpointer data)
{
  guint changed = 0;

  g_signal_connect_swapped (fixture->form, "changed", G_CALLBACK (count), &changed);
  g_object_set (fixture->patient, "name", "青木 太郎", "birth-date", 19400302, "sex",
                ANSHIN_SEX_MALE, NULL);
  anshin_record_form_load (fixture->form);
  g_assert_cmpuint (changed, ==, 0);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->name)), ==, "青木 太郎");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (fixture->birth_date)), ==,
                   "昭和15年3月2日");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (fixture->sex)), ==, 2);
  g_assert_cmpint (fixture->patient->birth_date, ==, 19400302);
  type (fixture->name, "青木 次郎");
  g_assert_cmpuint (changed, >, 0);
}

/* The rows may outlive the form, as when a page is taken down. */
static void
test_outlived (Fixture *fixture, gconstpointer data)
{
  g_object_run_dispose (G_OBJECT (fixture->form));
  type (fixture->name, "still there");
  g_assert_null (fixture->patient->name);
}

/* The Tab key passes over what is said between the rows. */
static void
test_tab (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window = gtk_window_new ();
  GtkWidget *rows[] = { fixture->name, fixture->birth_date, fixture->sex };

  gtk_window_set_child (GTK_WINDOW (window), fixture->list);
  type (fixture->birth_date, "S13.5.3");
  g_assert_nonnull (get_note (fixture->birth_date));
  gtk_window_present (GTK_WINDOW (window));
  while (!gtk_widget_get_mapped (fixture->list))
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_grab_focus (rows[0]);
  for (guint i = 1; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_true (gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD));
      g_assert_true (gtk_widget_get_focus_child (fixture->list) == rows[i]);
    }
  for (int i = 1; i >= 0; i--)
    {
      g_assert_true (gtk_widget_child_focus (window, GTK_DIR_TAB_BACKWARD));
      g_assert_true (gtk_widget_get_focus_child (fixture->list) == rows[i]);
    }
  gtk_window_set_child (GTK_WINDOW (window), NULL);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, function) \
  g_test_add ("/record-form/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("stores", test_stores);
  ADD ("patience", test_patience);
  ADD ("refusal", test_refusal);
  ADD ("no-day", test_no_day);
  ADD ("period", test_period);
  ADD ("loads", test_loads);
  ADD ("outlived", test_outlived);
  ADD ("tab", test_tab);
#undef ADD
  return g_test_run ();
}
