/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Text that must not be swapped out and is wiped when it goes (SECURITY TRM-04). */
char   *anshin_secret_new        (const char *text);
void    anshin_secret_free       (char *secret);
void    anshin_secret_wipe_text  (char *text);
GBytes *anshin_secret_take_bytes (char *text, gsize length);
char   *anshin_secret_encode     (const guint8 *data, gsize length);
gboolean anshin_secret_decode    (const char *text, guint8 *data, gsize length);

G_END_DECLS
