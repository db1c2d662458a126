/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Shared by the files that fold, check and transcribe text; not for outside the model. */
gboolean anshin_text_is_variation_selector (gunichar c);
char    *anshin_text_to_katakana (const char *text);

G_END_DECLS
