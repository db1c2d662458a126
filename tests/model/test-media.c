/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-media.h"

#include <string.h>


/* A canary in every place that is taken out. */
#define CANARY "34.8N-135.3E"

static const guint8 jpeg_begin[] = { 0xff, 0xd8 };
static const guint8 jfif[] = { 0xff, 0xe0, 0, 16, 'J', 'F', 'I', 'F', 0,
                               1,    1,    0, 0,  1,   0,   1,   0,   0 };
static const guint8 frame[] = { 0xff, 0xc0, 0, 11, 8, 0, 8, 0, 16, 1, 1, 0x11, 0 };
static const guint8 scan[] = { 0xff, 0xda, 0, 8, 1, 1, 0, 0, 0x3f, 0, 0x12, 0xff, 0, 0x56 };
static const guint8 jpeg_end[] = { 0xff, 0xd9 };

static void
append_segment (GByteArray *out, guint8 marker, const void *payload, gsize size)
{
  const guint8 head[] = { 0xff, marker, (guint8) ((size + 2) >> 8), (guint8) (size + 2) };

  g_byte_array_append (out, head, sizeof head);
  g_byte_array_append (out, payload, (guint) size);
}

/* EXIF with a place in it; the tag for the orientation comes second. */
static void
append_exif (GByteArray *out, guint8 orientation, gboolean little)
{
  const guint8 big_exif[] = { 'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, '*', 0, 0, 0, 8, 0, 2,
                              1, 0x0e, 0, 2, 0, 0, 0, 12, 0, 0, 0, 38,
                              1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0 };
  const guint8 little_exif[] = { 'E', 'x', 'i', 'f', 0, 0, 'I', 'I', '*', 0, 8, 0, 0, 0, 2, 0,
                                 0x0e, 1, 2, 0, 12, 0, 0, 0, 38, 0, 0, 0,
                                 0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0 };
  g_autoptr (GByteArray) payload = g_byte_array_new ();

  g_byte_array_append (payload, little ? little_exif : big_exif, sizeof big_exif);
  g_byte_array_append (payload, (const guint8 *) CANARY, strlen (CANARY));
  append_segment (out, 0xe1, payload->data, payload->len);
}

static GBytes *
make_jpeg (guint8 orientation, gboolean little)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();

  g_byte_array_append (out, jpeg_begin, sizeof jpeg_begin);
  g_byte_array_append (out, jfif, sizeof jfif);
  append_exif (out, orientation, little);
  append_segment (out, 0xe2, CANARY, strlen (CANARY));
  append_segment (out, 0xfe, CANARY, strlen (CANARY));
  g_byte_array_append (out, frame, sizeof frame);
  g_byte_array_append (out, scan, sizeof scan);
  g_byte_array_append (out, jpeg_end, sizeof jpeg_end);
  g_byte_array_append (out, (const guint8 *) CANARY, strlen (CANARY));
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static gboolean
holds (GBytes *file, const char *text)
{
  gsize size = 0;
  const char *data = g_bytes_get_data (file, &size);
  gsize length = strlen (text);

  for (gsize i = 0; i + length <= size; i++)
    if (memcmp (data + i, text, length) == 0)
      return TRUE;
  return FALSE;
}

static AnshinMediaFacts
check (int media, GBytes *file)
{
  AnshinMediaFacts facts = { 0 };
  g_autoptr (GError) error = NULL;
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (file, &size);

  anshin_media_check (media, data, size, &facts, &error);
  g_assert_no_error (error);
  return facts;
}

/* Place, profile, comment and tail are gone; the image and which way it stands are not. */
static void
test_jpeg (void)
{
  for (guint8 orientation = 0; orientation <= 9; orientation++)
    for (int little = 0; little < 2; little++)
      {
        g_autoptr (GBytes) file = make_jpeg (orientation, little);
        g_autoptr (GError) error = NULL;
        g_autoptr (GBytes) clean = anshin_media_clean (ANSHIN_MEDIA_JPEG, file, &error);
        g_autoptr (GBytes) again = NULL;
        gboolean known = orientation >= 1 && orientation <= 8;
        AnshinMediaFacts facts = { 0 };
        gsize size = 0;

        g_assert_no_error (error);
        g_assert_true (holds (file, CANARY));
        g_assert_false (holds (clean, CANARY));
        facts = check (ANSHIN_MEDIA_JPEG, clean);
        g_assert_cmpuint (facts.orientation, ==, known ? orientation : 1);
        g_assert_cmpint (facts.width, ==, known && orientation >= 5 ? 8 : 16);
        g_assert_cmpint (facts.height, ==, known && orientation >= 5 ? 16 : 8);
        size = sizeof jpeg_begin + sizeof jfif + sizeof frame + sizeof scan + sizeof jpeg_end;
        g_assert_cmpuint (g_bytes_get_size (clean), ==, size + (facts.orientation > 1 ? 36 : 0));
        again = anshin_media_clean (ANSHIN_MEDIA_JPEG, clean, &error);
        g_assert_true (again == clean);
      }
}

/* What is clean is not copied; what is dirty is refused as it is. */
static void
test_dirty (void)
{
  g_autoptr (GBytes) file = make_jpeg (6, TRUE);
  g_autoptr (GError) error = NULL;
  AnshinMediaFacts facts = { 0 };
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (file, &size);

  g_assert_false (anshin_media_check (ANSHIN_MEDIA_JPEG, data, size, &facts, &error));
  g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_ATTACHMENT_METADATA);
  g_assert_cmpint (facts.width, ==, 0);
}

/* A JPEG that is cut off anywhere is damaged, whatever is left of it. */
static void
test_cut (void)
{
  g_autoptr (GBytes) file = make_jpeg (6, FALSE);
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (file, &size);

  for (gsize i = 3; i < size - strlen (CANARY); i++)
    {
      g_autoptr (GBytes) cut = g_bytes_new (data, i);
      g_autoptr (GError) error = NULL;

      g_assert_null (anshin_media_clean (ANSHIN_MEDIA_JPEG, cut, &error));
      g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_ATTACHMENT_DAMAGED);
    }
}

static void
test_guess (void)
{
  g_assert_cmpint (anshin_media_guess ((const guint8 *) "\xff\xd8\xff\xe0", 4), ==,
                   ANSHIN_MEDIA_JPEG);
  g_assert_cmpint (anshin_media_guess ((const guint8 *) "\x89PNG\r\n\x1a\n", 8), ==,
                   ANSHIN_MEDIA_PNG);
  g_assert_cmpint (anshin_media_guess ((const guint8 *) "%PDF-1.7", 8), ==, ANSHIN_MEDIA_PDF);
  g_assert_cmpint (anshin_media_guess ((const guint8 *) "%PDF", 4), ==, ANSHIN_MEDIA_TEXT);
  g_assert_cmpint (anshin_media_guess ((const guint8 *) "様子", 6), ==, ANSHIN_MEDIA_TEXT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/jpeg", test_jpeg);
  g_test_add_func ("/media/dirty", test_dirty);
  g_test_add_func ("/media/cut", test_cut);
  g_test_add_func ("/media/guess", test_guess);
  return g_test_run ();
}
