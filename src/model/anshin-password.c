/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-password.h"

#include <string.h>

#include "anshin-limits.h"
#include "anshin-text-private.h"
#include "anshin-text.h"

/*
 * The rules: 13 characters, a letter, a digit, nothing that stands on a list of what is guessed
 * first, nothing of the person's own (SECURITY AUTH-04, AUTH-06). A list of whole passwords would
 * be long and easily got around: most have fewer than 13 characters or come with a year behind
 * them. So the list is of words, and a password is on it when it is nothing but two of them at
 * most, with walks over the keyboard, repetitions and numbers that people append. With over 700
 * words this stands for more than a million passwords.
 */

#define MAX_GUESSED_PIECES 2
#define MAX_EXAMINED 128
#define MIN_WALK 4
#define MIN_DISTINCT 5

static const char *const network_words[] = {
  "宝塚", "takarazuka", "あんしん", "安心", "あんしんネット", "医師会", "ishikai", NULL,
};

/* Rows that fingers walk along; also backwards. */
static const char *const walks[] = {
  "qwertyuiop",       "asdfghjkl", "zxcvbnm",    "qazwsxedcrfvtgbyhnujmikolp",
  "1qaz2wsx3edc4rfv", "abcdefghijklmnopqrstuvwxyz", "01234567890", "1q2w3e4r5t6y7u8i9o0p",
  "qawsedrftgyhujikolp", "aiueokakikukekosasisuseso",
};

static gboolean
is_in_walk (const char *text, gsize length)
{
  g_autofree char *piece = g_strndup (text, length);
  g_autofree char *reversed = g_strreverse (g_strdup (piece));

  for (guint i = 0; i < G_N_ELEMENTS (walks); i++)
    if (strstr (walks[i], piece) != NULL || strstr (walks[i], reversed) != NULL)
      return TRUE;
  return FALSE;
}

/* A run of digits that needs no guessing: up to four, a date, a row, or a repetition. */
static gboolean
is_plain_number (const char *text, gsize length)
{
  gsize period = 0;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;
  if (length <= 4 || is_in_walk (text, length))
    return TRUE;
  if (length == 8 && (strncmp (text, "19", 2) == 0 || strncmp (text, "20", 2) == 0))
    return TRUE;
  for (period = 1; period <= length / 2; period++)
    if (memcmp (text, text + period, length - period) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_repeat (const char *text, gsize at, gsize length)
{
  return at >= length && memcmp (text + at - length, text + at, length) == 0;
}

/* What a piece costs whoever guesses: 0, 1, or more than any limit. */
static guint
get_cost (const char *text, gsize at, gsize length)
{
  if (is_plain_number (text + at, length) || is_repeat (text, at, length))
    return 0;
  if (anshin_password_is_common_word (text + at, length) ||
      (length >= MIN_WALK && is_in_walk (text + at, length)))
    return 1;
  return MAX_GUESSED_PIECES + 1;
}

/* The least number of guessed pieces that @text can be put together from. */
static guint
count_pieces (const char *text)
{
  gsize length = strlen (text);
  guint best[MAX_EXAMINED + 1] = { 0 };

  if (length > MAX_EXAMINED)
    return MAX_GUESSED_PIECES + 1;

  for (gsize end = 1; end <= length; end++)
    {
      best[end] = MAX_GUESSED_PIECES + 1;
      for (gsize start = 0; start < end; start++)
        if (best[start] <= MAX_GUESSED_PIECES)
          best[end] = MIN (best[end], best[start] + get_cost (text, start, end - start));
    }
  return best[length];
}

static char
unmask (char c)
{
  static const char masks[] = "013457@$!|+";
  static const char letters[] = "oieastasilt";
  const char *found = c != '\0' ? strchr (masks, c) : NULL;

  return found != NULL ? letters[found - masks] : c;
}

/* P@ssw0rd: one or two digits among letters, and signs anywhere, as the letters they stand for. */
static char *
unmask_letters (const char *password)
{
  g_autofree char *plain = g_utf8_normalize (password, -1, G_NORMALIZE_ALL_COMPOSE);
  char *out = g_strdup (plain != NULL ? plain : "");
  gsize length = strlen (out);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (out[i]))
      out[i] = unmask (out[i]);
  for (gsize i = 0; i < length; i++)
    {
      gsize run = strspn (out + i, "0123456789");

      if (run > 0 && (run == 1 || (run == 2 && g_ascii_isalpha (out[i + run]))) &&
          (i == 0 || g_ascii_isalpha (out[i - 1])))
        for (gsize j = i; j < i + run; j++)
          out[j] = unmask (out[j]);
      i += run;
    }
  return out;
}

static gboolean
is_ascii (const char *text)
{
  for (; *text != '\0'; text++)
    if ((guchar) *text >= 0x80)
      return FALSE;
  return TRUE;
}

/* Three letters are in many words by chance, so they count at the ends alone; two never do, but
 * two kanji are a name. */
static gboolean
holds_word (const char *password, const char *word)
{
  glong length = anshin_text_length (word);

  if (!is_ascii (word))
    return length >= 2 && strstr (password, word) != NULL;
  if (length == 3)
    return g_str_has_prefix (password, word) || g_str_has_suffix (password, word);
  return length >= 4 && strstr (password, word) != NULL;
}

static gboolean
holds_spelling (const char *const *forms, const char *own)
{
  g_autofree char *sound = anshin_text_to_sound (own);
  gsize length = strlen (sound);

  /* A number behind the name in a mail address is no part of the name. */
  while (length > 0 && g_ascii_isdigit (sound[length - 1]))
    sound[--length] = '\0';
  for (guint i = 0; forms[i] != NULL; i++)
    if (holds_word (forms[i], sound))
      return TRUE;
  return FALSE;
}

/* Whether a part of @own is in one of @forms, where @separators part it. */
static gboolean
holds_part (const char *const *forms, const char *own, const char *separators)
{
  g_auto (GStrv) parts = g_regex_split_simple (separators, own, 0, 0);

  for (guint i = 0; parts[i] != NULL; i++)
    if (holds_spelling (forms, parts[i]))
      return TRUE;
  return FALSE;
}

/* A word of the person's own: as a whole, its words, and its stretches of kana, as only those can
 * be read; of a mail address what is before the @. */
static gboolean
holds_own_word (const char *const *forms, const char *own)
{
  g_autofree char *valid = g_utf8_make_valid (own, -1);
  g_autofree char *plain = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  char *at = strchr (plain, '@');

  if (at != NULL)
    *at = '\0';
  return holds_spelling (forms, plain) || holds_part (forms, plain, "[\\s.,_+・‐-]+") ||
         holds_part (forms, plain, "[^\\p{Hiragana}\\p{Katakana}ー]+");
}

static guint
count_distinct (const char *password)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (const char *at = password; *at != '\0'; at = g_utf8_next_char (at))
    g_hash_table_add (seen, GUINT_TO_POINTER (g_utf8_get_char (at)));
  return g_hash_table_size (seen);
}

static gboolean
has_letter_and_digit (const char *password)
{
  gboolean letter = FALSE;
  gboolean digit = FALSE;

  for (const char *at = password; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      letter = letter || g_unichar_isalpha (c);
      digit = digit || g_unichar_isdigit (c);
    }
  return letter && digit;
}

static gboolean
is_guessed_first (const char *const *forms, const char *password)
{
  if (count_distinct (password) < MIN_DISTINCT)
    return TRUE;
  for (guint i = 0; forms[i] != NULL; i++)
    if (count_pieces (forms[i]) <= MAX_GUESSED_PIECES)
      return TRUE;
  return FALSE;
}

static gboolean
fail (GError **error, AnshinError code, const char *message)
{
  anshin_set_error (error, code, "password", "%s", message);
  return FALSE;
}

/**
 * anshin_password_check:
 * @password: the password as typed; it is used unmodified everywhere else
 * @own_words: (nullable) (array zero-terminated=1): the person's name, kana, mail address and
 *   facility; none of them may be in it, however written
 *
 * Whether @password may become somebody's password: at least %ANSHIN_MIN_PASSWORD characters, a
 * letter and a digit, not easily guessed, nothing of the person's own nor of the network
 * (PRODUCT section 2, Registration; SECURITY AUTH-04, AUTH-06). Any character may be in it.
 *
 * Returns: %FALSE with %ANSHIN_ERROR_PASSWORD_WEAK or %ANSHIN_ERROR_FIELD_TOO_LONG on the field
 *   `password`
 */
gboolean
anshin_password_check (const char *password, const char *const *own_words, GError **error)
{
  g_autofree char *unmasked = NULL;
  g_autofree char *latin = NULL;
  g_autofree char *sound = NULL;
  g_autofree char *unmasked_latin = NULL;
  g_autofree char *unmasked_sound = NULL;

  if (password == NULL || !g_utf8_validate (password, -1, NULL))
    return fail (error, ANSHIN_ERROR_PASSWORD_WEAK, "Not text");
  if (anshin_text_length (password) < ANSHIN_MIN_PASSWORD)
    return fail (error, ANSHIN_ERROR_PASSWORD_WEAK, "Too short");
  if (anshin_text_length (password) > ANSHIN_MAX_PASSWORD)
    return fail (error, ANSHIN_ERROR_FIELD_TOO_LONG, "Too long");
  if (!has_letter_and_digit (password))
    return fail (error, ANSHIN_ERROR_PASSWORD_WEAK, "A letter and a digit are needed");

  unmasked = unmask_letters (password);
  latin = anshin_text_to_latin (password);
  sound = anshin_text_to_sound (password);
  unmasked_latin = anshin_text_to_latin (unmasked);
  unmasked_sound = anshin_text_to_sound (unmasked);
  const char *const forms[] = { latin, sound, unmasked_latin, unmasked_sound, NULL };
  const char *const sounds[] = { sound, unmasked_sound, NULL };

  for (guint i = 0; network_words[i] != NULL; i++)
    if (holds_own_word (sounds, network_words[i]))
      return fail (error, ANSHIN_ERROR_PASSWORD_WEAK, "A word of the network is in it");
  for (guint i = 0; own_words != NULL && own_words[i] != NULL; i++)
    if (holds_own_word (sounds, own_words[i]))
      return fail (error, ANSHIN_ERROR_PASSWORD_WEAK, "A word of the person's own is in it");
  if (is_guessed_first (forms, password))
    return fail (error, ANSHIN_ERROR_PASSWORD_WEAK, "Easily guessed");
  return TRUE;
}

/**
 * anshin_password_fold_temporary:
 * @password: a temporary password as it was typed
 *
 * It may have been read aloud and typed in capitals, in full width, in kana, with other blanks or
 * dashes between: all of these are one.
 *
 * Returns: (transfer full): the same for all ways to type it
 */
char *
anshin_password_fold_temporary (const char *password)
{
  return anshin_text_to_sound (password);
}
