/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "faked-client.h"

void
faked_client_set_up (FakedClient *fixture, gconstpointer data)
{
  fixture->service = fake_service_new ();
  fixture->client = client_new_enrolled (fixture->service->uri);
  wait_until (fixture->service->sockets->len == 1);
}

void
faked_client_tear_down (FakedClient *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->client);
  fake_service_free (fixture->service);
  turn_for (50);
}

AnshinTimeline *
faked_client_open_timeline (FakedClient *fixture)
{
  AnshinTimeline *timeline = anshin_client_get_timeline (fixture->client, "group-1");

  anshin_timeline_load (timeline);
  wait_until (!anshin_timeline_get_loading (timeline));
  return timeline;
}

void
faked_client_add_entries (FakedClient *fixture, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text = g_strdup_printf ("m%u", fixture->service->entries->len + 1);

      fake_service_add (fixture->service, "b@example.jp", text, NULL, NULL);
    }
}
