/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-operation.h"

G_BEGIN_DECLS

/* The use cases of care: each a plain function inside one transaction. */

/* Directory */

/* Patients */
gboolean anshin_patients_list           (AnshinCall *call, GError **error);
gboolean anshin_patient_create          (AnshinCall *call, GError **error);
gboolean anshin_patient_get             (AnshinCall *call, GError **error);
gboolean anshin_patient_edit            (AnshinCall *call, GError **error);
gboolean anshin_patient_end             (AnshinCall *call, GError **error);
gboolean anshin_patient_resume          (AnshinCall *call, GError **error);

/* Consents */
gboolean anshin_consents_list           (AnshinCall *call, GError **error);
gboolean anshin_consent_create          (AnshinCall *call, GError **error);
gboolean anshin_consent_get             (AnshinCall *call, GError **error);
gboolean anshin_consent_edit            (AnshinCall *call, GError **error);
gboolean anshin_consent_mark_printed    (AnshinCall *call, GError **error);
gboolean anshin_consent_record_signed   (AnshinCall *call, GError **error);
gboolean anshin_consent_record_withdrawal (AnshinCall *call, GError **error);
gboolean anshin_consents_expire         (AnshinCall *call, gboolean *more, GError **error);
gboolean anshin_consent_file_scans      (AnshinCall *call, GError **error);
gboolean anshin_consent_remove_scan     (AnshinCall *call, GError **error);
gboolean anshin_consents_register       (AnshinCall *call, GError **error);
gboolean anshin_provisions_list         (AnshinCall *call, GError **error);
gboolean anshin_provisions_mark_printed (AnshinCall *call, GError **error);
gboolean anshin_register_mark_printed   (AnshinCall *call, GError **error);
gboolean anshin_withdrawal_mark_printed (AnshinCall *call, GError **error);

/* Groups */
gboolean anshin_groups_list             (AnshinCall *call, GError **error);
gboolean anshin_group_create            (AnshinCall *call, GError **error);
gboolean anshin_group_get               (AnshinCall *call, GError **error);
gboolean anshin_members_list            (AnshinCall *call, GError **error);
gboolean anshin_member_remove           (AnshinCall *call, GError **error);
gboolean anshin_group_admin_name        (AnshinCall *call, GError **error);
gboolean anshin_group_admin_unname      (AnshinCall *call, GError **error);
gboolean anshin_group_close_it          (AnshinCall *call, GError **error);
gboolean anshin_group_reopen_it         (AnshinCall *call, GError **error);
gboolean anshin_group_delete_it         (AnshinCall *call, GError **error);
gboolean anshin_group_bring_it_back     (AnshinCall *call, GError **error);

/* Invitations */
gboolean anshin_group_invitations_list  (AnshinCall *call, GError **error);
gboolean anshin_group_invite            (AnshinCall *call, GError **error);
gboolean anshin_invitations_list        (AnshinCall *call, GError **error);
gboolean anshin_invitation_approve      (AnshinCall *call, GError **error);
gboolean anshin_invitation_turn_down    (AnshinCall *call, GError **error);
gboolean anshin_invitation_accept       (AnshinCall *call, GError **error);
gboolean anshin_invitation_decline      (AnshinCall *call, GError **error);
gboolean anshin_invitation_cancel       (AnshinCall *call, GError **error);
gboolean anshin_invitation_resend       (AnshinCall *call, GError **error);

/* Messages */
gboolean anshin_entries_list            (AnshinCall *call, GError **error);
gboolean anshin_message_post            (AnshinCall *call, GError **error);
gboolean anshin_read_mark_put           (AnshinCall *call, GError **error);
gboolean anshin_read_marks_list         (AnshinCall *call, GError **error);

/* Requests */
gboolean anshin_request_ask             (AnshinCall *call, GError **error);
gboolean anshin_requests_list           (AnshinCall *call, GError **error);
gboolean anshin_request_tally_get       (AnshinCall *call, GError **error);
gboolean anshin_request_get             (AnshinCall *call, GError **error);
gboolean anshin_request_take            (AnshinCall *call, GError **error);
gboolean anshin_request_finish          (AnshinCall *call, GError **error);
gboolean anshin_request_decline         (AnshinCall *call, GError **error);
gboolean anshin_request_ask_again       (AnshinCall *call, GError **error);
gboolean anshin_request_cancel          (AnshinCall *call, GError **error);
gboolean anshin_request_give            (AnshinCall *call, GError **error);

/* Emergency cards */
gboolean anshin_card_get                (AnshinCall *call, GError **error);
gboolean anshin_card_put                (AnshinCall *call, GError **error);
gboolean anshin_card_versions_list      (AnshinCall *call, GError **error);
gboolean anshin_card_put_seen           (AnshinCall *call, GError **error);
gboolean anshin_card_mark_printed       (AnshinCall *call, GError **error);

/* Templates of messages */
gboolean anshin_templates_list          (AnshinCall *call, GError **error);
gboolean anshin_template_create         (AnshinCall *call, GError **error);
gboolean anshin_template_edit           (AnshinCall *call, GError **error);
gboolean anshin_template_remove         (AnshinCall *call, GError **error);
/* Vital signs */
gboolean anshin_vitals_record           (AnshinCall *call, GError **error);
gboolean anshin_vitals_correct          (AnshinCall *call, GError **error);
gboolean anshin_vitals_delete           (AnshinCall *call, GError **error);
gboolean anshin_vitals_list             (AnshinCall *call, GError **error);
gboolean anshin_vitals_note_export      (AnshinCall *call, GError **error);

gboolean anshin_vital_targets_list      (AnshinCall *call, GError **error);
gboolean anshin_vital_targets_put       (AnshinCall *call, GError **error);

/* A stretch of a group, to take out of the network. */
gboolean anshin_timeline_export_begin   (AnshinCall *call, GError **error);
gboolean anshin_timeline_export_read    (AnshinCall *call, GError **error);

/* Search */
gboolean anshin_search_list             (AnshinCall *call, GError **error);

/* Attachments */
gboolean anshin_group_attachment_begin  (AnshinCall *call, GError **error);
gboolean anshin_patient_attachment_begin (AnshinCall *call, GError **error);
gboolean anshin_attachment_get          (AnshinCall *call, GError **error);
gboolean anshin_attachment_cancel       (AnshinCall *call, GError **error);
gboolean anshin_attachment_chunk_put    (AnshinCall *call, GError **error);
gboolean anshin_attachment_chunk_get    (AnshinCall *call, GError **error);
gboolean anshin_attachment_prepare      (AnshinCall *call, GError **error);
void     anshin_attachment_work         (gpointer prepared, AnshinScanner *scanner);
void     anshin_attachment_end_work     (gpointer prepared);
gboolean anshin_attachment_note_saving  (AnshinCall *call, GError **error);
gboolean anshin_file_scanning_get       (AnshinCall *call, GError **error);
gboolean anshin_attachment_complete     (AnshinCall *call, GError **error);

G_END_DECLS
