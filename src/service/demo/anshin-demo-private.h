/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-demo-script.h"
#include "anshin-demo.h"
#include "anshin-operation.h"

G_BEGIN_DECLS

/* One of the city's users: who they are in the script, and who they ask the service as. */
typedef struct
{
  const AnshinDemoPerson *person;
  AnshinPrincipal *principal;
  gint64 gone_at; /* retired or suspended; 0 if neither */
} AnshinDemoUser;

typedef struct
{
  AnshinDemoUser *owner; /* who entered the patient */
  char *id;
  char *consent_id;
  gboolean female;
  int birth_date;
  gint64 withdrawn_at; /* 0 if not */
  gint64 ended_at;     /* the care at home, or the group; 0 if not */
} AnshinDemoPatient;

typedef struct
{
  gboolean all_users;
  char *name; /* NULL of a patient group and the all-users group */
  AnshinDemoPatient *patient;
  AnshinDemoUser *creator;
  GPtrArray *team; /* AnshinDemoUser, borrowed */
  char *id;
  gint64 last_seq;
} AnshinDemoGroup;

/* A thread of the script as it happens in one group. */
typedef struct
{
  AnshinDemoGroup *group;
  const AnshinDemoThread *thread;
  GPtrArray *ids; /* of the entries, so that answers find what they answer */
} AnshinDemoTalk;

typedef struct _AnshinDemo AnshinDemo;
typedef struct _AnshinDemoAct AnshinDemoAct;

/* One thing that somebody does at a moment; acts are planned first, then done in their order. */
struct _AnshinDemoAct
{
  gint64 at;
  guint order;
  gboolean (*run) (AnshinDemo *demo, const AnshinDemoAct *act, GError **error);
  AnshinDemoUser *user;
  AnshinDemoPatient *patient;
  AnshinDemoGroup *group;
  AnshinDemoTalk *talk;
  guint line;
};

struct _AnshinDemo
{
  const AnshinDemoOptions *options;
  const AnshinDemoScript *script;
  AnshinTx *tx;
  GRand *random;
  gint64 now;
  gint64 start;
  GPtrArray *users;    /* AnshinDemoUser, owned */
  GPtrArray *patients; /* AnshinDemoPatient, owned */
  GPtrArray *groups;   /* AnshinDemoGroup, owned */
  GPtrArray *talks;    /* AnshinDemoTalk, owned */
  GPtrArray *acts;     /* AnshinDemoAct, owned */
};

/* anshin-demo-call.c */
gboolean        anshin_demo_call          (AnshinDemo *demo, AnshinDemoUser *user,
                                           const char *method, const char *path, gpointer body,
                                           const char *argument, char **id, gint64 *seq,
                                           GError **error);
AnshinDemoAct  *anshin_demo_plan          (AnshinDemo *demo, gint64 at, AnshinDemoUser *user,
                                           gboolean (*run) (AnshinDemo *, const AnshinDemoAct *,
                                                            GError **));
gint64          anshin_demo_daytime       (gint64 time);

/* anshin-demo-people.c */
gboolean        anshin_demo_add_people    (AnshinDemo *demo, GError **error);
AnshinDemoUser *anshin_demo_pick_user     (AnshinDemo *demo, int profession);
AnshinDemoUser *anshin_demo_find_mail     (AnshinDemo *demo, const char *mail);
gboolean        anshin_demo_write_credentials (AnshinDemo *demo, GError **error);

/* anshin-demo-patients.c */
void            anshin_demo_plan_patients (AnshinDemo *demo);

/* anshin-demo-groups.c */
void            anshin_demo_plan_groups   (AnshinDemo *demo);

/* anshin-demo-care.c */
void            anshin_demo_plan_care     (AnshinDemo *demo, AnshinDemoGroup *group, guint number,
                                           gint64 at);
void            anshin_demo_plan_templates (AnshinDemo *demo);

/* anshin-demo-marks.c */
void            anshin_demo_plan_marks    (AnshinDemo *demo, AnshinDemoGroup *group, guint number);

/* anshin-demo-network.c */
void            anshin_demo_plan_network  (AnshinDemo *demo);

/* anshin-demo-talk.c */
void            anshin_demo_plan_talk     (AnshinDemo *demo, AnshinDemoGroup *group,
                                           const AnshinDemoThread *thread, gint64 at);
gint64          anshin_demo_get_length    (const AnshinDemoThread *thread);

/* anshin-demo-vitals.c */
void            anshin_demo_plan_vitals   (AnshinDemo *demo, AnshinDemoGroup *group,
                                           AnshinDemoUser *nurse, gint64 from);

G_END_DECLS
