/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-audit.h"
#include "anshin-db.h"
#include "anshin-policy.h"
#include "anshin-principal.h"
#include "anshin-record.h"
#include "anshin-scanner.h"

G_BEGIN_DECLS

/* What the world is told after the commit, in order. */
typedef enum
{
  ANSHIN_EFFECT_PUBLISH,      /* an entry, to all who are on the channel */
  ANSHIN_EFFECT_READ_MARK,    /* how far a user has read the channel */
  ANSHIN_EFFECT_JOIN,         /* the user's streams now hear the channel */
  ANSHIN_EFFECT_LEAVE,        /* … and no longer */
  ANSHIN_EFFECT_FREEZE,       /* all but the owner facility's streams leave: @what is its id, or
                                 NULL where all leave */
  ANSHIN_EFFECT_END_SESSION,  /* one session's stream is closed: @session_id */
  ANSHIN_EFFECT_END_USER,     /* all of a user's streams are closed */
  ANSHIN_EFFECT_REFRESH,      /* the user's lists have changed: @what names the list */
  ANSHIN_EFFECT_REHEAR,       /* what the user's streams hear is to be found out anew */
  ANSHIN_N_EFFECTS
} AnshinEffectKind;

typedef struct
{
  AnshinEffectKind kind;
  char *channel;
  char *user_id;
  char *session_id;
  char *what;
  GBytes *json;
  gint64 seq;
} AnshinEffect;

/**
 * AnshinCall:
 * @tx: the transaction
 * @principal: (nullable): who asks; %NULL where the operation needs no session
 * @body: (nullable): the decoded and validated request, of the operation's request type
 * @bytes: (nullable): the request's body where it is bytes
 * @args: what stands for the path's `{…}`, in order
 * @query: (nullable): the query's parameters, those that the operation names alone
 * @out: the answer, JSON or bytes, to be appended to
 * @status: HTTP status; 200 unless set
 * @effects: what is told after the commit
 * @audit: the act's record; the dispatcher has filled in who, the operation the rest
 * @shown: (nullable): the patients that the answer shows, see anshin_call_show_patient()
 * @prepared: (nullable): what the operation's `prepare` has left
 * @scanner: (nullable): what looks through files; %NULL where none is set up
 * @refusal: (nullable): set by an act that is done and recorded although this is its answer
 */
typedef struct
{
  AnshinTx *tx;
  const AnshinPrincipal *principal;
  gpointer body;
  GBytes *bytes;
  const char *args[4];
  GHashTable *query;
  GString *out;
  guint status;
  GPtrArray *effects;
  AnshinAudit audit;
  GPtrArray *shown;
  GPtrArray *scratch;
  gpointer prepared;
  AnshinScanner *scanner;
  GError *refusal;
} AnshinCall;

typedef gboolean (*AnshinOperationFunc) (AnshinCall *call, GError **error);

/**
 * AnshinBodyKind:
 * @ANSHIN_BODY_JSON: `application/json`, if there is one
 * @ANSHIN_BODY_BYTES: `application/octet-stream`, a chunk of a file
 */
typedef enum
{
  ANSHIN_BODY_JSON,
  ANSHIN_BODY_BYTES,
} AnshinBodyKind;

/**
 * AnshinOperation:
 * @method: HTTP method
 * @path: with `{name}` for each argument, e.g. `/v1/groups/{group}/messages`
 * @func: the use case: a plain function inside one transaction
 * @request: (nullable): type of the body; %NULL if there is none
 * @query: (nullable): comma-separated names of the query's parameters; others are refused
 * @writes: whether it runs on a writer
 * @session: whether a session is needed
 * @action: the policy action it stands for, for the tests that enumerate
 * @audit: (nullable): the audit record's action. A read's record is written before its answer goes
 *   out; the operation may set `call->audit.action` to %NULL where this answer shows nothing of a
 *   person. %NULL for what needs no session and shows nothing (health, challenge)
 * @answer: (nullable): name of the answer's schema in data/openapi.yaml
 * @step_up: whether the password must have been given within ANSHIN_STEP_UP_SECONDS (SESS-07)
 * @while_pending: whether it may be done before the network's rules are accepted
 * @takes: what its body is; one of bytes has no @request and may be %ANSHIN_CHUNK_BYTES large
 * @gives: what its answer is; one of bytes has no @answer
 * @prepare: (nullable): runs before @func, in a reading transaction of its own, and leaves what it
 *   found in `call->prepared`; whoever calls @func without it has @func do all by itself
 * @work: (nullable): goes on with that in a thread without a transaction
 * @prepared_free: (nullable): frees it
 */
typedef struct
{
  const char *method;
  const char *path;
  AnshinOperationFunc func;
  GType (*request) (void);
  const char *query;
  gboolean writes;
  gboolean session;
  AnshinAction action;
  const char *audit;
  const char *answer;
  gboolean step_up;
  gboolean while_pending;
  AnshinBodyKind takes;
  AnshinBodyKind gives;
  AnshinOperationFunc prepare;
  void (*work) (gpointer prepared, AnshinScanner *scanner);
  GDestroyNotify prepared_free;
} AnshinOperation;

extern const AnshinOperation anshin_operations[];
extern const guint anshin_n_operations;

/*
 * For operations: strings that must live as long as the call, effects, and the query.
 * anshin_call_effect() takes a user's id for JOIN, LEAVE, END_USER and REHEAR, the owner facility's
 * id for FREEZE, a session's id for END_SESSION.
 */
const char *anshin_call_keep        (AnshinCall *call, char *text);
void        anshin_call_show_patient (AnshinCall *call, const char *patient_id);
void        anshin_call_publish     (AnshinCall *call, const char *channel, gint64 seq,
                                     const char *json, gssize length);
void        anshin_call_read_mark   (AnshinCall *call, const char *channel, const char *user_id,
                                     gint64 seq);
void        anshin_call_effect      (AnshinCall *call, AnshinEffectKind kind, const char *channel,
                                     const char *id);
void        anshin_call_refresh     (AnshinCall *call, const char *user_id, const char *what);
const char *anshin_call_get_query   (AnshinCall *call, const char *name);
gboolean    anshin_call_get_limit   (AnshinCall *call, guint *limit, GError **error);
gboolean    anshin_call_get_number  (AnshinCall *call, const char *name, gint64 absent,
                                     gint64 *number, GError **error);
void        anshin_effect_free      (AnshinEffect *effect);
void        anshin_call_clear       (AnshinCall *call);
void        anshin_call_init        (AnshinCall *call, AnshinTx *tx,
                                     const AnshinPrincipal *principal);
G_END_DECLS
