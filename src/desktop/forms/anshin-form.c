/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-form.h"

#include <cairo-pdf.h>

#include "anshin-error.h"
#include "anshin-form-4.h"
#include "anshin-form-private.h"

/* For readers of eighty: one page only where it can be read so; else two, as large as they can
 * hold; and never below 11 points (PRODUCT 5). */
#define LETTERS_ON_ONE_PAGE 12.0
static const double letters_on_two_pages[] = { 13.0, 12.5, 12.0 };

#define TOP 30.0
#define FOOT_HEIGHT 42.0
#define FOOT_LETTERS 11.0

struct _AnshinForm
{
  GObject parent_instance;

  AnshinSheet *sheet;
  AnshinFormDraw draw; /* instead of a sheet */
  gpointer data;
  GDestroyNotify free_data;
  guint n_pages;
  char *title; /* of the file: what paper it is, never whose */
  char *foot;
};

G_DEFINE_FINAL_TYPE (AnshinForm, anshin_form, G_TYPE_OBJECT)

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
  if (self->free_data != NULL)
    g_clear_pointer (&self->data, self->free_data);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->foot, g_free);

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
 * anshin_form_new_sheet:
 * @sheet: (transfer full): laid out, not yet cut into pages
 * @title: what paper it is
 * @foot: (nullable): stands at the foot of each page
 *
 * Returns: (transfer full): the paper
 */
AnshinForm *
anshin_form_new_sheet (AnshinSheet *sheet, const char *title, const char *foot)
{
  AnshinForm *self = g_object_new (ANSHIN_TYPE_FORM, NULL);

  self->sheet = sheet;
  self->n_pages = anshin_sheet_paginate (sheet, TOP,
                                         anshin_sheet_get_height (sheet) - FOOT_HEIGHT);
  self->title = g_strdup (title);
  self->foot = g_strdup (foot);
  return self;
}

/**
 * anshin_form_new_drawn:
 * @title: what paper it is, never whose
 * @n_pages: how many pages it has
 * @draw: draws one of them
 * @data: (transfer full): for @draw
 * @free_data: (nullable): frees @data
 *
 * Returns: (transfer full): a paper of A4 that is no text, as a chart
 */
AnshinForm *
anshin_form_new_drawn (const char *title, guint n_pages, AnshinFormDraw draw, gpointer data,
                       GDestroyNotify free_data)
{
  AnshinForm *self = g_object_new (ANSHIN_TYPE_FORM, NULL);

  self->title = g_strdup (title);
  self->n_pages = n_pages;
  self->draw = draw;
  self->data = data;
  self->free_data = free_data;
  return self;
}

static AnshinForm *
lay_out (AnshinForm4 *form, double letter_size, gboolean one_page, const char *title,
         const char *foot)
{
  AnshinSheet *sheet = anshin_sheet_new (letter_size);

  form->one_page = one_page;
  anshin_form_4_lay_out (form, sheet);
  return anshin_form_new_sheet (sheet, title, foot);
}

static char *
make_foot (const AnshinForm4 *form)
{
  g_autofree char *number = anshin_form_wording_get (form->wording, "form", "number");
  g_autofree char *version = anshin_form_wording_get (form->wording, "form", "version");
  g_autofree char *reference = NULL;

  if (form->consent->id == NULL)
    return g_strdup_printf ("%s %s", number, version);
  reference = anshin_form_wording_get (form->wording, "form", "reference");
  return g_strdup_printf ("%s %s %s %s", number, version, reference, form->consent->id);
}

static AnshinForm *
make (AnshinForm4 *form)
{
  g_autofree char *version = g_strdup_printf ("%" G_GINT64_FORMAT, form->consent->form_version);
  g_autofree char *title = NULL;
  g_autofree char *foot = NULL;
  g_autoptr (AnshinForm) self = NULL;

  anshin_form_wording_set_value (form->wording, "version", version);
  title = anshin_form_wording_get_plain (form->wording, "form", "title");
  foot = make_foot (form);
  self = lay_out (form, LETTERS_ON_ONE_PAGE, TRUE, title, foot);
  for (guint i = 0; self->n_pages > (i == 0 ? 1 : 2) && i < G_N_ELEMENTS (letters_on_two_pages);
       i++)
    {
      g_object_unref (self);
      self = lay_out (form, letters_on_two_pages[i], FALSE, title, foot);
    }
  return g_steal_pointer (&self);
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
  g_autoptr (AnshinFormWording) wording = NULL;
  g_autoptr (AnshinConsent) kept = NULL;
  AnshinForm4 form = { .patient = patient, .association = association, .copy = copy };

  g_return_val_if_fail (ANSHIN_IS_PATIENT (patient), NULL);
  g_return_val_if_fail (ANSHIN_IS_CONSENT (consent), NULL);

  kept = anshin_record_dup (consent);
  if (kept->form_version <= 0)
    kept->form_version = anshin_form_wording_get_newest ();
  wording = anshin_form_wording_load (kept->form_version, error);
  form.wording = wording;
  form.consent = kept;
  return wording != NULL ? make (&form) : NULL;
}

/**
 * anshin_form_new_blank:
 * @text: the wording of a version of form 4, published or not
 * @version: which version it is, or would be
 * @error: where @text is no wording
 *
 * Returns: (transfer full): the form with nothing filled in, or %NULL
 */
AnshinForm *
anshin_form_new_blank (const char *text, gint64 version, GError **error)
{
  g_autoptr (AnshinFormWording) wording = anshin_form_wording_parse (text, error);
  g_autoptr (AnshinPatient) patient = anshin_patient_new ();
  g_autoptr (AnshinConsent) consent = anshin_consent_new ();

  AnshinForm4 form = { .patient = patient, .consent = consent, .blank = TRUE };

  consent->form_version = version;
  form.wording = wording;
  return wording != NULL ? make (&form) : NULL;
}

/**
 * anshin_form_new_blank_copy:
 * @facility: (nullable): the name of the facility that will explain it
 * @association: (nullable): who runs the network
 * @copy: for whom this copy is
 *
 * Returns: (transfer full): form 4 in its newest wording, to be filled in by hand
 */
AnshinForm *
anshin_form_new_blank_copy (const char *facility, const char *association, AnshinFormCopy copy)
{
  g_autoptr (AnshinPatient) patient = anshin_patient_new ();
  g_autoptr (AnshinConsent) consent = anshin_consent_new ();
  g_autoptr (AnshinFormWording) wording = NULL;
  AnshinForm4 form = { NULL, patient, consent, association, copy, .blank = TRUE };

  consent->form_version = anshin_form_wording_get_newest ();
  wording = anshin_form_wording_load (consent->form_version, NULL);
  g_assert (wording != NULL);
  form.wording = wording;
  patient->facility_name = g_strdup (facility);
  consent->explained_facility = g_strdup (facility);
  return make (&form);
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
 * Returns: the height of its letters in points; 0 where it is no text
 */
double
anshin_form_get_letter_size (AnshinForm *self)
{
  g_return_val_if_fail (ANSHIN_IS_FORM (self), 0);

  return self->sheet != NULL ? anshin_sheet_get_size (self->sheet) : 0;
}

/* Returns: the width of the paper as it is read, in points */
double
anshin_form_get_width (AnshinForm *self)
{
  g_return_val_if_fail (ANSHIN_IS_FORM (self), 0);

  return self->sheet != NULL ? anshin_sheet_get_width (self->sheet) : ANSHIN_SHEET_WIDTH;
}

double
anshin_form_get_height (AnshinForm *self)
{
  g_return_val_if_fail (ANSHIN_IS_FORM (self), 0);

  return self->sheet != NULL ? anshin_sheet_get_height (self->sheet) : ANSHIN_SHEET_HEIGHT;
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
  double y = 0, width = 0;

  g_return_if_fail (ANSHIN_IS_FORM (self) && page < self->n_pages);

  if (self->draw != NULL)
    self->draw (self->data, page, cr, ANSHIN_SHEET_WIDTH, ANSHIN_SHEET_HEIGHT);
  else
    anshin_sheet_draw (self->sheet, page, cr);
  if (self->foot == NULL)
    return;
  y = anshin_sheet_get_height (self->sheet) - FOOT_HEIGHT + 2;
  width = anshin_sheet_get_text_width (self->sheet);
  numbers = g_strdup_printf ("%u/%u", page + 1, self->n_pages);
  anshin_sheet_draw_text (self->sheet, cr, ANSHIN_SHEET_MARGIN, y, width - 60, FOOT_LETTERS,
                          PANGO_ALIGN_LEFT, self->foot);
  anshin_sheet_draw_text (self->sheet, cr, ANSHIN_SHEET_MARGIN, y, width, FOOT_LETTERS,
                          PANGO_ALIGN_RIGHT, numbers);
}

static guint
count_pages (AnshinForm **forms, guint n_forms)
{
  guint n = 0;

  for (guint i = 0; i < n_forms; i++)
    n += forms[i]->n_pages;
  return n;
}

/* @done: (inout): how many pages of all are drawn. */
static gboolean
draw_form (AnshinForm *self, cairo_surface_t *surface, cairo_t *cr, GCancellable *cancellable,
           AnshinFormProgress progress, gpointer data, guint *done, guint n_pages)
{
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, self->title);
  cairo_pdf_surface_set_size (surface, anshin_form_get_width (self),
                              anshin_form_get_height (self));
  for (guint page = 0; page < self->n_pages; page++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      anshin_form_draw_page (self, page, cr);
      cairo_show_page (cr);
      if (progress != NULL)
        progress ((double) ++*done / n_pages, data);
    }
  return TRUE;
}

/**
 * anshin_forms_to_pdf_slowly:
 * @forms: (array length=n_forms): one or several forms, e.g. both copies
 * @n_forms: how many
 * @progress: (nullable): told how far it is, from 0 to 1, in the same thread
 * @data: for @progress
 * @cancellable: (nullable): ends it between two pages
 * @error: %ANSHIN_ERROR_INTERNAL where cairo fails, %G_IO_ERROR_CANCELLED
 *
 * Makes one PDF file in memory, with fonts embedded. Its title names the paper, not
 * the person. Any thread.
 *
 * Returns: (transfer full): the file's bytes, or %NULL
 */
GBytes *
anshin_forms_to_pdf_slowly (AnshinForm **forms, guint n_forms, AnshinFormProgress progress,
                            gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  guint n_pages = count_pages (forms, n_forms);
  guint done = 0;
  cairo_surface_t *surface = NULL;
  cairo_t *cr = NULL;
  cairo_status_t status = CAIRO_STATUS_SUCCESS;

  surface = cairo_pdf_surface_create_for_stream (on_pdf_written_cb, bytes, ANSHIN_SHEET_WIDTH,
                                                 ANSHIN_SHEET_HEIGHT);
  cr = cairo_create (surface);
  for (guint i = 0; i < n_forms; i++)
    if (!draw_form (forms[i], surface, cr, cancellable, progress, data, &done, n_pages))
      break;
  status = cairo_status (cr);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (status != CAIRO_STATUS_SUCCESS)
    {
      anshin_set_error (error, ANSHIN_ERROR_INTERNAL, NULL, "PDF: %s",
                        cairo_status_to_string (status));
      return NULL;
    }
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * anshin_forms_to_pdf:
 * @forms: (array length=n_forms): one or several forms, e.g. both copies
 * @n_forms: how many
 * @error: %ANSHIN_ERROR_INTERNAL where cairo fails
 *
 * Returns: (transfer full): see anshin_forms_to_pdf_slowly()
 */
GBytes *
anshin_forms_to_pdf (AnshinForm **forms, guint n_forms, GError **error)
{
  return anshin_forms_to_pdf_slowly (forms, n_forms, NULL, NULL, NULL, error);
}
