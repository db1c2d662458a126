/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Patients and their consents. */

#include "walk.h"

#define PATIENT_JSON                                                                              \
  "{\"name\":\"山本 はな\",\"kana\":\"ヤマモト ハナ\",\"birth_date\":\"1938-04-02\","   \
  "\"sex\":\"female\",\"care_level\":\"care-2\",%s}"

/* An active physician of any place, or nobody, with a reason. */
static int
pick_attending (Walk *self, char **json)
{
  for (int i = 0; i < 12; i++)
    {
      int user = walk_pick_person (self);
      const Person *it = &self->model->people[user];

      if (it->state != ACTIVE || !g_str_equal (it->profession, "physician"))
        continue;
      *json = g_strdup_printf ("\"attending_physician_id\":\"%s\"", it->id);
      return user;
    }
  *json = g_strdup ("\"no_attending_reason\":\"主治医なし\"");
  return -1;
}

static void
enter_patient (Walk *self)
{
  Model *model = self->model;
  int actor = walk_pick_actor (self);
  const Person *who = &model->people[actor];
  g_autofree char *who_attends = NULL;
  g_autofree char *body = NULL;
  const char *wanted = "needs-eligible-profession";
  int attending = -1;
  Patient *patient = NULL;

  if (model->n_patients == MAX_PATIENTS)
    return;
  attending = pick_attending (self, &who_attends);
  body = g_strdup_printf (PATIENT_JSON, who_attends);
  if (who->office)
    wanted = "forbidden";
  else if (who->admin || model_is_eligible (model, actor))
    wanted = "ok";
  if (!walk_expect (self, wanted, actor, "POST", "/v1/patients", NULL, NULL, body))
    return;
  patient = &model->patients[model->n_patients++];
  patient->id = world_get (self->world, NULL, "id");
  patient->facility = who->facility;
  patient->attending = attending;
  patient->group = -1;
}

/* What somebody is told who would change what is kept of a patient. */
static const char *
judge_keeping (Walk *self, int actor, int patient)
{
  const Model *model = self->model;

  if (model_keeps_patient (model, actor, patient))
    return "ok";
  if (!model_sees_patient (model, actor, patient))
    return "not-found";
  return model->people[actor].facility == model->patients[patient].facility
           ? "needs-eligible-profession"
           : "forbidden";
}

static void
touch_patient (Walk *self, int patient)
{
  self->group = self->model->patients[patient].group;
}

static void
edit_patient (Walk *self)
{
  int patient = walk_pick_patient (self);
  int actor = walk_pick_keeper (self, patient);
  g_autofree char *who_attends = NULL;
  g_autofree char *more = NULL;
  g_autofree char *body = NULL;
  g_auto (GStrv) version = NULL;
  int attending = -1;

  if (patient < 0)
    return;
  attending = pick_attending (self, &who_attends);
  version = world_query (self->world, "SELECT CAST(version AS TEXT) FROM patient WHERE id = $1",
                         self->model->patients[patient].id);
  more = g_strdup_printf ("%s,\"version\":%s", who_attends, version[0]);
  body = g_strdup_printf (PATIENT_JSON, more);
  touch_patient (self, patient);
  if (walk_expect (self, judge_keeping (self, actor, patient), actor, "PUT",
                   "/v1/patients/{patient}", self->model->patients[patient].id, NULL, body))
    self->model->patients[patient].attending = attending;
}

static void
read_patient (Walk *self)
{
  int patient = walk_pick_patient (self);
  int actor = walk_pick_keeper (self, patient);

  if (patient >= 0)
    walk_expect (self, model_sees_patient (self->model, actor, patient) ? "ok" : "not-found", actor,
                 "GET", "/v1/patients/{patient}", self->model->patients[patient].id, NULL, NULL);
}

static void
record_consent (Walk *self)
{
  int number = walk_pick_patient (self);
  int actor = walk_pick_keeper (self, number);
  Patient *patient = &self->model->patients[MAX (number, 0)];
  g_autofree char *consent = NULL;
  const char *wanted = NULL;

  if (number < 0)
    return;
  wanted = judge_keeping (self, actor, number);
  if (patient->ended && g_str_equal (wanted, "ok"))
    wanted = "patient-ended";
  touch_patient (self, number);
  if (!walk_expect (self, wanted, actor, "POST", "/v1/patients/{patient}/consents", patient->id,
                    NULL, "{\"explained_by\":\"加藤 誠\"}"))
    return;
  consent = world_get (self->world, NULL, "id");
  walk_expect (self, "ok", actor, "POST", "/v1/consents/{consent}/printed", consent, NULL, NULL);
  if (!walk_expect (self, "ok", actor, "POST", "/v1/consents/{consent}/signed", consent, NULL,
                    "{\"signed_on\":\"2026-01-15\",\"signer\":\"self\","
                    "\"original_kept_at\":\"書庫\"}"))
    return;
  g_free (patient->consent);
  patient->consent = g_steal_pointer (&consent);
  patient->consented = TRUE;
  patient->withdrawn = FALSE;
  if (patient->group >= 0 && self->model->groups[patient->group].state == FROZEN)
    self->model->groups[patient->group].state = self->model->groups[patient->group].state_before;
}

static void
withdraw_consent (Walk *self)
{
  Model *model = self->model;
  int number = walk_pick_patient (self);
  int actor = walk_pick_keeper (self, number);
  Patient *patient = &model->patients[MAX (number, 0)];
  const char *wanted = NULL;

  if (number < 0 || patient->consent == NULL)
    return;
  wanted = judge_keeping (self, actor, number);
  if (!patient->consented && g_str_equal (wanted, "ok"))
    wanted = "consent-state";
  touch_patient (self, number);
  if (!walk_expect (self, wanted, actor, "POST", "/v1/consents/{consent}/withdrawal",
                    patient->consent, NULL,
                    "{\"withdrawn_on\":\"2026-02-01\",\"withdrawn_by\":\"本人\","
                    "\"withdrawn_way\":\"form\"}"))
    return;
  patient->consented = FALSE;
  patient->withdrawn = TRUE;
  if (patient->group >= 0)
    model_freeze (model, patient->group);
}

static void
end_patient (Walk *self)
{
  Model *model = self->model;
  int number = walk_pick_patient (self);
  int actor = walk_pick_keeper (self, number);
  Patient *patient = &model->patients[MAX (number, 0)];
  const char *wanted = NULL;

  if (number < 0 || !walk_chance (self, 3))
    return;
  wanted = judge_keeping (self, actor, number);
  if (patient->ended && g_str_equal (wanted, "ok"))
    wanted = "patient-ended";
  touch_patient (self, number);
  if (!walk_expect (self, wanted, actor, "POST", "/v1/patients/{patient}/ending", patient->id, NULL,
                    walk_chance (self, 2) ? "{\"reason\":\"died\",\"on\":\"2026-02-01\"}"
                                          : "{\"reason\":\"moved\",\"on\":\"2026-02-01\"}"))
    return;
  patient->ended = TRUE;
  patient->consented = FALSE;
  if (patient->group >= 0 && model->groups[patient->group].state <= FROZEN)
    model_close (model, patient->group);
}

static void
resume_patient (Walk *self)
{
  int number = walk_pick_patient (self);
  int actor = walk_pick_keeper (self, number);
  Patient *patient = &self->model->patients[MAX (number, 0)];
  const char *wanted = NULL;

  if (number < 0)
    return;
  wanted = judge_keeping (self, actor, number);
  if (!patient->ended && g_str_equal (wanted, "ok"))
    wanted = "forbidden";
  touch_patient (self, number);
  if (walk_expect (self, wanted, actor, "POST", "/v1/patients/{patient}/resumption", patient->id,
                   NULL, NULL))
    patient->ended = FALSE;
}

const Step walk_care_steps[] = {
  { 3, enter_patient },    { 3, edit_patient }, { 4, read_patient },   { 6, record_consent },
  { 2, withdraw_consent }, { 2, end_patient },  { 2, resume_patient }, { 0, NULL },
};
