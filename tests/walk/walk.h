/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "walk-world.h"

G_BEGIN_DECLS

/**
 * Walk:
 * @random: the steps' own random numbers: the same seed walks the same way
 * @steps: what was done so far, a line each
 * @group: the group that the last step was about, -1 for none
 * @may_lack_admin: whether the step may leave a facility with staff to get its first admin
 * @tally: Tally by use case
 * @fault: (nullable): what is wrong
 */
typedef struct
{
  Model *model;
  World *world;
  GRand *random;
  GPtrArray *steps;
  int group;
  gboolean may_lack_admin;
  GHashTable *tally;
  char *fault;
} Walk;

/* How often a use case was done, and how often it was refused. */
typedef struct
{
  guint done;
  guint refused;
} Tally;

/* One of these is done in each step, the weightier the more often. */
typedef struct
{
  guint weight;
  void (*func) (Walk *self);
} Step;

extern const Step walk_care_steps[];
extern const Step walk_group_steps[];
extern const Step walk_member_steps[];
extern const Step walk_account_steps[];
extern const Step walk_request_steps[];

int      walk_pick           (Walk *self, int below);
gboolean walk_chance         (Walk *self, int one_in);
int      walk_pick_person    (Walk *self);
int      walk_pick_actor     (Walk *self);
/* Two times in three somebody whom the group, or the patient, is open to. */
int      walk_pick_inside    (Walk *self, int group, gboolean admin);
int      walk_pick_keeper    (Walk *self, int patient);
int      walk_pick_member    (Walk *self, int group);
int      walk_pick_group     (Walk *self);
int      walk_pick_patient   (Walk *self);
void     walk_fail           (Walk *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Asks for it and compares the answer with what the rules say; whether it was done. */
gboolean walk_expect         (Walk *self, const char *wanted, int actor, const char *method,
                              const char *path, const char *first, const char *second,
                              const char *body);

void     walk_check          (Walk *self);
void     walk_check_all      (Walk *self);
void     walk_check_rights   (Walk *self, int user);

G_END_DECLS
