/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-entry.h"

G_BEGIN_DECLS

/* How much of a message is said where it is not the message itself: beside an answer, in a bar of
 * its own, on a page that is about it. */
#define ANSHIN_QUOTE_IN_LINE 60
#define ANSHIN_QUOTE_IN_BAR 80
#define ANSHIN_QUOTE_IN_PAGE 200

/* What happened, of an entry that is no message. */
char *anshin_entry_words_dup    (AnshinEntry *entry);
/* How what somebody wrote is shown where it is only referred to. */
char *anshin_entry_words_brief  (AnshinEntry *entry, gsize max_characters);
char *anshin_entry_words_quote  (AnshinEntry *entry, gsize max_characters);
char *anshin_entry_words_answer (AnshinEntry *entry, gsize max_characters);

G_END_DECLS
