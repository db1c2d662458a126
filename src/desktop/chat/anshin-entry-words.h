/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-entry.h"

G_BEGIN_DECLS

char *anshin_entry_words_dup (AnshinEntry *entry);

G_END_DECLS
