/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The notices by mail, sent to a real relay on the loopback (SECURITY ML-01 to ML-04), over both
 * engines: what is in them, who gets one and who does not, whom the mailer trusts, and what happens
 * when it is killed in the middle.
 */

#include <locale.h>
#include <string.h>

#include "anshin-clock.h"
#include "anshin-mail-message.h"
#include "mail-rules.h"

#define MINUTE (60 * ANSHIN_SECOND)
/* A city is a thousand acts; PostgreSQL takes longer for each. */
#define CITIES (store_is_postgres () ? 2 : 10)
#define BATCHES 40
#define STEPS_IN_A_BATCH 25
#define CRASHES 24
#define SEED 20180612

static char *own_path;
static char *last_report;

/* Users who act at random: every mail is the same, and for those alone that it is
 * for; nobody is forgotten. */
static void
test_random_events (void)
{
  guint mails = 0;

  for (int city = 0; city < CITIES; city++)
    {
      g_autoptr (Rules) rules = rules_new ((guint32) (SEED + city));

      for (int batch = 0; batch < BATCHES; batch++)
        {
          rules_pass_time (rules, g_rand_int_range (rules->walk.random, 20, 180) * ANSHIN_SECOND,
                           TRUE);
          for (int i = 0; i < STEPS_IN_A_BATCH; i++)
            rules_step (rules);
          rules_send (rules);
        }
      rules_check_end (rules);
      mails += rules->n_mails;
    }
  g_test_message ("%u mails about %d events", mails, CITIES * BATCHES * STEPS_IN_A_BATCH);
  g_assert_cmpuint (mails, >, 5 * CITIES);
}

static void
keep_report (const char *event, const char *detail)
{
  g_free (last_report);
  last_report = g_strconcat (event, ": ", detail, NULL);
}

/* A small city in which the office tells everybody something; a mailer of one's own is to tell
 * them. */
typedef struct
{
  Model *model;
  World *world;
  int n_told;
} City;

static City *
city_new (int n_people)
{
  City *self = g_new0 (City, 1);

  self->model = model_new ();
  self->world = world_new (self->model);
  for (int i = 0; i < n_people; i++)
    world_add_person (self->world, self->model, i % N_FACILITIES, "nurse", FALSE, FALSE);
  self->n_told = n_people;
  return self;
}

static void
city_free (City *self)
{
  world_free (self->world);
  model_free (self->model);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (City, city_free)

/* Everybody was on line ten minutes ago, and is not any more. */
static void
announce (City *self)
{
  static guint number;
  g_autofree char *sql = g_strdup_printf (
    "UPDATE session SET expires_at = 9000000000000000, confirmed_at = 9000000000000000, "
    "seen_at = %" G_GINT64_FORMAT, anshin_clock_now () - 10 * MINUTE);
  g_autofree char *body = g_strdup_printf ("{\"client_id\":\"a%u\",\"text\":\"台風です。\"}",
                                           ++number);

  store_exec (self->world->store, sql);
  g_assert_cmpstr (world_ask (self->world, &self->model->people[0], "POST", "/v1/announcements",
                              NULL, NULL, body), ==, "ok");
}

static void
let_pass (gint64 microseconds)
{
  static gint64 passed = G_GINT64_CONSTANT (20) * 24 * 3600 * ANSHIN_SECOND;

  passed += microseconds;
  anshin_clock_set_offset (passed);
}

/* One look, by a mailer of the configuration. */
static guint
run_mailer (AnshinDb *db, const char *url, const char *ca, const char *user, const char *password)
{
  AnshinMailConfig config = { { (char *) url, (char *) user, (char *) password, (char *) ca },
                              (char *) MAIL_FROM, keep_report };
  g_autoptr (AnshinMailer) mailer = anshin_mailer_new (db, &config);
  g_autoptr (GError) error = NULL;
  guint sent = 0;

  g_clear_pointer (&last_report, g_free);
  anshin_mailer_run (mailer, &sent, &error);
  g_assert_no_error (error);
  return sent;
}

static void
assert_refused (Relay *relay)
{
  g_autoptr (GPtrArray) mails = relay_take (relay);

  g_assert_cmpuint (mails->len, ==, 0);
  g_assert_nonnull (last_report);
  g_assert_true (g_str_has_prefix (last_report, "mail-failed: "));
  g_assert_null (strstr (last_report, "city.example"));
  /* What was not sent waits, for longer each time; an hour is the longest. */
  let_pass (61 * MINUTE);
}

/* Encrypted, to the relay that its certificate names and that somebody vouches for: or nothing. */
static void
test_relay_is_checked (void)
{
  g_autoptr (City) city = NULL;
  g_autoptr (Relay) relay = relay_new (NULL, NULL);
  g_autoptr (Relay) open = relay_new ("--no-tls", NULL);
  g_autoptr (Relay) locked = relay_new ("--password", "anshin:yamabuki");
  g_autoptr (GPtrArray) mails = NULL;
  g_auto (GStrv) parts = g_strsplit (relay->url, "127.0.0.1", 2);
  g_autofree char *other_name = g_strjoinv ("localhost", parts);
  AnshinDb *db = NULL;

  let_pass (0);
  city = city_new (3);
  db = city->world->store->db;
  announce (city);
  let_pass (2 * MINUTE);
  g_assert_cmpuint (run_mailer (db, open->url, relay->ca, NULL, NULL), ==, 0);
  assert_refused (open);
  g_assert_cmpuint (run_mailer (db, relay->url, locked->ca, NULL, NULL), ==, 0);
  assert_refused (relay);
  g_assert_cmpuint (run_mailer (db, relay->url, NULL, NULL, NULL), ==, 0);
  assert_refused (relay);
  g_assert_cmpuint (run_mailer (db, other_name, relay->ca, NULL, NULL), ==, 0);
  assert_refused (relay);
  g_assert_cmpuint (run_mailer (db, locked->url, locked->ca, "anshin", "wrong"), ==, 0);
  assert_refused (locked);
  g_assert_cmpuint (run_mailer (db, locked->url, locked->ca, "anshin", "yamabuki"), ==, 3);
  mails = relay_take (locked);
  g_assert_cmpuint (mails->len, ==, 3);
  for (guint i = 0; i < mails->len; i++)
    rules_check_mail (g_ptr_array_index (mails, i));
}

/* What the relay does not take now it gets later, once. */
static void
test_tried_again (void)
{
  g_autoptr (City) city = NULL;
  g_autoptr (Relay) relay = relay_new (NULL, NULL);
  AnshinDb *db = NULL;

  let_pass (0);
  city = city_new (2);
  db = city->world->store->db;
  announce (city);
  let_pass (2 * MINUTE);
  relay_say (relay, "fail 2");
  g_assert_cmpuint (run_mailer (db, relay->url, relay->ca, NULL, NULL), ==, 0);
  g_assert_cmpuint (run_mailer (db, relay->url, relay->ca, NULL, NULL), ==, 0);
  let_pass (2 * MINUTE);
  relay_say (relay, "fail 1");
  g_assert_cmpuint (run_mailer (db, relay->url, relay->ca, NULL, NULL), ==, 1);
  let_pass (MINUTE);
  g_assert_cmpuint (run_mailer (db, relay->url, relay->ca, NULL, NULL), ==, 0);
  let_pass (2 * MINUTE);
  g_assert_cmpuint (run_mailer (db, relay->url, relay->ca, NULL, NULL), ==, 1);
  let_pass (60 * MINUTE);
  g_assert_cmpuint (run_mailer (db, relay->url, relay->ca, NULL, NULL), ==, 0);
}

/* The mailer as a process of its own, which can be killed. */
static GSubprocess *
start_mailer (City *city, Relay *relay)
{
  const AnshinDbConfig *config = &city->world->store->config;
  g_autoptr (GError) error = NULL;
  g_autofree char *now = g_strdup_printf ("%" G_GINT64_FORMAT, anshin_clock_now ());
  GSubprocess *process = g_subprocess_new (
    G_SUBPROCESS_FLAGS_NONE, &error, own_path, "--mailer",
    config->sqlite_path != NULL ? config->sqlite_path : "",
    config->postgres_uri != NULL ? config->postgres_uri : "", config->key_path, relay->url,
    relay->ca, now, NULL);

  g_assert_no_error (error);
  return process;
}

static int
be_mailer (char **argv)
{
  AnshinDbConfig config = { 0 };
  g_autoptr (AnshinDb) db = NULL;
  g_autoptr (GError) error = NULL;

  config.sqlite_path = *argv[2] != '\0' ? argv[2] : NULL;
  config.postgres_uri = *argv[3] != '\0' ? argv[3] : NULL;
  config.key_path = argv[4];
  config.readers = 1;
  anshin_clock_set_offset (g_ascii_strtoll (argv[7], NULL, 10) - anshin_clock_now ());
  db = anshin_db_open (&config, &error);
  g_assert_no_error (error);
  run_mailer (db, argv[5], argv[6], NULL, NULL);
  return 0;
}

/* Each has got one; one may have got two. */
static guint
check_told (City *city, Relay *relay)
{
  g_autoptr (GPtrArray) mails = relay_take (relay);
  g_autoptr (GHashTable) told = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < mails->len; i++)
    {
      const Mail *mail = g_ptr_array_index (mails, i);

      rules_check_mail (mail);
      g_hash_table_add (told, mail->to);
    }
  g_assert_cmpuint (g_hash_table_size (told), ==, city->n_told);
  g_assert_cmpuint (mails->len, <=, city->n_told + 1);
  return mails->len - city->n_told;
}

/* Killed while the relay has a mail already, and nobody has written down that it was sent; or just
 * afterwards, or at any time: none is lost, at most one comes twice. */
static void
test_killed (void)
{
  g_autoptr (City) city = NULL;
  g_autoptr (Relay) relay = relay_new (NULL, NULL);
  guint doubles = 0;

  let_pass (0);
  city = city_new (6);
  for (int i = 0; i < CRASHES; i++)
    {
      g_autofree char *hold = g_strdup_printf ("hold %d", 1 + i % city->n_told);
      g_autoptr (GSubprocess) process = NULL;
      gboolean held = i % 3 < 2;

      announce (city);
      let_pass (11 * MINUTE);
      if (held)
        relay_say (relay, hold);
      store_close (city->world->store);
      process = start_mailer (city, relay);
      if (held)
        relay_wait (relay, "holding");
      else
        g_usleep ((gulong) g_random_int_range (0, 200000));
      if (i % 3 == 1)
        relay_say (relay, "go");
      g_subprocess_force_exit (process);
      g_subprocess_wait (process, NULL, NULL);
      if (i % 3 == 0)
        relay_say (relay, "go");
      store_open (city->world->store);
      /* Nobody else takes what he had, as long as he may still be at it. */
      let_pass (3 * MINUTE);
      run_mailer (city->world->store->db, relay->url, relay->ca, NULL, NULL);
      doubles += check_told (city, relay);
      /* The office may tell everybody something twenty times a day. */
      let_pass (70 * MINUTE);
      g_assert_cmpuint (
        run_mailer (city->world->store->db, relay->url, relay->ca, NULL, NULL), ==, 0);
    }
  g_test_message ("killed %d times: %u mails came twice, none was lost", CRASHES, doubles);
  g_assert_cmpuint (doubles, >, 0);
}

static void
test_addresses (void)
{
  static const char *const bad[] = { "", "@", "a@", "@b", "a b@c", "a@b\r\nBcc: c@d", "<a@b>",
                                     "a@b,c@d", "a@b;c", "\"a\"@b", "あ@b", "a@b\x7f" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (anshin_mail_address_is_plain (bad[i]));
  g_assert_true (anshin_mail_address_is_plain ("kato.makoto+1@clinic.example"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  if (argc == 8 && g_str_equal (argv[1], "--mailer"))
    return be_mailer (argv);
  own_path = argv[0];
  world_keep_in_memory ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mail/addresses", test_addresses);
  g_test_add_func ("/mail/random-events", test_random_events);
  g_test_add_func ("/mail/relay-is-checked", test_relay_is_checked);
  g_test_add_func ("/mail/tried-again", test_tried_again);
  g_test_add_func ("/mail/killed", test_killed);
  return g_test_run ();
}
