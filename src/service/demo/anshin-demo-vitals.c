/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-demo-private.h"

#include "anshin-clock.h"
#include "anshin-vitals.h"

#define BETWEEN_VISITS (3 * ANSHIN_DAY)
#define SPAN (75 * ANSHIN_DAY)
/* The talk of the last days stays what a list shows. */
#define UNTIL (3 * ANSHIN_DAY)

/* What is usual for the patient, and how far it goes up and down. */
static const struct
{
  int kind;
  int usual;
  int spread;
} measured[] = {
  { ANSHIN_VITAL_SYSTOLIC, 132, 14 },   { ANSHIN_VITAL_DIASTOLIC, 76, 9 },
  { ANSHIN_VITAL_PULSE, 74, 9 },        { ANSHIN_VITAL_TEMPERATURE, 365, 5 },
  { ANSHIN_VITAL_SPO2, 96, 2 },         { ANSHIN_VITAL_WEIGHT, 482, 8 },
  { ANSHIN_VITAL_FOOD, 80, 20 },
};

static const char *const notes[] = {
  "入浴前に測定。顔色良好です。", "朝食後に測定。自覚症状なし。",
  "少しふらつきあり、座位で測定しました。",
  "のどの渇きを訴えられ、水分をすすめました。",
};

static gboolean
run_visit (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  g_autoptr (AnshinVitalsPost) post = anshin_vitals_post_new ();
  g_autoptr (GRand) random = g_rand_new_with_seed (act->order);
  AnshinVitals *vitals = anshin_vitals_new ();

  post->client_id = g_strdup_printf ("demo-%u", act->order);
  post->vitals = ANSHIN_RECORD (vitals);
  vitals->measured_at = anshin_clock_now ();
  for (guint i = 0; i < G_N_ELEMENTS (measured); i++)
    {
      int off = g_rand_int_range (random, -measured[i].spread, measured[i].spread + 1)
                + g_rand_int_range (random, -measured[i].spread, measured[i].spread + 1);

      if (measured[i].kind < ANSHIN_VITAL_WEIGHT || g_rand_int_range (random, 0, 3) == 0)
        anshin_vitals_set (vitals, measured[i].kind,
                           MIN (measured[i].usual + off / 2 * (measured[i].kind == ANSHIN_VITAL_FOOD
                                                                 ? 1
                                                                 : 2),
                                anshin_vital_get_info (measured[i].kind)->most));
    }
  if (g_rand_int_range (random, 0, 5) == 0)
    vitals->note = g_strdup (notes[g_rand_int_range (random, 0, G_N_ELEMENTS (notes))]);
  vitals->confirmed = TRUE;
  return anshin_demo_call (demo, act->user, "POST", "/v1/groups/{group}/vitals", post,
                           act->group->id, NULL, &act->group->last_seq, error);
}

/**
 * anshin_demo_plan_vitals:
 * @demo: the demo
 * @group: a patient's group
 * @nurse: who visits
 * @from: no visit before
 *
 * Plans visits at which vital signs are measured, every few days of the last months.
 */
void
anshin_demo_plan_vitals (AnshinDemo *demo, AnshinDemoGroup *group, AnshinDemoUser *nurse,
                         gint64 from)
{
  AnshinDemoPatient *patient = group->patient;

  if (nurse->gone_at != 0 || patient->withdrawn_at != 0 || patient->ended_at != 0)
    return;
  for (gint64 at = MAX (from, demo->now - SPAN); at < demo->now - UNTIL; at += BETWEEN_VISITS)
    anshin_demo_plan (demo, anshin_demo_daytime (at), nurse, run_visit)->group = group;
}
