/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-client-private.h"

#include "anshin-fuzz.h"
#include "anshin-json.h"
#include "anshin-keyring-private.h"
#include "anshin-request.h"

/* What the desktop reads from the service: frames of the event stream, pages, problem documents;
 * and from the keyring. The service isn't there, so nothing is fetched. */

static AnshinClient *client;

/* Frames that can't be read are spoken of in the log. */
static GLogWriterOutput
on_log_cb (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  if ((level & G_LOG_LEVEL_MASK) <= G_LOG_LEVEL_WARNING)
    return g_log_writer_default (level, fields, n_fields, data);
  return G_LOG_WRITER_HANDLED;
}

/* Signed in, on line, with one timeline open that has nothing in it yet. */
static void
begin (void)
{
  g_autoptr (AnshinUser) user = anshin_user_new ();
  AnshinTimeline *timeline = NULL;

  if (client == NULL)
    {
      client = anshin_client_new ("unix:/nonexistent/socket", NULL);
      g_log_set_writer_func (on_log_cb, NULL, NULL);
    }
  user->id = g_strdup ("u");
  user->name = g_strdup ("佐藤");
  g_set_object (&client->user, user);
  client->state = ANSHIN_CLIENT_ONLINE;
  timeline = anshin_client_get_timeline (client, "g");
  anshin_timeline_show (timeline, user);
  timeline->opened = TRUE;
  timeline->loaded = TRUE;
}

static void
try_frame (JsonNode *node)
{
  begin ();
  g_signal_emit_by_name (client->stream, "frame", json_node_get_object (node));
  anshin_client_forget_all (client);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
try_page (JsonNode *node, GType type)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinPage) page = anshin_page_decode (node, type, &error);

  g_assert_true ((page == NULL) == (error != NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) problem = NULL;
  g_autoptr (AnshinTerminalKey) key = anshin_terminal_key_from_text (text);

  problem = anshin_transport_read_problem (500, (const char *) data, size);
  g_assert_true (problem->domain == ANSHIN_ERROR);
  node = anshin_json_parse ((const char *) data, (gssize) size, ANSHIN_MAX_ANSWER_BYTES, NULL);
  if (node == NULL)
    return 0;
  try_page (node, anshin_entry_get_type ());
  try_page (node, anshin_patient_get_type ());
  if (JSON_NODE_HOLDS_OBJECT (node))
    try_frame (node);
  return 0;
}
