/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-error.h"

G_BEGIN_DECLS

gboolean anshin_wording_check (int kind, const char *text, const char *first, GError **error);

G_END_DECLS
