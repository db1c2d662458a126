/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"

G_BEGIN_DECLS

/*
 * Signs in as a person of the sample data: @spec is the file of sample sign-ins, with ":role" or
 * ":mail address" at its end, else its first person. Works with a service on this computer only.
 */
void     anshin_demo_sign_in_async  (AnshinClient *client, const char *spec,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer data);
gboolean anshin_demo_sign_in_finish (GAsyncResult *result, GError **error);
gboolean anshin_demo_is_local       (const char *service_uri);

G_END_DECLS
