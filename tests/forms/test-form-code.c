/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>

#include "anshin-error.h"
#include "anshin-form-code.h"
#include "anshin-form-wording.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/forms/code/round-trip", test_code_round_trip);
  g_test_add_func ("/forms/code/others", test_code_of_others);
  g_test_add_func ("/forms/wording/choices", test_wording_knows_every_choice);
  g_test_add_func ("/forms/wording/once", test_wording_fills_in_once);
  g_test_add_func ("/forms/wording/unknown-version", test_wording_of_unknown_version);
  return g_test_run ();
}
