/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-demo-private.h"

#include "anshin-account.h"
#include "anshin-application.h"
#include "anshin-audit-view.h"
#include "anshin-broadcast.h"
#include "anshin-clock.h"
#include "anshin-entry.h"
#include "anshin-facility.h"
#include "anshin-group.h"
#include "anshin-patient.h"

#define MINUTE (60 * ANSHIN_SECOND)
#define HOUR (60 * MINUTE)

/* Who talks with whom, apart from all groups. */
#define PHYSICIAN "morimoto@morimoto-naika.example"
#define NURSE "saeki@komorebi.example"

static const struct
{
  const char *mail;
  const char *text;
} direct_talk[] = {
  { PHYSICIAN, "佐伯さん、明日の退院前カンファレンスは15時からに変わりました。" },
  { NURSE, "ありがとうございます。15時に伺います。資料はこちらで用意します。" },
  { PHYSICIAN, "助かります。訪問の予定も一緒に決めましょう。" },
};

/* Where personal terminals are allowed. */
#define BYOD_ADMIN "taniguchi@nadeshiko.example"

static AnshinDemoUser *
get_office (AnshinDemo *demo)
{
  return demo->users->pdata[0];
}

static gboolean
run_byod (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  g_autoptr (AnshinByod) byod = anshin_byod_new ();

  byod->allowed = TRUE;
  byod->install_instructed = TRUE;
  byod->vulnerabilities_checked = TRUE;
  byod->settings_unchanged = TRUE;
  return anshin_demo_call (demo, act->user, "PUT", "/v1/facilities/{facility}/byod", byod,
                           act->user->principal->facility_id, NULL, NULL, error);
}

static gboolean
find_application (AnshinDemo *demo, const char *facility_id, char **id, GError **error)
{
  g_autoptr (AnshinRows) rows = NULL;

  rows = anshin_tx_query (demo->tx, error,
                          "SELECT MAX (id) FROM application WHERE facility_id = $1", "t",
                          facility_id);
  if (rows == NULL || !anshin_rows_next (rows, error))
    return FALSE;
  *id = g_strdup (anshin_rows_get_text (rows, 0));
  return TRUE;
}

static gboolean
decide (AnshinDemo *demo, const AnshinDemoApplicant *applicant, AnshinDemoUser *by, const char *id,
        GError **error)
{
  g_autoptr (AnshinTurnDown) turn_down = anshin_turn_down_new ();

  switch (applicant->state)
    {
    case ANSHIN_APPLICATION_REGISTERED:
      return anshin_demo_call (demo, get_office (demo), "POST",
                               "/v1/applications/{application}/registration", NULL, id, NULL, NULL,
                               error);
    case ANSHIN_APPLICATION_TURNED_DOWN:
      turn_down->reason =
        g_strdup ("施設で共用のアドレスのようです。ご本人だけが使うアドレスで申請してください。");
      return anshin_demo_call (demo, get_office (demo), "POST",
                               "/v1/applications/{application}/turn-down", turn_down, id, NULL,
                               NULL, error);
    case ANSHIN_APPLICATION_WITHDRAWN:
      return anshin_demo_call (demo, by, "POST", "/v1/applications/{application}/withdrawal", NULL,
                               id, NULL, NULL, error);
    default:
      return TRUE;
    }
}

static gboolean
run_apply (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  const AnshinDemoApplicant *applicant = demo->script->applicants->pdata[act->line];
  g_autoptr (AnshinApplicationBatch) batch = anshin_application_batch_new ();
  AnshinApplication *item = anshin_application_new ();
  g_autofree char *id = NULL;

  item->name = g_strdup (applicant->name);
  item->kana = g_strdup (applicant->kana);
  item->mail = g_strdup (applicant->mail);
  item->profession = applicant->profession;
  item->facility_id = g_strdup (act->user->principal->facility_id);
  if (*applicant->note != '\0')
    item->note = g_strdup (applicant->note);
  batch->items = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (batch->items, item);
  return anshin_demo_call (demo, act->user, "POST", "/v1/applications", batch, NULL, NULL, NULL,
                           error) &&
         find_application (demo, item->facility_id, &id, error) &&
         decide (demo, applicant, act->user, id, error);
}

/* The admin of somebody's facility, other than that one. */
static AnshinDemoUser *
find_admin (AnshinDemo *demo, const AnshinDemoUser *user)
{
  for (guint i = 0; i < demo->users->len; i++)
    {
      AnshinDemoUser *other = demo->users->pdata[i];

      if (other != user && other->person->admin &&
          g_str_equal (other->principal->facility_id, user->principal->facility_id))
        return other;
    }
  return get_office (demo);
}

static gboolean
run_go (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  AnshinDemoUser *admin = find_admin (demo, act->user);
  const char *user_id = act->user->principal->user_id;
  g_autoptr (AnshinSuspension) suspension = anshin_suspension_new ();
  g_autoptr (AnshinRetirement) retirement = anshin_retirement_new ();

  if (act->user->person->retired > 0)
    return anshin_demo_call (demo, admin, "POST", "/v1/users/{user}/retirement", retirement,
                             user_id, NULL, NULL, error);
  suspension->reason = ANSHIN_SUSPENSION_TERMINAL_LOST;
  suspension->note = g_strdup ("帰りの電車にタブレットを置き忘れたとのこと。駅に問い合わせ中。");
  return anshin_demo_call (demo, admin, "POST", "/v1/users/{user}/suspension", suspension, user_id,
                           NULL, NULL, error);
}

static gboolean
run_talk (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  AnshinDemoUser *nurse = anshin_demo_find_mail (demo, NURSE);
  g_autoptr (AnshinGroup) group = anshin_group_new ();
  g_autofree char *id = NULL;

  group->client_id = g_strdup ("demo-direct");
  group->kind = ANSHIN_GROUP_DIRECT;
  group->user_id = g_strdup (nurse->principal->user_id);
  if (!anshin_demo_call (demo, act->user, "POST", "/v1/groups", group, NULL, &id, NULL, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (direct_talk); i++)
    {
      g_autoptr (AnshinPost) post = anshin_post_new ();

      post->client_id = g_strdup_printf ("demo-direct-%u", i);
      post->text = g_strdup (direct_talk[i].text);
      anshin_clock_set_offset (act->at - demo->now + i * 7 * MINUTE);
      if (!anshin_demo_call (demo, anshin_demo_find_mail (demo, direct_talk[i].mail), "POST",
                             "/v1/groups/{group}/messages", post, id, NULL, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* Two of three have answered so far: most are safe, somebody is hurt, somebody needs help. */
static gboolean
answer_check (AnshinDemo *demo, const char *check_id, GError **error)
{
  for (guint i = 0; i < demo->users->len; i++)
    {
      AnshinDemoUser *user = demo->users->pdata[i];
      g_autoptr (AnshinSafetyAnswer) answer = anshin_safety_answer_new ();

      if (user->gone_at != 0 || i % 3 == 1)
        continue;
      answer->answer = ANSHIN_SAFETY_SAFE;
      if (i == 17)
        {
          answer->answer = ANSHIN_SAFETY_HURT;
          answer->word = g_strdup ("転んで手首を痛めました。歩けます。");
        }
      else if (i == 41)
        {
          answer->answer = ANSHIN_SAFETY_NEEDS_HELP;
          answer->word = g_strdup ("道がふさがり、訪問先から戻れません。");
        }
      if (!anshin_demo_call (demo, user, "PUT", "/v1/safety-checks/{check}/answer", answer,
                             check_id, NULL, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* A drill, some weeks ago. */
static gboolean
run_safety_check (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  g_autoptr (AnshinSafetyCheck) check = anshin_safety_check_new ();
  g_autofree char *id = NULL;

  check->text = g_strdup ("【訓練】朝9時に大きな地震があったと考えて、ご様子を教えてください。");
  if (!anshin_demo_call (demo, act->user, "POST", "/v1/safety-checks", check, NULL, &id, NULL,
                         error))
    return FALSE;
  anshin_clock_set_offset (act->at - demo->now + 20 * MINUTE);
  if (!answer_check (demo, id, error))
    return FALSE;
  anshin_clock_set_offset (act->at - demo->now + 2 * HOUR);
  if (!anshin_demo_call (demo, act->user, "POST", "/v1/safety-checks/{check}/reminder", NULL, id,
                         NULL, NULL, error))
    return FALSE;
  anshin_clock_set_offset (act->at - demo->now + 8 * HOUR);
  return anshin_demo_call (demo, act->user, "POST", "/v1/safety-checks/{check}/closing", NULL, id,
                           NULL, NULL, error);
}

/* Of the month before the day on which it is done. */
static gboolean
run_review (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  g_autoptr (AnshinAuditReview) review = anshin_audit_review_new ();
  int month = anshin_time_get_day (act->at) / 100;

  review->month = month % 100 > 1 ? month - 1 : month - 89;
  review->note = g_strdup ("夜間の記録は当直の往診と合っています。気になる点はありません。");
  return anshin_demo_call (demo, act->user, "POST", "/v1/audit/reviews", review, NULL, NULL, NULL,
                           error);
}

static gboolean
run_end_care (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  g_autoptr (AnshinPatientEnding) ending = anshin_patient_ending_new ();

  ending->reason = ANSHIN_ENDING_DIED;
  ending->on = anshin_clock_today ();
  return anshin_demo_call (demo, act->user, "POST", "/v1/patients/{patient}/ending", ending,
                           act->patient->id, NULL, NULL, error);
}

static gboolean
run_close (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  return anshin_demo_call (demo, act->user, "POST", "/v1/groups/{group}/closing", NULL,
                           act->group->id, NULL, NULL, error);
}

/* Of the groups that come to an end, the first one's patient has died. */
static void
plan_ends (AnshinDemo *demo)
{
  gboolean died = FALSE;

  for (guint i = 0; i < demo->groups->len; i++)
    {
      AnshinDemoGroup *group = demo->groups->pdata[i];
      AnshinDemoAct *act = NULL;

      if (group->patient == NULL || group->patient->ended_at == 0)
        continue;
      act = anshin_demo_plan (demo, group->patient->ended_at, group->creator,
                              died ? run_close : run_end_care);
      act->patient = group->patient;
      act->group = group;
      died = TRUE;
    }
}

static void
plan_applications (AnshinDemo *demo)
{
  GPtrArray *applicants = demo->script->applicants;

  for (guint i = 0; i < applicants->len; i++)
    {
      const AnshinDemoApplicant *applicant = applicants->pdata[i];

      anshin_demo_plan (demo, anshin_demo_daytime (demo->now - applicant->days * ANSHIN_DAY - HOUR),
                        anshin_demo_find_mail (demo, applicant->by), run_apply)
        ->line = i;
    }
}

/**
 * anshin_demo_plan_network:
 * @demo: the demo, its patients and groups planned
 *
 * Plans what the office and the facilities' admins do: applications, personal terminals, a
 * retirement and a lost terminal, a safety drill, reviews of the log, the end of a patient's care.
 */
void
anshin_demo_plan_network (AnshinDemo *demo)
{
  plan_applications (demo);
  plan_ends (demo);
  for (guint i = 0; i < demo->users->len; i++)
    {
      AnshinDemoUser *user = demo->users->pdata[i];

      if (user->gone_at != 0)
        anshin_demo_plan (demo, user->gone_at, user, run_go);
    }
  for (int days = 45; days < 120; days += 31)
    {
      gint64 at = anshin_demo_daytime (demo->now - days * ANSHIN_DAY);

      anshin_demo_plan (demo, at, get_office (demo), run_review);
      anshin_demo_plan (demo, at + HOUR, anshin_demo_find_mail (demo, PHYSICIAN), run_review);
    }
  anshin_demo_plan (demo, demo->now - 60 * ANSHIN_DAY, anshin_demo_find_mail (demo, BYOD_ADMIN),
                    run_byod);
  anshin_demo_plan (demo, demo->now - 2 * ANSHIN_DAY, anshin_demo_find_mail (demo, PHYSICIAN),
                    run_talk);
  anshin_demo_plan (demo, anshin_demo_daytime (demo->now - 40 * ANSHIN_DAY), get_office (demo),
                    run_safety_check);
}
