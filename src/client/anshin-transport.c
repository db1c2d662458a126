/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-transport.h"

#include <string.h>

#include <gio/gunixsocketaddress.h>

#include "anshin-config.h"
#include "anshin-json.h"
#include "anshin-secret.h"

#define CHUNK_BYTES (64 * 1024)
#define MAX_CONNECTIONS 6
/* The service hangs up on a connection that is silent for nearly ANSHIN_REQUEST_SECONDS. None is
 * kept that long, so that no request crosses the hanging up on its way. */
#define IDLE_SECONDS (ANSHIN_REQUEST_SECONDS / 2)

struct _AnshinTransport
{
  GObject parent_instance;

  SoupSession *session;
  char *service_uri;
  char *base_uri;
  char *token;
  guint generation; /* counts the tokens */
};

G_DEFINE_FINAL_TYPE (AnshinTransport, anshin_transport, G_TYPE_OBJECT)

enum
{
  SESSION_REFUSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* One request under way. */
typedef struct
{
  SoupMessage *message;
  GByteArray *answer;
  GInputStream *stream;
  guint generation; /* which token it went with */
} AnshinExchange;

static void
anshin_exchange_free (AnshinExchange *exchange)
{
  g_clear_object (&exchange->message);
  g_clear_object (&exchange->stream);
  g_clear_pointer (&exchange->answer, g_byte_array_unref);
  g_free (exchange);
}

/**
 * anshin_transport_translate_error:
 * @error: an error of GIO or libsoup
 *
 * Returns: (transfer full): the same as %ANSHIN_ERROR_UNREACHABLE or %ANSHIN_ERROR_UNTRUSTED; an
 *   error of %ANSHIN_ERROR and a cancellation stay as they are
 */
GError *
anshin_transport_translate_error (const GError *error)
{
  AnshinError code = ANSHIN_ERROR_UNREACHABLE;
  GError *translated = NULL;

  if (error->domain == ANSHIN_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return g_error_copy (error);

  if (error->domain == G_TLS_ERROR && error->code != G_TLS_ERROR_EOF)
    code = ANSHIN_ERROR_UNTRUSTED;
  anshin_set_error (&translated, code, NULL, "%s", error->message);
  return translated;
}

static AnshinError
guess_code (guint status)
{
  switch (status)
    {
    case SOUP_STATUS_UNAUTHORIZED:
      return ANSHIN_ERROR_SESSION_ENDED;
    case SOUP_STATUS_NOT_FOUND:
      return ANSHIN_ERROR_NOT_FOUND;
    case SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE:
      return ANSHIN_ERROR_TOO_LARGE;
    case 429:
      return ANSHIN_ERROR_TOO_MANY;
    case SOUP_STATUS_BAD_GATEWAY:
    case SOUP_STATUS_SERVICE_UNAVAILABLE:
    case SOUP_STATUS_GATEWAY_TIMEOUT:
      return ANSHIN_ERROR_UNREACHABLE;
    default:
      return ANSHIN_ERROR_INTERNAL;
    }
}

static const char *
get_text_member (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

/**
 * anshin_transport_read_problem:
 * @status: the HTTP status of the answer
 * @data: (nullable): its body
 * @length: the length of the body in bytes
 *
 * Reads a problem document (RFC 9457). An answer without one, as from a proxy in between, is
 * judged by its status alone.
 *
 * Returns: (transfer full): an error of %ANSHIN_ERROR
 */
GError *
anshin_transport_read_problem (guint status, const char *data, gsize length)
{
  g_autoptr (JsonNode) node = NULL;
  AnshinError code = guess_code (status);
  const char *field = NULL;
  const char *who = NULL;
  GError *error = NULL;

  if (data != NULL && length > 0)
    node = anshin_json_parse (data, length, ANSHIN_MAX_BODY_BYTES, NULL);
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      const char *wire = get_text_member (object, "code");

      if (wire != NULL && !anshin_error_from_wire (wire, &code))
        code = ANSHIN_ERROR_INTERNAL;
      field = get_text_member (object, "field");
      who = get_text_member (object, "who");
    }

  anshin_set_error (&error, code, field, "The service answered %u", status);
  if (who != NULL)
    anshin_error_set_who (error, who);
  return error;
}

static void
return_translated (GTask *task, GError *error)
{
  g_task_return_error (task, anshin_transport_translate_error (error));
}

/* The answer says that the token is good for nothing, or for nothing before the rules are accepted:
 * everybody has to know, not only the one who asked. Of a token that isn't in use any more nobody
 * needs to know. */
static void
tell_refusal (AnshinTransport *self, AnshinExchange *exchange, const GError *error)
{
  if ((g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_SESSION_ENDED)
       || g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_ACCESS_WITHDRAWN)
       || g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_SESSION_REQUIRED)
       || g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_RULES_NOT_ACCEPTED))
      && self->token != NULL && exchange->generation == self->generation)
    g_signal_emit (self, signals[SESSION_REFUSED], 0, error);
}

static void
finish_exchange (GTask *task)
{
  AnshinExchange *exchange = g_task_get_task_data (task);
  guint status = soup_message_get_status (exchange->message);
  g_autoptr (GError) error = NULL;

  if (status >= 200 && status < 300)
    {
      g_autoptr (GByteArray) answer = g_steal_pointer (&exchange->answer);
      gsize length = answer->len;
      char *text = (char *) g_byte_array_free (g_steal_pointer (&answer), FALSE);

      g_task_return_pointer (task, anshin_secret_take_bytes (text, length),
                             (GDestroyNotify) g_bytes_unref);
      return;
    }
  error = anshin_transport_read_problem (status, (const char *) exchange->answer->data,
                                         exchange->answer->len);
  tell_refusal (g_task_get_source_object (task), exchange, error);
  g_task_return_error (task, g_steal_pointer (&error));
}

static void
on_chunk_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AnshinExchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) chunk = NULL;

  chunk = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);
  if (chunk == NULL)
    {
      return_translated (task, error);
      return;
    }
  if (g_bytes_get_size (chunk) == 0)
    {
      finish_exchange (task);
      return;
    }
  if (exchange->answer->len + g_bytes_get_size (chunk) > ANSHIN_MAX_ANSWER_BYTES)
    {
      anshin_set_error (&error, ANSHIN_ERROR_TOO_LARGE, NULL, "The answer is too large");
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_byte_array_append (exchange->answer, g_bytes_get_data (chunk, NULL),
                       g_bytes_get_size (chunk));
  g_input_stream_read_bytes_async (G_INPUT_STREAM (source), CHUNK_BYTES, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), on_chunk_read_cb,
                                   g_object_ref (task));
}

static void
on_message_sent_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  AnshinExchange *exchange = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  exchange->stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  if (exchange->stream == NULL)
    {
      return_translated (task, error);
      return;
    }
  g_input_stream_read_bytes_async (exchange->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT,
                                   g_task_get_cancellable (task), on_chunk_read_cb,
                                   g_object_ref (task));
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

static gboolean
set_unix_address (AnshinTransport *self, const char *path, GSocketConnectable **connectable,
                  GError **error)
{
  if (!g_path_is_absolute (path) || strlen (path) > 107)
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "service_uri",
                        "The path of the socket is not absolute or too long");
      return FALSE;
    }
  *connectable = G_SOCKET_CONNECTABLE (g_unix_socket_address_new (path));
  self->service_uri = g_strconcat ("unix:", path, NULL);
  self->base_uri = g_strdup ("http://localhost");
  return TRUE;
}

static gboolean
set_http_address (AnshinTransport *self, const char *service_uri, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (service_uri, G_URI_FLAGS_NONE, NULL);
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  const char *path = uri != NULL ? g_uri_get_path (uri) : NULL;
  g_autoptr (GUri) base = NULL;

  if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL
      || g_uri_get_query (uri) != NULL || g_uri_get_fragment (uri) != NULL
      || (*path != '\0' && strcmp (path, "/") != 0)
      || (strcmp (scheme, "https") != 0 && strcmp (scheme, "http") != 0))
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "service_uri",
                        "Not the address of a service");
      return FALSE;
    }
  if (strcmp (scheme, "http") == 0 && !is_loopback (host))
    {
      anshin_set_error (error, ANSHIN_ERROR_UNTRUSTED, "service_uri",
                        "Without encryption only a service on this computer is spoken to");
      return FALSE;
    }

  base = g_uri_build (G_URI_FLAGS_NONE, scheme, NULL, host, g_uri_get_port (uri), "", NULL, NULL);
  self->base_uri = g_uri_to_string (base);
  self->service_uri = g_strdup (self->base_uri);
  return TRUE;
}

static void
anshin_transport_finalize (GObject *object)
{
  AnshinTransport *self = ANSHIN_TRANSPORT (object);

  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_pointer (&self->token, anshin_secret_free);
  g_free (self->service_uri);
  g_free (self->base_uri);

  G_OBJECT_CLASS (anshin_transport_parent_class)->finalize (object);
}

static void
anshin_transport_class_init (AnshinTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = anshin_transport_finalize;

  signals[SESSION_REFUSED] = g_signal_new ("session-refused", G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                           G_TYPE_ERROR);
}

static void
anshin_transport_init (AnshinTransport *self)
{
}

/**
 * anshin_transport_new:
 * @service_uri: `https://host[:port]`, `http://` and a loopback address, or `unix:/path`
 * @error: where an error goes
 *
 * Everything else is refused: %ANSHIN_ERROR_UNTRUSTED what would go over the network without
 * encryption (SECURITY NET-02), %ANSHIN_ERROR_FIELD_INVALID what is no address.
 *
 * Returns: (transfer full) (nullable): the one way to the service
 */
AnshinTransport *
anshin_transport_new (const char *service_uri, GError **error)
{
  g_autoptr (AnshinTransport) self = g_object_new (ANSHIN_TYPE_TRANSPORT, NULL);
  g_autoptr (GSocketConnectable) connectable = NULL;
  gboolean usable = FALSE;

  g_return_val_if_fail (service_uri != NULL, NULL);

  if (g_str_has_prefix (service_uri, "unix:"))
    usable = set_unix_address (self, service_uri + strlen ("unix:"), &connectable, error);
  else
    usable = set_http_address (self, service_uri, error);
  if (!usable)
    return NULL;

  self->session = g_object_new (SOUP_TYPE_SESSION,
                                "remote-connectable", connectable,
                                "timeout", ANSHIN_TRANSPORT_TIMEOUT_SECONDS,
                                "idle-timeout", IDLE_SECONDS,
                                "max-conns", MAX_CONNECTIONS,
                                "max-conns-per-host", MAX_CONNECTIONS,
                                "user-agent", "anshin-net/" ANSHIN_VERSION,
                                NULL);
  /* A service on this computer is never asked for through a proxy, and nobody but our service
   * may ask for credentials. */
  if (!g_str_has_prefix (self->base_uri, "https:"))
    soup_session_set_proxy_resolver (self->session, NULL);
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
  return g_steal_pointer (&self);
}

/**
 * anshin_transport_get_service_uri:
 *
 * Returns: the address in its normal form, the same for what is the same service
 */
const char *
anshin_transport_get_service_uri (AnshinTransport *self)
{
  g_return_val_if_fail (ANSHIN_IS_TRANSPORT (self), NULL);

  return self->service_uri;
}

/**
 * anshin_transport_get_session:
 *
 * Returns: (transfer none): the one session, for the event stream
 */
SoupSession *
anshin_transport_get_session (AnshinTransport *self)
{
  g_return_val_if_fail (ANSHIN_IS_TRANSPORT (self), NULL);

  return self->session;
}

/**
 * anshin_transport_set_ca_file:
 * @path: a PEM file of the authorities that alone may vouch for the service
 *
 * Until then the system's authorities do (SECURITY NET-03).
 *
 * Returns: whether the file could be read
 */
gboolean
anshin_transport_set_ca_file (AnshinTransport *self, const char *path, GError **error)
{
  g_autoptr (GTlsDatabase) database = NULL;
  g_autoptr (GError) reason = NULL;

  g_return_val_if_fail (ANSHIN_IS_TRANSPORT (self), FALSE);

  database = g_tls_file_database_new (path, &reason);
  if (database == NULL)
    {
      anshin_set_error (error, ANSHIN_ERROR_UNTRUSTED, "ca_file", "%s", reason->message);
      return FALSE;
    }
  soup_session_abort (self->session);
  soup_session_set_tls_database (self->session, database);
  return TRUE;
}

/**
 * anshin_transport_set_token:
 * @token: (nullable): the session's token; %NULL wipes the one that is held
 */
void
anshin_transport_set_token (AnshinTransport *self, const char *token)
{
  g_return_if_fail (ANSHIN_IS_TRANSPORT (self));

  g_clear_pointer (&self->token, anshin_secret_free);
  self->token = anshin_secret_new (token);
  self->generation++;
}

gboolean
anshin_transport_has_token (AnshinTransport *self)
{
  g_return_val_if_fail (ANSHIN_IS_TRANSPORT (self), FALSE);

  return self->token != NULL;
}

/**
 * anshin_transport_close_all:
 *
 * Closes every connection; requests under way end with an error.
 */
void
anshin_transport_close_all (AnshinTransport *self)
{
  g_return_if_fail (ANSHIN_IS_TRANSPORT (self));

  soup_session_abort (self->session);
}

/**
 * anshin_transport_new_message:
 * @method: the HTTP method
 * @path: path and query, beginning with a slash
 *
 * Redirects aren't followed: the token is for one service.
 *
 * Returns: (transfer full) (nullable): a request with the token in its header
 */
SoupMessage *
anshin_transport_new_message (AnshinTransport *self, const char *method, const char *path,
                              GError **error)
{
  g_autofree char *uri = NULL;
  SoupMessage *message = NULL;

  g_return_val_if_fail (ANSHIN_IS_TRANSPORT (self), NULL);
  g_return_val_if_fail (method != NULL && path != NULL && *path == '/', NULL);

  uri = g_strconcat (self->base_uri, path, NULL);
  message = soup_message_new (method, uri);
  if (message == NULL)
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, NULL, "Not a path");
      return NULL;
    }

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (self->token != NULL)
    {
      char *value = g_strconcat ("Bearer ", self->token, NULL);

      soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                    value);
      anshin_secret_wipe_text (value);
      g_free (value);
    }
  return message;
}

static void
send_async (AnshinTransport *self, const char *method, const char *path, const char *type,
            GBytes *body, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, data);
  g_autoptr (GError) error = NULL;
  AnshinExchange *exchange = NULL;

  g_task_set_source_tag (task, anshin_transport_send_async);
  exchange = g_new0 (AnshinExchange, 1);
  g_task_set_task_data (task, exchange, (GDestroyNotify) anshin_exchange_free);

  exchange->message = anshin_transport_new_message (self, method, path, &error);
  if (exchange->message == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  exchange->answer = g_byte_array_new ();
  exchange->generation = self->generation;
  if (body != NULL)
    soup_message_set_request_body_from_bytes (exchange->message, type, body);
  soup_session_send_async (self->session, exchange->message, G_PRIORITY_DEFAULT, cancellable,
                           on_message_sent_cb, g_object_ref (task));
}

/**
 * anshin_transport_send_async:
 * @body: (nullable): the JSON of the request
 *
 * Sends a request. Ends with the body of a 2xx answer, or with an error of %ANSHIN_ERROR as the
 * problem document says, or %G_IO_ERROR_CANCELLED.
 */
void
anshin_transport_send_async (AnshinTransport *self, const char *method, const char *path,
                             GBytes *body, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer data)
{
  send_async (self, method, path, "application/json", body, cancellable, callback, data);
}

/**
 * anshin_transport_send_bytes_async:
 * @body: a chunk of a file
 *
 * As anshin_transport_send_async(), of what is no JSON.
 */
void
anshin_transport_send_bytes_async (AnshinTransport *self, const char *method, const char *path,
                                   GBytes *body, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer data)
{
  send_async (self, method, path, "application/octet-stream", body, cancellable, callback, data);
}

/**
 * anshin_transport_send_finish:
 *
 * Returns: (transfer full) (nullable): the body of the answer, wiped when it is let go
 */
GBytes *
anshin_transport_send_finish (AnshinTransport *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
