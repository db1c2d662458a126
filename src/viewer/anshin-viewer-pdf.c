/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-viewer-private.h"

#include <math.h>
#include <poppler.h>

#include "anshin-choice.h"
#include "anshin-media.h"

/* Cairo's pixels are a number each; ours are bytes in the order of their names. */
static void
append_row (const guint32 *row, int width, GByteArray *pixels)
{
  guint before = pixels->len;
  guint8 *out = NULL;

  g_byte_array_set_size (pixels, before + (guint) width * 4);
  out = pixels->data + before;
  for (int x = 0; x < width; x++)
    {
      *out++ = (guint8) (row[x] >> 16);
      *out++ = (guint8) (row[x] >> 8);
      *out++ = (guint8) row[x];
      *out++ = 0xff;
    }
}

static gboolean
draw (PopplerPage *page, double scale, AnshinViewerHead *head, GByteArray *pixels)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) head->width,
                                                         (int) head->height);
  cairo_t *cr = cairo_create (surface);
  gboolean fine = FALSE;

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
  fine = cairo_status (cr) == CAIRO_STATUS_SUCCESS;
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  for (guint y = 0; fine && y < head->height; y++)
    append_row ((const guint32 *) (cairo_image_surface_get_data (surface)
                                   + (gsize) y * cairo_image_surface_get_stride (surface)),
                (int) head->width, pixels);
  cairo_surface_destroy (surface);
  return fine;
}

static gboolean
draw_page (PopplerDocument *document, PopplerPage *page, const AnshinViewerWish *wish,
           AnshinViewerHead *head, GByteArray *pixels)
{
  double width = 0;
  double height = 0;
  double scale = 0;

  poppler_page_get_size (page, &width, &height);
  if (!(width >= 1 && height >= 1 && width < 20000 && height < 20000))
    return FALSE;
  scale = MIN (wish->width / width, wish->height / height);
  head->width = (guint32) MAX (1, floor (width * scale));
  head->height = (guint32) MAX (1, floor (height * scale));
  head->full_width = (guint32) width;
  head->full_height = (guint32) height;
  head->pages = (guint32) poppler_document_get_n_pages (document);
  return draw (page, scale, head, pixels);
}

/* A page of a PDF, on white. */
gboolean
anshin_viewer_draw_page (const AnshinViewerWish *wish, GBytes *file, AnshinViewerHead *head,
                         GByteArray *pixels)
{
  AnshinMediaFacts facts = { 0 };
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (file, &size);
  PopplerDocument *document = NULL;
  PopplerPage *page = NULL;
  gboolean drawn = FALSE;

  if (!anshin_media_check (ANSHIN_MEDIA_PDF, data, size, &facts, NULL))
    return FALSE;
  document = poppler_document_new_from_bytes (file, NULL, NULL);
  if (document == NULL)
    return FALSE;
  if (wish->page < (guint) poppler_document_get_n_pages (document))
    page = poppler_document_get_page (document, (int) wish->page);
  if (page != NULL)
    drawn = draw_page (document, page, wish, head, pixels);
  g_clear_object (&page);
  g_object_unref (document);
  return drawn;
}
