/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AnshinFold:
 * @previous: the last character that was put out
 * @blank: whether a space is due before the next one
 *
 * Where folding stands between two parts of a text.
 */
typedef struct
{
  gunichar previous;
  gboolean blank;
} AnshinFold;

/* Shared by the files that fold, check and transcribe text; not for outside the model. */
gboolean anshin_text_is_variation_selector (gunichar c);
gboolean anshin_text_is_emoji_joiner       (gunichar previous, gunichar c, const char *next);
char    *anshin_text_fold_width            (const char *text);
void     anshin_text_fold_part             (AnshinFold *self, const char *text, gssize length,
                                            GString *out);
const char *anshin_text_find_word          (const char *text, const char *word, gsize length,
                                            const char **end);
char    *anshin_text_to_katakana           (const char *text);
char    *anshin_text_to_latin              (const char *text);
char    *anshin_text_to_sound              (const char *text);

/* Words that are guessed first; see anshin-password-words.c. */
gboolean anshin_password_is_common_word    (const char *word, gsize length);

G_END_DECLS
