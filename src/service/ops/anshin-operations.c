/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-operation.h"

#include "anshin-session-operations.h"

/*
 * One row for each use case. Sign-in, enrolment, bootstrap and unlock are not here: they hash a
 * password between two transactions and have a table of their own (auth/anshin-auth-flow.h).
 *
 * method, path, function, request type, query, writes, session, policy action, audit, answer
 */
const AnshinOperation anshin_operations[] = {
  /* Service and session */
  { "GET", "/v1/health", anshin_health_get, NULL, NULL, FALSE, FALSE, ANSHIN_ACTION_NONE, NULL,
    "Health" },
  { "POST", "/v1/sign-in/challenge", anshin_challenge_create, NULL, NULL, FALSE, FALSE,
    ANSHIN_ACTION_NONE, NULL, "Challenge" },
  { "GET", "/v1/session", anshin_session_get, NULL, NULL, FALSE, TRUE, ANSHIN_ACTION_NONE, NULL,
    "SessionInfo" },
  { "POST", "/v1/sign-out", anshin_sign_out, NULL, NULL, TRUE, TRUE, ANSHIN_ACTION_NONE,
    "sign-out", NULL },
  { "POST", "/v1/users/{user}/enrolment-codes", anshin_enrolment_code_create, NULL, NULL, TRUE,
    TRUE, ANSHIN_ACTION_ISSUE_ENROLMENT_CODE, "issue-enrolment-code", "EnrolmentCode" },
};

const guint anshin_n_operations = G_N_ELEMENTS (anshin_operations);
