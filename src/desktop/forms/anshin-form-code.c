/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-form-code.h"

#include <qrencode.h>
#include <string.h>

#define CODE_PREFIX "anshin-net:form-4:"
#define WITHDRAWAL_PREFIX "anshin-net:withdrawal:"
#define QUIET_MODULES 4

/**
 * anshin_form_code_make:
 * @consent_id: the record of the consent
 * @form_version: the version of the form's wording
 *
 * Returns: (transfer full): what the QR code of the form says: which record and which form, and
 *   nothing about the patient
 */
char *
anshin_form_code_make (const char *consent_id, gint64 form_version)
{
  return g_strdup_printf (CODE_PREFIX "%" G_GINT64_FORMAT ":%s", form_version, consent_id);
}

/**
 * anshin_form_code_make_withdrawal:
 * @consent_id: the record of the consent
 * @form_version: the version of the form's wording
 *
 * Returns: (transfer full): what the QR code of the notice of its withdrawal says
 */
char *
anshin_form_code_make_withdrawal (const char *consent_id, gint64 form_version)
{
  return g_strdup_printf (WITHDRAWAL_PREFIX "%" G_GINT64_FORMAT ":%s", form_version, consent_id);
}

static gboolean
read_code (const char *code, const char *prefix, char **consent_id, gint64 *form_version)
{
  const char *rest = NULL;
  char *end = NULL;
  gint64 version = 0;

  if (!g_str_has_prefix (code, prefix))
    return FALSE;
  rest = code + strlen (prefix);
  version = g_ascii_strtoll (rest, &end, 10);
  if (end == rest || *end != ':' || version <= 0 || end[1] == '\0')
    return FALSE;
  *consent_id = g_strdup (end + 1);
  *form_version = version;
  return TRUE;
}

/**
 * anshin_form_code_read:
 * @code: what a scanner read
 * @consent_id: (out) (transfer full): the record of the consent
 * @form_version: (out): the version of the form
 *
 * Returns: whether @code is one of form 4
 */
gboolean
anshin_form_code_read (const char *code, char **consent_id, gint64 *form_version)
{
  return read_code (code, CODE_PREFIX, consent_id, form_version);
}

/**
 * anshin_form_code_read_withdrawal:
 * @code: what a scanner read
 * @consent_id: (out) (transfer full): the record of the consent that is withdrawn
 * @form_version: (out): the version of the form
 *
 * Returns: whether @code is one of a notice of withdrawal
 */
gboolean
anshin_form_code_read_withdrawal (const char *code, char **consent_id, gint64 *form_version)
{
  return read_code (code, WITHDRAWAL_PREFIX, consent_id, form_version);
}

/**
 * anshin_form_code_draw:
 * @text: what a scanner reads
 * @cr: where to
 * @x: the left edge
 * @y: the upper edge
 * @size: of the square with the quiet zone, in the units of @cr
 */
void
anshin_form_code_draw (const char *text, cairo_t *cr, double x, double y, double size)
{
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M);
  double module = 0;

  if (code == NULL)
    {
      g_warning ("The QR code could not be made");
      return;
    }

  module = size / (code->width + 2 * QUIET_MODULES);
  cairo_save (cr);
  /* Neighbouring squares must not show seams on a screen. */
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_NONE);
  cairo_set_source_rgb (cr, 0, 0, 0);
  for (int row = 0; row < code->width; row++)
    for (int column = 0; column < code->width; column++)
      if (code->data[row * code->width + column] & 1)
        cairo_rectangle (cr, x + (column + QUIET_MODULES) * module,
                         y + (row + QUIET_MODULES) * module, module, module);
  cairo_fill (cr);
  cairo_restore (cr);
  QRcode_free (code);
}
