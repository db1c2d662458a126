/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "anshin-error.h"

G_BEGIN_DECLS

const char *anshin_error_words_get       (AnshinError code);
char       *anshin_error_words_dup       (const GError *error);
char       *anshin_error_words_dup_field (const char *field);
const char *anshin_error_words_get_no_day (void);

G_END_DECLS
