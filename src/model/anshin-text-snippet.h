/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AnshinTextSpan:
 * @start: its first byte
 * @end: the byte behind it
 *
 * A stretch of a text.
 */
typedef struct
{
  gsize start;
  gsize end;
} AnshinTextSpan;

gboolean anshin_text_has_word (const char *text, const char *words);
char    *anshin_text_snippet  (const char *text, const char *words, glong before, glong length,
                               GArray *spans);

G_END_DECLS
