/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Japanese text: folding for search and order, and what a name or a message may contain. */
char    *anshin_text_fold            (const char *text);
char    *anshin_text_sort_key        (const char *kana);
gboolean anshin_text_matches         (const char *folded_haystack, const char *folded_words);
char    *anshin_text_normalize_line  (const char *text);
char    *anshin_text_normalize_prose (const char *text);
char    *anshin_text_normalize_kana  (const char *text);
char    *anshin_text_normalize_mail  (const char *text);
char    *anshin_text_normalize_telephone (const char *text);
gboolean anshin_text_is_line         (const char *text);
gboolean anshin_text_is_prose        (const char *text);
const char *anshin_text_find_unusable (const char *text);
gboolean anshin_text_is_kana         (const char *text);
gboolean anshin_text_is_mail         (const char *text);
gboolean anshin_text_is_telephone    (const char *text);
glong    anshin_text_length          (const char *text);

G_END_DECLS
