/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-operation.h"

G_BEGIN_DECLS

/* The use cases of the network's office, and what the facilities' admins do beside it. */

/* Facilities */
gboolean anshin_facilities_list           (AnshinCall *call, GError **error);
gboolean anshin_facility_create           (AnshinCall *call, GError **error);
gboolean anshin_facility_get              (AnshinCall *call, GError **error);
gboolean anshin_facility_edit             (AnshinCall *call, GError **error);
gboolean anshin_facility_put_byod         (AnshinCall *call, GError **error);
gboolean anshin_facility_put_saving       (AnshinCall *call, GError **error);

/* Applications */
gboolean anshin_applications_list         (AnshinCall *call, GError **error);
gboolean anshin_applications_submit       (AnshinCall *call, GError **error);
gboolean anshin_application_register      (AnshinCall *call, GError **error);
gboolean anshin_application_turn_down     (AnshinCall *call, GError **error);
gboolean anshin_application_withdraw      (AnshinCall *call, GError **error);

/* Professions and texts */
gboolean anshin_professions_get           (AnshinCall *call, GError **error);
gboolean anshin_professions_put           (AnshinCall *call, GError **error);
gboolean anshin_wordings_get              (AnshinCall *call, GError **error);
gboolean anshin_wording_get               (AnshinCall *call, GError **error);
gboolean anshin_wording_publish           (AnshinCall *call, GError **error);

/* To all users */
gboolean anshin_announce                  (AnshinCall *call, GError **error);
gboolean anshin_safety_checks_list        (AnshinCall *call, GError **error);
gboolean anshin_safety_check_start        (AnshinCall *call, GError **error);
gboolean anshin_safety_check_get          (AnshinCall *call, GError **error);
gboolean anshin_safety_check_put_answer   (AnshinCall *call, GError **error);
gboolean anshin_safety_answers_list       (AnshinCall *call, GError **error);
gboolean anshin_safety_check_send_reminder (AnshinCall *call, GError **error);
gboolean anshin_safety_check_end          (AnshinCall *call, GError **error);

G_END_DECLS
