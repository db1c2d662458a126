/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-account-names.h"

#include <string.h>

#include "anshin-account-table.h"
#include "anshin-json.h"
#include "anshin-text.h"

/*
 * Names as they were unsealed, kept in memory by account and version: every message, member and
 * search needs them. Only what is committed is kept, that is what a reader has seen: a writer may
 * still undo what it wrote.
 */
#define MAX_KEPT 50000

typedef struct
{
  gint64 version;
  char *name;
  char *kana;
  char *mail;
  char *facility_name;
  char *haystack;
  char *sort_key;
} Names;

static GMutex names_lock;
static GHashTable *names_by_id;

static void
names_free (gpointer data)
{
  Names *names = data;

  g_free (names->name);
  g_free (names->kana);
  g_free (names->mail);
  g_free (names->facility_name);
  g_free (names->haystack);
  g_free (names->sort_key);
  g_free (names);
}

static gboolean
recall (AnshinUser *user, gint64 version)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&names_lock);
  const Names *names = names_by_id != NULL ? g_hash_table_lookup (names_by_id, user->id) : NULL;

  if (names == NULL || names->version != version)
    return FALSE;

  user->name = g_strdup (names->name);
  user->kana = g_strdup (names->kana);
  user->mail = g_strdup (names->mail);
  return TRUE;
}

static void
keep (AnshinUser *user, gint64 version)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&names_lock);
  Names *names = g_new0 (Names, 1);

  if (names_by_id == NULL)
    names_by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, names_free);
  if (g_hash_table_size (names_by_id) >= MAX_KEPT)
    g_hash_table_remove_all (names_by_id);
  names->version = version;
  names->name = g_strdup (user->name);
  names->kana = g_strdup (user->kana);
  names->mail = g_strdup (user->mail);
  g_hash_table_replace (names_by_id, g_strdup (user->id), names);
}

/**
 * anshin_account_unseal:
 * @tx: a transaction
 * @user: a user with its id; gets name, kana and mail
 * @version: the account's version
 * @sealed: (array length=size): what is sealed
 * @size: its length in bytes
 * @error: %ANSHIN_ERROR_CORRUPT if the row has been tampered with
 */
gboolean
anshin_account_unseal (AnshinTx *tx, AnshinUser *user, gint64 version, const void *sealed,
                       gsize size, GError **error)
{
  g_autoptr (GString) json = NULL;
  g_autoptr (AnshinUser) profile = NULL;

  if (recall (user, version))
    return TRUE;

  json = g_string_new (NULL);
  if (!anshin_unseal_append (tx, ANSHIN_SEAL_ACCOUNTS, "account", user->id, version, sealed, size,
                             json, error))
    return FALSE;
  profile = anshin_json_decode (json->str, json->len, anshin_user_get_type (),
                                ANSHIN_DECODE_ANSWER, error);
  if (profile == NULL)
    return FALSE;

  user->name = g_steal_pointer (&profile->name);
  user->kana = g_steal_pointer (&profile->kana);
  user->mail = g_steal_pointer (&profile->mail);
  if (!anshin_tx_is_writable (tx))
    keep (user, version);
  return TRUE;
}

/**
 * anshin_account_seal:
 * @tx: a writing transaction
 * @user: a user with id, name, kana and mail
 * @version: the version that the account's row will have
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what goes into the account's column `sealed`
 */
GBytes *
anshin_account_seal (AnshinTx *tx, AnshinUser *user, gint64 version, GError **error)
{
  g_autoptr (AnshinUser) profile = anshin_user_new ();
  g_autofree char *json = NULL;

  profile->name = g_strdup (user->name);
  profile->kana = g_strdup (user->kana);
  profile->mail = g_strdup (user->mail);
  json = anshin_json_from_record (profile);
  return anshin_seal (tx, ANSHIN_SEAL_ACCOUNTS, "account", user->id, version, json, strlen (json),
                      error);
}

/* What somebody types who looks for a profession: its names in the field, long and short. */
static const char *const profession_words[] = {
  [ANSHIN_PROFESSION_PHYSICIAN] = "医師 ドクター",
  [ANSHIN_PROFESSION_DENTIST] = "歯科医師",
  [ANSHIN_PROFESSION_PHARMACIST] = "薬剤師",
  [ANSHIN_PROFESSION_NURSE] = "看護師 ナース",
  [ANSHIN_PROFESSION_PUBLIC_HEALTH_NURSE] = "保健師",
  [ANSHIN_PROFESSION_CARE_MANAGER] = "ケアマネジャー ケアマネージャー 介護支援専門員",
  [ANSHIN_PROFESSION_HELPER] = "訪問介護員 ホームヘルパー",
  [ANSHIN_PROFESSION_CARE_WORKER] = "介護職員 介護福祉士",
  [ANSHIN_PROFESSION_PHYSICAL_THERAPIST] = "理学療法士 PT リハビリ",
  [ANSHIN_PROFESSION_OCCUPATIONAL_THERAPIST] = "作業療法士 OT リハビリ",
  [ANSHIN_PROFESSION_SPEECH_THERAPIST] = "言語聴覚士 ST リハビリ",
  [ANSHIN_PROFESSION_DENTAL_HYGIENIST] = "歯科衛生士",
  [ANSHIN_PROFESSION_DIETITIAN] = "管理栄養士",
  [ANSHIN_PROFESSION_SOCIAL_WORKER] = "社会福祉士 相談員 ソーシャルワーカー",
  [ANSHIN_PROFESSION_EQUIPMENT_ADVISER] = "福祉用具専門相談員",
  [ANSHIN_PROFESSION_CLERK] = "事務職員",
  [ANSHIN_PROFESSION_OTHER] = "その他",
};

static const char *
get_profession_words (int profession)
{
  if (profession < 0 || profession >= (int) G_N_ELEMENTS (profession_words) ||
      profession_words[profession] == NULL)
    return "";
  return profession_words[profession];
}

static char *
make_haystack (AnshinUser *user)
{
  const char *profession = anshin_choice_to_wire (&anshin_professions, user->profession);
  g_autofree char *words = anshin_text_fold (get_profession_words (user->profession));
  g_autofree char *name = anshin_text_fold (user->name);
  g_autofree char *kana = anshin_text_fold (user->kana);
  g_autofree char *facility = anshin_text_fold (user->facility_name);
  g_autofree char *folded_profession = anshin_text_fold (profession != NULL ? profession : "");

  return g_strjoin ("\n", name, kana, facility, folded_profession, words, NULL);
}

/* Folding is the dear part of a search: it is kept beside the names. */
static void
fold_names (Names *names, AnshinUser *user)
{
  g_free (names->haystack);
  g_free (names->sort_key);
  g_free (names->facility_name);
  names->haystack = make_haystack (user);
  names->sort_key = anshin_text_sort_key (user->kana);
  names->facility_name = g_strdup (user->facility_name);
}

gboolean
anshin_account_names_match (AnshinUser *user, const char *words, char **sort_key)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&names_lock);
  Names *names = names_by_id != NULL ? g_hash_table_lookup (names_by_id, user->id) : NULL;
  g_autofree char *haystack = NULL;

  if (names == NULL || g_strcmp0 (names->name, user->name) != 0 ||
      g_strcmp0 (names->kana, user->kana) != 0)
    {
      haystack = make_haystack (user);
      *sort_key = anshin_text_sort_key (user->kana);
      return anshin_text_matches (haystack, words);
    }

  if (g_strcmp0 (names->facility_name, user->facility_name) != 0)
    fold_names (names, user);
  *sort_key = g_strdup (names->sort_key);
  return anshin_text_matches (names->haystack, words);
}
