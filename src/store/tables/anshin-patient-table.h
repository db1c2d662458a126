/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-db.h"
#include "anshin-patient.h"

G_BEGIN_DECLS

/**
 * AnshinScope:
 * @user_id: who asks
 * @facility_id: the asker's facility
 * @whole_facility: whether the asker sees all patients of the own facility
 * @facility_admin: whether the asker is an admin of the own facility
 *
 * What lists are limited to, in the query itself (SECURITY AZ-02, AZ-03).
 */
typedef struct
{
  const char *user_id;
  const char *facility_id;
  gboolean whole_facility;
  gboolean facility_admin;
} AnshinScope;

/**
 * AnshinPatientView:
 * @patient: the patient; consent_state, consent_id and attending_physician_name are filled in
 * @no_attending: the patient is said to have no attending physician
 * @consent_in_force: whether there is one
 * @group_id: (nullable): the patient's group, whoever may see it
 * @member: whether the viewer is in it
 * @last_seq: the group's last entry
 * @read_seq: how far the viewer has read
 *
 * A patient, and how the viewer stands to it.
 */
typedef struct
{
  AnshinPatient *patient;
  gboolean no_attending;
  gboolean consent_in_force;
  char *group_id;
  int group_state;
  char *group_owner_id;
  char *group_creator_id;
  gboolean member;
  gint64 last_seq;
  gint64 read_seq;
} AnshinPatientView;

AnshinPatientView *anshin_patient_view        (AnshinTx *tx, const char *id, const char *viewer_id,
                                               GError **error);
void               anshin_patient_view_free   (AnshinPatientView *view);
AnshinPatient     *anshin_patient_unseal      (AnshinTx *tx, const char *id, gint64 version,
                                               const void *sealed, gsize size, GError **error);
gboolean           anshin_patient_scan        (AnshinTx *tx, const AnshinScope *scope,
                                               const char *words, const char *after, guint limit,
                                               GPtrArray *ids, GError **error);
gboolean           anshin_patient_insert      (AnshinTx *tx, AnshinPatient *patient,
                                               const char *by, GError **error);
gboolean           anshin_patient_update      (AnshinTx *tx, AnshinPatient *patient,
                                               const char *by, GError **error);
gboolean           anshin_patient_find_entered (AnshinTx *tx, const char *by,
                                                const char *client_id, AnshinPatient **patient,
                                                GError **error);
gboolean           anshin_patient_list_keepers (AnshinTx *tx, const char *facility_id,
                                                GPtrArray *user_ids, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinPatientView, anshin_patient_view_free)

G_END_DECLS
