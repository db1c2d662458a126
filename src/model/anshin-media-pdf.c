/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-media-private.h"

#include <zlib.h>

#define END_MARK "%%EOF"
#define END_WITHIN 1024
#define MAX_NAME 32
#define MAX_INFLATED (64 * 1024 * 1024)
#define OUT_BYTES (64 * 1024)
/* A ZIP's directory has to be this near to the end of the file for anybody to find it. */
#define ZIP_WITHIN (66 * 1024)

/*
 * What a page on paper has no need of: programs, what starts others, files inside, forms that are
 * sent, and what nobody can look into. They are looked for in every byte, whatever the file says
 * is what, because readers differ in what they believe of it; each is too long to be met by chance.
 */
static const char *const forbidden[] = {
  "JavaScript", "Launch",     "EmbeddedFile", "EmbeddedFiles", "RichMedia", "Encrypt",
  "SubmitForm", "ImportData", "Rendition",
};

static gboolean
ends_name (guint8 byte)
{
  return byte <= ' ' || strchr ("()<>[]{}/%", byte) != NULL;
}

/* The name at @data, behind its slash, with `#4a` read as the letter that it stands for. */
static void
read_name (const guint8 *data, gsize size, char name[MAX_NAME])
{
  gsize length = 0;

  for (gsize i = 0; i < size && length < MAX_NAME - 1 && !ends_name (data[i]); i++)
    {
      guint8 byte = data[i];

      if (byte == '#' && i + 2 < size && g_ascii_isxdigit ((char) data[i + 1]) &&
          g_ascii_isxdigit ((char) data[i + 2]))
        {
          byte = (guint8) (g_ascii_xdigit_value ((char) data[i + 1]) << 4 |
                           g_ascii_xdigit_value ((char) data[i + 2]));
          i += 2;
        }
      name[length++] = (char) byte;
    }
  name[length] = '\0';
}

static gboolean
has_forbidden (const guint8 *data, gsize size)
{
  const guint8 *end = data + size;

  for (const guint8 *at = memchr (data, '/', size); at != NULL;
       at = memchr (at, '/', (gsize) (end - at)))
    {
      char name[MAX_NAME];

      at++;
      read_name (at, (gsize) (end - at), name);
      for (guint i = 0; i < G_N_ELEMENTS (forbidden); i++)
        if (strcmp (name, forbidden[i]) == 0)
          return TRUE;
    }
  return FALSE;
}

static const guint8 *
find (const guint8 *data, gsize size, const char *what)
{
  return memmem (data, size, what, strlen (what));
}

/* Inflates what begins at @data; @budget is what may still come out of the whole file. */
static gboolean
inflate_all (const guint8 *data, gsize size, GByteArray *out, gsize *budget)
{
  z_stream stream = { 0 };
  int state = Z_OK;

  if (inflateInit (&stream) != Z_OK)
    return FALSE;
  stream.next_in = (Bytef *) data;
  stream.avail_in = (uInt) size;
  while (state == Z_OK && *budget >= OUT_BYTES)
    {
      guint before = out->len;

      g_byte_array_set_size (out, before + OUT_BYTES);
      stream.next_out = out->data + before;
      stream.avail_out = OUT_BYTES;
      state = inflate (&stream, Z_NO_FLUSH);
      g_byte_array_set_size (out, before + OUT_BYTES - stream.avail_out);
      *budget -= OUT_BYTES - stream.avail_out;
    }
  inflateEnd (&stream);
  return state == Z_STREAM_END;
}

/* Objects may be packed into streams (PDF 1.5): each is unpacked and looked at as well. */
static gboolean
check_packed (const guint8 *data, gsize size, GError **error)
{
  const guint8 *end = data + size;
  gsize budget = MAX_INFLATED;

  for (const guint8 *at = find (data, size, "/ObjStm"); at != NULL;
       at = find (at, (gsize) (end - at), "/ObjStm"))
    {
      g_autoptr (GByteArray) out = g_byte_array_new ();
      const guint8 *stream = NULL;

      at += strlen ("/ObjStm");
      stream = find (at, MIN ((gsize) (end - at), END_WITHIN), "stream");
      if (stream == NULL)
        return anshin_media_fail_unsafe ("packed objects that are not there", error);
      stream += strlen ("stream");
      stream += stream < end && *stream == '\r' ? 1 : 0;
      stream += stream < end && *stream == '\n' ? 1 : 0;
      if (!inflate_all (stream, (gsize) (end - stream), out, &budget))
        return anshin_media_fail_unsafe ("packed objects that cannot be looked into", error);
      if (has_forbidden (out->data, out->len))
        return anshin_media_fail_unsafe ("more than pages, packed", error);
    }
  return TRUE;
}

/* The end mark, and nothing behind it. */
static gboolean
has_end (const guint8 *data, gsize size)
{
  gsize tail = MIN (size, END_WITHIN);
  const guint8 *end = data + size;
  const guint8 *mark = find (end - tail, tail, END_MARK);

  for (const guint8 *next = mark; next != NULL;
       next = find (mark + 1, (gsize) (end - mark - 1), END_MARK))
    mark = next;
  if (mark == NULL)
    return FALSE;
  for (mark += strlen (END_MARK); mark < end; mark++)
    if (strchr ("\r\n\t ", *mark) == NULL)
      return FALSE;
  return TRUE;
}

/* A PDF that holds pages and nothing that acts. */
gboolean
anshin_media_walk_pdf (AnshinMediaWalk *walk, GError **error)
{
  const guint8 *data = walk->data;
  gsize size = walk->size;
  gsize tail = MIN (size, ZIP_WITHIN);

  if (size < 16 || (data[5] != '1' && data[5] != '2') || data[6] != '.' ||
      !g_ascii_isdigit ((char) data[7]))
    return anshin_media_fail_type ("not a version of PDF", error);
  if (!has_end (data, size) || find (data, size, "startxref") == NULL)
    return anshin_media_fail_damaged ("a PDF without its end", error);
  if (find (data + size - tail, tail, "PK\x05\x06") != NULL)
    return anshin_media_fail_unsafe ("an archive as well", error);
  if (has_forbidden (data, size))
    return anshin_media_fail_unsafe ("more than pages", error);
  return check_packed (data, size, error);
}
