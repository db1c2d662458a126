/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-form-wording.h"

#include <gio/gio.h>

#include "anshin-error.h"
#include "anshin-forms-resources.h"

#define FORMS_PATH "/jp/anshinnet/AnshinNet/forms/"

struct _AnshinFormWording
{
  GKeyFile *texts;
  GHashTable *values;
};

/**
 * anshin_form_wording_load:
 * @version: the version of form 4; a consent keeps the one it was made with
 * @error: %ANSHIN_ERROR_NOT_FOUND where this program has no such version
 *
 * Reads the wording from the program's resources. It is Japanese whatever the user's language,
 * as it is the patient who signs it.
 *
 * Returns: (transfer full): the wording, or %NULL
 */
AnshinFormWording *
anshin_form_wording_load (gint64 version, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%sform-4-%" G_GINT64_FORMAT ".ja.ini", FORMS_PATH,
                                           version);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GKeyFile) texts = g_key_file_new ();
  AnshinFormWording *self = NULL;

  bytes = g_resource_lookup_data (anshin_forms_get_resource (), path, 0, NULL);
  if (bytes == NULL)
    {
      anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, "form_version",
                        "no wording of version %" G_GINT64_FORMAT, version);
      return NULL;
    }
  if (!g_key_file_load_from_bytes (texts, bytes, G_KEY_FILE_NONE, error))
    return NULL;

  self = g_new0 (AnshinFormWording, 1);
  self->texts = g_steal_pointer (&texts);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/**
 * anshin_form_wording_free:
 * @self: (nullable) (transfer full): a wording
 */
void
anshin_form_wording_free (AnshinFormWording *self)
{
  if (self == NULL)
    return;
  g_key_file_unref (self->texts);
  g_hash_table_unref (self->values);
  g_free (self);
}

/**
 * anshin_form_wording_set_value:
 * @self: a wording
 * @placeholder: the name between braces in the texts, e.g. `facility`
 * @value: what stands there on the page
 */
void
anshin_form_wording_set_value (AnshinFormWording *self, const char *placeholder, const char *value)
{
  g_hash_table_insert (self->values, g_strdup_printf ("{%s}", placeholder), g_strdup (value));
}

/**
 * anshin_form_wording_get:
 * @self: a wording
 * @group: a group of the file, e.g. `text`
 * @key: a key in it
 *
 * Returns: (transfer full): the text with its placeholders filled in once (a value that looks
 *   like a placeholder stays as it is); a missing text gives its key, so that it shows
 */
char *
anshin_form_wording_get (AnshinFormWording *self, const char *group, const char *key)
{
  g_autofree char *text = g_key_file_get_string (self->texts, group, key, NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  const char *rest = text;

  if (text == NULL)
    {
      g_warning ("The wording of the form lacks %s.%s", group, key);
      return g_strdup (key);
    }

  while (*rest != '\0')
    {
      const char *end = *rest == '{' ? strchr (rest, '}') : NULL;
      g_autofree char *name = end != NULL ? g_strndup (rest, end - rest + 1) : NULL;
      const char *value = name != NULL ? g_hash_table_lookup (self->values, name) : NULL;

      if (value != NULL)
        {
          g_string_append (out, value);
          rest = end + 1;
        }
      else
        g_string_append_c (out, *rest++);
    }
  return g_strdup (out->str);
}

/**
 * anshin_form_wording_get_choice:
 * @self: a wording
 * @group: the group of the file that names the list's entries
 * @list: a closed list
 * @value: a value of it
 *
 * Returns: (transfer full) (nullable): the word on the paper; %NULL where @value is not given
 */
char *
anshin_form_wording_get_choice (AnshinFormWording *self, const char *group,
                                const AnshinChoiceList *list, int value)
{
  if (value == 0 || anshin_choice_to_wire (list, value) == NULL)
    return NULL;
  return anshin_form_wording_get (self, group, anshin_choice_to_wire (list, value));
}
