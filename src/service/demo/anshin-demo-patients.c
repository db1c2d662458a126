/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-demo-private.h"

#include "anshin-clock.h"
#include "anshin-consent.h"
#include "anshin-patient.h"

#define MINUTE (60 * ANSHIN_SECOND)
#define PATIENTS 120

/* Whose care at home has ended, and whose group is closed for another reason. */
#define ENDED_PATIENT 3
#define CLOSED_PATIENT 6

/* Of each sixty, whose physician's form waits for its signature, as the care manager's do. */
#define WAITING_PATIENT 13

/* Who enters patients, and how many of each ten. */
static const struct
{
  const char *mail;
  guint share;
} owners[] = {
  { "morimoto@morimoto-naika.example", 5 },
  { "minami@minamizaka.example", 3 },
  { "inoue@wakaba.example", 1 },
  { "yamane@komorebi.example", 1 },
};

static const AnshinDemoName *
pick_name (GRand *random, GPtrArray *names)
{
  return names->pdata[g_rand_int_range (random, 0, names->len)];
}

static int
pick_birth_date (GRand *random, int today)
{
  int age = g_rand_int_range (random, 0, 12) == 0 ? g_rand_int_range (random, 22, 64)
                                                        : g_rand_int_range (random, 66, 101);

  return (today / 10000 - age) * 10000 + g_rand_int_range (random, 1, 13) * 100 +
         g_rand_int_range (random, 1, 29);
}

static int
pick_care_level (GRand *random, int birth_date, int today)
{
  static const int levels[] = {
    ANSHIN_CARE_LEVEL_SUPPORT_1, ANSHIN_CARE_LEVEL_SUPPORT_2, ANSHIN_CARE_LEVEL_CARE_1,
    ANSHIN_CARE_LEVEL_CARE_2,    ANSHIN_CARE_LEVEL_CARE_2,    ANSHIN_CARE_LEVEL_CARE_3,
    ANSHIN_CARE_LEVEL_CARE_3,    ANSHIN_CARE_LEVEL_CARE_4,    ANSHIN_CARE_LEVEL_CARE_4,
    ANSHIN_CARE_LEVEL_CARE_5,    ANSHIN_CARE_LEVEL_APPLIED,   ANSHIN_CARE_LEVEL_PROJECT,
  };

  if (anshin_date_get_age (birth_date, today) < 40)
    return ANSHIN_CARE_LEVEL_NOT_ELIGIBLE;
  return levels[g_rand_int_range (random, 0, G_N_ELEMENTS (levels))];
}

/* Each patient has dice of its own, so that the hour of the day does not change who lives there. */
static AnshinPatient *
make_patient (AnshinDemo *demo, const AnshinDemoAct *act)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (demo->options->seed * 1000003 + act->line);
  int today = anshin_time_get_day (demo->now);
  g_autoptr (AnshinPatient) patient = anshin_patient_new ();
  const AnshinDemoName *family = pick_name (random, demo->script->family);
  const AnshinDemoName *given = pick_name (random, act->patient->female ? demo->script->female
                                                                      : demo->script->male);
  const AnshinDemoName *street = pick_name (random, demo->script->streets);

  patient->number = g_strdup_printf ("%05u", 10000 + act->line);
  patient->name = g_strdup_printf ("%s %s", family->name, given->name);
  patient->kana = g_strdup_printf ("%s %s", family->kana, given->kana);
  patient->sex = act->patient->female ? ANSHIN_SEX_FEMALE : ANSHIN_SEX_MALE;
  patient->birth_date = act->patient->birth_date = pick_birth_date (random, today);
  patient->care_level = pick_care_level (random, patient->birth_date, today);
  patient->postal_code = g_strdup_printf ("665-%04d", g_rand_int_range (random, 1, 90));
  patient->address =
    g_strdup_printf ("兵庫県さくら川市%s%d丁目%d-%d", street->name,
                     g_rand_int_range (random, 1, 9), g_rand_int_range (random, 1, 30),
                     g_rand_int_range (random, 1, 20));
  patient->telephone =
    g_strdup_printf ("0797-00-%04d", g_rand_int_range (random, 1000, 9999));
  if (act->user->person->profession == ANSHIN_PROFESSION_PHYSICIAN)
    patient->attending_physician_id = g_strdup (act->user->principal->user_id);
  else
    patient->no_attending_reason = g_strdup ("転居されたばかりで、主治医を探しています");
  return g_steal_pointer (&patient);
}

static gboolean
run_enter (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  g_autoptr (AnshinPatient) patient = make_patient (demo, act);

  return anshin_demo_call (demo, act->user, "POST", "/v1/patients", patient, NULL,
                           &act->patient->id, NULL, error);
}

static gboolean
run_draft (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  static const char *const kinds[] = { "clinic", "pharmacy", "visiting-nurse-station",
                                       "care-management-office", "helper-office", NULL };
  g_autoptr (AnshinConsent) consent = anshin_consent_new ();
  const AnshinPrincipal *who = act->user->principal;

  consent->recipient_kinds = g_strdupv ((char **) kinds);
  consent->later_members = TRUE;
  consent->explained_by = g_strdup (who->name);
  consent->explained_profession = who->profession;
  consent->explained_facility = g_strdup (who->facility_name);
  consent->explained_on = anshin_clock_today ();
  return anshin_demo_call (demo, act->user, "POST", "/v1/patients/{patient}/consents", consent,
                           act->patient->id, &act->patient->consent_id, NULL, error) &&
         anshin_demo_call (demo, act->user, "POST", "/v1/consents/{consent}/printed", NULL,
                           act->patient->consent_id, NULL, NULL, error);
}

static void
set_signer (AnshinConsentSigned *paper, AnshinSigner signer, const char *name, int relationship,
            const char *reason)
{
  paper->signer = signer;
  paper->signer_name = g_strdup (name);
  paper->signer_relationship = relationship;
  paper->signer_reason = g_strdup (reason);
}

static gboolean
run_sign (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  g_autoptr (AnshinConsentSigned) paper = anshin_consent_signed_new ();

  paper->signed_on = anshin_clock_today ();
  if (anshin_date_get_age (act->patient->birth_date, paper->signed_on) < 18)
    set_signer (paper, ANSHIN_SIGNER_PROXY, "ご両親", ANSHIN_RELATIONSHIP_PARENT,
                "ご本人が未成年のため");
  else if (act->line % 6 == 0)
    set_signer (paper, ANSHIN_SIGNER_OTHER_HAND, "ご長女", ANSHIN_RELATIONSHIP_DAUGHTER,
                "手に震えがあり、字を書くことが難しいため");
  else
    paper->signer = ANSHIN_SIGNER_SELF;
  paper->original_kept_at = g_strdup ("受付の鍵付き書庫");
  return anshin_demo_call (demo, act->user, "POST", "/v1/consents/{consent}/signed", paper,
                           act->patient->consent_id, NULL, NULL, error);
}

static gboolean
run_withdraw (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  g_autoptr (AnshinWithdrawal) withdrawal = anshin_withdrawal_new ();

  withdrawal->withdrawn_on = anshin_clock_today ();
  withdrawal->withdrawn_by = g_strdup ("ご本人");
  withdrawal->withdrawn_way = ANSHIN_WITHDRAWAL_WORD;
  withdrawal->withdrawn_witness = g_strdup ("長女");
  withdrawal->withdrawn_how = g_strdup ("訪問のときに居間で");
  return anshin_demo_call (demo, act->user, "POST", "/v1/consents/{consent}/withdrawal", withdrawal,
                           act->patient->consent_id, NULL, NULL, error);
}

static AnshinDemoPatient *
plan_patient (AnshinDemo *demo, AnshinDemoUser *owner, guint number, gint64 at)
{
  AnshinDemoPatient *patient = g_new0 (AnshinDemoPatient, 1);
  AnshinDemoAct *act = NULL;

  patient->owner = owner;
  if (number == ENDED_PATIENT || number == CLOSED_PATIENT)
    patient->ended_at = demo->now - (number == ENDED_PATIENT ? 6 : 12) * ANSHIN_DAY;
  patient->female = g_rand_int_range (demo->random, 0, 10) < 6;
  g_ptr_array_add (demo->patients, patient);
  act = anshin_demo_plan (demo, at, owner, run_enter);
  act->patient = patient;
  act->line = number;
  return patient;
}

static void
plan_consent (AnshinDemo *demo, AnshinDemoPatient *patient, guint number, gint64 at)
{
  AnshinDemoAct *act = NULL;

  if (number % 5 == 4)
    return;
  act = anshin_demo_plan (demo, anshin_demo_daytime (at + ANSHIN_DAY), patient->owner, run_draft);
  act->patient = patient;
  if (number % 10 == 8 || number % 60 == WAITING_PATIENT)
    return;
  act = anshin_demo_plan (demo, anshin_demo_daytime (at + 2 * ANSHIN_DAY), patient->owner,
                          run_sign);
  act->patient = patient;
  act->line = number;
  if (number % 40 != 17)
    return;
  patient->withdrawn_at = demo->now - 3 * ANSHIN_DAY;
  act = anshin_demo_plan (demo, patient->withdrawn_at, patient->owner, run_withdraw);
  act->patient = patient;
}

/**
 * anshin_demo_plan_patients:
 * @demo: the demo
 *
 * Plans that patients are entered and most of them sign the consent form: of ten, two have none
 * yet, one or two a printed form, and a few have withdrawn. Those of @options come on top, without.
 */
void
anshin_demo_plan_patients (AnshinDemo *demo)
{
  guint owner = 0;
  guint left = owners[0].share;

  for (guint i = 0; i < PATIENTS; i++)
    {
      gint64 at = anshin_demo_daytime (demo->start + (gint64) i * 14 * 60 * MINUTE);
      AnshinDemoPatient *patient = NULL;

      if (left == 0)
        {
          owner = (owner + 1) % G_N_ELEMENTS (owners);
          left = owners[owner].share;
        }
      left--;
      patient = plan_patient (demo, anshin_demo_find_mail (demo, owners[owner].mail), i, at);
      plan_consent (demo, patient, i, at);
    }
  for (guint i = 0; i < demo->options->patients; i++)
    plan_patient (demo, anshin_demo_find_mail (demo, owners[0].mail), PATIENTS + i,
                  demo->now - ANSHIN_DAY);
}
