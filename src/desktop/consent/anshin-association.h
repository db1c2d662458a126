/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"

G_BEGIN_DECLS

void  anshin_association_fetch_async  (AnshinClient *client, GCancellable *cancellable,
                                       GAsyncReadyCallback callback, gpointer data);
char *anshin_association_fetch_finish (GAsyncResult *result, GError **error);

G_END_DECLS
