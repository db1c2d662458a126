/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-patient-search.h"

#include "anshin-text.h"

#define MAX_KEPT 100000

typedef struct
{
  gint64 version;
  char *haystack;
} Kept;

static GMutex kept_lock;
static GHashTable *kept_by_id;

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->haystack);
  g_free (kept);
}

/**
 * anshin_patient_search_recall:
 * @id: a patient's id
 * @version: the version of its row
 * @words: folded words
 * @matches: (out): whether all of them are in name, kana or number
 *
 * Returns: whether the patient is known in this version; if not, it has to be unsealed
 */
gboolean
anshin_patient_search_recall (const char *id, gint64 version, const char *words,
                              gboolean *matches)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&kept_lock);
  const Kept *kept = kept_by_id != NULL ? g_hash_table_lookup (kept_by_id, id) : NULL;

  if (kept == NULL || kept->version != version)
    return FALSE;

  *matches = anshin_text_matches (kept->haystack, words);
  return TRUE;
}

/**
 * anshin_patient_search_match:
 * @id: a patient's id
 * @version: the version of its row
 * @patient: the patient, unsealed
 * @words: folded words
 * @keep: whether this version is committed, so that it may be kept for the next search
 *
 * Returns: whether all of @words are in name, kana or number
 */
gboolean
anshin_patient_search_match (const char *id, gint64 version, AnshinPatient *patient,
                             const char *words, gboolean keep)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autofree char *name = anshin_text_fold (patient->name);
  g_autofree char *kana = anshin_text_fold (patient->kana);
  g_autofree char *number = anshin_text_fold (patient->number != NULL ? patient->number : "");
  g_autofree char *haystack = g_strjoin ("\n", name, kana, number, NULL);
  gboolean matches = anshin_text_matches (haystack, words);
  Kept *kept = NULL;

  if (!keep)
    return matches;

  locker = g_mutex_locker_new (&kept_lock);
  if (kept_by_id == NULL)
    kept_by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, kept_free);
  if (g_hash_table_size (kept_by_id) >= MAX_KEPT)
    g_hash_table_remove_all (kept_by_id);
  kept = g_new0 (Kept, 1);
  kept->version = version;
  kept->haystack = g_steal_pointer (&haystack);
  g_hash_table_replace (kept_by_id, g_strdup (id), kept);
  return matches;
}
