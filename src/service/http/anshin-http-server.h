/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * HTTP/1.1 for the proxy in front of the service. The one file that knows SoupServer, which is not
 * made for untrusted clients; what it would leave open is closed here (ARCHITECTURE "The edge").
 * Main thread only.
 */
#define ANSHIN_TYPE_HTTP_SERVER (anshin_http_server_get_type ())
G_DECLARE_FINAL_TYPE (AnshinHttpServer, anshin_http_server, ANSHIN, HTTP_SERVER, GObject)

/**
 * AnshinHttpRequest:
 * @path: as it came, without query; may be cut up
 * @query: (nullable): as it came
 * @token: (nullable): the bearer's token
 * @source: an address the proxy has named over the Unix socket, or %ANSHIN_SOURCE_LOCAL
 * @certificate: (nullable): fingerprint of the client certificate that the proxy has verified
 * @body: (nullable): at most %ANSHIN_MAX_BODY_BYTES, or what the path may have
 * @too_large: the body was larger, and is not here
 * @not_json: the body says that it is something else
 * @is_bytes: the body says that it is bytes
 * @started_at: monotonic time
 *
 * A request that waits for its answer: anshin_http_request_answer() or
 * anshin_http_request_upgrade(), once, at any later time.
 */
typedef struct
{
  const char *method;
  char *path;
  const char *query;
  char *token;
  char *source;
  char *certificate;
  GBytes *body;
  gboolean too_large;
  gboolean not_json;
  gboolean is_bytes;
  gint64 started_at;
} AnshinHttpRequest;

/**
 * AnshinHttpFunc:
 * @request: (transfer full): a request
 */
typedef void (*AnshinHttpFunc) (AnshinHttpRequest *request, gpointer data);

/**
 * AnshinHttpUpgraded:
 * @fd: the socket, which is the callee's now; -1 if the client has gone
 */
typedef void (*AnshinHttpUpgraded) (int fd, gpointer data);

/**
 * AnshinHttpLimitFunc:
 * @method: a request's method
 * @path: its path, as it came
 *
 * Called before the body is read.
 *
 * Returns: how many bytes the body may have
 */
typedef gsize (*AnshinHttpLimitFunc) (const char *method, const char *path, gpointer data);

AnshinHttpServer *anshin_http_server_new      (const char *where, AnshinHttpFunc func,
                                               gpointer data, GError **error);
void              anshin_http_server_set_limit (AnshinHttpServer *self,
                                                AnshinHttpLimitFunc limit);
void              anshin_http_server_start    (AnshinHttpServer *self);
void              anshin_http_server_stop     (AnshinHttpServer *self);
guint             anshin_http_server_get_n_requests (AnshinHttpServer *self);
const char       *anshin_http_server_get_name (AnshinHttpServer *self);

void              anshin_http_request_answer  (AnshinHttpRequest *request, guint status,
                                               const char *type, GString *body);
void              anshin_http_request_add_header (AnshinHttpRequest *request, const char *name,
                                                  const char *value);
gboolean          anshin_http_request_can_upgrade (AnshinHttpRequest *request);
void              anshin_http_request_upgrade (AnshinHttpRequest *request,
                                               AnshinHttpUpgraded func, gpointer data);

G_END_DECLS
