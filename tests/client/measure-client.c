/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <malloc.h>
#include <stdio.h>
#include <string.h>

#include "anshin-json.h"
#include "anshin-request.h"
#include "client-fixture.h"
#include "fake-service.h"

/*
 * Figures of the client: a list of 20 000 patients, and a page of 50 messages.
 * The fake service writes its answers in the same process, so times include that. With
 *   measure-client URI MAIL PASSWORD CODE
 * the same is measured of a real service that has such lists.
 */

#define PATIENTS 20000
#define ROUNDS 200

static double
get_seconds (gint64 since)
{
  return (double) (g_get_monotonic_time () - since) / G_USEC_PER_SEC;
}

static void
measure_patients (AnshinClient *client, FakeService *service)
{
  AnshinLiveList *patients = NULL;
  g_autoptr (GTimer) timer = g_timer_new ();
  gsize before = mallinfo2 ().uordblks;
  double first = 0;

  service->n_patients = PATIENTS;
  patients = anshin_client_get_patients (client);
  wait_until (count (patients) > 0);
  first = g_timer_elapsed (timer, NULL);
  wait_until (anshin_live_list_get_loaded (patients));
  printf ("patients %d first-page %.3f s whole %.3f s memory %.1f MB (%.0f bytes each)\n", PATIENTS,
          first, g_timer_elapsed (timer, NULL),
          (double) (mallinfo2 ().uordblks - before) / 1e6,
          (double) (mallinfo2 ().uordblks - before) / PATIENTS);

  g_timer_start (timer);
  anshin_live_list_reload (patients);
  wait_until (!anshin_live_list_get_loading (patients));
  printf ("patients reload, nothing changed %.3f s\n", g_timer_elapsed (timer, NULL));
}

static void
measure_page (FakeService *service)
{
  g_autoptr (GString) json = g_string_new ("{\"items\":[");
  gint64 start = 0;

  for (guint i = 0; i < 50; i++)
    {
      fake_service_add (service, "b@example.jp",
                        "本日訪問しました。血圧は百二十八の七十六、"
                        "体温三十六度五分でお変わりありません。"
                        "食事は八割ほど召し上がり、水分もとれています。",
                        NULL, NULL);
      g_string_append_printf (json, "%s%s", i > 0 ? "," : "", (char *) service->entries->pdata[i]);
    }
  g_string_append (json, "],\"last_seq\":50,\"more\":false}");

  start = g_get_monotonic_time ();
  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (JsonNode) node = anshin_json_parse (json->str, -1, ANSHIN_MAX_ANSWER_BYTES, NULL);
      g_autoptr (AnshinPage) page = anshin_page_decode (node, anshin_entry_get_type (), NULL);

      g_assert_cmpuint (page->items->len, ==, 50);
    }
  printf ("page of 50 messages, %zu bytes, parsed in %.3f ms\n", json->len,
          get_seconds (start) * 1000 / ROUNDS);
}

static void
measure_timeline (AnshinClient *client, FakeService *service)
{
  AnshinTimeline *timeline = NULL;
  gint64 start = 0;
  gsize before = 0;

  service->silent = TRUE;
  while (service->entries->len < 10000)
    fake_service_add (service, "b@example.jp", "お変わりありません。引き続きお願いします。",
                      NULL, NULL);
  start = g_get_monotonic_time ();
  timeline = anshin_client_get_timeline (client, "group-1");
  anshin_timeline_load (timeline);
  wait_until (count (timeline) == 50);
  printf ("timeline, last page of 10 000 shown after %.1f ms\n", get_seconds (start) * 1000);

  start = g_get_monotonic_time ();
  before = mallinfo2 ().uordblks;
  while (!anshin_timeline_get_complete (timeline))
    {
      anshin_timeline_load_older (timeline);
      wait_until (!anshin_timeline_get_loading (timeline));
    }
  printf ("timeline, %u entries in %.2f s, %.0f bytes each\n", count (timeline),
          get_seconds (start), (double) (mallinfo2 ().uordblks - before) / count (timeline));
}

static void
measure_real (AnshinClient *client)
{
  AnshinLiveList *patients = NULL;
  AnshinLiveList *groups = anshin_client_get_groups (client);
  AnshinTimeline *timeline = NULL;
  g_autoptr (AnshinGroup) longest = NULL;
  g_autoptr (GTimer) timer = NULL;

  wait_until (anshin_live_list_get_loaded (groups));
  timer = g_timer_new ();
  patients = anshin_client_get_patients (client);
  wait_until (count (patients) > 0);
  printf ("first page of patients after %.3f s\n", g_timer_elapsed (timer, NULL));
  wait_until (anshin_live_list_get_loaded (patients));
  printf ("%u patients after %.3f s\n", count (patients), g_timer_elapsed (timer, NULL));

  for (guint i = 0; i < count (groups); i++)
    {
      g_autoptr (AnshinGroup) group = g_list_model_get_item (G_LIST_MODEL (groups), i);

      if (longest == NULL || group->last_seq > longest->last_seq)
        g_set_object (&longest, group);
    }
  g_assert_nonnull (longest);
  g_timer_start (timer);
  timeline = anshin_client_get_timeline (client, longest->id);
  anshin_timeline_load (timeline);
  wait_until (count (timeline) > 0);
  printf ("last page of a group with %" G_GINT64_FORMAT " entries after %.1f ms\n",
          longest->last_seq, g_timer_elapsed (timer, NULL) * 1000);
  g_timer_start (timer);
  for (guint i = 0; i < 100 && !anshin_timeline_get_complete (timeline); i++)
    {
      anshin_timeline_load_older (timeline);
      wait_until (!anshin_timeline_get_loading (timeline));
    }
  printf ("%u entries paged in, %.2f ms a page\n", count (timeline),
          g_timer_elapsed (timer, NULL) * 1000 / 100);
}

static int
run_real (char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinClient) client = anshin_client_new (argv[1], &error);

  g_assert_no_error (error);
  enrol_and_wait (client, argv[2], argv[3], argv[4], &error);
  g_assert_no_error (error);
  measure_real (client);
  return 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (FakeService) service = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinClient) client = NULL;

  if (argc == 5)
    return run_real (argv);
  service = fake_service_new ();
  client = anshin_client_new (service->uri, &error);

  enrol_and_wait (client, "a@example.jp", "right", "code", &error);
  g_assert_no_error (error);
  measure_page (service);
  measure_patients (client, service);
  measure_timeline (client, service);
  return 0;
}
