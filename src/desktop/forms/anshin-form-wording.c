/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-form-wording.h"

#include <gio/gio.h>

#include "anshin-error.h"
#include "anshin-form-text.h"
#include "anshin-forms-resources.h"

#define FORMS_PATH "/jp/anshinnet/AnshinNet/forms/"

struct _AnshinFormWording
{
  GKeyFile *texts;
  GHashTable *values;
};

/* The newest version that this program knows, the service's among them. */
static gint64 newest = ANSHIN_FORM_4_VERSION;

static AnshinFormWording *
parse (GBytes *bytes, GError **error)
{
  g_autoptr (GKeyFile) texts = g_key_file_new ();
  AnshinFormWording *self = NULL;

  if (!g_key_file_load_from_bytes (texts, bytes, G_KEY_FILE_NONE, error))
    return NULL;
  self = g_new0 (AnshinFormWording, 1);
  self->texts = g_steal_pointer (&texts);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

/* @name: a file of the resources, without its ending */
static GBytes *
look_up (const char *name)
{
  g_autofree char *path = g_strconcat (FORMS_PATH, name, ".ja.ini", NULL);

  return g_resource_lookup_data (anshin_forms_get_resource (), path, 0, NULL);
}

/* What a wording lacks because it is older than the program stands there as the program has it. */
static void
complete (GKeyFile *texts, GKeyFile *first, const char *group)
{
  g_auto (GStrv) keys = g_key_file_get_keys (first, group, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!g_key_file_has_key (texts, group, keys[i], NULL))
      {
        g_autofree char *text = g_key_file_get_value (first, group, keys[i], NULL);

        g_key_file_set_value (texts, group, keys[i], text);
      }
}

static AnshinFormWording *
parse_form (GBytes *bytes, GError **error)
{
  g_autoptr (GBytes) first_bytes = look_up ("form-4-1");
  g_autoptr (AnshinFormWording) first = parse (first_bytes, NULL);
  AnshinFormWording *self = parse (bytes, error);
  g_auto (GStrv) groups = g_key_file_get_groups (first->texts, NULL);

  for (guint i = 0; self != NULL && groups[i] != NULL; i++)
    complete (self->texts, first->texts, groups[i]);
  return self;
}

/* version → GBytes: what the office has published (see anshin_form_wording_keep()) */
static GHashTable *
get_kept (void)
{
  static GHashTable *kept = NULL;

  if (kept == NULL)
    kept = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                  (GDestroyNotify) g_bytes_unref);
  return kept;
}

/**
 * anshin_form_wording_load:
 * @version: the version of form 4; a consent keeps the one it was made with
 * @error: %ANSHIN_ERROR_NOT_FOUND where this program has no such version
 *
 * Reads the wording that the office has published, or that of the program's resources. It is
 * Japanese whatever the user's language, as it is the patient who signs it. Main thread.
 *
 * Returns: (transfer full): the wording, or %NULL
 */
AnshinFormWording *
anshin_form_wording_load (gint64 version, GError **error)
{
  g_autofree char *name = g_strdup_printf ("form-4-%" G_GINT64_FORMAT, version);
  g_autoptr (GBytes) bytes = NULL;

  bytes = g_hash_table_lookup (get_kept (), &version);
  bytes = bytes != NULL ? g_bytes_ref (bytes) : look_up (name);
  if (bytes == NULL)
    {
      anshin_set_error (error, ANSHIN_ERROR_NOT_FOUND, "form_version",
                        "no wording of version %" G_GINT64_FORMAT, version);
      return NULL;
    }
  return parse_form (bytes, error);
}

/**
 * anshin_form_wording_load_paper:
 * @name: a paper of this program's own, e.g. `access-notice`
 *
 * Returns: (transfer full): its wording
 */
AnshinFormWording *
anshin_form_wording_load_paper (const char *name)
{
  g_autoptr (GBytes) bytes = look_up (name);
  AnshinFormWording *self = bytes != NULL ? parse (bytes, NULL) : NULL;

  g_assert (self != NULL);
  return self;
}

/* What the person is told is never made up: the whole of it is in the wording or it is none. */
static gboolean
has_all (GKeyFile *texts, GKeyFile *wanted, const char *group, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (wanted, group, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!g_key_file_has_key (texts, group, keys[i], NULL))
      {
        anshin_set_error (error, ANSHIN_ERROR_FIELD_MISSING, "text", "no %s.%s", group, keys[i]);
        return FALSE;
      }
  return TRUE;
}

/**
 * anshin_form_wording_parse:
 * @text: the wording of a version of form 4
 * @error: where @text is none, or lacks something that the form needs
 *
 * Returns: (transfer full): the wording, or %NULL
 */
AnshinFormWording *
anshin_form_wording_parse (const char *text, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (AnshinFormWording) first = anshin_form_wording_load_paper ("form-4-1");
  g_autoptr (AnshinFormWording) given = parse (bytes, error);

  if (given == NULL || !has_all (given->texts, first->texts, "text", error))
    return NULL;
  return parse_form (bytes, error);
}

/**
 * anshin_form_wording_keep:
 * @version: a version of form 4
 * @text: its wording, as the office has published it
 * @error: where @text is none
 *
 * Keeps it in memory for anshin_form_wording_load(). Main thread.
 *
 * Returns: whether the text is a wording, with all that the form needs
 */
gboolean
anshin_form_wording_keep (gint64 version, const char *text, GError **error)
{
  g_autoptr (AnshinFormWording) wording = anshin_form_wording_parse (text, error);

  if (wording == NULL)
    return FALSE;
  g_hash_table_replace (get_kept (), g_memdup2 (&version, sizeof version),
                        g_bytes_new (text, strlen (text)));
  newest = MAX (newest, version);
  return TRUE;
}

/* Returns: the version that a new consent gets */
gint64
anshin_form_wording_get_newest (void)
{
  return newest;
}

/* Another service may have other versions: those of the last one are forgotten. */
void
anshin_form_wording_forget (void)
{
  g_hash_table_remove_all (get_kept ());
  newest = ANSHIN_FORM_4_VERSION;
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
 *   like a placeholder or has brackets stays as it is) and its furigana as annotations (see
 *   anshin_form_text_from_markup()); a missing text gives its key, so that it shows
 */
char *
anshin_form_wording_get (AnshinFormWording *self, const char *group, const char *key)
{
  g_autofree char *markup = g_key_file_get_string (self->texts, group, key, NULL);
  g_autofree char *text = markup != NULL ? anshin_form_text_from_markup (markup) : NULL;
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
 * anshin_form_wording_get_plain:
 * @self: a wording
 * @group: a group of the file
 * @key: a key in it
 *
 * Returns: (transfer full): the same without furigana, e.g. for the title of a file
 */
char *
anshin_form_wording_get_plain (AnshinFormWording *self, const char *group, const char *key)
{
  g_autofree char *text = anshin_form_wording_get (self, group, key);

  return anshin_form_text_get_plain (text);
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
