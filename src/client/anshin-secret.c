/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-secret.h"

#include <string.h>

#include <sodium.h>

typedef struct
{
  char *text;
  gsize length;
} AnshinWipedText;

static void
anshin_wiped_text_free (gpointer data)
{
  AnshinWipedText *wiped = data;

  sodium_memzero (wiped->text, wiped->length);
  g_free (wiped->text);
  g_free (wiped);
}

/**
 * anshin_secret_new:
 * @text: (nullable): what is to be kept
 *
 * Copies @text into memory that is locked where the system allows it and wiped when it is freed.
 *
 * Returns: (transfer full) (nullable): the copy; free it with anshin_secret_free()
 */
char *
anshin_secret_new (const char *text)
{
  char *secret = NULL;
  gsize size = 0;

  if (text == NULL)
    return NULL;

  size = strlen (text) + 1;
  if (sodium_init () >= 0)
    secret = sodium_malloc (size);
  if (secret == NULL)
    g_error ("No memory for a secret");
  memcpy (secret, text, size);
  return secret;
}

/**
 * anshin_secret_free:
 * @secret: (nullable): what anshin_secret_new() gave
 */
void
anshin_secret_free (char *secret)
{
  sodium_free (secret);
}

/**
 * anshin_secret_wipe_text:
 * @text: (nullable): text in ordinary memory; filled with zeros
 */
void
anshin_secret_wipe_text (char *text)
{
  if (text != NULL)
    sodium_memzero (text, strlen (text));
}

/**
 * anshin_secret_take_bytes:
 * @text: (transfer full): text from the GLib allocator
 * @length: its length in bytes
 *
 * Returns: (transfer full): bytes that wipe @text when the last one lets go of them
 */
GBytes *
anshin_secret_take_bytes (char *text, gsize length)
{
  AnshinWipedText *wiped = g_new (AnshinWipedText, 1);

  wiped->text = text;
  wiped->length = length;
  return g_bytes_new_with_free_func (text, length, anshin_wiped_text_free, wiped);
}

/**
 * anshin_secret_encode:
 * @data: raw bytes
 * @length: how many
 *
 * Returns: (transfer full): base64url without padding, as keys and signatures cross the wire
 */
char *
anshin_secret_encode (const guint8 *data, gsize length)
{
  gsize size = sodium_base64_ENCODED_LEN (length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  char *text = g_malloc (size);

  return sodium_bin2base64 (text, size, data, length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

/**
 * anshin_secret_decode:
 * @text: base64url without padding
 * @data: (out caller-allocates): where the bytes go
 * @length: how many there must be
 *
 * Returns: whether @text was exactly @length bytes
 */
gboolean
anshin_secret_decode (const char *text, guint8 *data, gsize length)
{
  gsize decoded = 0;

  return sodium_base642bin (data, length, text, strlen (text), NULL, &decoded, NULL,
                            sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0
         && decoded == length;
}
