/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who takes part, as the seeding program has written it down. */

#define BENCH_GROUPS_PER_USER 5
#define BENCH_MAX_USERS 256

typedef struct
{
  char *id;
  char *token;
  guint index;
  guint groups[BENCH_GROUPS_PER_USER];
} BenchUser;

typedef struct
{
  char *id;
  guint members[BENCH_MAX_USERS];
  guint n_members;
} BenchGroup;

typedef struct
{
  GPtrArray *users;   /* BenchUser: those who write and read */
  GPtrArray *groups;  /* BenchGroup */
  GPtrArray *idle;    /* BenchUser: those who only listen */
  char *big_channel;  /* a group of very many messages */
  BenchUser *big_reader;
  guint big_size;
} BenchPlan;

BenchPlan *bench_plan_load (const char *path, GError **error);
void       bench_plan_free (BenchPlan *self);

G_END_DECLS
