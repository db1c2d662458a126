/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "anshin-account-table.h"
#include "anshin-channel.h"
#include "anshin-clock.h"
#include "anshin-consent-table.h"
#include "anshin-facility-table.h"
#include "anshin-group-table.h"
#include "anshin-id.h"
#include "anshin-membership-table.h"
#include "anshin-message-table.h"
#include "anshin-registration-table.h"
#include "anshin-session.h"
#include "anshin-terminal-table.h"

/*
 * The people of the measurement: 200 users of ten facilities in 50 patient groups of 20, so that
 * each is in five; 500 who only listen; a free group of very many messages. Sessions are opened
 * here: signing in is dear by design, and is not what is measured.
 */

#define FACILITIES 10
#define USERS 200
#define IDLE 500
#define GROUPS 50
#define GROUPS_PER_USER 5
#define MESSAGES_PER_GROUP 60
#define BIG 100000
#define BATCH 2000
#define HOURS_12 (12 * 60 * 60 * ANSHIN_SECOND)
#define TEXT                                                                                   \
  "訪問しました。血圧は百三十二の七十八、脈拍七十、体温三十六度五分。食事は半分ほど"  \
  "召し上がり、水分もとれています。次回は金曜日の午後に伺います。"

typedef struct
{
  GString *plan;
  AnshinFacility *facilities[FACILITIES];
  AnshinUser *users[USERS];
  char *groups[GROUPS];
  char *big;
  int done;
} Seed;

static gboolean
add_facilities (Seed *self, AnshinTx *tx, GError **error)
{
  for (int i = 0; i < FACILITIES; i++)
    {
      AnshinFacility *facility = anshin_facility_new ();

      self->facilities[i] = facility;
      facility->name = g_strdup_printf ("計測診療所%d", i);
      facility->kind = i % 2 ? ANSHIN_FACILITY_VISITING_NURSE_STATION : ANSHIN_FACILITY_CLINIC;
      facility->address = g_strdup ("計測市");
      facility->telephone = g_strdup ("000");
      if (!anshin_facility_insert (tx, facility, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
open_session (AnshinTx *tx, const char *user_id, char **token, GError **error)
{
  g_autofree char *terminal = anshin_id_new ();
  g_autofree char *session = NULL;
  guint8 key[ANSHIN_PUBLIC_KEY_BYTES];
  gint64 now = anshin_clock_now ();

  randombytes_buf (key, sizeof key);
  return anshin_terminal_insert (tx, terminal, user_id, "計測", key, now, error) &&
         anshin_session_begin (tx, user_id, terminal, now, now + HOURS_12, &session, token, error);
}

static AnshinUser *
add_user (Seed *self, AnshinTx *tx, int number, char **token, GError **error)
{
  g_autoptr (AnshinUser) user = anshin_user_new ();
  AnshinFacility *facility = self->facilities[number % FACILITIES];
  gint64 rules = 0;

  user->name = g_strdup_printf ("計測 太郎%d", number);
  user->kana = g_strdup ("ケイソク タロウ");
  user->mail = g_strdup_printf ("user%d@bench.example", number);
  user->profession = facility->kind == ANSHIN_FACILITY_CLINIC ? ANSHIN_PROFESSION_PHYSICIAN
                                                              : ANSHIN_PROFESSION_NURSE;
  user->facility_id = g_strdup (facility->id);
  user->facility_name = g_strdup (facility->name);
  user->facility_admin = number < FACILITIES;
  user->state = ANSHIN_ACCOUNT_ACTIVE;
  if (!anshin_account_insert (tx, user, "-", FALSE, 0, error) ||
      !anshin_rules_get_newest (tx, &rules, error) ||
      !anshin_rules_accept_version (tx, user->id, rules, anshin_clock_now (), NULL, error) ||
      !open_session (tx, user->id, token, error))
    return NULL;
  return g_steal_pointer (&user);
}

static gboolean
add_users (Seed *self, AnshinTx *tx, GError **error)
{
  for (int i = 0; i < USERS + IDLE; i++)
    {
      g_autofree char *token = NULL;
      g_autoptr (AnshinUser) user = add_user (self, tx, i, &token, error);

      if (user == NULL)
        return FALSE;
      g_string_append_printf (self->plan, "%s\t%s\t%s", i < USERS ? "user" : "idle", user->id,
                              token);
      for (int k = 0; k < GROUPS_PER_USER && i < USERS; k++)
        g_string_append_printf (self->plan, "\t%d", (i + k * 11) % GROUPS);
      g_string_append_c (self->plan, '\n');
      if (i == 0)
        g_string_append_printf (self->plan, "big\t%%s\t%d\t%s\t%s\n", BIG, user->id, token);
      if (i < USERS)
        self->users[i] = g_steal_pointer (&user);
    }
  return anshin_group_create_all_users (tx, self->facilities[0]->id, self->users[0]->id, NULL,
                                        error);
}

static gboolean
add_consented_patient (Seed *self, AnshinTx *tx, int number, AnshinPatient *patient,
                       AnshinConsent *consent, GError **error)
{
  AnshinUser *owner = self->users[number % FACILITIES];

  patient->facility_id = g_strdup (owner->facility_id);
  patient->number = g_strdup_printf ("B%04d", number);
  patient->name = g_strdup_printf ("計測 患者%d", number);
  patient->kana = g_strdup ("ケイソク カンジャ");
  patient->birth_date = 19400101;
  patient->sex = ANSHIN_SEX_FEMALE;
  patient->no_attending_reason = g_strdup ("計測のため");
  if (!anshin_patient_insert (tx, patient, owner->id, error))
    return FALSE;
  consent->patient_id = g_strdup (patient->id);
  consent->state = ANSHIN_CONSENT_DRAFT;
  consent->signer = ANSHIN_SIGNER_SELF;
  consent->signed_on = 20260401;
  return anshin_consent_insert (tx, consent, owner->id, error) &&
         anshin_consent_put_in_force (tx, consent, owner->id, error);
}

static gboolean
append_message (Seed *self, AnshinTx *tx, const char *channel, int number, GError **error)
{
  g_autofree char *id = anshin_id_new ();
  g_autofree char *client_id = anshin_id_new ();
  g_autoptr (GString) json = g_string_new (NULL);
  AnshinUser *author = self->users[number % USERS];
  g_autofree char *content = g_strdup_printf (
    "{\"author_name\":\"%s\",\"author_profession\":\"nurse\",\"author_facility\":\"%s\","
    "\"text\":\"" TEXT "\"}", author->name, author->facility_name);
  AnshinNewEntry entry = {
    .channel = channel, .key_id = channel, .id = id, .kind = ANSHIN_ENTRY_MESSAGE,
    .author_id = author->id, .client_id = client_id, .content_json = content,
  };

  return anshin_channel_append (tx, &entry, json, error);
}

static gboolean
add_group (Seed *self, AnshinTx *tx, int number, GError **error)
{
  g_autoptr (AnshinPatient) patient = anshin_patient_new ();
  g_autoptr (AnshinConsent) consent = anshin_consent_new ();
  g_autoptr (AnshinGroup) group = anshin_group_new ();

  if (!add_consented_patient (self, tx, number, patient, consent, error))
    return FALSE;
  group->kind = ANSHIN_GROUP_PATIENT;
  group->name = g_strdup (patient->name);
  group->patient_id = g_strdup (patient->id);
  group->owner_facility_id = g_strdup (patient->facility_id);
  if (!anshin_group_insert (tx, group, consent->id, self->users[number % FACILITIES]->id, error))
    return FALSE;
  for (int i = 0; i < USERS; i++)
    for (int k = 0; k < GROUPS_PER_USER; k++)
      if ((i + k * 11) % GROUPS == number &&
          !anshin_membership_add (tx, group->id, self->users[i]->id, FALSE, NULL, error))
        return FALSE;
  for (int i = 0; i < MESSAGES_PER_GROUP; i++)
    if (!append_message (self, tx, group->id, i, error))
      return FALSE;
  self->groups[number] = g_strdup (group->id);
  return TRUE;
}

static gboolean
add_big_group (Seed *self, AnshinTx *tx, GError **error)
{
  g_autoptr (AnshinGroup) group = anshin_group_new ();

  group->kind = ANSHIN_GROUP_FREE;
  group->name = g_strdup ("長いグループ");
  group->owner_facility_id = g_strdup (self->facilities[0]->id);
  if (!anshin_group_insert (tx, group, NULL, self->users[0]->id, error))
    return FALSE;
  self->big = g_strdup (group->id);
  return anshin_membership_add (tx, self->big, self->users[0]->id, TRUE, NULL, error);
}

static gboolean
seed_people (AnshinTx *tx, gpointer job, GError **error)
{
  Seed *self = job;

  if (!add_facilities (self, tx, error) || !add_users (self, tx, error))
    return FALSE;
  for (int i = 0; i < GROUPS; i++)
    if (!add_group (self, tx, i, error))
      return FALSE;
  return add_big_group (self, tx, error);
}

/* What people did with every fourth message: each page has to look that up, too. */
static gboolean
add_state (Seed *self, AnshinTx *tx, int seq, GError **error)
{
  if (seq % 4 != 0)
    return TRUE;
  for (int i = 0; i < 3; i++)
    if (!anshin_acknowledgement_set (tx, self->big, seq, self->users[i]->id, 1 + i, error))
      return FALSE;
  return anshin_bookmark_set (tx, self->big, seq, self->users[0]->id, TRUE, error);
}

static gboolean
seed_messages (AnshinTx *tx, gpointer job, GError **error)
{
  Seed *self = job;

  for (int i = 0; i < BATCH; i++)
    if (!append_message (self, tx, self->big, self->done + i, error) ||
        !add_state (self, tx, self->done + i + 1, error))
      return FALSE;
  self->done += BATCH;
  return TRUE;
}

/* The groups come first in the plan: the users' lines refer to them. */
static gboolean
write_plan (Seed *self, const char *path, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; i < GROUPS; i++)
    g_string_append_printf (text, "group\t%s\n", self->groups[i]);
  g_string_replace (self->plan, "%s", self->big, 0);
  g_string_append (text, self->plan->str);
  return g_file_set_contents (path, text->str, text->len, error);
}

static void
seed_clear (Seed *self)
{
  for (int i = 0; i < FACILITIES; i++)
    g_clear_object (&self->facilities[i]);
  for (int i = 0; i < USERS; i++)
    g_clear_object (&self->users[i]);
  for (int i = 0; i < GROUPS; i++)
    g_free (self->groups[i]);
  g_free (self->big);
  g_string_free (self->plan, TRUE);
}

static gboolean
seed_all (const AnshinDbConfig *config, const char *plan, GError **error)
{
  g_autoptr (AnshinDb) db = NULL;
  Seed self = { g_string_new (NULL) };
  gboolean good = FALSE;

  if (anshin_sealer_create_key (config->key_path, error) && anshin_db_create (config, error))
    db = anshin_db_open (config, error);
  good = db != NULL && anshin_db_write_sync (db, seed_people, &self, error);
  while (good && self.done < BIG)
    good = anshin_db_write_sync (db, seed_messages, &self, error);
  good = good && write_plan (&self, plan, error);
  seed_clear (&self);
  return good;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  AnshinDbConfig config = { 0 };

  if (argc != 4 || sodium_init () < 0)
    {
      g_printerr ("usage: anshin-bench-seed DATABASE KEY PLAN\n");
      return EXIT_FAILURE;
    }
  config.sqlite_path = argv[1];
  config.key_path = argv[2];
  if (!seed_all (&config, argv[3], &error))
    {
      g_printerr ("anshin-bench-seed: %s\n", error->message);
      return EXIT_FAILURE;
    }
  return EXIT_SUCCESS;
}
