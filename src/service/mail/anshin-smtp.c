/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-smtp.h"

#include <curl/curl.h>
#include <string.h>

/* Shorter in all than the lease of a notice (anshin-mail-table.h). */
#define CONNECT_SECONDS 15L
#define TOTAL_SECONDS 60L
/* When the service stops, a mail that is on its way has so long. */
#define STOP_SECONDS 3

struct _AnshinSmtp
{
  AnshinSmtpConfig config;
  const int *stopping;
  gint64 stopped_at;
  CURL *curl;
};

/* What is left of a message that is being sent. */
typedef struct
{
  const char *at;
  gsize left;
} Rest;

static size_t
on_read_cb (char *buffer, size_t size, size_t n, void *user_data)
{
  Rest *rest = user_data;
  gsize part = MIN (size * n, rest->left);

  memcpy (buffer, rest->at, part);
  rest->at += part;
  rest->left -= part;
  return part;
}

static int
on_progress_cb (void *user_data, curl_off_t down, curl_off_t down_now, curl_off_t up,
                curl_off_t up_now)
{
  AnshinSmtp *self = user_data;

  if (!g_atomic_int_get (self->stopping))
    return 0;
  if (self->stopped_at == 0)
    self->stopped_at = g_get_monotonic_time ();
  return g_get_monotonic_time () - self->stopped_at > STOP_SECONDS * G_USEC_PER_SEC;
}

/**
 * anshin_smtp_new:
 * @config: borrowed for as long as the connection
 * @stopping: becomes other than 0, in whichever thread, when what is on its way is to end soon
 *
 * Returns: (transfer full): not connected yet; one thread may use it
 */
AnshinSmtp *
anshin_smtp_new (const AnshinSmtpConfig *config, const int *stopping)
{
  AnshinSmtp *self = g_new0 (AnshinSmtp, 1);

  self->config = *config;
  self->stopping = stopping;
  return self;
}

/**
 * anshin_smtp_rest:
 * @self: a connection
 *
 * Says goodbye to the relay; the next mail connects again.
 */
void
anshin_smtp_rest (AnshinSmtp *self)
{
  g_clear_pointer (&self->curl, curl_easy_cleanup);
}

/**
 * anshin_smtp_free:
 * @self: (nullable) (transfer full): a connection
 */
void
anshin_smtp_free (AnshinSmtp *self)
{
  if (self == NULL)
    return;

  anshin_smtp_rest (self);
  g_free (self);
}

static gboolean
set_up (AnshinSmtp *self)
{
  CURL *curl = curl_easy_init ();
  gboolean ok = curl != NULL;

  ok = ok && curl_easy_setopt (curl, CURLOPT_URL, self->config.server) == CURLE_OK &&
       curl_easy_setopt (curl, CURLOPT_PROTOCOLS_STR, "smtp") == CURLE_OK &&
       curl_easy_setopt (curl, CURLOPT_USE_SSL, (long) CURLUSESSL_ALL) == CURLE_OK &&
       curl_easy_setopt (curl, CURLOPT_SSL_VERIFYPEER, 1L) == CURLE_OK &&
       curl_easy_setopt (curl, CURLOPT_SSL_VERIFYHOST, 2L) == CURLE_OK &&
       curl_easy_setopt (curl, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2) == CURLE_OK &&
       curl_easy_setopt (curl, CURLOPT_PROXY, "") == CURLE_OK &&
       curl_easy_setopt (curl, CURLOPT_NOSIGNAL, 1L) == CURLE_OK &&
       curl_easy_setopt (curl, CURLOPT_CONNECTTIMEOUT, CONNECT_SECONDS) == CURLE_OK &&
       curl_easy_setopt (curl, CURLOPT_TIMEOUT, TOTAL_SECONDS) == CURLE_OK &&
       curl_easy_setopt (curl, CURLOPT_NOPROGRESS, 0L) == CURLE_OK &&
       curl_easy_setopt (curl, CURLOPT_XFERINFOFUNCTION, on_progress_cb) == CURLE_OK &&
       curl_easy_setopt (curl, CURLOPT_XFERINFODATA, self) == CURLE_OK &&
       curl_easy_setopt (curl, CURLOPT_UPLOAD, 1L) == CURLE_OK &&
       curl_easy_setopt (curl, CURLOPT_READFUNCTION, on_read_cb) == CURLE_OK;
  if (ok && self->config.ca != NULL)
    ok = curl_easy_setopt (curl, CURLOPT_CAINFO, self->config.ca) == CURLE_OK;
  if (ok && self->config.user != NULL)
    ok = curl_easy_setopt (curl, CURLOPT_USERNAME, self->config.user) == CURLE_OK &&
         curl_easy_setopt (curl, CURLOPT_PASSWORD, self->config.password) == CURLE_OK;
  if (ok)
    self->curl = g_steal_pointer (&curl);
  g_clear_pointer (&curl, curl_easy_cleanup);
  return ok;
}

/**
 * anshin_smtp_send:
 * @self: a connection
 * @from: the network's address
 * @to: the one recipient
 * @message: with its header
 * @error: why it was not taken: in curl's words, without an address
 *
 * Returns: whether the relay has taken the message
 */
gboolean
anshin_smtp_send (AnshinSmtp *self, const char *from, const char *to, const char *message,
                  GError **error)
{
  g_autofree char *sender = g_strdup_printf ("<%s>", from);
  g_autofree char *recipient = g_strdup_printf ("<%s>", to);
  struct curl_slist *recipients = NULL;
  Rest rest = { message, strlen (message) };
  CURLcode code = CURLE_FAILED_INIT;

  if (self->curl != NULL || set_up (self))
    {
      recipients = curl_slist_append (NULL, recipient);
      curl_easy_setopt (self->curl, CURLOPT_MAIL_FROM, sender);
      curl_easy_setopt (self->curl, CURLOPT_MAIL_RCPT, recipients);
      curl_easy_setopt (self->curl, CURLOPT_READDATA, &rest);
      code = curl_easy_perform (self->curl);
      curl_slist_free_all (recipients);
    }
  if (code == CURLE_OK)
    return TRUE;

  /* What was said to the relay so far is nobody's guess: the next mail begins anew. */
  anshin_smtp_rest (self);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, curl_easy_strerror (code));
  return FALSE;
}
