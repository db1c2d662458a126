/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-error.h"
#include "anshin-record.h"

G_BEGIN_DECLS

gboolean anshin_json_check         (const char *data, gsize length, GError **error);
void     anshin_json_append_fields (GString *out, gpointer record, AnshinFieldFlags left_out);

G_END_DECLS
