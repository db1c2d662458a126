/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-form.h"

#include <cairo-pdf.h>

#include "anshin-error.h"
#include "anshin-form-4.h"

/* Never below 11 points; where the contents need a second page anyway, larger (PRODUCT 5). */
#define LETTERS_ON_ONE_PAGE 11.0
#define LETTERS_ON_SEVERAL_PAGES 12.0

#define TOP 30.0
#define FOOT (ANSHIN_SHEET_HEIGHT - 42.0)

struct _AnshinForm
{
  GObject parent_instance;

  AnshinFormWording *wording;
  AnshinPatient *patient;
  AnshinConsent *consent;
  char *association;
  AnshinFormCopy copy;
  AnshinSheet *sheet;
  guint n_pages;
};

G_DEFINE_FINAL_TYPE (AnshinForm, anshin_form, G_TYPE_OBJECT)

static void
lay_out (AnshinForm *self, double letter_size)
{
  AnshinForm4 form = { self->wording, self->patient, self->consent, self->association,
                       self->copy };

  g_clear_pointer (&self->sheet, anshin_sheet_free);
  self->sheet = anshin_sheet_new (letter_size);
  anshin_form_4_lay_out (&form, self->sheet);
  self->n_pages = anshin_sheet_paginate (self->sheet, TOP, FOOT);
}

static cairo_status_t
on_pdf_written_cb (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
anshin_form_dispose (GObject *object)
{
  AnshinForm *self = ANSHIN_FORM (object);

  g_clear_pointer (&self->sheet, anshin_sheet_free);
  g_clear_pointer (&self->wording, anshin_form_wording_free);
  g_clear_object (&self->patient);
  g_clear_object (&self->consent);
  g_clear_pointer (&self->association, g_free);

  G_OBJECT_CLASS (anshin_form_parent_class)->dispose (object);
}

static void
anshin_form_class_init (AnshinFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_form_dispose;
}

static void
anshin_form_init (AnshinForm *self)
{
}

/**
 * anshin_form_new:
 * @patient: who consents
 * @consent: to what, in the wording of its form version; without an id there is no code yet
 * @association: (nullable): who runs the network
 * @copy: for whom this copy is
 * @error: %ANSHIN_ERROR_NOT_FOUND where the wording's version is unknown here
 *
 * Lays out form 4 (様式4) as the records are now; later changes of them don't show. It is one
 * page of A4 if that can hold it, else as many as needed. Any thread, one at a time.
 *
 * Returns: (transfer full): the form, or %NULL
 */
AnshinForm *
anshin_form_new (AnshinPatient *patient, AnshinConsent *consent, const char *association,
                 AnshinFormCopy copy, GError **error)
{
  g_autoptr (AnshinForm) self = g_object_new (ANSHIN_TYPE_FORM, NULL);
  gint64 version = 0;

  g_return_val_if_fail (ANSHIN_IS_PATIENT (patient), NULL);
  g_return_val_if_fail (ANSHIN_IS_CONSENT (consent), NULL);

  version = consent->form_version > 0 ? consent->form_version : ANSHIN_FORM_4_VERSION;
  self->wording = anshin_form_wording_load (version, error);
  if (self->wording == NULL)
    return NULL;

  self->patient = anshin_record_dup (patient);
  self->consent = anshin_record_dup (consent);
  self->consent->form_version = version;
  self->association = g_strdup (association);
  self->copy = copy;

  lay_out (self, LETTERS_ON_ONE_PAGE);
  if (self->n_pages > 1)
    lay_out (self, LETTERS_ON_SEVERAL_PAGES);
  return g_steal_pointer (&self);
}

/**
 * anshin_form_get_n_pages:
 * @self: a form
 *
 * Returns: how many pages it has
 */
guint
anshin_form_get_n_pages (AnshinForm *self)
{
  g_return_val_if_fail (ANSHIN_IS_FORM (self), 0);

  return self->n_pages;
}

/**
 * anshin_form_get_letter_size:
 * @self: a form
 *
 * Returns: the height of its letters in points
 */
double
anshin_form_get_letter_size (AnshinForm *self)
{
  g_return_val_if_fail (ANSHIN_IS_FORM (self), 0);

  return anshin_sheet_get_size (self->sheet);
}

/**
 * anshin_form_draw_page:
 * @self: a form
 * @page: which page, from 0
 * @cr: where to: one unit is a point, the origin the upper left corner of an A4 paper
 *
 * Draws a page in black; the paper's own ground is left alone. The same for the screen, the
 * printer, the PDF and the tests.
 */
void
anshin_form_draw_page (AnshinForm *self, guint page, cairo_t *cr)
{
  g_autofree char *numbers = NULL;
  g_autofree char *number = NULL;
  g_autofree char *version = NULL;
  g_autofree char *left = NULL;
  g_autofree char *reference = NULL;
  double size = 11.0;

  g_return_if_fail (ANSHIN_IS_FORM (self) && page < self->n_pages);

  anshin_sheet_draw (self->sheet, page, cr);

  number = anshin_form_wording_get (self->wording, "form", "number");
  version = anshin_form_wording_get (self->wording, "form", "version");
  if (self->consent->id != NULL)
    {
      reference = anshin_form_wording_get (self->wording, "form", "reference");
      left = g_strdup_printf ("%s %s %s %s", number, version, reference, self->consent->id);
    }
  else
    left = g_strdup_printf ("%s %s", number, version);
  numbers = g_strdup_printf ("%u/%u", page + 1, self->n_pages);
  anshin_sheet_draw_text (self->sheet, cr, ANSHIN_SHEET_MARGIN, FOOT + 2,
                          ANSHIN_SHEET_TEXT_WIDTH - 40, size, PANGO_ALIGN_LEFT, left);
  anshin_sheet_draw_text (self->sheet, cr, ANSHIN_SHEET_MARGIN, FOOT + 2,
                          ANSHIN_SHEET_TEXT_WIDTH, size, PANGO_ALIGN_RIGHT, numbers);
}

/**
 * anshin_forms_to_pdf:
 * @forms: (array length=n_forms): one or several forms, e.g. both copies
 * @n_forms: how many
 * @error: %ANSHIN_ERROR_INTERNAL where cairo fails
 *
 * Makes one PDF file in memory, with fonts embedded. Its title names the form, not the patient.
 *
 * Returns: (transfer full): the file's bytes, or %NULL
 */
GBytes *
anshin_forms_to_pdf (AnshinForm **forms, guint n_forms, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface = NULL;
  cairo_t *cr = NULL;
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  surface = cairo_pdf_surface_create_for_stream (on_pdf_written_cb, bytes, ANSHIN_SHEET_WIDTH,
                                                 ANSHIN_SHEET_HEIGHT);
  cr = cairo_create (surface);
  for (guint i = 0; i < n_forms; i++)
    {
      g_autofree char *title = anshin_form_wording_get (forms[i]->wording, "form", "title");

      cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, title);
      for (guint page = 0; page < forms[i]->n_pages; page++)
        {
          anshin_form_draw_page (forms[i], page, cr);
          cairo_show_page (cr);
        }
    }
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (status != CAIRO_STATUS_SUCCESS)
    {
      anshin_set_error (error, ANSHIN_ERROR_INTERNAL, NULL, "PDF: %s",
                        cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}
