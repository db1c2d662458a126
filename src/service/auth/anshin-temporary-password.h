/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-seal.h"

G_BEGIN_DECLS

/*
 * What the office gives somebody to come in with the first time, or again (SECURITY AUTH-08): made
 * for reading aloud and typing. It has so many bits that a keyed hash keeps it.
 */
char    *anshin_temporary_password_new     (char **reading);
char    *anshin_temporary_password_hash    (AnshinSealer *sealer, const char *user_id,
                                            const char *password);
gboolean anshin_temporary_password_is_hash (const char *hash);
gboolean anshin_temporary_password_matches (AnshinSealer *sealer, const char *user_id,
                                            const char *password, const char *hash);

G_END_DECLS
