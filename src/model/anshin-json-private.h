/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-error.h"

G_BEGIN_DECLS

gboolean anshin_json_check (const char *data, gsize length, GError **error);

G_END_DECLS
