/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-code.h"

#include <sodium.h>
#include <string.h>

#include "anshin-clock.h"
#include "anshin-limits.h"

#define CODE_SYMBOLS 20
#define CODE_GROUP 5
#define TOKEN_BYTES 32
#define TOKEN_PURPOSE "session"
#define NONCE_PURPOSE "nonce"

/* Crockford's base 32: no I, L, O or U, which are misread or misheard. */
static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* A nonce: until when it is good, what makes it unlike all others, and that it is ours. */
typedef struct
{
  guint8 expires_at[8];
  guint8 random[16];
  guint8 mac[16];
} Nonce;

static char *
base64_encode (const guint8 *data, gsize size)
{
  gsize length = sodium_base64_encoded_len (size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  char *text = g_malloc (length);

  return sodium_bin2base64 (text, length, data, size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

static void
compute_nonce_mac (AnshinSealer *sealer, const Nonce *nonce, guint8 mac[16])
{
  g_autofree char *text = base64_encode ((const guint8 *) nonce, G_STRUCT_OFFSET (Nonce, mac));
  guint8 index[ANSHIN_SEAL_INDEX_BYTES];

  anshin_sealer_index (sealer, NONCE_PURPOSE, text, index);
  memcpy (mac, index, sizeof nonce->mac);
}

/**
 * anshin_base64_decode:
 * @text: base64url without padding
 * @out: (out caller-allocates): room for @size bytes
 * @size: how many bytes it must be
 *
 * Returns: whether @text is exactly @size bytes
 */
gboolean
anshin_base64_decode (const char *text, guint8 *out, gsize size)
{
  gsize got = 0;

  return sodium_base642bin (out, size, text, strlen (text), NULL, &got, NULL,
                            sodium_base64_VARIANT_URLSAFE_NO_PADDING)
           == 0
         && got == size;
}

/**
 * anshin_code_new:
 *
 * Returns: (transfer full): a code of 100 random bits, in groups that can be read out
 */
char *
anshin_code_new (void)
{
  GString *code = g_string_sized_new (CODE_SYMBOLS + CODE_SYMBOLS / CODE_GROUP);

  for (guint i = 0; i < CODE_SYMBOLS; i++)
    {
      if (i > 0 && i % CODE_GROUP == 0)
        g_string_append_c (code, '-');
      g_string_append_c (code, alphabet[randombytes_uniform (sizeof alphabet - 1)]);
    }
  return g_string_free (code, FALSE);
}

/* What was typed may differ in case and width, in letters that look alike, and in separators. */
static char *
fold_code (const char *code)
{
  g_autofree char *narrow = g_utf8_normalize (code, -1, G_NORMALIZE_NFKC);
  GString *folded = g_string_sized_new (CODE_SYMBOLS);

  for (const char *p = narrow != NULL ? narrow : ""; *p != '\0'; p++)
    {
      char c = g_ascii_toupper (*p);

      if (c == 'O')
        c = '0';
      else if (c == 'I' || c == 'L')
        c = '1';
      if (g_ascii_isalnum (c))
        g_string_append_c (folded, c);
    }
  return g_string_free (folded, FALSE);
}

/**
 * anshin_code_get_index:
 * @sealer: the database's sealer
 * @purpose: what the code is for
 * @code: the code as it was typed
 * @out: (out caller-allocates): by what the database knows it
 */
void
anshin_code_get_index (AnshinSealer *sealer, const char *purpose, const char *code,
                       guint8 out[ANSHIN_SEAL_INDEX_BYTES])
{
  g_autofree char *folded = fold_code (code);

  anshin_sealer_index (sealer, purpose, folded, out);
  sodium_memzero (folded, strlen (folded));
}

/**
 * anshin_token_new:
 *
 * Returns: (transfer full): a session's token of 256 random bits (SECURITY SESS-01)
 */
char *
anshin_token_new (void)
{
  guint8 data[TOKEN_BYTES];

  randombytes_buf (data, sizeof data);
  return base64_encode (data, sizeof data);
}

/**
 * anshin_token_get_index:
 * @sealer: the database's sealer
 * @token: a session's token
 * @out: (out caller-allocates): by what the database knows it
 */
void
anshin_token_get_index (AnshinSealer *sealer, const char *token,
                        guint8 out[ANSHIN_SEAL_INDEX_BYTES])
{
  anshin_sealer_index (sealer, TOKEN_PURPOSE, token, out);
}

/**
 * anshin_nonce_new:
 * @sealer: the database's sealer
 * @now: the time
 * @expires_at: (out): until when it is good
 *
 * Nothing is kept of it: that it is ours is told by its keyed hash, and only one that was used is
 * remembered, so that asking for many costs nothing.
 *
 * Returns: (transfer full): a nonce for a terminal to sign
 */
char *
anshin_nonce_new (AnshinSealer *sealer, gint64 now, gint64 *expires_at)
{
  Nonce nonce;

  *expires_at = now + ANSHIN_CHALLENGE_SECONDS * ANSHIN_SECOND;
  for (guint i = 0; i < sizeof nonce.expires_at; i++)
    nonce.expires_at[i] = (guint8) ((guint64) *expires_at >> (8 * (7 - i)));
  randombytes_buf (nonce.random, sizeof nonce.random);
  compute_nonce_mac (sealer, &nonce, nonce.mac);
  return base64_encode ((const guint8 *) &nonce, sizeof nonce);
}

/**
 * anshin_nonce_check:
 * @sealer: the database's sealer
 * @nonce: what a terminal has signed
 * @now: the time
 * @expires_at: (out): until when it is good
 *
 * Returns: whether this service has made @nonce and it has not expired
 */
gboolean
anshin_nonce_check (AnshinSealer *sealer, const char *nonce, gint64 now, gint64 *expires_at)
{
  Nonce parts;
  guint8 mac[sizeof parts.mac];
  guint64 until = 0;

  *expires_at = 0;
  if (!anshin_base64_decode (nonce, (guint8 *) &parts, sizeof parts))
    return FALSE;

  compute_nonce_mac (sealer, &parts, mac);
  for (guint i = 0; i < sizeof parts.expires_at; i++)
    until = until << 8 | parts.expires_at[i];
  *expires_at = (gint64) until;
  return sodium_memcmp (mac, parts.mac, sizeof mac) == 0 && *expires_at > now;
}
