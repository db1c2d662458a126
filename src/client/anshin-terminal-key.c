/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-keyring.h"
#include "anshin-keyring-private.h"

#include <string.h>

#include <sodium.h>

#include "anshin-secret.h"

struct _AnshinTerminalKey
{
  char *terminal_id;
  guint8 *seed; /* locked memory, crypto_sign_SEEDBYTES */
};

static AnshinTerminalKey *
anshin_terminal_key_alloc (void)
{
  AnshinTerminalKey *self = g_new0 (AnshinTerminalKey, 1);

  if (sodium_init () >= 0)
    self->seed = sodium_malloc (crypto_sign_SEEDBYTES);
  if (self->seed == NULL)
    g_error ("No memory for a key");
  return self;
}

/**
 * anshin_terminal_key_new:
 *
 * Returns: (transfer full): a new key pair that no service knows yet
 */
AnshinTerminalKey *
anshin_terminal_key_new (void)
{
  AnshinTerminalKey *self = anshin_terminal_key_alloc ();

  randombytes_buf (self->seed, crypto_sign_SEEDBYTES);
  return self;
}

void
anshin_terminal_key_free (AnshinTerminalKey *self)
{
  if (self == NULL)
    return;
  sodium_free (self->seed);
  g_free (self->terminal_id);
  g_free (self);
}

/**
 * anshin_terminal_key_get_terminal_id:
 *
 * Returns: (nullable): what the service calls this terminal; %NULL before it was enrolled
 */
const char *
anshin_terminal_key_get_terminal_id (AnshinTerminalKey *self)
{
  return self->terminal_id;
}

void
anshin_terminal_key_set_terminal_id (AnshinTerminalKey *self, const char *terminal_id)
{
  g_free (self->terminal_id);
  self->terminal_id = g_strdup (terminal_id);
}

/**
 * anshin_terminal_key_get_public_key:
 *
 * Returns: (transfer full): base64url of the public half
 */
char *
anshin_terminal_key_get_public_key (AnshinTerminalKey *self)
{
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];
  guint8 secret_key[crypto_sign_SECRETKEYBYTES];

  crypto_sign_seed_keypair (public_key, secret_key, self->seed);
  sodium_memzero (secret_key, sizeof secret_key);
  return anshin_secret_encode (public_key, sizeof public_key);
}

/**
 * anshin_terminal_key_sign:
 * @text: what anshin_sign_in_get_signed_text() gave
 *
 * Returns: (transfer full): base64url of the detached signature
 */
char *
anshin_terminal_key_sign (AnshinTerminalKey *self, const char *text)
{
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];
  guint8 secret_key[crypto_sign_SECRETKEYBYTES];
  guint8 signature[crypto_sign_BYTES];

  crypto_sign_seed_keypair (public_key, secret_key, self->seed);
  crypto_sign_detached (signature, NULL, (const guint8 *) text, strlen (text), secret_key);
  sodium_memzero (secret_key, sizeof secret_key);
  return anshin_secret_encode (signature, sizeof signature);
}

/* The form in the keyring: a version, the terminal's id ("-" if none) and the seed. */
char *
anshin_terminal_key_to_text (AnshinTerminalKey *self)
{
  char *seed = anshin_secret_encode (self->seed, crypto_sign_SEEDBYTES);
  char *text = g_strdup_printf ("1 %s %s", self->terminal_id != NULL ? self->terminal_id : "-",
                                seed);

  anshin_secret_wipe_text (seed);
  g_free (seed);
  return text;
}

AnshinTerminalKey *
anshin_terminal_key_from_text (const char *text)
{
  g_autoptr (AnshinTerminalKey) self = anshin_terminal_key_alloc ();
  g_auto (GStrv) parts = g_strsplit (text, " ", 4);
  gboolean whole = FALSE;

  if (g_strv_length (parts) == 3 && strcmp (parts[0], "1") == 0
      && anshin_secret_decode (parts[2], self->seed, crypto_sign_SEEDBYTES))
    {
      whole = TRUE;
      self->terminal_id = strcmp (parts[1], "-") != 0 ? g_strdup (parts[1]) : NULL;
    }
  for (guint i = 0; parts[i] != NULL; i++)
    anshin_secret_wipe_text (parts[i]);
  return whole ? g_steal_pointer (&self) : NULL;
}
