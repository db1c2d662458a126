/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-group-table.h"
#include "anshin-invitation-table.h"
#include "anshin-operation.h"
#include "anshin-patient-table.h"
#include "anshin-user.h"

G_BEGIN_DECLS

/*
 * What the policy judges: gathered here and nowhere else, so that each use case asks once. What is
 * loaded is named in the audit record as well.
 */
AnshinFacts          anshin_facts_own             (AnshinCall *call);
AnshinScope          anshin_facts_get_scope       (AnshinCall *call);
AnshinFacts          anshin_facts_of_user         (AnshinCall *call, AnshinUser *user);
AnshinFacts          anshin_facts_of_patient      (AnshinCall *call,
                                                   const AnshinPatientView *view);
AnshinFacts          anshin_facts_of_group        (AnshinCall *call,
                                                   const AnshinGroupStanding *standing);
gboolean             anshin_facts_of_member       (AnshinCall *call, const char *group_id,
                                                   const AnshinGroupStanding *standing,
                                                   AnshinMember *member, gboolean stays,
                                                   AnshinFacts *facts, GError **error);
AnshinFacts          anshin_facts_of_invitation   (AnshinCall *call,
                                                   const AnshinInvitationRow *row,
                                                   const AnshinGroupStanding *standing);

AnshinPatientView   *anshin_facts_load_patient    (AnshinCall *call, const char *id,
                                                   AnshinFacts *facts, GError **error);
gboolean             anshin_facts_load_group      (AnshinCall *call, const char *id,
                                                   AnshinGroupStanding *standing,
                                                   AnshinFacts *facts, GError **error);
AnshinInvitationRow *anshin_facts_load_invitation (AnshinCall *call, const char *id,
                                                   AnshinGroupStanding *standing,
                                                   AnshinFacts *facts, GError **error);

/* The policy's verdict, with the names of those who could do what is refused. */
gboolean anshin_check_patient (AnshinCall *call, AnshinAction action,
                               const AnshinPatientView *view, AnshinFacts facts, GError **error);
gboolean anshin_check_facility (AnshinCall *call, AnshinAction action, AnshinFacts facts,
                                GError **error);
gboolean anshin_check_at_facility (AnshinCall *call, AnshinAction action, const char *facility_id,
                                   AnshinFacts facts, GError **error);
gboolean anshin_check_group   (AnshinCall *call, AnshinAction action, const char *group_id,
                               AnshinFacts facts, GError **error);

G_END_DECLS
