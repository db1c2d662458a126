/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * What the network should be like, in a few arrays: written from the product's rules and from
 * source A3 and A4, and sharing nothing with the service. Everybody and everything has a number;
 * -1 is nobody and nothing.
 */

#define MAX_PEOPLE 40
#define MAX_PATIENTS 24
#define MAX_GROUPS 48
#define MAX_INVITATIONS 600
#define N_FACILITIES 5

typedef enum { ACTIVE, SUSPENDED, RETIRED } AccountState;
typedef enum { LIVE, FROZEN, CLOSED, DELETED } GroupState;
typedef enum { OF_PATIENT, FREE, DIRECT, ALL_USERS } GroupKind;
typedef enum {
  WAITING, SENT, ACCEPTED, DECLINED, TURNED_DOWN, CANCELLED, EXPIRED, VOID
} InvitationState;

typedef struct
{
  char *id;
  char *session;
  char *terminal;
  int facility;
  const char *profession;
  gboolean admin;
  gboolean office;
  AccountState state;
  gboolean tainted;
} Person;

typedef struct
{
  char *id;
  char *consent;
  int facility;
  int attending;
  gboolean consented;
  gboolean withdrawn;
  gboolean ended;
  int group;
} Patient;

typedef struct
{
  char *id;
  GroupKind kind;
  GroupState state;
  GroupState state_before;
  int patient;
  int creator;
  int facility;
  gboolean member[MAX_PEOPLE];
  gboolean named[MAX_PEOPLE];
  guint joined[MAX_PEOPLE];
  int pair[2];
  guint messages;
} Group;

typedef struct
{
  char *id;
  int group;
  int user;
  int by;
  InvitationState state;
  gboolean was_sent;
} Invitation;

typedef struct
{
  Person people[MAX_PEOPLE];
  Patient patients[MAX_PATIENTS];
  Group groups[MAX_GROUPS];
  Invitation invitations[MAX_INVITATIONS];
  gboolean had_no_admin[N_FACILITIES + 1];
  int n_people;
  int n_patients;
  int n_groups;
  int n_invitations;
  guint joins;
} Model;

Model   *model_new               (void);
void     model_free              (Model *self);

gboolean model_is_eligible       (const Model *self, int user);
gboolean model_administers       (const Model *self, int user, int group);
gboolean model_sees_group        (const Model *self, int user, int group);
gboolean model_reads_group       (const Model *self, int user, int group);
gboolean model_keeps_patient     (const Model *self, int user, int patient);
gboolean model_sees_patient      (const Model *self, int user, int patient);
gboolean model_manages           (const Model *self, int user, int other);
gboolean model_has_open          (const Model *self, int group, int user);
int      model_count_members     (const Model *self, int group);
int      model_count_named       (const Model *self, int group, int except);
int      model_count_admins      (const Model *self, int facility, int except);
int      model_count_active      (const Model *self, int facility, int except);
gboolean model_is_last_admin     (const Model *self, int user);
gboolean model_is_last_named     (const Model *self, int group, int user);
int      model_find_successor    (const Model *self, int group);

/* What an act does. */
void     model_join              (Model *self, int group, int user);
void     model_leave             (Model *self, int group, int user);
void     model_void_invitations  (Model *self, int group);
void     model_close             (Model *self, int group);
void     model_freeze            (Model *self, int group);
void     model_retire            (Model *self, int user);
void     model_note_admins       (Model *self, int facility);

G_END_DECLS
