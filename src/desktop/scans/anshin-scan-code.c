/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-scan-code.h"

#include <zbar.h>

#include "anshin-form-code.h"

/* Of form 4, or of the notice that withdraws it: both name the consent. */
static char *
read_text (const char *text)
{
  char *consent_id = NULL;
  gint64 version = 0;

  if (anshin_form_code_read (text, &consent_id, &version)
      || anshin_form_code_read_withdrawal (text, &consent_id, &version))
    return consent_id;
  return NULL;
}

/* Grey on white paper, as the reader takes it: a byte a pixel. */
static guint8 *
make_grey (GdkTexture *page, gsize width, gsize height)
{
  gsize n = width * height;
  g_autofree guint8 *pixels = g_malloc (n * 4);
  guint8 *grey = g_malloc (n);

  gdk_texture_download (page, pixels, width * 4);
  for (gsize i = 0; i < n; i++)
    {
      guint32 pixel = ((guint32 *) (gpointer) pixels)[i];
      guint paper = 255 - (pixel >> 24);

      grey[i] = (guint8) (paper + (((pixel >> 16 & 255) * 77 + (pixel >> 8 & 255) * 150
                                    + (pixel & 255) * 29)
                                   >> 8));
    }
  return grey;
}

/**
 * anshin_scan_code_read:
 * @page: a page of a scan
 *
 * Looks for a code of ours; others, such as of a prescription, are passed over.
 *
 * Returns: (transfer full) (nullable): the id of a consent, as it stands on the paper
 */
char *
anshin_scan_code_read (GdkTexture *page)
{
  gsize width = (gsize) gdk_texture_get_width (page);
  gsize height = (gsize) gdk_texture_get_height (page);
  g_autofree guint8 *grey = make_grey (page, width, height);
  zbar_image_scanner_t *scanner = zbar_image_scanner_create ();
  zbar_image_t *image = zbar_image_create ();
  char *consent_id = NULL;

  zbar_image_scanner_set_config (scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  zbar_image_scanner_set_config (scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  zbar_image_set_format (image, zbar_fourcc ('Y', '8', '0', '0'));
  zbar_image_set_size (image, (unsigned) width, (unsigned) height);
  zbar_image_set_data (image, grey, width * height, NULL);
  if (zbar_scan_image (scanner, image) > 0)
    for (const zbar_symbol_t *symbol = zbar_image_first_symbol (image);
         symbol != NULL && consent_id == NULL; symbol = zbar_symbol_next (symbol))
      consent_id = read_text (zbar_symbol_get_data (symbol));
  zbar_image_destroy (image);
  zbar_image_scanner_destroy (scanner);
  return consent_id;
}
