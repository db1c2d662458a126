/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-operation.h"
#include "anshin-json.h"
#include "store-fixture.h"
#include "walk-model.h"

G_BEGIN_DECLS

/* What one act has told the world, so that the test sees whom it reached. */
typedef struct
{
  AnshinEffectKind kind;
  char *channel;
  char *user_id;
  char *what;
} Told;

/**
 * World:
 * @store: a database of its own
 * @facilities: ids; the last one is the office's
 * @answer: what the last request was answered with
 * @told: Told: what the last act told
 * @records: how many audit records there must be
 */
typedef struct
{
  Store *store;
  char *facilities[N_FACILITIES + 1];
  char *all_users;
  char *answer;
  GPtrArray *told;
  gint64 records;
} World;

/* What survives a power cut is not asked here: a file in memory does, and is faster. To be called
 * first of all. */
void        world_keep_in_memory (void);

World      *world_new          (Model *model);
void        world_free         (World *self);

/* Adds a person with a session, in both. */
int         world_add_person   (World *self, Model *model, int facility, const char *profession,
                                gboolean admin, gboolean office);
/* Somebody whom the office has registered, with a terminal and a session; the rules are still to be
 * accepted. */
int         world_adopt_person (World *self, Model *model, const char *id, int facility,
                                const char *profession);
/* A new session; from a new terminal if the old one is not to be used any more. */
void        world_sign_in      (World *self, Model *model, int user, gboolean new_terminal);

/**
 * world_ask:
 * @path: as in the table of operations, with `{…}`
 * @args: what stands for them
 *
 * As the dispatcher does it: the session, the rules, the use case, the audit record, all in one
 * transaction; a refusal's record in another.
 *
 * Returns: (transfer none): "ok", or the wire code of the refusal
 */
const char *world_ask          (World *self, const Person *who, const char *method,
                                const char *path, const char *first, const char *second,
                                const char *body);
/* The answer's member at the top; or that of its first item in the list, or record, @in. */
char       *world_get          (World *self, const char *in, const char *name);
/* What went to one user alone; %NULL if nothing did. */
const Told *world_find_told    (World *self, const char *user_id);

/* Rows of a question as text, "a|b" each, in order. */
char      **world_query        (World *self, const char *sql, const char *argument);
gint64      world_count        (World *self, const char *sql);

G_END_DECLS
