/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-entry.h"
#include "anshin-vitals.h"

G_BEGIN_DECLS

/* Vital signs in words: kinds, numbers with their units, a line for all of a visit. */
const char *anshin_vitals_words_kind    (int kind);
char       *anshin_vitals_words_value   (int kind, gint64 value);
char       *anshin_vitals_words_marked  (AnshinVital *vital);
char       *anshin_vitals_words_line    (AnshinVitals *vitals);
char       *anshin_vitals_words_outside (AnshinVitals *vitals);
char       *anshin_vitals_words_whole   (AnshinVitals *vitals);
char       *anshin_vitals_words_ranges  (AnshinEntry *targets);
char       *anshin_vitals_words_range   (int kind, gint64 low, gint64 high);

G_END_DECLS
