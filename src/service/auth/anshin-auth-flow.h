/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-audit.h"
#include "anshin-db.h"
#include "anshin-principal.h"
#include "anshin-record.h"

G_BEGIN_DECLS

/**
 * AnshinAuthJob:
 * @body: (transfer none): the decoded request
 * @token: (nullable) (transfer none): the bearer's token
 * @source: (transfer none): where it comes from
 * @outcome: (nullable): the error that is the answer; what was written stays written
 * @out: the answer's JSON
 * @ended: (element-type utf8): sessions that ended; their streams are closed after the commit
 *
 * One attempt to show who one is, on its way through the three steps. What stands below the line
 * is found by the first step for the two others.
 */
typedef struct
{
  AnshinRecord *body;
  const char *token;
  const char *source;
  GError *outcome;
  GString *out;
  GPtrArray *ended;

  /* Found by the first step */
  gboolean eligible;
  gboolean temporary;
  gboolean temporary_right;
  AnshinPrincipal *principal;
  char *user_id;
  char *password_hash;
  char **own_words;
  guint8 code_index[32];
  guint8 public_key[32];

  /* Found by the second */
  gboolean password_right;
  char *new_hash;
} AnshinAuthJob;

/**
 * AnshinAuthFlow:
 * @prepare: looks up, charges the attempt and decides whether the password may be looked at
 * @hash: hashes, always for as long, in a thread of the hasher
 * @commit: acts on the result, with its audit record
 *
 * A use case that hashes a password, which takes too long for a transaction or the main thread.
 * Both transactions write, and each may be run again: a step starts from scratch.
 */
typedef struct
{
  const char *method;
  const char *path;
  GType (*request) (void);
  gboolean session;
  const char *audit;
  const char *answer;
  gboolean (*prepare) (AnshinTx *tx, AnshinAuthJob *job, GError **error);
  void (*hash) (AnshinAuthJob *job);
  gboolean (*commit) (AnshinTx *tx, AnshinAuthJob *job, GError **error);
} AnshinAuthFlow;

extern const AnshinAuthFlow anshin_auth_flows[];
extern const guint anshin_n_auth_flows;

AnshinAuthJob *anshin_auth_job_new  (AnshinRecord *body, const char *token, const char *source);
void           anshin_auth_job_free (AnshinAuthJob *job);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinAuthJob, anshin_auth_job_free)

G_END_DECLS
