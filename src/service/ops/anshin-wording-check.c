/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-wording-check.h"

#include "anshin-choice.h"
#include "anshin-happening.h"

static gboolean
fail (const char *message, const char *what, GError **error)
{
  anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "text", "%s: %s", message, what);
  return FALSE;
}

static gboolean
check_group (GKeyFile *texts, GKeyFile *wanted, const char *group, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (wanted, group, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *value = g_key_file_get_string (texts, group, keys[i], NULL);

      if (value == NULL || *value == '\0')
        return fail ("The form's wording lacks a text", keys[i], error);
    }
  return TRUE;
}

/* A form with a hole in it is worse than none: every text of the first version is there. */
static gboolean
check_form (const char *text, const char *first, GError **error)
{
  g_autoptr (GKeyFile) texts = g_key_file_new ();
  g_autoptr (GKeyFile) wanted = g_key_file_new ();
  g_auto (GStrv) groups = NULL;

  if (!g_key_file_load_from_data (wanted, first, -1, G_KEY_FILE_NONE, error))
    return FALSE;
  if (!g_key_file_load_from_data (texts, text, -1, G_KEY_FILE_NONE, NULL))
    return fail ("The form's wording", "not groups of names and texts", error);
  groups = g_key_file_get_groups (wanted, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    if (!check_group (texts, wanted, groups[i], error))
      return FALSE;
  return TRUE;
}

/**
 * anshin_wording_check:
 * @kind: an #AnshinWordingKind
 * @text: what is to be published
 * @first: the text's version 1
 * @error: %ANSHIN_ERROR_FIELD_MISSING or %ANSHIN_ERROR_FIELD_INVALID naming `text`
 *
 * Returns: whether the text can be used
 */
gboolean
anshin_wording_check (int kind, const char *text, const char *first, GError **error)
{
  return anshin_check_text (text, error) &&
         (kind != ANSHIN_WORDING_FORM_4 || check_form (text, first, error));
}
