/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "anshin-error.h"

G_BEGIN_DECLS

/* The most bytes of one answer that are taken. */
#define ANSHIN_MAX_ANSWER_BYTES (8 * 1024 * 1024)
/* A connection on which nothing comes for so long is given up, in seconds. */
#define ANSHIN_TRANSPORT_TIMEOUT_SECONDS 30

/*
 * AnshinTransport: the one way to the service. Signal: "session-refused" (GError): the service no
 * longer knows the token, or wants the rules accepted before anything else.
 */
#define ANSHIN_TYPE_TRANSPORT (anshin_transport_get_type ())
G_DECLARE_FINAL_TYPE (AnshinTransport, anshin_transport, ANSHIN, TRANSPORT, GObject)

AnshinTransport *anshin_transport_new             (const char *service_uri, GError **error);
const char      *anshin_transport_get_service_uri (AnshinTransport *self);
SoupSession     *anshin_transport_get_session     (AnshinTransport *self);
gboolean         anshin_transport_set_ca_file     (AnshinTransport *self, const char *path,
                                                   GError **error);
void             anshin_transport_set_token       (AnshinTransport *self, const char *token);
gboolean         anshin_transport_has_token       (AnshinTransport *self);
void             anshin_transport_close_all       (AnshinTransport *self);
SoupMessage     *anshin_transport_new_message     (AnshinTransport *self, const char *method,
                                                   const char *path, GError **error);
void             anshin_transport_send_async      (AnshinTransport *self, const char *method,
                                                   const char *path, GBytes *body,
                                                   GCancellable *cancellable,
                                                   GAsyncReadyCallback callback, gpointer data);
void             anshin_transport_send_bytes_async (AnshinTransport *self, const char *method,
                                                    const char *path, GBytes *body,
                                                    GCancellable *cancellable,
                                                    GAsyncReadyCallback callback, gpointer data);
GBytes          *anshin_transport_send_finish     (AnshinTransport *self, GAsyncResult *result,
                                                   GError **error);

GError          *anshin_transport_translate_error (const GError *error);
GError          *anshin_transport_read_problem    (guint status, const char *data, gsize length);

G_END_DECLS
