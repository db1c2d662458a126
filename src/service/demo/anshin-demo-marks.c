/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sodium.h>

#include "anshin-attachment.h"
#include "anshin-clock.h"
#include "anshin-demo-private.h"
#include "anshin-entry.h"
#include "anshin-media.h"

#define HOUR (60 * 60 * ANSHIN_SECOND)
#define PHOTO "blood-pressure-book.png"
#define DIGEST_BYTES 32

/* What the newest messages of some groups show besides text: who is named, a photo, what is urgent,
 * what stands on top for everybody. The name of who is named stands where the %s is. */
static const struct
{
  int by;
  int to;
  int hours_ago;
  guint every;
  guint first;
  gboolean photo;
  gboolean urgent;
  gboolean pinned;
  const char *text;
} notes[] = {
  { ANSHIN_PROFESSION_NURSE, 0, 100, 3, 0, FALSE, FALSE, TRUE,
    "緊急時の連絡の順番:①訪問看護ステーション ②主治医 ③ご家族。夜間も①へお電話ください。" },
  { ANSHIN_PROFESSION_NURSE, ANSHIN_PROFESSION_PHYSICIAN, 26, 4, 1, TRUE, FALSE, FALSE,
    "@%s ご家族がつけている血圧の手帳です。今週は朝がやや高めです。" },
  { ANSHIN_PROFESSION_CARE_MANAGER, ANSHIN_PROFESSION_NURSE, 22, 4, 2, FALSE, FALSE, FALSE,
    "@%s 来週の担当者会議は木曜14時からご自宅で行います。ご都合はいかがですか。" },
  { ANSHIN_PROFESSION_CARE_MANAGER, ANSHIN_PROFESSION_PHYSICIAN, 2, 10, 7, FALSE, TRUE, FALSE,
    "@%s ヘルパーより、ベッドの脇に座り込んでおられたとの連絡です。右足を痛がっておられます。"
    "これからお電話します。" },
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

static char *
make_digest (GBytes *file)
{
  guint8 digest[DIGEST_BYTES];
  char hex[DIGEST_BYTES * 2 + 1];
  gsize size = 0;
  const guint8 *data = g_bytes_get_data (file, &size);

  crypto_generichash (digest, sizeof digest, data, size, NULL, 0);
  return g_strdup (sodium_bin2hex (hex, sizeof hex, digest, sizeof digest));
}

/* As a desktop sends it: said what comes, the one chunk, said that this is all. */
static gboolean
upload (AnshinDemo *demo, const AnshinDemoAct *act, char **id, GError **error)
{
  g_autoptr (GBytes) file = g_resources_lookup_data ("/jp/anshinnet/demo/" PHOTO, 0, error);
  g_autoptr (AnshinAttachment) attachment = anshin_attachment_new ();
  g_autofree char *chunk = NULL;

  if (file == NULL)
    return FALSE;
  attachment->client_id = g_strdup_printf ("demo-file-%u", act->order);
  attachment->name = g_strdup ("血圧手帳.png");
  attachment->media = ANSHIN_MEDIA_PNG;
  attachment->size = (gint64) g_bytes_get_size (file);
  attachment->digest = make_digest (file);
  if (!anshin_demo_call (demo, act->user, "POST", "/v1/groups/{group}/attachments", attachment,
                         act->group->id, id, NULL, error))
    return FALSE;
  chunk = g_strconcat (*id, "/0", NULL);
  return anshin_demo_call (demo, act->user, "PUT", "/v1/attachments/{attachment}/chunks/{number}",
                           file, chunk, NULL, NULL, error) &&
         anshin_demo_call (demo, act->user, "POST", "/v1/attachments/{attachment}/completion", NULL,
                           *id, NULL, NULL, error);
}

static void
name_somebody (AnshinPost *post, const char *text, AnshinDemoUser *to)
{
  AnshinMention *mention = NULL;
  g_auto (GStrv) parts = g_strsplit (text, "%s", 2);

  post->text = g_strjoinv (to != NULL ? to->person->name : "", parts);
  if (to == NULL)
    return;
  mention = anshin_mention_new ();
  mention->kind = ANSHIN_MENTION_PERSON;
  mention->id = g_strdup (to->principal->user_id);
  post->mentions = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (post->mentions, mention);
}

static gboolean
run_note (AnshinDemo *demo, const AnshinDemoAct *act, GError **error)
{
  g_autoptr (AnshinPost) post = anshin_post_new ();
  g_autofree char *file = NULL;
  g_autofree char *id = NULL;
  g_autofree char *message = NULL;

  if (notes[act->line].photo && !upload (demo, act, &file, error))
    return FALSE;
  post->client_id = g_strdup_printf ("demo-note-%u", act->order);
  post->urgent = notes[act->line].urgent;
  name_somebody (post, notes[act->line].text,
                 notes[act->line].to != 0 ? find_user (act->group, notes[act->line].to) : NULL);
  if (file != NULL)
    post->attachments = g_strdupv ((char *[]){ file, NULL });
  if (!anshin_demo_call (demo, act->user, "POST", "/v1/groups/{group}/messages", post,
                         act->group->id, &id, &act->group->last_seq, error))
    return FALSE;
  message = g_strconcat (act->group->id, "/", id, NULL);
  return !notes[act->line].pinned ||
         anshin_demo_call (demo, act->user, "PUT", "/v1/groups/{group}/messages/{message}/pin",
                           NULL, message, NULL, NULL, error);
}

/**
 * anshin_demo_plan_marks:
 * @demo: the demo
 * @group: a patient's group
 * @number: which of them
 *
 * Plans messages that name somebody, have a photo, are urgent or pinned; nothing where the care has
 * ended.
 */
void
anshin_demo_plan_marks (AnshinDemo *demo, AnshinDemoGroup *group, guint number)
{
  if (group->patient->withdrawn_at != 0 || group->patient->ended_at != 0 ||
      group->creator->gone_at != 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (notes); i++)
    {
      AnshinDemoUser *by = find_user (group, notes[i].by);
      AnshinDemoUser *to = notes[i].to != 0 ? find_user (group, notes[i].to) : NULL;
      AnshinDemoAct *act = NULL;

      if (number % notes[i].every != notes[i].first || by == NULL || by == to ||
          (notes[i].to != 0 && to == NULL))
        continue;
      act = anshin_demo_plan (demo, demo->now - notes[i].hours_ago * HOUR, by, run_note);
      act->group = group;
      act->line = i;
    }
}
