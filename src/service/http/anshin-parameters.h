/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-error.h"

G_BEGIN_DECLS

gboolean anshin_parameters_parse (const char *query, const char *names, GHashTable **parameters,
                                  GError **error);

G_END_DECLS
