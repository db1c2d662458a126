/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <locale.h>
#include <unistd.h>

#include "anshin-choice.h"
#include "anshin-limits.h"
#include "anshin-viewer-private.h"

static GBytes *
read_file (void)
{
  g_autoptr (GByteArray) file = g_byte_array_new ();
  guint8 part[64 * 1024];

  for (;;)
    {
      ssize_t got = read (STDIN_FILENO, part, sizeof part);

      if (got == 0)
        return g_byte_array_free_to_bytes (g_steal_pointer (&file));
      if (got < 0 && errno != EINTR)
        return NULL;
      if (got > 0)
        g_byte_array_append (file, part, (guint) got);
      if (file->len > ANSHIN_MAX_ATTACHMENT_BYTES)
        return NULL;
    }
}

static gboolean
write_all (const void *data, gsize size)
{
  const guint8 *at = data;

  while (size > 0)
    {
      ssize_t written = write (STDOUT_FILENO, at, size);

      if (written < 0 && errno != EINTR)
        return FALSE;
      if (written > 0)
        {
          at += written;
          size -= (gsize) written;
        }
    }
  return TRUE;
}

static gboolean
read_number (const char *text, guint least, guint most, guint *number)
{
  guint64 value = 0;

  if (!g_ascii_string_to_unsigned (text, 10, least, most, &value, NULL))
    return FALSE;
  *number = (guint) value;
  return TRUE;
}

static gboolean
read_wish (int argc, char **argv, AnshinViewerWish *wish)
{
  return argc == 5 && anshin_choice_from_wire (&anshin_media_kinds, argv[1], &wish->media) &&
         read_number (argv[2], 0, ANSHIN_MAX_PAGES, &wish->page) &&
         read_number (argv[3], 1, ANSHIN_VIEWER_MAX_SIDE, &wish->width) &&
         read_number (argv[4], 1, ANSHIN_VIEWER_MAX_SIDE, &wish->height) &&
         (guint64) wish->width * wish->height <= ANSHIN_VIEWER_MAX_PIXELS;
}

static gboolean
draw (const AnshinViewerWish *wish, GBytes *file, AnshinViewerHead *head, GByteArray *pixels)
{
  switch (wish->media)
    {
    case ANSHIN_MEDIA_JPEG:
    case ANSHIN_MEDIA_PNG:
      return anshin_viewer_draw_image (wish, file, head, pixels);
    case ANSHIN_MEDIA_PDF:
      return anshin_viewer_draw_page (wish, file, head, pixels);
    default:
      return FALSE;
    }
}

int
main (int argc, char **argv)
{
  AnshinViewerWish wish = { 0 };
  AnshinViewerHead head = { .magic = ANSHIN_VIEWER_MAGIC };
  g_autoptr (GByteArray) pixels = g_byte_array_new ();
  g_autoptr (GBytes) file = NULL;

  setlocale (LC_ALL, "C.UTF-8");
  if (!read_wish (argc, argv, &wish) || !anshin_viewer_enter_sandbox ())
    return 2;
  file = read_file ();
  if (file == NULL || !draw (&wish, file, &head, pixels))
    return 1;
  return write_all (&head, sizeof head) && write_all (pixels->data, pixels->len) ? 0 : 1;
}
