/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/*
 * The patients of a list by the order of their kana, of which only those show that match what is
 * searched for, and not those whose care has ended, unless they are wanted. Fast enough to follow
 * the typing with 20 000 patients: what is compared is folded once per patient, and a longer word
 * is looked for only among those that the shorter one left.
 */
#define ANSHIN_TYPE_PATIENT_MODEL (anshin_patient_model_get_type ())
G_DECLARE_FINAL_TYPE (AnshinPatientModel, anshin_patient_model, ANSHIN, PATIENT_MODEL, GObject)

AnshinPatientModel *anshin_patient_model_new        (GListModel *source);
void                anshin_patient_model_set_search (AnshinPatientModel *self, const char *text);
void                anshin_patient_model_set_with_ended (AnshinPatientModel *self,
                                                         gboolean with_ended);
guint               anshin_patient_model_find       (AnshinPatientModel *self, const char *id);
void                anshin_patient_model_update     (AnshinPatientModel *self);

G_END_DECLS
