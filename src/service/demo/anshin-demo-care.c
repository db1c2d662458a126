/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-demo-private.h"

#include "anshin-card.h"
#include "anshin-care-request.h"
#include "anshin-clock.h"
#include "anshin-template.h"

#define HOUR (60 * 60 * ANSHIN_SECOND)

/* What the team of a patient asks of each other: who asks, who is asked, how many days before now
 * and until when from then, what became of it. Only every so many groups has it. */
typedef struct
{
  int by;
  int to;
  int days_ago;
  int due_in;
  int state;
  guint every;
  gboolean urgent;
  const char *what;
  const char *word;
} DemoRequest;

static const DemoRequest requests[] = {
  { ANSHIN_PROFESSION_PHYSICIAN, ANSHIN_PROFESSION_NURSE, 6, 2, ANSHIN_REQUEST_TAKEN, 3, FALSE,
    "次の訪問で残薬を数えて、日数を知らせてください。", NULL },
  { ANSHIN_PROFESSION_NURSE, ANSHIN_PROFESSION_CARE_MANAGER, 3, 9, ANSHIN_REQUEST_ASKED, 2, FALSE,
    "夜間のトイレへの移動が不安定です。手すりの位置を福祉用具の方と見てください。", NULL },
  { ANSHIN_PROFESSION_CARE_MANAGER, ANSHIN_PROFESSION_PHYSICIAN, 8, 4, ANSHIN_REQUEST_DONE, 2,
    FALSE, "主治医意見書の作成をお願いします。認定の更新は来月末です。",
    "本日、市役所へ送りました。" },
  { ANSHIN_PROFESSION_NURSE, ANSHIN_PROFESSION_PHYSICIAN, 1, 1, ANSHIN_REQUEST_ASKED, 2, TRUE,
    "仙骨部に発赤があります。写真を確認のうえ、処置の指示をお願いします。", NULL },
};

static const struct
{
  const char *contact;
  int relationship;
  const char *telephone;
  const char *allergies;
  const char *history;
  const char *devices;
  const char *wishes;
  const char *key_place;
} cards[] = {
  { "長男(市内在住)", ANSHIN_RELATIONSHIP_SON, "090-0000-1201", "ペニシリン系(発疹)",
    "慢性心不全、2型糖尿病、右大腿骨頸部骨折術後", "在宅酸素 1L/分",
    "入院は望まず、家で過ごしたい。延命のための処置は受けない(家族同席で確認)。",
    "玄関脇のキーボックス。番号は長男へ" },
  { "長女(隣町)", ANSHIN_RELATIONSHIP_DAUGHTER, "090-0000-1202", "なし",
    "脳梗塞後遺症(左片麻痺)、高血圧症", "胃ろう(20Fr バルーン型、月1回交換)",
    "肺炎などの治る病気では入院も考える。人工呼吸器は付けない。", "長女が同居、日中は在宅" },
  { "夫", ANSHIN_RELATIONSHIP_SPOUSE, "0797-00-1203", "そば、造影剤",
    "パーキンソン病、骨粗しょう症", "膀胱留置カテーテル 16Fr",
    "まだ話し合いの途中。次の担当者会議で続きを話す。", NULL },
};

static AnshinDemoUser *
find_user (AnshinDemoGroup *group, int profession)
{
  for (guint i = 0; i < group->team->len; i++)
    {
      AnshinDemoUser *user = group->team->pdata[i];

      if (user->person->profession == profession && user->gone_at == 0)
        return user;
    }
  return NULL;
}

static gboolean
run_card (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  guint number = act->line % G_N_ELEMENTS (cards);
  g_autoptr (AnshinCard) card = anshin_card_new ();
  AnshinCardContact *contact = anshin_card_contact_new ();

  contact->name = g_strdup (cards[number].contact);
  contact->relationship = cards[number].relationship;
  contact->telephone = g_strdup (cards[number].telephone);
  card->contacts = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (card->contacts, contact);
  card->allergies = g_strdup (cards[number].allergies);
  card->history = g_strdup (cards[number].history);
  card->devices = g_strdup (cards[number].devices);
  card->infection = g_strdup ("なし");
  card->wishes = g_strdup (cards[number].wishes);
  card->key_place = g_strdup (cards[number].key_place);
  return anshin_demo_call (demo, act->user, "PUT", "/v1/patients/{patient}/card", card,
                           act->group->patient->id, NULL, NULL, error);
}

static gboolean
run_request (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  const DemoRequest *said = &requests[act->line];
  g_autoptr (AnshinCareRequest) request = anshin_care_request_new ();
  g_autofree char *id = NULL;

  request->client_id = g_strdup_printf ("demo-request-%u", act->order);
  request->what = g_strdup (said->what);
  request->owner_id = g_strdup (find_user (act->group, said->to)->principal->user_id);
  request->due_on = anshin_date_add_days (anshin_clock_today (), said->due_in);
  request->urgent = said->urgent;
  if (!anshin_demo_call (demo, act->user, "POST", "/v1/groups/{group}/requests", request,
                         act->group->id, &id, &act->group->last_seq, error))
    return FALSE;
  g_ptr_array_add (act->talk->ids, g_steal_pointer (&id));
  return TRUE;
}

static gboolean
run_taking (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  return anshin_demo_call (demo, act->user, "POST", "/v1/requests/{request}/taking", NULL,
                           act->talk->ids->pdata[0], NULL, NULL, error);
}

static gboolean
run_completion (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  g_autoptr (AnshinRequestWord) word = anshin_request_word_new ();

  word->word = g_strdup (requests[act->line].word);
  return anshin_demo_call (demo, act->user, "POST", "/v1/requests/{request}/completion", word,
                           act->talk->ids->pdata[0], NULL, NULL, error);
}

static AnshinDemoAct *
plan_about (AnshinDemo *demo, gint64 at, AnshinDemoUser *user, AnshinDemoTalk *talk, guint line,
            gboolean (*run) (AnshinDemo *, const AnshinDemoAct *, GError **))
{
  AnshinDemoAct *act = anshin_demo_plan (demo, at, user, run);

  act->group = talk->group;
  act->talk = talk;
  act->line = line;
  return act;
}

static void
plan_request (AnshinDemo *demo, AnshinDemoGroup *group, guint line)
{
  const DemoRequest *said = &requests[line];
  AnshinDemoUser *by = find_user (group, said->by);
  AnshinDemoUser *to = find_user (group, said->to);
  gint64 at = anshin_demo_daytime (demo->now - said->days_ago * ANSHIN_DAY - line * HOUR);
  AnshinDemoTalk *talk = NULL;

  if (by == NULL || to == NULL || by == to)
    return;
  talk = g_new0 (AnshinDemoTalk, 1);
  talk->group = group;
  talk->ids = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (demo->talks, talk);
  plan_about (demo, at, by, talk, line, run_request);
  if (said->state == ANSHIN_REQUEST_TAKEN)
    plan_about (demo, at + 2 * HOUR, to, talk, line, run_taking);
  if (said->state == ANSHIN_REQUEST_DONE)
    plan_about (demo, at + 20 * HOUR, to, talk, line, run_completion);
}

/**
 * anshin_demo_plan_care:
 * @demo: the demo
 * @group: a patient's group
 * @number: which of them
 * @at: from when on its team is there
 *
 * Plans the patient's emergency card and what the team asks of each other; nothing where the care
 * has ended.
 */
void
anshin_demo_plan_care (AnshinDemo *demo, AnshinDemoGroup *group, guint number, gint64 at)
{
  AnshinDemoAct *act = NULL;

  if (group->patient->withdrawn_at != 0 || group->patient->ended_at != 0 ||
      at + 10 * ANSHIN_DAY > demo->now || group->creator->gone_at != 0)
    return;
  act = anshin_demo_plan (demo, anshin_demo_daytime (at + ANSHIN_DAY), group->creator, run_card);
  act->group = group;
  act->line = number;
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    if (number % requests[i].every == 0)
      plan_request (demo, group, i);
}

static gboolean
run_template (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  g_autoptr (AnshinTemplate) template = anshin_template_new ();

  template->facility = act->line == 1;
  template->name = g_strdup (act->line == 1 ? "訪問看護の報告" : "往診の記録");
  template->text = g_strdup (
    act->line == 1
      ? "訪問しました。体温 {number:体温:℃:34..42}、SpO₂ {number:SpO₂:%:50..100}。\n"
        "{check:食事} {check:服薬} {check:排便}\n様子:{text:様子}\n次回の訪問 {date:次回の訪問}"
      : "往診しました。血圧 {number:収縮期血圧:mmHg:50..260}/{number:拡張期血圧:mmHg:30..160}。\n"
        "{text:所見}\n次回 {date:次回の往診}");
  return anshin_demo_call (demo, act->user, "POST", "/v1/templates", template, NULL, NULL, NULL,
                           error);
}

/**
 * anshin_demo_plan_templates:
 * @demo: the demo
 *
 * A template of one's own for each physician, and one for the staff of each nurse who is admin.
 */
void
anshin_demo_plan_templates (AnshinDemo *demo)
{
  for (guint i = 0; i < demo->users->len; i++)
    {
      AnshinDemoUser *user = demo->users->pdata[i];
      const AnshinDemoPerson *person = user->person;
      gboolean physician = person->profession == ANSHIN_PROFESSION_PHYSICIAN;
      gboolean head_nurse = person->profession == ANSHIN_PROFESSION_NURSE && person->admin;

      if (user->gone_at == 0 && (physician || head_nurse))
        anshin_demo_plan (demo, demo->start + 5 * ANSHIN_DAY, user, run_template)->line
          = head_nurse;
    }
}
