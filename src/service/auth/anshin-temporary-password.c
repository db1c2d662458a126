/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-temporary-password.h"

#include <sodium.h>
#include <string.h>

#include "anshin-password.h"

#define PURPOSE "temporary-password"
#define HASH_PREFIX "$temporary$"
#define GROUPS 7
#define SYLLABLES_PER_GROUP 2

/* Syllables that are written in one way only, in Latin letters and in kana: no si or shi, no hu or
 * fu. Fourteen of them are 81 bits. */
static const struct
{
  char latin[3];
  char kana[4];
} syllables[] = {
  { "ka", "か" }, { "ki", "き" }, { "ku", "く" }, { "ke", "け" }, { "ko", "こ" },
  { "sa", "さ" }, { "su", "す" }, { "se", "せ" }, { "so", "そ" }, { "ta", "た" },
  { "te", "て" }, { "to", "と" }, { "na", "な" }, { "ni", "に" }, { "nu", "ぬ" },
  { "ne", "ね" }, { "no", "の" }, { "ha", "は" }, { "hi", "ひ" }, { "he", "へ" },
  { "ho", "ほ" }, { "ma", "ま" }, { "mi", "み" }, { "mu", "む" }, { "me", "め" },
  { "mo", "も" }, { "ya", "や" }, { "yu", "ゆ" }, { "yo", "よ" }, { "ra", "ら" },
  { "ri", "り" }, { "ru", "る" }, { "re", "れ" }, { "ro", "ろ" }, { "wa", "わ" },
  { "ga", "が" }, { "gi", "ぎ" }, { "gu", "ぐ" }, { "ge", "げ" }, { "go", "ご" },
  { "za", "ざ" }, { "zu", "ず" }, { "ze", "ぜ" }, { "zo", "ぞ" }, { "da", "だ" },
  { "de", "で" }, { "do", "ど" }, { "ba", "ば" }, { "bi", "び" }, { "bu", "ぶ" },
  { "be", "べ" }, { "bo", "ぼ" }, { "pa", "ぱ" }, { "pi", "ぴ" }, { "pu", "ぷ" },
  { "pe", "ぺ" }, { "po", "ぽ" },
};

/**
 * anshin_temporary_password_new:
 * @reading: (out) (transfer full): the same in kana
 *
 * Returns: (transfer full): a new temporary password, in groups of two syllables
 */
char *
anshin_temporary_password_new (char **reading)
{
  GString *latin = g_string_new (NULL);
  GString *kana = g_string_new (NULL);

  for (guint i = 0; i < GROUPS * SYLLABLES_PER_GROUP; i++)
    {
      guint pick = randombytes_uniform (G_N_ELEMENTS (syllables));

      if (i > 0 && i % SYLLABLES_PER_GROUP == 0)
        {
          g_string_append_c (latin, '-');
          g_string_append (kana, "・");
        }
      g_string_append (latin, syllables[pick].latin);
      g_string_append (kana, syllables[pick].kana);
    }
  *reading = g_string_free (kana, FALSE);
  return g_string_free (latin, FALSE);
}

/**
 * anshin_temporary_password_hash:
 * @sealer: the database's sealer
 * @user_id: whose it is
 * @password: a temporary password as it was typed
 *
 * Returns: (transfer full): what is kept of it
 */
char *
anshin_temporary_password_hash (AnshinSealer *sealer, const char *user_id, const char *password)
{
  g_autofree char *folded = anshin_password_fold_temporary (password);
  g_autofree char *text = g_strconcat (user_id, "\n", folded, NULL);
  guint8 index[ANSHIN_SEAL_INDEX_BYTES];
  char hex[2 * ANSHIN_SEAL_INDEX_BYTES + 1];

  anshin_sealer_index (sealer, PURPOSE, text, index);
  sodium_memzero (folded, strlen (folded));
  sodium_memzero (text, strlen (text));
  return g_strconcat (HASH_PREFIX, sodium_bin2hex (hex, sizeof hex, index, sizeof index), NULL);
}

/**
 * anshin_temporary_password_is_hash:
 * @hash: what is kept of a password
 *
 * Returns: whether it is that of a temporary one
 */
gboolean
anshin_temporary_password_is_hash (const char *hash)
{
  return g_str_has_prefix (hash, HASH_PREFIX);
}

/**
 * anshin_temporary_password_matches:
 * @sealer: the database's sealer
 * @user_id: whose it must be
 * @password: a password as it was typed
 * @hash: what is kept of the user's password
 *
 * Returns: whether that is the user's temporary password; always takes as long
 */
gboolean
anshin_temporary_password_matches (AnshinSealer *sealer, const char *user_id,
                                   const char *password, const char *hash)
{
  g_autofree char *typed = anshin_temporary_password_hash (sealer, user_id, password);

  return strlen (hash) == strlen (typed) && sodium_memcmp (hash, typed, strlen (typed)) == 0;
}
