/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-record.h"

G_BEGIN_DECLS

/*
 * Binds the rows of a form to the fields of a record and checks them with the model's own rules,
 * the same that the service has. What is wrong is said under the row it concerns, once it was
 * left or when the form is sent; nothing typed is ever taken away.
 *
 * Signal "changed": something was typed or chosen.
 */
#define ANSHIN_TYPE_RECORD_FORM (anshin_record_form_get_type ())
G_DECLARE_FINAL_TYPE (AnshinRecordForm, anshin_record_form, ANSHIN, RECORD_FORM, GObject)

/* Returns what is to be said under a row that is right, e.g. how a date was understood. */
typedef char *(*AnshinRecordFormHint) (gpointer record, const char *text, gpointer data);

AnshinRecordForm *anshin_record_form_new         (gpointer record);
void              anshin_record_form_add_text    (AnshinRecordForm *self, const char *field,
                                                  GtkWidget *row);
GtkWidget        *anshin_record_form_add_entry   (AnshinRecordForm *self, const char *field,
                                                  const char *title, AdwExpanderRow *within);
void              anshin_record_form_add_date    (AnshinRecordForm *self, const char *field,
                                                  GtkWidget *row, AnshinRecordFormHint hint,
                                                  gpointer data);
void              anshin_record_form_add_choice  (AnshinRecordForm *self, const char *field,
                                                  GtkWidget *row, const AnshinChoiceList *list);
void              anshin_record_form_add_prose   (AnshinRecordForm *self, const char *field,
                                                  GtkWidget *row, GtkTextView *view);
void              anshin_record_form_add_other   (AnshinRecordForm *self, const char *field,
                                                  GtkWidget *row);
gboolean          anshin_record_form_has_field   (AnshinRecordForm *self, const char *field);
void              anshin_record_form_load        (AnshinRecordForm *self);
gboolean          anshin_record_form_check       (AnshinRecordForm *self, gpointer request,
                                                  GError **error);
gboolean          anshin_record_form_show_error  (AnshinRecordForm *self, const GError *error);
void              anshin_record_form_clear_error (AnshinRecordForm *self, const char *field);

G_END_DECLS
