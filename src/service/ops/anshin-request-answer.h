/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-care-request.h"
#include "anshin-entry-states.h"
#include "anshin-facts.h"

G_BEGIN_DECLS

/* Requests: how the asker of a call stands to one, what is told of it, and what goes out. */
AnshinCareRequest *anshin_facts_load_request  (AnshinCall *call, const char *id,
                                               AnshinGroupStanding *standing, AnshinFacts *facts,
                                               GError **error);
void               anshin_answer_request      (AnshinCall *call, AnshinCareRequest *request,
                                               AnshinFacts of_group);
gboolean           anshin_answer_requests_of_page (AnshinCall *call, const char *group_id,
                                                   AnshinFacts of_group,
                                                   AnshinEntryStates *states, GError **error);
gboolean           anshin_request_tell        (AnshinCall *call, AnshinCareRequest *request,
                                               GError **error);
gboolean           anshin_request_tell_owners (AnshinCall *call, AnshinCareRequest *request,
                                               GError **error);
gboolean           anshin_request_tell_asker  (AnshinCall *call, AnshinCareRequest *request,
                                               GError **error);
gboolean           anshin_request_name_owner  (AnshinCall *call, AnshinCareRequest *request,
                                               GError **error);

G_END_DECLS
