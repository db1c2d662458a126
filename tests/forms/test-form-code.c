/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include <string.h>

#include "anshin-error.h"
#include "anshin-form-code.h"
#include "anshin-form-text.h"
#include "anshin-form.h"
#include "anshin-forms-resources.h"

#define RUBY(word, reading) \
  ANSHIN_RUBY_ANCHOR word ANSHIN_RUBY_SEPARATOR reading ANSHIN_RUBY_TERMINATOR

static void
test_code_round_trip (void)
{
  g_autofree char *code = anshin_form_code_make ("01JD8X4M2QZ7N5T3V9W1B6C0KE", 3);
  g_autofree char *id = NULL;
  gint64 version = 0;

  g_assert_true (anshin_form_code_read (code, &id, &version));
  g_assert_cmpstr (id, ==, "01JD8X4M2QZ7N5T3V9W1B6C0KE");
  g_assert_cmpint (version, ==, 3);
}

static void
test_code_of_others (void)
{
  const char *codes[] = { "", "https://example.org/", "anshin-net:form-4:", "anshin-net:form-4::x",
                          "anshin-net:form-4:0:x", "anshin-net:form-4:1:", "anshin-net:form-4:1x" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *id = NULL;
      gint64 version = 0;

      g_assert_false (anshin_form_code_read (codes[i], &id, &version));
      g_assert_null (id);
    }
}

static void
check_list (AnshinFormWording *wording, const char *group, const AnshinChoiceList *list)
{
  for (const AnshinChoice *choice = list->choices; choice->wire != NULL; choice++)
    {
      g_autofree char *word = anshin_form_wording_get (wording, group, choice->wire);

      /* A text that is missing gives its key. */
      g_assert_cmpstr (word, !=, choice->wire);
    }
}

static void
test_wording_knows_every_choice (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinFormWording) wording = anshin_form_wording_load (ANSHIN_FORM_4_VERSION, &error);

  g_assert_no_error (error);
  check_list (wording, "facility-kind", &anshin_facility_kinds);
  check_list (wording, "profession", &anshin_professions);
  check_list (wording, "sex", &anshin_sexes);
  check_list (wording, "relationship", &anshin_relationships);
}

static void
test_wording_fills_in_once (void)
{
  g_autoptr (AnshinFormWording) wording = anshin_form_wording_load (ANSHIN_FORM_4_VERSION, NULL);
  g_autofree char *text = NULL;

  /* A name with braces must not pull in another value. */
  anshin_form_wording_set_value (wording, "name", "{version}");
  anshin_form_wording_set_value (wording, "version", "9");
  text = anshin_form_wording_get (wording, "form", "to");
  g_assert_true (g_str_has_prefix (text, "{version}"));
}

static void
test_wording_of_unknown_version (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (anshin_form_wording_load (9999, &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_NOT_FOUND);
}

static void
test_markup (void)
{
  static const struct
  {
    const char *markup;
    const char *text;
    const char *plain;
  } cases[] = {
    { "同意書《どういしょ》です", RUBY ("同意書", "どういしょ") "です", "同意書です" },
    { "このお薬《くすり》", "このお" RUBY ("薬", "くすり"), "このお薬" },
    { "この｜お薬《おくすり》を", "この" RUBY ("お薬", "おくすり") "を", "このお薬を" },
    { "人々《ひとびと》", RUBY ("人々", "ひとびと"), "人々" },
    { "𠮷《よし》と髙《たか》", RUBY ("𠮷", "よし") "と" RUBY ("髙", "たか"), "𠮷と髙" },
    /* Without a word before it, or an end, a bracket is a bracket. */
    { "《読み》", "《読み》", "《読み》" },
    { "かな《よみ》", "かな《よみ》", "かな《よみ》" },
    { "漢字《", "漢字《", "漢字《" },
    { "漢字《》", "漢字《》", "漢字《》" },
    { "", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = anshin_form_text_from_markup (cases[i].markup);
      g_autofree char *plain = anshin_form_text_get_plain (text);

      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_cmpstr (plain, ==, cases[i].plain);
    }
}

static void
test_brackets_in_a_value_are_no_markup (void)
{
  g_autoptr (AnshinFormWording) wording = anshin_form_wording_load (ANSHIN_FORM_4_VERSION, NULL);
  g_autofree char *text = NULL;

  anshin_form_wording_set_value (wording, "name", "医院《いいん》");
  text = anshin_form_wording_get (wording, "form", "to");
  g_assert_true (g_str_has_prefix (text, "医院《いいん》"));
}

static char *
dup_first_version (void)
{
  g_autoptr (GBytes) bytes = NULL;

  bytes = g_resource_lookup_data (anshin_forms_get_resource (),
                                  "/jp/anshinnet/AnshinNet/forms/form-4-1.ja.ini", 0, NULL);
  g_assert_nonnull (bytes);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* The paper's first page as it is seen. */
static GBytes *
draw (gint64 version)
{
  g_autoptr (AnshinPatient) patient = anshin_patient_new ();
  g_autoptr (AnshinConsent) consent = anshin_consent_new ();
  g_autoptr (AnshinForm) form = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_A8, 600, 850);
  cairo_t *cr = cairo_create (surface);
  GBytes *bytes = NULL;

  patient->name = g_strdup ("髙﨑 𠮷子");
  consent->form_version = version;
  form = anshin_form_new (patient, consent, NULL, ANSHIN_FORM_COPY_PATIENT, NULL);
  g_assert_nonnull (form);
  anshin_form_draw_page (form, 0, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface),
                       (gsize) (850 * cairo_image_surface_get_stride (surface)));
  cairo_surface_destroy (surface);
  return bytes;
}

/* The office publishes another wording: old consents keep theirs (SECURITY CN-04). */
static void
test_old_consents_print_as_they_were (void)
{
  g_autofree char *first = dup_first_version ();
  g_auto (GStrv) parts = g_strsplit (first, "住み慣れた家で", -1);
  g_autofree char *second = g_strjoinv ("いつもの家で", parts);
  g_autoptr (GBytes) before = draw (1);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (GBytes) next = NULL;
  g_autoptr (GBytes) newest = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (g_strv_length (parts), >, 1);
  anshin_form_wording_keep (2, second, &error);
  g_assert_no_error (error);
  after = draw (1);
  next = draw (2);
  newest = draw (0);
  anshin_form_wording_forget ();
  g_assert_true (g_bytes_equal (before, after));
  g_assert_false (g_bytes_equal (before, next));
  g_assert_true (g_bytes_equal (next, newest));
}

/* A wording from before a field was thought of is whole for all that; one without what the person
 * is told is none. */
static void
test_older_wording (void)
{
  g_autofree char *first = dup_first_version ();
  g_auto (GStrv) without_field = g_strsplit (first, "turn-over=", -1);
  g_auto (GStrv) without_text = g_strsplit (first, "secrecy=", -1);
  g_autofree char *older = g_strjoinv ("other=", without_field);
  g_autofree char *broken = g_strjoinv ("other=", without_text);
  g_autoptr (AnshinFormWording) wording = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  wording = anshin_form_wording_parse (older, &error);
  g_assert_no_error (error);
  text = anshin_form_wording_get_plain (wording, "form", "turn-over");
  g_assert_true (g_str_has_prefix (text, "次のページ"));
  g_assert_null (anshin_form_wording_parse (broken, &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_FIELD_MISSING);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/code/round-trip", test_code_round_trip);
  g_test_add_func ("/forms/code/others", test_code_of_others);
  g_test_add_func ("/forms/wording/choices", test_wording_knows_every_choice);
  g_test_add_func ("/forms/wording/once", test_wording_fills_in_once);
  g_test_add_func ("/forms/wording/unknown-version", test_wording_of_unknown_version);
  g_test_add_func ("/forms/wording/older", test_older_wording);
  g_test_add_func ("/forms/wording/brackets", test_brackets_in_a_value_are_no_markup);
  g_test_add_func ("/forms/wording/old-consents", test_old_consents_print_as_they_were);
  g_test_add_func ("/forms/markup", test_markup);
  return g_test_run ();
}
