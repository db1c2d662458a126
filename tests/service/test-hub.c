/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "anshin-clock.h"
#include "anshin-hub.h"

/* Who hears a channel when the news of several writers come in the wrong order. */

#define CHANNEL "group"
#define OWNER "clinic"

typedef struct
{
  AnshinHub *hub;
  int fd;
} Fixture;

static void
on_check_cb (const char *session_id, gpointer data)
{
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  const char *const channels[] = { NULL };
  AnshinPrincipal principal = { 0 };
  AnshinStream *stream = NULL;
  int fds[2] = { -1, -1 };

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM, 0, fds), ==, 0);
  principal.user_id = (char *) "nurse";
  principal.session_id = (char *) "session";
  principal.facility_id = (char *) data;
  fixture->fd = fds[1];
  fixture->hub = anshin_hub_new (on_check_cb, NULL);
  stream = anshin_hub_open (fixture->hub, &principal, fds[0], anshin_clock_now () + ANSHIN_SECOND);
  anshin_hub_set_channels (fixture->hub, stream, channels);
  anshin_hub_set_ready (fixture->hub, stream, "{\"ready\":[]}");
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  anshin_hub_free (fixture->hub);
  close (fixture->fd);
}

/* One act: a change of who hears the channel, and the entry number @seq that goes with it. */
static void
act (Fixture *fixture, int kind, gint64 seq)
{
  g_autofree char *json = g_strdup_printf ("{\"seq\":%" G_GINT64_FORMAT "}", seq);
  AnshinCall call = { 0 };

  if (kind >= 0)
    anshin_call_effect (&call, kind, CHANNEL, kind == ANSHIN_EFFECT_FREEZE ? OWNER : "nurse");
  anshin_call_publish (&call, CHANNEL, seq, json, -1);
  anshin_hub_apply (fixture->hub, call.effects);
  anshin_call_clear (&call);
}

/* What has come: "joined", "left", "entries", "refresh", in order. */
static char *
hear (Fixture *fixture)
{
  static const char *const words[] = { "\"joined\"", "\"left\"", "\"seq\":",
                                       "\"refresh\"" };
  g_autoptr (GString) heard = g_string_new (NULL);
  char data[4096] = { 0 };
  gssize size = 0;

  anshin_hub_flush (fixture->hub);
  size = recv (fixture->fd, data, sizeof data, MSG_DONTWAIT);
  for (gssize i = 0; i < size; i++)
    for (guint w = 0; w < G_N_ELEMENTS (words); w++)
      if ((gsize) (size - i) >= strlen (words[w])
          && memcmp (data + i, words[w], strlen (words[w])) == 0)
        g_string_append_c (heard, "jler"[w]);
  return g_string_free (g_steal_pointer (&heard), FALSE);
}

static void
assert_hears (Fixture *fixture, const char *expected)
{
  g_autofree char *heard = hear (fixture);

  g_assert_cmpstr (heard, ==, expected);
}

static void
test_in_order (Fixture *fixture, gconstpointer data)
{
  act (fixture, ANSHIN_EFFECT_JOIN, 1);
  assert_hears (fixture, "je");
  act (fixture, -1, 2);
  assert_hears (fixture, "e");
  act (fixture, ANSHIN_EFFECT_LEAVE, 3);
  assert_hears (fixture, "l");
  act (fixture, -1, 4);
  assert_hears (fixture, "");
  act (fixture, ANSHIN_EFFECT_JOIN, 5);
  assert_hears (fixture, "je");
}

static void
test_joined_after_removed (Fixture *fixture, gconstpointer data)
{
  act (fixture, ANSHIN_EFFECT_LEAVE, 2);
  act (fixture, ANSHIN_EFFECT_JOIN, 1);
  act (fixture, -1, 3);
  assert_hears (fixture, "");
  act (fixture, ANSHIN_EFFECT_JOIN, 4);
  assert_hears (fixture, "je");
}

static void
test_joined_after_frozen (Fixture *fixture, gconstpointer data)
{
  gboolean owner = g_str_equal (data, OWNER);

  act (fixture, ANSHIN_EFFECT_FREEZE, 2);
  act (fixture, ANSHIN_EFFECT_JOIN, 1);
  act (fixture, -1, 3);
  assert_hears (fixture, owner ? "jee" : "");
}

static void
test_frozen_after_thawed (Fixture *fixture, gconstpointer data)
{
  act (fixture, ANSHIN_EFFECT_JOIN, 3);
  act (fixture, ANSHIN_EFFECT_FREEZE, 2);
  act (fixture, -1, 4);
  assert_hears (fixture, "jeee");
}

static void
refresh (Fixture *fixture, const char *user_id, const char *what)
{
  AnshinCall call = { 0 };

  anshin_call_refresh (&call, user_id, what);
  anshin_hub_apply (fixture->hub, call.effects);
  anshin_call_clear (&call);
}

static void
test_refresh (Fixture *fixture, gconstpointer data)
{
  refresh (fixture, "nurse", "groups");
  refresh (fixture, "physician", "groups");
  refresh (fixture, NULL, "facilities");
  assert_hears (fixture, "r");
  refresh (fixture, "nurse", "groups");
  assert_hears (fixture, "r");
}

/* What changes with each of very many acts is told at once, and then once for all that follow. */
static void
test_many_changes (Fixture *fixture, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + 5 * G_TIME_SPAN_SECOND;
  g_autofree char *heard = NULL;

  anshin_hub_flush (fixture->hub);
  refresh (fixture, NULL, "safety-checks");
  assert_hears (fixture, "r");
  for (int i = 0; i < 20; i++)
    {
      refresh (fixture, NULL, "safety-checks");
      assert_hears (fixture, "");
    }
  do
    {
      g_free (heard);
      g_main_context_iteration (NULL, TRUE);
      heard = hear (fixture);
    }
  while (*heard == '\0' && g_get_monotonic_time () < end);
  g_assert_cmpstr (heard, ==, "r");
  assert_hears (fixture, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/hub/in-order", Fixture, "station", fixture_set_up, test_in_order,
              fixture_tear_down);
  g_test_add ("/hub/joined-after-removed", Fixture, "station", fixture_set_up,
              test_joined_after_removed, fixture_tear_down);
  g_test_add ("/hub/joined-after-frozen", Fixture, "station", fixture_set_up,
              test_joined_after_frozen, fixture_tear_down);
  g_test_add ("/hub/joined-after-frozen-owner", Fixture, OWNER, fixture_set_up,
              test_joined_after_frozen, fixture_tear_down);
  g_test_add ("/hub/frozen-after-thawed", Fixture, "station", fixture_set_up,
              test_frozen_after_thawed, fixture_tear_down);
  g_test_add ("/hub/refresh", Fixture, "station", fixture_set_up, test_refresh, fixture_tear_down);
  g_test_add ("/hub/many-changes", Fixture, "station", fixture_set_up, test_many_changes,
              fixture_tear_down);
  return g_test_run ();
}
