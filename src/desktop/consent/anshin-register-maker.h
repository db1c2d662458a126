/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "anshin-form.h"

G_BEGIN_DECLS

void        anshin_register_maker_async        (const char *facility, GListModel *consents,
                                                gboolean with_pdf, int *per_mille,
                                                GCancellable *cancellable,
                                                GAsyncReadyCallback callback, gpointer data);
AnshinForm *anshin_register_maker_finish       (GAsyncResult *result, GBytes **pdf,
                                                GError **error);

G_END_DECLS
