/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "client-fixture.h"
#include "fake-service.h"

/*
 * Whom the client trusts: the service's own authority and nobody else (SECURITY NET-03); and what
 * it does on a computer without a keyring.
 */

static char *folder;

/* Makes a certificate that vouches for itself. */
static char *
make_certificate (const char *name, const char *subject)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.pem", folder, name);
  g_autofree char *alternative = g_strconcat ("subjectAltName=", subject, NULL);
  const char *const arguments[] = {
    "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
    "-nodes", "-days", "30", "-subj", "/CN=anshin", "-addext", alternative, "-keyout", path,
    "-out", path, NULL,
  };
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;

  process = g_subprocess_newv (arguments, G_SUBPROCESS_FLAGS_STDERR_SILENCE
                                            | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                               &error);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

static void
check_trust (const char *subject, const char *ca_name, gboolean trusted)
{
  g_autofree char *path = make_certificate ("service", subject);
  g_autofree char *ca_path = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  g_autoptr (FakeService) fake = NULL;
  g_autoptr (AnshinClient) client = NULL;
  g_autoptr (GError) error = NULL;

  certificate = g_tls_certificate_new_from_file (path, &error);
  g_assert_no_error (error);
  fake = fake_service_new_tls (certificate);
  client = anshin_client_new (fake->uri, &error);
  g_assert_no_error (error);
  if (ca_name != NULL)
    {
      ca_path = g_strdup_printf ("%s/%s.pem", folder, ca_name);
      g_assert_true (anshin_client_set_ca_file (client, ca_path, &error));
      g_assert_no_error (error);
    }

  call_and_wait (client, "POST", "/v1/sign-in/challenge", NULL, G_TYPE_NONE, &error);
  if (trusted)
    {
      g_assert_no_error (error);
      g_assert_cmpuint (fake->requests, ==, 1);
      return;
    }
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_UNTRUSTED);
  g_assert_cmpuint (fake->requests, ==, 0);
}

static void
test_certificates (void)
{
  g_autofree char *other = make_certificate ("other", "IP:127.0.0.1");

  check_trust ("IP:127.0.0.1", NULL, FALSE);
  check_trust ("IP:127.0.0.1", "other", FALSE);
  check_trust ("IP:127.0.0.1", "service", TRUE);
  check_trust ("DNS:anshin.example.jp", "service", FALSE);
}

static void
test_ca_file (void)
{
  g_autofree char *path = g_build_filename (folder, "missing.pem", NULL);
  g_autoptr (AnshinClient) client = anshin_client_new ("https://anshin.example.jp", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (anshin_client_set_ca_file (client, path, &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_UNTRUSTED);
}

/* Nobody is there, over TCP or at a socket. */
static void
test_unreachable (void)
{
  g_autoptr (AnshinClient) client = anshin_client_new ("http://127.0.0.1:9", NULL);
  g_autoptr (AnshinClient) missing = anshin_client_new ("unix:/nonexistent/socket", NULL);
  g_autoptr (GError) error = NULL;

  call_and_wait (client, "GET", "/v1/health", NULL, G_TYPE_NONE, &error);
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_UNREACHABLE);
  g_clear_error (&error);
  call_and_wait (missing, "GET", "/v1/health", NULL, G_TYPE_NONE, &error);
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_UNREACHABLE);
}

/* AUTH-02: without a keyring the one-time code isn't even sent. */
static void
test_no_keyring (void)
{
  g_autoptr (FakeService) fake = fake_service_new ();
  g_autoptr (AnshinClient) client = anshin_client_new (fake->uri, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (has_terminal_and_wait (client, "a@example.jp", &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_KEYRING);
  g_clear_error (&error);
  g_assert_false (enrol_and_wait (client, "a@example.jp", "right", "code", &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_KEYRING);
  g_clear_error (&error);
  g_assert_false (sign_in_and_wait (client, "a@example.jp", "right", &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_KEYRING);
  g_assert_cmpuint (fake->requests, ==, 0);
  g_assert_cmpint (anshin_client_get_state (client), ==, ANSHIN_CLIENT_SIGNED_OUT);
}

int
main (int argc, char **argv)
{
  static const char *const made[] = { "service.pem", "other.pem" };
  int result = 0;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("anshin-trust-XXXXXX", NULL);
  g_test_add_func ("/trust/certificates-NET-03", test_certificates);
  g_test_add_func ("/trust/ca-file-NET-03", test_ca_file);
  g_test_add_func ("/trust/unreachable", test_unreachable);
  g_test_add_func ("/trust/no-keyring-AUTH-02", test_no_keyring);
  result = g_test_run ();

  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    {
      g_autofree char *path = g_build_filename (folder, made[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
  return result;
}
