/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-viewer-private.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "anshin-choice.h"
#include "anshin-media.h"

/* What decoding needs to know while it goes on. */
typedef struct
{
  const AnshinViewerWish *wish;
  AnshinMediaFacts facts;
} Drawing;

/* Small at once, where the decoder can: a photo need never be in memory with all its pixels. */
static void
on_size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer data)
{
  Drawing *drawing = data;
  gboolean lies = drawing->facts.orientation >= 5;
  double wide = lies ? height : width;
  double high = lies ? width : height;
  double scale = MIN (1.0, MIN (drawing->wish->width / wide, drawing->wish->height / high));

  gdk_pixbuf_loader_set_size (loader, MAX (1, (int) (width * scale)),
                              MAX (1, (int) (height * scale)));
}

static void
append_rows (GdkPixbuf *pixbuf, GByteArray *pixels)
{
  const guint8 *data = gdk_pixbuf_read_pixels (pixbuf);
  int stride = gdk_pixbuf_get_rowstride (pixbuf);
  int width = gdk_pixbuf_get_width (pixbuf);

  for (int y = 0; y < gdk_pixbuf_get_height (pixbuf); y++)
    g_byte_array_append (pixels, data + (gsize) y * stride, (guint) width * 4);
}

static GdkPixbuf *
decode (Drawing *drawing, GBytes *file)
{
  const char *type = drawing->wish->media == ANSHIN_MEDIA_JPEG ? "jpeg" : "png";
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type (type, NULL);
  GdkPixbuf *pixbuf = NULL;

  if (loader == NULL)
    return NULL;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size_prepared_cb), drawing);
  if (!gdk_pixbuf_loader_write_bytes (loader, file, NULL))
    {
      gdk_pixbuf_loader_close (loader, NULL);
      return NULL;
    }
  if (!gdk_pixbuf_loader_close (loader, NULL))
    return NULL;
  pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  return pixbuf != NULL ? gdk_pixbuf_apply_embedded_orientation (pixbuf) : NULL;
}

/* An image, which is looked at by our own rules before a decoder sees it. */
gboolean
anshin_viewer_draw_image (const AnshinViewerWish *wish, GBytes *file, AnshinViewerHead *head,
                          GByteArray *pixels)
{
  Drawing drawing = { .wish = wish };
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (file, &size);
  g_autoptr (GdkPixbuf) pixbuf = NULL;
  g_autoptr (GdkPixbuf) whole = NULL;

  if (!anshin_media_check (wish->media, data, size, &drawing.facts, NULL))
    return FALSE;
  pixbuf = decode (&drawing, file);
  if (pixbuf == NULL)
    return FALSE;
  whole = gdk_pixbuf_get_has_alpha (pixbuf) ? g_object_ref (pixbuf)
                                            : gdk_pixbuf_add_alpha (pixbuf, FALSE, 0, 0, 0);
  head->width = (guint32) gdk_pixbuf_get_width (whole);
  head->height = (guint32) gdk_pixbuf_get_height (whole);
  head->full_width = (guint32) drawing.facts.width;
  head->full_height = (guint32) drawing.facts.height;
  head->pages = 1;
  append_rows (whole, pixels);
  return TRUE;
}
