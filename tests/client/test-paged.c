/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-paged-list.h"
#include "client-fixture.h"
#include "fake-service.h"

/* A long list is fetched page by page, as far as somebody wants it. */

typedef struct
{
  FakeService *service;
  AnshinClient *client;
  AnshinPagedList *list;
  Mirror *mirror;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->service = fake_service_new ();
  fixture->client = client_new_enrolled (fixture->service->uri);
  wait_until (fixture->service->sockets->len == 1);
  fixture->service->n_patients = 230;
  fixture->list = anshin_paged_list_new (fixture->client, "/v1/patients",
                                         anshin_patient_get_type (), "id");
  fixture->mirror = mirror_new (G_LIST_MODEL (fixture->list));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  mirror_free (fixture->mirror);
  g_assert_finalize_object (fixture->list);
  g_assert_finalize_object (fixture->client);
  fake_service_free (fixture->service);
  turn_for (50);
}

static void
load_first (Fixture *fixture)
{
  anshin_paged_list_reload (fixture->list);
  wait_until (anshin_paged_list_get_loaded (fixture->list));
}

static void
load_more (Fixture *fixture)
{
  anshin_paged_list_load_more (fixture->list);
  wait_until (!anshin_paged_list_get_loading (fixture->list));
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  /* Nobody asked: nothing is fetched. */
  turn_for (50);
  g_assert_cmpuint (fixture->service->list_fetches, ==, 0);
  g_assert_false (anshin_paged_list_get_has_more (fixture->list));

  load_first (fixture);
  g_assert_cmpuint (count (fixture->list), ==, 50);
  g_assert_cmpuint (fixture->service->list_fetches, ==, 1);
  g_assert_true (anshin_paged_list_get_has_more (fixture->list));
  g_assert_nonnull (anshin_paged_list_find (fixture->list, "patient-00049"));
  g_assert_null (anshin_paged_list_find (fixture->list, "patient-00050"));

  /* Asked for twice while it is on its way, it comes once. */
  anshin_paged_list_load_more (fixture->list);
  anshin_paged_list_load_more (fixture->list);
  wait_until (!anshin_paged_list_get_loading (fixture->list));
  g_assert_cmpuint (count (fixture->list), ==, 100);

  while (anshin_paged_list_get_has_more (fixture->list))
    load_more (fixture);
  g_assert_cmpuint (count (fixture->list), ==, 230);
  g_assert_cmpuint (fixture->service->list_fetches, ==, 5);
  load_more (fixture);
  g_assert_cmpuint (fixture->service->list_fetches, ==, 5);
}

static void
test_reload (Fixture *fixture, gconstpointer data)
{
  AnshinPatient *held = NULL;

  load_first (fixture);
  load_more (fixture);
  held = anshin_paged_list_find (fixture->list, "patient-00070");
  g_free (held->name);
  held->name = g_strdup ("changed");

  /* As far as it was there, and no further; the objects stay and say the truth again. */
  fixture->mirror->changes = 0;
  fixture->service->list_fetches = 0;
  anshin_paged_list_reload (fixture->list);
  wait_until (!anshin_paged_list_get_loading (fixture->list));
  g_assert_cmpuint (fixture->service->list_fetches, ==, 2);
  g_assert_cmpuint (count (fixture->list), ==, 100);
  g_assert_cmpuint (fixture->mirror->changes, ==, 0);
  g_assert_true (anshin_paged_list_find (fixture->list, "patient-00070") == held);
  g_assert_cmpstr (held->name, ==, "宝塚 花子70");

  /* Much is gone: the views hear of it once. */
  fixture->service->n_patients = 30;
  anshin_paged_list_reload (fixture->list);
  wait_until (!anshin_paged_list_get_loading (fixture->list));
  g_assert_cmpuint (count (fixture->list), ==, 30);
  g_assert_cmpuint (fixture->mirror->changes, ==, 1);
  g_assert_false (anshin_paged_list_get_has_more (fixture->list));
}

/* Somebody who has scrolled down very far isn't made to wait for all of it again. */
static void
test_reload_bounded (Fixture *fixture, gconstpointer data)
{
  fixture->service->n_patients = 1000;
  load_first (fixture);
  for (guint i = 0; i < 9; i++)
    load_more (fixture);
  g_assert_cmpuint (count (fixture->list), ==, 500);
  anshin_paged_list_reload (fixture->list);
  wait_until (!anshin_paged_list_get_loading (fixture->list));
  g_assert_cmpuint (count (fixture->list), ==, 300);
  load_more (fixture);
  g_assert_cmpuint (count (fixture->list), ==, 350);
}

static void
test_topic (Fixture *fixture, gconstpointer data)
{
  /* Not wanted yet: it isn't fetched either. */
  anshin_paged_list_set_topic (fixture->list, "patients");
  fake_service_say (fixture->service, "{\"refresh\":[\"patients\"]}");
  turn_for (100);
  g_assert_cmpuint (fixture->service->list_fetches, ==, 0);

  load_first (fixture);
  fake_service_say (fixture->service, "{\"refresh\":[\"applications\"]}");
  fixture->service->n_patients = 7;
  turn_for (100);
  g_assert_cmpuint (count (fixture->list), ==, 50);
  fake_service_say (fixture->service, "{\"refresh\":[\"patients\"]}");
  wait_until (count (fixture->list) == 7);

  /* After the stream was lost, anything may have changed. */
  fixture->service->n_patients = 8;
  fake_service_cut_streams (fixture->service);
  wait_until (anshin_client_get_state (fixture->client) == ANSHIN_CLIENT_RECONNECTING);
  anshin_client_retry_now (fixture->client);
  wait_until (count (fixture->list) == 8);
}

static void
test_path (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  path = anshin_paged_list_build_path ("/v1/patients", "q", "山田 & 花", "state", NULL, "limit",
                                       "3", "facility", "", NULL);
  g_assert_cmpstr (path, ==, "/v1/patients?q=%E5%B1%B1%E7%94%B0%20%26%20%E8%8A%B1&limit=3");
  load_first (fixture);

  /* What was there stays until the other list is here; its objects are taken over. */
  anshin_paged_list_set_path (fixture->list, path);
  g_assert_cmpuint (count (fixture->list), ==, 50);
  g_assert_false (anshin_paged_list_get_loaded (fixture->list));
  wait_until (anshin_paged_list_get_loaded (fixture->list));
  g_assert_cmpuint (count (fixture->list), ==, 3);
  g_assert_cmpuint (fixture->mirror->changes, ==, 2);

  /* The last of several words is what counts. */
  anshin_paged_list_set_path (fixture->list, "/v1/patients?limit=4");
  anshin_paged_list_set_path (fixture->list, "/v1/patients?limit=5");
  wait_until (anshin_paged_list_get_loaded (fixture->list));
  g_assert_cmpuint (count (fixture->list), ==, 5);
  turn_for (50);
  g_assert_cmpuint (count (fixture->list), ==, 5);
}

static void
test_errors (Fixture *fixture, gconstpointer data)
{
  fixture->service->busy_lists = 1;
  anshin_paged_list_reload (fixture->list);
  g_assert_true (anshin_paged_list_get_loading (fixture->list));
  wait_until (!anshin_paged_list_get_loading (fixture->list));
  g_assert_error (anshin_paged_list_get_error (fixture->list), ANSHIN_ERROR, ANSHIN_ERROR_BUSY);
  g_assert_false (anshin_paged_list_get_loaded (fixture->list));

  load_first (fixture);
  g_assert_null (anshin_paged_list_get_error (fixture->list));
  fixture->service->busy_lists = 1;
  load_more (fixture);
  g_assert_nonnull (anshin_paged_list_get_error (fixture->list));
  g_assert_true (anshin_paged_list_get_has_more (fixture->list));
  g_assert_cmpuint (count (fixture->list), ==, 50);
  load_more (fixture);
  g_assert_null (anshin_paged_list_get_error (fixture->list));
  g_assert_cmpuint (count (fixture->list), ==, 100);

  /* Given up: what was there stays, and it can be asked for again. */
  anshin_paged_list_load_more (fixture->list);
  anshin_paged_list_cancel (fixture->list);
  g_assert_false (anshin_paged_list_get_loading (fixture->list));
  turn_for (100);
  g_assert_cmpuint (count (fixture->list), ==, 100);
  g_assert_null (anshin_paged_list_get_error (fixture->list));
  load_more (fixture);
  g_assert_cmpuint (count (fixture->list), ==, 150);
}

static void
test_lock (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  load_first (fixture);
  anshin_client_lock (fixture->client);
  g_assert_cmpuint (count (fixture->list), ==, 0);
  g_assert_false (anshin_paged_list_get_loaded (fixture->list));
  fixture->service->list_fetches = 0;
  anshin_paged_list_reload (fixture->list);
  anshin_paged_list_load_more (fixture->list);
  turn_for (50);
  g_assert_cmpuint (fixture->service->list_fetches, ==, 0);

  g_assert_true (unlock_and_wait (fixture->client, "right", &error));
  wait_until (count (fixture->list) == 50);

  /* While a page is on its way, too. */
  anshin_paged_list_load_more (fixture->list);
  anshin_client_lock (fixture->client);
  turn_for (100);
  g_assert_cmpuint (count (fixture->list), ==, 0);
}

static void
test_items (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AnshinPatient) known = anshin_patient_new ();
  g_autoptr (AnshinPatient) other = anshin_patient_new ();
  g_autoptr (AnshinPatient) merged = NULL;
  g_autoptr (AnshinPatient) alone = NULL;

  load_first (fixture);
  known->id = g_strdup ("patient-00003");
  known->name = g_strdup ("新しい名前");
  other->id = g_strdup ("patient-99999");
  merged = anshin_paged_list_merge (fixture->list, known);
  g_assert_true (merged == anshin_paged_list_find (fixture->list, "patient-00003"));
  g_assert_cmpstr (merged->name, ==, "新しい名前");
  alone = anshin_paged_list_merge (fixture->list, other);
  g_assert_true (alone == other);
  g_assert_cmpuint (count (fixture->list), ==, 50);

  anshin_paged_list_remove (fixture->list, "patient-00003");
  anshin_paged_list_remove (fixture->list, "patient-00003");
  g_assert_cmpuint (count (fixture->list), ==, 49);
  g_assert_null (anshin_paged_list_find (fixture->list, "patient-00003"));
}

#define ADD(path, function)                                                                        \
  g_test_add ("/client/paged/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("pages", test_pages);
  ADD ("reload", test_reload);
  ADD ("reload-bounded", test_reload_bounded);
  ADD ("topic", test_topic);
  ADD ("path", test_path);
  ADD ("errors", test_errors);
  ADD ("lock/SESS-02", test_lock);
  ADD ("items", test_items);
  return g_test_run ();
}
