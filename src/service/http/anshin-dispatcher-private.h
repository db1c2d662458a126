/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-auth-flow.h"
#include "anshin-dispatcher.h"
#include "anshin-hasher.h"
#include "anshin-hub.h"
#include "anshin-peers.h"
#include "anshin-route.h"

G_BEGIN_DECLS

struct _AnshinDispatcher
{
  AnshinDb *db;
  AnshinHub *hub;
  AnshinPeers *peers;
  AnshinHasher *hasher;
  AnshinRouter *router;

  /* What is prepared before it is written. */
  AnshinScanner *scanner;
  GThreadPool *workers;
  GMainContext *context;
  GQueue waiting_checks;
  guint n_checks;

  /* Questions to the database that no request waits for: of streams that open or are checked. */
  guint n_questions;
  gboolean stopping;
};

/**
 * AnshinAct:
 * @invalid: what is wrong with the request; told only to who has a session, where one is needed
 * @source: where it comes from, as the audit has it
 * @prepared: what the operation's `prepare` has left; @checking: whether it counts as one of those
 * @touched: whether the database was told that the session is in use
 *
 * A request on its way. A worker thread owns it while a job runs, the main thread otherwise.
 */
typedef struct
{
  AnshinDispatcher *dispatcher;
  AnshinHttpRequest *http;
  const AnshinRoute *route;
  const char *args[4];
  GHashTable *query;
  AnshinRecord *body;
  GError *invalid;
  char *source;

  AnshinPrincipal *principal;
  AnshinCall call;
  GError *error;
  gpointer prepared;
  gboolean checking;
  gboolean touched;
  AnshinAuthJob *auth;
} AnshinAct;

void     anshin_act_free         (AnshinAct *act);
void     anshin_act_finish       (AnshinAct *act);
void     anshin_act_fail         (AnshinAct *act, const GError *error);
void     anshin_act_fail_busy    (AnshinAct *act);
gboolean anshin_act_load_session (AnshinAct *act, AnshinTx *tx, GError **error);
gboolean anshin_act_touch        (AnshinAct *act, AnshinTx *tx, GError **error);
gboolean anshin_act_audit        (AnshinAct *act, AnshinTx *tx, const char *result,
                                  GError **error);

gboolean anshin_act_set_up_call   (AnshinAct *act, AnshinTx *tx, GError **error);
void     anshin_act_refuse        (AnshinAct *act, const GError *error);
void     anshin_act_write         (AnshinAct *act);
void     anshin_act_prepare       (AnshinAct *act);
void     anshin_act_end_preparation (AnshinAct *act);
void     anshin_dispatcher_begin_checks (AnshinDispatcher *self);
void     anshin_dispatcher_end_checks   (AnshinDispatcher *self);

void     anshin_act_run_operation (AnshinAct *act);
void     anshin_act_run_flow      (AnshinAct *act);
void     anshin_act_open_stream   (AnshinAct *act);
void     anshin_dispatcher_check_session (const char *session_id, gpointer self);
void     anshin_dispatcher_hear          (AnshinStream *stream, gpointer self);

G_END_DECLS
