/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-text.h"

#include <string.h>

#include "anshin-fuzz.h"
#include "anshin-password.h"

typedef char *(*Normalize) (const char *text);

/* Text in, text out, and nothing more to do the second time. */
static char *
check (Normalize normalize, const char *text)
{
  char *once = normalize (text);
  g_autofree char *twice = normalize (once);

  g_assert_true (g_utf8_validate (once, -1, NULL));
  g_assert_cmpstr (once, ==, twice);
  return once;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *line = check (anshin_text_normalize_line, text);
  g_autofree char *prose = check (anshin_text_normalize_prose, text);
  g_autofree char *kana = check (anshin_text_normalize_kana, text);
  g_autofree char *mail = anshin_text_normalize_mail (text);
  g_autofree char *telephone = check (anshin_text_normalize_telephone, text);
  g_autofree char *folded = anshin_text_fold (text);
  g_autofree char *key = anshin_text_sort_key (text);
  const char *const own_words[] = { line, NULL };

  g_assert_true (g_utf8_validate (folded, -1, NULL));
  g_assert_true (g_utf8_validate (key, -1, NULL));
  g_assert_true (anshin_text_matches (folded, folded));
  g_assert_true (!anshin_text_is_line (text) || anshin_text_is_prose (text));
  g_assert_null (strchr (prose, '\r'));
  (void) anshin_text_is_kana (kana);
  (void) anshin_text_is_mail (mail);
  (void) anshin_text_is_telephone (telephone);
  (void) anshin_password_check (text, own_words, NULL);
  return 0;
}
