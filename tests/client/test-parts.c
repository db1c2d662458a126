/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <sodium.h>

#include "anshin-clock.h"
#include "anshin-event-stream.h"
#include "anshin-keyring-private.h"
#include "anshin-request.h"
#include "anshin-secret.h"
#include "anshin-timeline-item-private.h"
#include "anshin-transport.h"

/* The parts of the client that need no service. */

static void
test_addresses (void)
{
  static const struct
  {
    const char *uri;
    const char *normal; /* NULL if it is refused */
    AnshinError code;
  } rows[] = {
    { "https://anshin.example.jp", "https://anshin.example.jp", 0 },
    { "https://anshin.example.jp/", "https://anshin.example.jp", 0 },
    { "HTTPS://anshin.example.jp:8443/", "https://anshin.example.jp:8443", 0 },
    { "http://127.0.0.1:8080", "http://127.0.0.1:8080", 0 },
    { "http://[::1]:8080", "http://[::1]:8080", 0 },
    { "unix:/run/anshin-net/socket", "unix:/run/anshin-net/socket", 0 },
    { "http://anshin.example.jp", NULL, ANSHIN_ERROR_UNTRUSTED },
    { "http://localhost:8080", NULL, ANSHIN_ERROR_UNTRUSTED },
    { "http://10.0.0.1", NULL, ANSHIN_ERROR_UNTRUSTED },
    { "http://0.0.0.0:1", NULL, ANSHIN_ERROR_UNTRUSTED },
    { "http://127.0.0.1.example.jp", NULL, ANSHIN_ERROR_UNTRUSTED },
    { "unix:socket", NULL, ANSHIN_ERROR_FIELD_INVALID },
    { "unix:", NULL, ANSHIN_ERROR_FIELD_INVALID },
    { "ftp://anshin.example.jp", NULL, ANSHIN_ERROR_FIELD_INVALID },
    { "https://user:word@anshin.example.jp", NULL, ANSHIN_ERROR_FIELD_INVALID },
    { "https://anshin.example.jp/v1", NULL, ANSHIN_ERROR_FIELD_INVALID },
    { "https://anshin.example.jp?x=1", NULL, ANSHIN_ERROR_FIELD_INVALID },
    { "https://", NULL, ANSHIN_ERROR_FIELD_INVALID },
    { "anshin.example.jp", NULL, ANSHIN_ERROR_FIELD_INVALID },
    { "", NULL, ANSHIN_ERROR_FIELD_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (AnshinTransport) transport = anshin_transport_new (rows[i].uri, &error);

      if (rows[i].normal != NULL)
        {
          g_assert_no_error (error);
          g_assert_cmpstr (anshin_transport_get_service_uri (transport), ==, rows[i].normal);
        }
      else
        {
          g_assert_error (error, ANSHIN_ERROR, (int) rows[i].code);
          g_assert_null (transport);
          g_assert_cmpstr (anshin_error_get_field (error), ==, "service_uri");
        }
    }
}

static void
test_problems (void)
{
  static const struct
  {
    guint status;
    const char *body;
    AnshinError code;
    const char *field;
    const char *who;
  } rows[] = {
    { 422, "{\"code\":\"field-future\",\"field\":\"birth_date\"}", ANSHIN_ERROR_FIELD_FUTURE,
      "birth_date", NULL },
    { 403, "{\"code\":\"needs-group-admin\",\"who\":\"佐藤 一郎\"}",
      ANSHIN_ERROR_NEEDS_GROUP_ADMIN, NULL, "佐藤 一郎" },
    { 500, "{\"code\":\"something-newer\"}", ANSHIN_ERROR_INTERNAL, NULL, NULL },
    { 500, "{\"code\":7,\"field\":[]}", ANSHIN_ERROR_INTERNAL, NULL, NULL },
    { 502, "<html>Bad Gateway</html>", ANSHIN_ERROR_UNREACHABLE, NULL, NULL },
    { 503, "", ANSHIN_ERROR_UNREACHABLE, NULL, NULL },
    { 503, "{\"code\":\"busy\"}", ANSHIN_ERROR_BUSY, NULL, NULL },
    { 413, "<html>", ANSHIN_ERROR_TOO_LARGE, NULL, NULL },
    { 429, NULL, ANSHIN_ERROR_TOO_MANY, NULL, NULL },
    { 401, NULL, ANSHIN_ERROR_SESSION_ENDED, NULL, NULL },
    { 404, "[]", ANSHIN_ERROR_NOT_FOUND, NULL, NULL },
    { 302, NULL, ANSHIN_ERROR_INTERNAL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      error = anshin_transport_read_problem (rows[i].status, rows[i].body,
                                             rows[i].body != NULL ? strlen (rows[i].body) : 0);
      g_assert_error (error, ANSHIN_ERROR, (int) rows[i].code);
      g_assert_cmpstr (anshin_error_get_field (error), ==, rows[i].field);
      g_assert_cmpstr (anshin_error_get_who (error), ==, rows[i].who);
    }
}

static void
check_translation (GQuark domain, int code, AnshinError expected)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, "x");
  g_autoptr (GError) translated = anshin_transport_translate_error (error);

  g_assert_error (translated, ANSHIN_ERROR, (int) expected);
}

static void
test_translation (void)
{
  g_autoptr (GError) cancelled = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "x");
  g_autoptr (GError) translated = anshin_transport_translate_error (cancelled);

  g_assert_error (translated, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  check_translation (G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED, ANSHIN_ERROR_UNREACHABLE);
  check_translation (G_IO_ERROR, G_IO_ERROR_TIMED_OUT, ANSHIN_ERROR_UNREACHABLE);
  check_translation (G_RESOLVER_ERROR, G_RESOLVER_ERROR_NOT_FOUND, ANSHIN_ERROR_UNREACHABLE);
  check_translation (G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE, ANSHIN_ERROR_UNTRUSTED);
  check_translation (G_TLS_ERROR, G_TLS_ERROR_EOF, ANSHIN_ERROR_UNREACHABLE);
}

/* NET-07: half a second at first, never more than half a minute, never two at the same moment. */
static void
test_waits (void)
{
  guint longest = ANSHIN_STREAM_FIRST_WAIT;

  for (guint attempt = 0; attempt < 100; attempt++)
    {
      g_assert_cmpuint (anshin_event_stream_get_wait (attempt, 0), ==, longest / 2);
      g_assert_cmpuint (anshin_event_stream_get_wait (attempt, 1), ==, longest);
      g_assert_cmpuint (anshin_event_stream_get_wait (attempt, 0.5), ==, longest * 3 / 4);
      longest = MIN (longest * 2, ANSHIN_STREAM_LONGEST_WAIT);
    }
}

static void
test_key (void)
{
  g_autoptr (AnshinTerminalKey) key = anshin_terminal_key_new ();
  g_autoptr (AnshinTerminalKey) other = anshin_terminal_key_new ();
  g_autoptr (AnshinTerminalKey) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *public_text = anshin_terminal_key_get_public_key (key);
  g_autofree char *other_text = anshin_terminal_key_get_public_key (other);
  g_autofree char *again_text = NULL;
  g_autofree char *signature_text = NULL;
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];
  guint8 signature[crypto_sign_BYTES];

  g_assert_cmpstr (public_text, !=, other_text);
  anshin_terminal_key_set_terminal_id (key, "terminal-1");
  text = anshin_terminal_key_to_text (key);
  again = anshin_terminal_key_from_text (text);
  g_assert_cmpstr (anshin_terminal_key_get_terminal_id (again), ==, "terminal-1");
  again_text = anshin_terminal_key_get_public_key (again);
  g_assert_cmpstr (again_text, ==, public_text);

  signature_text = anshin_terminal_key_sign (again, "what is signed");
  g_assert_true (anshin_secret_decode (public_text, public_key, sizeof public_key));
  g_assert_true (anshin_secret_decode (signature_text, signature, sizeof signature));
  g_assert_cmpint (crypto_sign_verify_detached (signature, (const guint8 *) "what is signed", 14,
                                                public_key),
                   ==, 0);

  g_assert_null (anshin_terminal_key_from_text (""));
  g_assert_null (anshin_terminal_key_from_text ("1 terminal-1"));
  g_assert_null (anshin_terminal_key_from_text ("1 terminal-1 short"));
  g_assert_null (anshin_terminal_key_from_text ("2 terminal-1 x y"));
}

static AnshinTimelineItem *
make_item (const char *author, gint64 at, int kind)
{
  g_autoptr (AnshinEntry) entry = anshin_entry_new ();

  entry->author_id = g_strdup (author);
  entry->at = at;
  entry->kind = kind;
  return anshin_timeline_item_new (entry, ANSHIN_DELIVERY_CONFIRMED, FALSE);
}

static void
check_above (const char *author, gint64 at, int kind, gboolean starts_day, gboolean follows)
{
  /* 2026-11-22 23:58 in Japan */
  const gint64 base = G_GINT64_CONSTANT (1795359480) * ANSHIN_SECOND;
  g_autoptr (AnshinTimelineItem) above = make_item ("a", base, ANSHIN_ENTRY_MESSAGE);
  g_autoptr (AnshinTimelineItem) item = make_item (author, base + at * ANSHIN_SECOND, kind);

  anshin_timeline_item_set_above (above, NULL);
  g_assert_true (anshin_timeline_item_get_starts_day (above));
  g_assert_false (anshin_timeline_item_get_follows_author (above));
  anshin_timeline_item_set_above (item, above);
  g_assert_true (anshin_timeline_item_get_starts_day (item) == starts_day);
  g_assert_true (anshin_timeline_item_get_follows_author (item) == follows);
}

static void
test_above (void)
{
  check_above ("a", 60, ANSHIN_ENTRY_MESSAGE, FALSE, TRUE);
  check_above ("b", 60, ANSHIN_ENTRY_MESSAGE, FALSE, FALSE);
  check_above ("a", 60, ANSHIN_ENTRY_MEMBER_JOINED, FALSE, FALSE);
  check_above ("a", 119, ANSHIN_ENTRY_MESSAGE, FALSE, TRUE);
  check_above ("a", 120, ANSHIN_ENTRY_MESSAGE, TRUE, FALSE);
  check_above ("a", -5 * 60, ANSHIN_ENTRY_MESSAGE, FALSE, TRUE);
  check_above ("a", 86400, ANSHIN_ENTRY_MESSAGE, TRUE, FALSE);
}

static void
test_paths (void)
{
  static const char *const rows[][3] = {
    { "/v1/groups", NULL, "/v1/groups" },
    { "/v1/groups", "a", "/v1/groups?cursor=a" },
    { "/v1/groups?limit=100", "a/b&c", "/v1/groups?limit=100&cursor=a%2Fb%26c" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = anshin_request_build_path (rows[i][0], rows[i][1]);

      g_assert_cmpstr (path, ==, rows[i][2]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/client/transport/addresses/NET-02", test_addresses);
  g_test_add_func ("/client/transport/problems", test_problems);
  g_test_add_func ("/client/transport/translation", test_translation);
  g_test_add_func ("/client/stream/waits/NET-07", test_waits);
  g_test_add_func ("/client/keyring/key/AUTH-02", test_key);
  g_test_add_func ("/client/timeline/above", test_above);
  g_test_add_func ("/client/request/paths", test_paths);
  return g_test_run ();
}
