/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "anshin-consent.h"
#include "anshin-form-wording.h"
#include "anshin-patient.h"

G_BEGIN_DECLS

/* The paper is printed twice, marked for whom (PRODUCT section 5). */
typedef enum
{
  ANSHIN_FORM_COPY_PATIENT,
  ANSHIN_FORM_COPY_FACILITY,
} AnshinFormCopy;

/* How far something is, from 0 to 1. */
typedef void (*AnshinFormProgress) (double done, gpointer data);

/* Draws page @page, from 0, of a paper of @width and @height; all in points. */
typedef void (*AnshinFormDraw) (gpointer data, guint page, cairo_t *cr, double width,
                                double height);

#define ANSHIN_TYPE_FORM (anshin_form_get_type ())
G_DECLARE_FINAL_TYPE (AnshinForm, anshin_form, ANSHIN, FORM, GObject)

AnshinForm *anshin_form_new         (AnshinPatient *patient, AnshinConsent *consent,
                                     const char *association, AnshinFormCopy copy,
                                     GError **error);
AnshinForm *anshin_form_new_blank   (const char *text, gint64 version, GError **error);
AnshinForm *anshin_form_new_blank_copy (const char *facility, const char *association,
                                        AnshinFormCopy copy);
AnshinForm *anshin_form_new_drawn   (const char *title, guint n_pages, AnshinFormDraw draw,
                                     gpointer data, GDestroyNotify free_data);
guint       anshin_form_get_n_pages (AnshinForm *self);
double      anshin_form_get_letter_size (AnshinForm *self);
double      anshin_form_get_width   (AnshinForm *self);
double      anshin_form_get_height  (AnshinForm *self);
void        anshin_form_draw_page   (AnshinForm *self, guint page, cairo_t *cr);
GBytes     *anshin_forms_to_pdf     (AnshinForm **forms, guint n_forms, GError **error);
GBytes     *anshin_forms_to_pdf_slowly (AnshinForm **forms, guint n_forms,
                                        AnshinFormProgress progress, gpointer data,
                                        GCancellable *cancellable, GError **error);

G_END_DECLS
