/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-error.h"

G_BEGIN_DECLS

gboolean anshin_password_check (const char *password, const char *const *own_words,
                                GError **error);
char    *anshin_password_fold_temporary (const char *password);

G_END_DECLS
