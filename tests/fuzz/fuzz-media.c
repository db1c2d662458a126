/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "anshin-fuzz.h"
#include "anshin-limits.h"
#include "anshin-media.h"

#define HEX "hex:"

/* Examples are lines of text, and a file is none. */
static GBytes *
read_file (const uint8_t *data, size_t size)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (size < strlen (HEX) || memcmp (data, HEX, strlen (HEX)) != 0)
    return g_bytes_new (data, size);
  for (size_t i = strlen (HEX); i + 1 < size; i += 2)
    {
      guint8 byte = (guint8) ((g_ascii_xdigit_value ((char) data[i]) & 15) << 4
                              | (g_ascii_xdigit_value ((char) data[i + 1]) & 15));

      g_byte_array_append (bytes, &byte, 1);
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/* Any bytes are refused with a reason, or cleaned into what is then let through as it is, shows as
 * many pixels and does not grow but by the one segment that says how to turn it. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) file = read_file (data, size);
  gsize length = 0;
  const guint8 *bytes = g_bytes_get_data (file, &length);

  for (int media = ANSHIN_MEDIA_NONE; media <= ANSHIN_MEDIA_TEXT + 1; media++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) refusal = NULL;
      g_autoptr (GBytes) clean = anshin_media_clean (media, file, &error);
      AnshinMediaFacts facts = { 0 };
      gboolean fine = anshin_media_check (media, bytes, length, &facts, &refusal);

      g_assert_true ((clean == NULL) == (error != NULL));
      g_assert_true (fine == (refusal == NULL));
      if (clean == NULL)
        {
          g_assert_false (fine);
          continue;
        }
      g_assert_cmpint (media, ==, anshin_media_guess (bytes, length));
      g_assert_cmpuint (g_bytes_get_size (clean), <=, length + 36);
      if (fine)
        g_assert_true (g_bytes_equal (clean, file));
      bytes = g_bytes_get_data (clean, &length);
      g_clear_error (&refusal);
      g_assert_true (anshin_media_check (media, bytes, length, &facts, &refusal));
      g_assert_cmpint (facts.width * facts.height, <=, ANSHIN_MAX_IMAGE_PIXELS);
      bytes = g_bytes_get_data (file, &length);
    }
  return 0;
}
