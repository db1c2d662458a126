/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-application-table.h"
#include "anshin-facility.h"
#include "anshin-operation.h"
#include "anshin-safety-table.h"

G_BEGIN_DECLS

/* What the policy judges of the network's own things: facilities, applications, safety checks. */
AnshinFacts anshin_facts_of_facility    (AnshinCall *call, const char *facility_id);
AnshinFacts anshin_facts_of_application (AnshinCall *call, AnshinApplication *application);
AnshinFacts anshin_facts_of_check       (AnshinCall *call, AnshinSafetyCheck *check);

void        anshin_facts_fill_application (AnshinCall *call, AnshinApplication *application);

AnshinFacility    *anshin_facts_load_facility    (AnshinCall *call, const char *id,
                                                  AnshinFacts *facts, GError **error);
AnshinApplication *anshin_facts_load_application (AnshinCall *call, const char *id,
                                                  AnshinFacts *facts, GError **error);
AnshinSafetyCheck *anshin_facts_load_check       (AnshinCall *call, const char *id,
                                                  AnshinFacts *facts, GError **error);

/* Tells the office's staff that a list of theirs has changed. */
gboolean anshin_tell_office (AnshinCall *call, const char *what, GError **error);

G_END_DECLS
