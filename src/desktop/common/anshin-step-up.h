/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "anshin-client.h"

G_BEGIN_DECLS

/*
 * An operation that the service may let pass only with the password once more (SECURITY SESS-07):
 * as anshin_client_call_async(), but then a question over @parent's window asks for the password
 * and the operation is tried again. @body may be NULL. The source object is @client.
 */
void     anshin_step_up_call_async  (GtkWidget *parent, AnshinClient *client, const char *method,
                                     const char *path, gpointer body, GType answer_type,
                                     GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer data);
gpointer anshin_step_up_call_finish (AnshinClient *client, GAsyncResult *result, GError **error);

G_END_DECLS
