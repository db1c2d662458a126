/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-auth-flow.h"

G_BEGIN_DECLS

gboolean anshin_sign_in_prepare    (AnshinTx *tx, AnshinAuthJob *job, GError **error);
gboolean anshin_sign_in_commit     (AnshinTx *tx, AnshinAuthJob *job, GError **error);
gboolean anshin_enrolment_prepare  (AnshinTx *tx, AnshinAuthJob *job, GError **error);
void     anshin_enrolment_hash     (AnshinAuthJob *job);
gboolean anshin_enrolment_commit   (AnshinTx *tx, AnshinAuthJob *job, GError **error);
gboolean anshin_bootstrap_prepare  (AnshinTx *tx, AnshinAuthJob *job, GError **error);
void     anshin_bootstrap_hash     (AnshinAuthJob *job);
gboolean anshin_bootstrap_commit   (AnshinTx *tx, AnshinAuthJob *job, GError **error);
gboolean anshin_unlock_prepare     (AnshinTx *tx, AnshinAuthJob *job, GError **error);
gboolean anshin_unlock_commit      (AnshinTx *tx, AnshinAuthJob *job, GError **error);

/* Shared by the flows. */
const char *anshin_auth_job_get_password (AnshinAuthJob *job);
void        anshin_auth_job_reset    (AnshinAuthJob *job);
void        anshin_auth_job_restart  (AnshinAuthJob *job);
void        anshin_auth_job_verify   (AnshinAuthJob *job);
gboolean    anshin_auth_job_read_key (AnshinAuthJob *job, const char *public_key);
gboolean    anshin_auth_job_check_source (AnshinAuthJob *job, AnshinTx *tx, gint64 now,
                                          const char *action, GError **error);
gboolean    anshin_auth_job_refuse   (AnshinAuthJob *job, AnshinTx *tx, const char *action,
                                      GError **error);
gboolean    anshin_auth_job_hinder   (AnshinAuthJob *job, AnshinTx *tx, const char *action,
                                      GError **error);
gboolean    anshin_auth_job_admit    (AnshinAuthJob *job, AnshinTx *tx, const char *action,
                                      const char *terminal_id, GError **error);
gboolean    anshin_auth_job_record   (AnshinAuthJob *job, AnshinTx *tx, const char *action,
                                      const char *session_id, const char *terminal_id,
                                      const char *result, GError **error);

G_END_DECLS
