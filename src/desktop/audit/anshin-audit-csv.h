/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-form.h"

G_BEGIN_DECLS

GBytes *anshin_audit_csv_make (gpointer records, AnshinFormProgress progress, gpointer data,
                               GCancellable *cancellable, GError **error);

G_END_DECLS
