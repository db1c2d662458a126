/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-choice.h"

G_BEGIN_DECLS

/* What separates the texts of one entry in its folded words: no word goes across it. */
#define ANSHIN_ENTRY_TEXT_BREAK '\037'

/* What an entry is found by. */
gboolean   anshin_entry_kind_is_found (int kind);
char      *anshin_entry_text_fold     (const char *content_json, gboolean *has_attachment);
GPtrArray *anshin_entry_text_list     (const char *content_json);

G_END_DECLS
