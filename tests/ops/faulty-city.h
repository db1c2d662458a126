/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-care-operations.h"
#include "anshin-patient.h"
#include "store-fixture.h"

/* People, and what they do: each request first with its first database step failing, then with its
 * second … until all of it goes well. */
typedef enum
{
  PHYSICIAN,
  NURSE,
  COLLEAGUE,
  CLERK,
  OFFICE,
  N_PEOPLE
} Person;

typedef struct
{
  Store *store;
  AnshinPrincipal principals[N_PEOPLE];
  char *facilities[3];
  char *patient;
  char *consent;
  char *group;
  char *invitation;
  char *message;
  guint faults;
} City;

/* One request on its way, and the step of it that fails. */
typedef struct
{
  City *city;
  Person who;
  AnshinOperationFunc func;
  gpointer body;
  GBytes *bytes;
  const char *args[2];
  const char *query_name;
  const char *query_value;
  guint failing_step;
  gboolean failed;
  char *answer;
  GError *refusal;
} Request;

void           city_populate (City *city);
void           city_clear    (City *city);

char          *run           (City *city, Request request, gboolean reads);
char          *change        (City *city, Person who, AnshinOperationFunc func, gpointer body,
                              const char *id, const char *other);
void           look          (City *city, Person who, AnshinOperationFunc func, const char *id);
void           look_at       (City *city, Person who, AnshinOperationFunc func, const char *id,
                              const char *other);
void           search        (City *city, Person who, AnshinOperationFunc func, const char *words,
                              guint found);
char          *take_id       (char *answer);
gpointer       decode        (GType type, const char *json);
AnshinPatient *make_patient  (City *city, const char *more);

/* faults-care.c: patients, consents, and what is known and asked about them. */
void           walk_patient  (City *city);
void           walk_requests (City *city);
void           walk_vitals   (City *city);
void           walk_export   (City *city);
void           walk_card_and_templates (City *city);
void           walk_scans    (City *city);
void           walk_end      (City *city);

/* faults-chat.c: groups, and what is written in them. */
void           walk_group    (City *city);
void           walk_messages (City *city);
void           walk_marks    (City *city);
void           walk_attachments (City *city);
void           walk_states   (City *city);
void           walk_other_groups (City *city);
