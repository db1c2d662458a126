/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "mail-rules.h"

#include <string.h>

#include "anshin-account-table.h"
#include "anshin-clock.h"

#define MINUTE (60 * ANSHIN_SECOND)
#define ON_LINE (2 * MINUTE)
#define PAUSE (10 * MINUTE)
/* What a run of the mailer itself may take. */
#define SLACK (10 * ANSHIN_SECOND)
/* A session is over when nothing was heard for half an hour; somebody is there before. */
#define IDLE (20 * MINUTE)

enum { MESSAGE = 1, INVITATION = 5, LEFT = 9, SAFETY = 14, ACCOUNT = 15 };

/* Byte for byte, but for the time, a number, and who it is for. */
#define TEMPLATE                                                                                  \
  "^Date: [A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d \\+0000\r\n"            \
  "From: <network@anshin\\.example>\r\n"                                                          \
  "To: <([^<>\r\n]+)>\r\n"                                                                        \
  "Message-ID: <[0-9a-f]{32}@anshin\\.example>\r\n"                                               \
  "Subject: =\\?UTF-8\\?B\\?44Oh44OD44K744O844K444GM44GC44KK44G\\+44GZ44CC\\?=\r\n"               \
  "Auto-Submitted: auto-generated\r\n"                                                            \
  "MIME-Version: 1\\.0\r\n"                                                                       \
  "Content-Type: text/plain; charset=UTF-8\r\n"                                                   \
  "Content-Transfer-Encoding: base64\r\n"                                                         \
  "\r\n"                                                                                          \
  "44Oh44OD44K744O844K444GM44GC44KK44G\\+44GZ44CCDQo=\r\n$"

static const struct
{
  int facility;
  const char *profession;
  gboolean admin;
} people[] = {
  { 0, "physician", FALSE }, { 0, "clerk", TRUE },    { 0, "nurse", FALSE },
  { 1, "nurse", TRUE },      { 1, "nurse", FALSE },   { 2, "care-manager", TRUE },
  { 2, "helper", FALSE },    { 3, "pharmacist", TRUE }, { 4, "physician", TRUE },
  { 4, "nurse", FALSE },
};

static const Step *const all_steps[] = { walk_care_steps, walk_group_steps, walk_member_steps,
                                         walk_account_steps };

static void
report (const char *event, const char *detail)
{
  g_assert_cmpstr (event, ==, "mail-sent");
}

Rules *
rules_new (guint32 seed)
{
  Rules *self = g_new0 (Rules, 1);

  self->walk.random = g_rand_new_with_seed (seed);
  self->walk.steps = g_ptr_array_new_with_free_func (g_free);
  self->walk.tally = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->walk.model = model_new ();
  self->walk.world = world_new (self->walk.model);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    world_add_person (self->walk.world, self->walk.model, people[i].facility,
                      people[i].profession, people[i].admin, FALSE);
  self->relay = relay_new (NULL, NULL);
  self->config.smtp.server = g_strdup (self->relay->url);
  self->config.smtp.ca = g_strdup (self->relay->ca);
  self->config.from = g_strdup (MAIL_FROM);
  self->config.report = report;
  self->mailer = anshin_mailer_new (self->walk.world->store->db, &self->config);
  self->last_entry = g_strdup ("");
  return self;
}

void
rules_free (Rules *self)
{
  anshin_mailer_free (self->mailer);
  anshin_mail_config_clear (&self->config);
  relay_free (self->relay);
  world_free (self->walk.world);
  model_free (self->walk.model);
  g_ptr_array_unref (self->walk.steps);
  g_hash_table_unref (self->walk.tally);
  g_rand_free (self->walk.random);
  for (int i = 0; i < MAX_PEOPLE; i++)
    g_free (self->address[i]);
  g_free (self->last_entry);
  g_free (self);
}

/* As if the session had been used, or its stream open, at that time. A stream alone keeps no
 * session open: it was used some minutes before. */
static void
be_there (Rules *self, int user, gboolean by_stream)
{
  gint64 now = anshin_clock_now ();
  g_autofree char *sql = g_strdup_printf (
    "UPDATE session SET heard_at = CASE WHEN %d = 1 THEN %" G_GINT64_FORMAT " ELSE heard_at END, "
    "seen_at = CASE WHEN seen_at > %" G_GINT64_FORMAT " THEN seen_at ELSE %" G_GINT64_FORMAT " END "
    "WHERE user_id = '%s' AND ended_at IS NULL",
    by_stream, now, now - (by_stream ? IDLE / 2 : 0), now - (by_stream ? IDLE / 2 : 0),
    self->walk.model->people[user].id);

  store_exec (self->walk.world->store, sql);
}

void
rules_pass_time (Rules *self, gint64 microseconds, gboolean on_line)
{
  static gint64 passed;
  gint64 now = 0;

  passed += microseconds;
  anshin_clock_set_offset (passed);
  now = anshin_clock_now ();
  for (int i = 0; on_line && i < self->walk.model->n_people; i++)
    {
      if (now - self->seen[i] > IDLE)
        be_there (self, i, FALSE);
      else if (walk_chance (&self->walk, 40))
        be_there (self, i, walk_chance (&self->walk, 2));
    }
  /* Whoever acts has a session that is not over, and has just given the password. */
  store_exec (self->walk.world->store, "UPDATE session SET confirmed_at = 9000000000000000, "
                                       "expires_at = 9000000000000000");
}

void
rules_step (Rules *self)
{
  guint sum = 0;
  guint number = 0;

  for (guint i = 0; i < G_N_ELEMENTS (all_steps); i++)
    for (const Step *step = all_steps[i]; step->func != NULL; step++)
      sum += step->weight;
  number = (guint) walk_pick (&self->walk, (int) sum);
  for (guint i = 0; i < G_N_ELEMENTS (all_steps); i++)
    for (const Step *step = all_steps[i]; step->func != NULL; number -= step++->weight)
      if (number < step->weight)
        {
          step->func (&self->walk);
          if (self->walk.fault != NULL)
            g_error ("%s", self->walk.fault);
          return;
        }
}

/* When each was last there, by all sessions that are open. */
static void
note_seen (Rules *self)
{
  Model *model = self->walk.model;
  g_auto (GStrv) rows = world_query (
    self->walk.world,
    "SELECT user_id || ' ' || MAX(CASE WHEN heard_at > seen_at THEN heard_at ELSE seen_at END) "
    "FROM session WHERE ended_at IS NULL GROUP BY user_id", NULL);

  for (guint i = 0; rows[i] != NULL; i++)
    for (int user = 0; user < model->n_people; user++)
      {
        gint64 seen = 0;

        if (!g_str_has_prefix (rows[i], model->people[user].id))
          continue;
        seen = g_ascii_strtoll (strchr (rows[i], ' '), NULL, 10);
        if (seen <= self->seen[user])
          continue;
        self->seen[user] = seen;
        self->reason[user] = self->owed[user] = FALSE;
      }
  for (int user = 0; user < model->n_people; user++)
    if (model->people[user].state != ACTIVE)
      self->reason[user] = self->owed[user] = FALSE;
}

static gboolean
is_away (Rules *self, int user)
{
  return self->walk.model->people[user].state == ACTIVE
         && anshin_clock_now () - self->seen[user] > ON_LINE;
}

static void
owe (Rules *self, int user)
{
  if (is_away (self, user))
    self->reason[user] = self->owed[user] = TRUE;
}

static int
find_group (const Model *model, const char *id)
{
  for (int i = 0; i < model->n_groups; i++)
    if (g_str_equal (model->groups[i].id, id))
      return i;
  return -1;
}

/* Members read what others say, as long as they may; nobody else hears of it. */
static void
note_group_entry (Rules *self, int number, int kind, const char *author)
{
  Model *model = self->walk.model;

  for (int user = 0; user < model->n_people; user++)
    if (kind == MESSAGE && model->groups[number].member[user]
        && model_reads_group (model, user, number)
        && !g_str_equal (model->people[user].id, author))
      owe (self, user);
}

/* What waits to be approved is for the admins, and not for the invitee. */
static void
note_waiting (Rules *self)
{
  Model *model = self->walk.model;

  for (int i = self->n_invitations; i < model->n_invitations; i++)
    for (int user = 0; user < model->n_people; user++)
      if (model->invitations[i].state == WAITING && model->invitations[i].by != user
          && model->groups[model->invitations[i].group].state == LIVE
          && model_administers (model, user, model->invitations[i].group))
        owe (self, user);
  self->n_invitations = model->n_invitations;
}

static void
note_entry (Rules *self, char **words)
{
  Model *model = self->walk.model;
  int kind = atoi (words[2]);
  int group = find_group (model, words[1]);

  if (group >= 0)
    note_group_entry (self, group, kind, words[3]);
  for (int user = 0; group < 0 && user < model->n_people; user++)
    if (g_str_equal (model->people[user].id, words[1])
        && (kind == INVITATION || kind == LEFT || kind == SAFETY || kind == ACCOUNT)
        && !g_str_equal (model->people[user].id, words[3]))
      owe (self, user);
}

static void
note_news (Rules *self)
{
  g_auto (GStrv) rows = NULL;

  note_seen (self);
  rows = world_query (self->walk.world,
                      "SELECT id || ' ' || channel_id || ' ' || kind || ' ' || "
                      "COALESCE (author_id, '-') FROM entry WHERE id > $1 ORDER BY id",
                      self->last_entry);
  for (guint i = 0; rows[i] != NULL; i++)
    {
      g_auto (GStrv) words = g_strsplit (rows[i], " ", 4);

      note_entry (self, words);
      g_free (self->last_entry);
      self->last_entry = g_strdup (words[0]);
    }
  note_waiting (self);
}

typedef struct
{
  const char *id;
  char *address;
} Lookup;

static gboolean
look_up (AnshinTx *tx, gpointer data, GError **error)
{
  Lookup *it = data;
  g_autoptr (AnshinUser) user = anshin_account_load (tx, it->id, error);

  it->address = user != NULL ? g_strdup (user->mail) : NULL;
  return user != NULL;
}

static int
find_recipient (Rules *self, const char *to)
{
  for (int i = 0; i < self->walk.model->n_people; i++)
    {
      Lookup it = { self->walk.model->people[i].id, NULL };

      if (self->address[i] == NULL)
        {
          store_read (self->walk.world->store, look_up, &it);
          self->address[i] = it.address;
        }
      if (strlen (to) == strlen (self->address[i]) + 2
          && strncmp (to + 1, self->address[i], strlen (self->address[i])) == 0)
        return i;
    }
  g_error ("a mail to nobody: %s", to);
}

void
rules_check_mail (const Mail *mail)
{
  g_autoptr (GRegex) regex = g_regex_new (TEMPLATE, G_REGEX_RAW | G_REGEX_DOLLAR_ENDONLY, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *to = NULL;

  if (!g_regex_match (regex, mail->bytes, 0, &match))
    g_error ("another mail than the one that there is:\n%s", mail->bytes);
  to = g_match_info_fetch (match, 1);
  g_assert_cmpint (strlen (to) + 2, ==, strlen (mail->to));
  g_assert_nonnull (strstr (mail->to, to));
}

static void
check_recipient (Rules *self, int user)
{
  gint64 now = anshin_clock_now ();

  if (self->walk.model->people[user].state != ACTIVE)
    g_error ("a mail to person %d, who is suspended or retired", user);
  if (now - self->seen[user] < ON_LINE - SLACK)
    g_error ("a mail to person %d, who is on line", user);
  if (self->mailed[user] > 0 && now - self->mailed[user] < PAUSE - SLACK)
    g_error ("a second mail to person %d within ten minutes", user);
  if (!self->reason[user])
    g_error ("a mail to person %d, who has nothing to know of", user);
  self->mailed[user] = now;
  self->reason[user] = self->owed[user] = FALSE;
}

void
rules_send (Rules *self)
{
  g_autoptr (GPtrArray) mails = NULL;
  g_autoptr (GError) error = NULL;
  guint sent = 0;

  note_news (self);
  anshin_mailer_run (self->mailer, &sent, &error);
  g_assert_no_error (error);
  mails = relay_take (self->relay);
  g_assert_cmpuint (mails->len, ==, sent);
  for (guint i = 0; i < mails->len; i++)
    {
      const Mail *mail = g_ptr_array_index (mails, i);

      rules_check_mail (mail);
      check_recipient (self, find_recipient (self, mail->to));
    }
  self->n_mails += sent;
}

void
rules_check_end (Rules *self)
{
  for (int i = 0; i < 3; i++)
    {
      rules_pass_time (self, 11 * MINUTE, FALSE);
      rules_send (self);
    }
  for (int user = 0; user < self->walk.model->n_people; user++)
    if (self->owed[user])
      g_error ("person %d was never told", user);
  g_assert_cmpint (store_number (self->walk.world->store, "SELECT COUNT(*) FROM mail_outbox"), ==,
                   0);
}
