/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fake-service.h"

#include <stdio.h>
#include <string.h>

#include "anshin-account.h"
#include "anshin-clock.h"
#include "anshin-entry.h"
#include "anshin-json.h"
#include "anshin-sign-in.h"

static void
answer (SoupServerMessage *message, guint status, const char *json)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, json,
                                    strlen (json));
}

static void
refuse (SoupServerMessage *message, guint status, const char *code)
{
  g_autofree char *json = NULL;

  json = g_strdup_printf ("{\"type\":\"about:blank\",\"status\":%u,\"code\":\"%s\","
                          "\"field\":\"text\",\"who\":\"山田\"}",
                          status, code);
  answer (message, status, json);
}

static const char *
get_mail (FakeService *self, SoupServerMessage *message)
{
  const char *value
    = soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                    "Authorization");

  if (self->sessions_ended || value == NULL || !g_str_has_prefix (value, "Bearer "))
    return NULL;
  return g_hash_table_lookup (self->sessions, value + strlen ("Bearer "));
}

static void
give_session (FakeService *self, SoupServerMessage *message, const char *mail, const char *token)
{
  g_autofree char *first = token != NULL ? g_strdup_printf ("\"token\":\"%s\",", token)
                                         : g_strdup ("");
  g_autofree char *json
    = g_strdup_printf ("{%s\"terminal_id\":\"terminal-1\",\"user\":{\"id\":"
                       "\"%s\",\"name\":\"佐藤\",\"profession\":\"nurse\",\"facility_admin\":%s},"
                       "\"lock_seconds\":300,\"rules_version\":%u}",
                       first, mail, self->admin ? "true" : "false", self->rules_wanted);

  answer (message, 200, json);
}

static void
let_in (FakeService *self, SoupServerMessage *message, const char *mail)
{
  g_autofree char *token = g_strdup_printf ("token-%u", ++self->n_tokens);

  g_hash_table_insert (self->sessions, g_strdup (token), g_strdup (mail));
  give_session (self, message, mail, token);
}

static gpointer
read_body (SoupServerMessage *message, GType type)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GError) error = NULL;
  gpointer record = anshin_json_decode (body->data, body->length, type, ANSHIN_DECODE_REQUEST,
                                        &error);

  g_assert_no_error (error);
  return record;
}

static void
push (FakeService *self, const char *entry)
{
  g_autofree char *json = g_strdup_printf ("{\"entries\":[%s]}", entry);

  if (!self->silent)
    fake_service_say (self, json);
}

/* Gives an entry its number and tells everybody; what nobody has posted and has no text is
 * none that has a row. */
void
fake_service_add (FakeService *self, const char *author, const char *text, const char *client_id,
                  const char *reply_to)
{
  g_autoptr (AnshinEntry) entry = anshin_entry_new ();
  g_autoptr (AnshinContent) content = anshin_content_new ();
  char *json = NULL;

  content->author_name = g_strdup (author);
  content->text = g_strdup (text);
  entry->channel = g_strdup ("group-1");
  entry->seq = self->entries->len + 1;
  entry->id = g_strdup_printf ("entry-%u", self->entries->len + 1);
  entry->kind = text != NULL || client_id != NULL ? ANSHIN_ENTRY_MESSAGE
                                                  : ANSHIN_ENTRY_ACKNOWLEDGED;
  entry->at = anshin_clock_now ();
  entry->author_id = g_strdup (author);
  entry->client_id = g_strdup (client_id);
  entry->reply_to = g_strdup (reply_to);
  entry->content = ANSHIN_RECORD (g_steal_pointer (&content));
  json = anshin_json_from_record (entry);
  g_ptr_array_add (self->entries, json);
  if (client_id != NULL)
    g_hash_table_insert (self->sent, g_strdup (client_id), json);
  push (self, json);
}

static void
cut (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  g_io_stream_close (stream, NULL, NULL);
}

static void
take_post (FakeService *self, SoupServerMessage *message, const char *mail)
{
  g_autoptr (AnshinPost) post = read_body (message, anshin_post_get_type ());

  self->posts++;
  if (self->busy_posts > 0)
    {
      self->busy_posts--;
      refuse (message, 503, "busy");
      return;
    }
  if (self->refuse_posts > 0)
    {
      self->refuse_posts--;
      refuse (message, 409, "group-frozen");
      return;
    }
  if (!g_hash_table_contains (self->sent, post->client_id))
    fake_service_add (self, mail, post->text, post->client_id, post->reply_to);
  if (self->lose_answers > 0)
    {
      self->lose_answers--;
      cut (message);
      return;
    }
  answer (message, 201, g_hash_table_lookup (self->sent, post->client_id));
}

static guint
get_number (GHashTable *query, const char *name, guint missing)
{
  const char *value = query != NULL ? g_hash_table_lookup (query, name) : NULL;

  return value != NULL ? (guint) g_ascii_strtoull (value, NULL, 10) : missing;
}

/* An entry as it stands in a page of which @first is the lowest index: with what it answers. */
static void
append_entry (FakeService *self, GString *json, guint index, guint first)
{
  const char *text = self->entries->pdata[index];
  g_autoptr (AnshinEntry) entry = anshin_json_decode (text, -1, anshin_entry_get_type (),
                                                      ANSHIN_DECODE_ANSWER, NULL);
  g_autoptr (AnshinEntryState) state = NULL;
  guint number = 0;

  if (json->str[json->len - 1] != '[')
    g_string_append_c (json, ',');
  if (entry->reply_to == NULL || sscanf (entry->reply_to, "entry-%u", &number) != 1
      || number > first)
    {
      g_string_append (json, text);
      return;
    }
  state = anshin_entry_state_new ();
  state->replied = anshin_json_decode (self->entries->pdata[number - 1], -1,
                                       anshin_entry_get_type (), ANSHIN_DECODE_ANSWER, NULL);
  entry->state = ANSHIN_RECORD (g_steal_pointer (&state));
  anshin_json_append_record (json, entry);
}

static void
give_entries (FakeService *self, SoupServerMessage *message, GHashTable *query)
{
  g_autoptr (GString) json = g_string_new ("{\"items\":[");
  guint limit = get_number (query, "limit", 50);
  guint after = get_number (query, "after", G_MAXUINT);
  guint before = get_number (query, "before", self->entries->len + 1);
  guint given = 0;
  gboolean more = FALSE;

  self->fetches++;
  if (self->busy_fetches > 0)
    {
      self->busy_fetches--;
      refuse (message, 503, "busy");
      return;
    }
  if (self->no_older && query != NULL && g_hash_table_contains (query, "before"))
    {
      refuse (message, 503, "busy");
      return;
    }
  if (self->bad_fetches > 0)
    {
      self->bad_fetches--;
      answer (message, 200, "{\"items\":[{\"channel\":7}]}");
      return;
    }
  if (after != G_MAXUINT)
    {
      for (; given < limit && after + given < self->entries->len; given++)
        append_entry (self, json, after + given, after);
      more = after + given < self->entries->len;
    }
  else
    {
      for (; given < limit && before - 1 > given; given++)
        append_entry (self, json, before - 2 - given, before - 1 > limit ? before - 1 - limit : 0);
      more = before - 1 > given;
    }
  g_string_append_printf (json, "],\"last_seq\":%u,\"more\":%s}", self->entries->len,
                          more ? "true" : "false");
  answer (message, 200, json->str);
}

static void
give_patients (FakeService *self, SoupServerMessage *message, GHashTable *query)
{
  g_autoptr (GString) json = g_string_new ("{\"items\":[");
  guint first = get_number (query, "cursor", 0);
  guint limit = get_number (query, "limit", 50);
  guint end = MIN (first + limit, self->n_patients);

  self->list_fetches++;
  if (self->busy_lists > 0)
    {
      self->busy_lists--;
      refuse (message, 503, "busy");
      return;
    }
  for (guint i = first; i < end; i++)
    g_string_append_printf (json,
                            "%s{\"id\":\"patient-%05u\",\"version\":1,\"name\":"
                            "\"宝塚 花子%u\","
                            "\"kana\":\"たからづか はなこ\",\"number\":\"%u\",\"birth_date\":"
                            "\"1941-02-03\",\"sex\":\"female\",\"care_level\":\"care-3\","
                            "\"address\":\"兵庫県宝塚市東洋町1番1号\",\"telephone\":"
                            "\"0797-00-0000\",\"consent_state\":\"in-force\",\"unread\":0,"
                            "\"capabilities\":[\"edit-patient\",\"record-consent\"]}",
                            i > first ? "," : "", i, i, i);
  g_string_append_c (json, ']');
  if (end < self->n_patients)
    g_string_append_printf (json, ",\"next_cursor\":\"%u\"", end);
  g_string_append_c (json, '}');
  answer (message, 200, json->str);
}

static void
take_read (FakeService *self, SoupServerMessage *message)
{
  g_autoptr (AnshinReadMark) mark = read_body (message, anshin_read_mark_get_type ());

  self->read_puts++;
  self->last_read = mark->seq;
  soup_server_message_set_status (message, 204, NULL);
}

static void
give_group (FakeService *self, SoupServerMessage *message, gboolean list)
{
  g_autofree char *group = NULL;
  g_autofree char *json = NULL;

  if (self->group_gone)
    {
      if (list)
        answer (message, 200, "{\"items\":[]}");
      else
        refuse (message, 404, "not-found");
      return;
    }
  group = g_strdup_printf ("{\"id\":\"group-1\",\"kind\":\"free\",\"state\":\"live\",\"name\":"
                           "\"勉強会\",\"last_seq\":%u,\"read_seq\":0,\"unread\":%u,"
                           "\"capabilities\":[\"post\"]}",
                           self->entries->len, self->entries->len);
  json = g_strdup_printf ("{\"items\":[%s]}", group);
  answer (message, 200, list ? json : group);
}

static void
dispatch (FakeService *self, SoupServerMessage *message, const char *path, GHashTable *query,
          const char *mail)
{
  const char *method = soup_server_message_get_method (message);

  if (g_str_equal (path, "/v1/groups"))
    give_group (self, message, TRUE);
  else if (g_str_equal (path, "/v1/groups/group-1"))
    give_group (self, message, FALSE);
  else if (g_str_equal (path, "/v1/invitations"))
    answer (message, 200,
            "{\"items\":[{\"id\":\"invitation-1\",\"state\":\"sent\",\"user_id\":\"a@example.jp\"},"
            "{\"id\":\"invitation-2\",\"state\":\"waiting\",\"user_id\":\"x\",\"capabilities\":"
            "[\"approve-invitation\"]},{\"id\":\"invitation-3\",\"state\":\"waiting\"}]}");
  else if (g_str_equal (path, "/v1/patients"))
    give_patients (self, message, query);
  else if (self->group_gone)
    refuse (message, 404, "not-found");
  else if (g_str_equal (path, "/v1/channels/group-1/entries"))
    give_entries (self, message, query);
  else if (g_str_equal (path, "/v1/groups/group-1/messages") && g_str_equal (method, "POST"))
    take_post (self, message, mail);
  else if (g_str_equal (path, "/v1/groups/group-1/read"))
    take_read (self, message);
  else if (g_str_equal (path, "/v1/groups/group-1/read-marks"))
    answer (message, 200,
            "{\"items\":[{\"channel\":\"group-1\",\"user_id\":\"x\",\"seq\":2},"
            "{\"channel\":\"group-1\",\"user_id\":\"b@example.jp\",\"seq\":1}]}");
  else if (g_str_equal (path, "/v1/groups/group-1/members"))
    answer (message, 200,
            "{\"items\":[{\"user_id\":\"a@example.jp\",\"name\":\"佐藤\",\"read_seq\":0},"
            "{\"user_id\":\"x\",\"name\":\"鈴木\",\"read_seq\":2}]}");
  else if (g_str_equal (path, "/v1/sign-out"))
    soup_server_message_set_status (message, 204, NULL);
  else
    refuse (message, 404, "not-found");
}

/* The doors that need no token. */
static gboolean
dispatch_open (FakeService *self, SoupServerMessage *message, const char *path, const char *mail)
{
  if (g_str_equal (path, "/v1/sign-in/challenge"))
    {
      self->challenges++;
      answer (message, 200, "{\"nonce\":\"nonce\",\"expires_at\":\"2099-01-01T00:00:00.000000Z\"}");
    }
  else if (g_str_equal (path, "/v1/sign-in"))
    {
      g_autoptr (AnshinSignIn) sign_in = read_body (message, anshin_sign_in_get_type ());

      if (g_str_equal (sign_in->password, "right") && strlen (sign_in->signature) == 86)
        let_in (self, message, sign_in->mail);
      else
        refuse (message, 401, "sign-in-failed");
    }
  else if (g_str_equal (path, "/v1/enrolment"))
    {
      g_autoptr (AnshinEnrolment) enrolment = read_body (message, anshin_enrolment_get_type ());

      if (g_str_equal (enrolment->password, "right") && strlen (enrolment->public_key) == 43)
        let_in (self, message, enrolment->mail);
      else
        refuse (message, 401, "sign-in-failed");
    }
  else if (g_str_equal (path, "/v1/session/unlock") && mail != NULL)
    {
      g_autoptr (AnshinUnlock) unlock = read_body (message, anshin_unlock_get_type ());
      g_autofree char *who = g_strdup (mail);

      if (g_str_equal (unlock->password, "right"))
        {
          /* The old token is good for nothing any more. */
          g_hash_table_remove_all (self->sessions);
          let_in (self, message, who);
        }
      else
        refuse (message, 401, "sign-in-failed");
    }
  else if (g_str_equal (path, "/v1/session") && mail != NULL)
    give_session (self, message, mail, NULL);
  else if (g_str_equal (path, "/v1/session/rules") && mail != NULL)
    {
      g_autoptr (AnshinAcceptance) acceptance
        = read_body (message, anshin_acceptance_get_type ());

      if (acceptance->version != self->rules_wanted)
        refuse (message, 409, "version-stale");
      else
        {
          self->rules_wanted = 0;
          give_session (self, message, mail, NULL);
        }
    }
  else
    return FALSE;
  return TRUE;
}

static void
on_request_cb (SoupServer *server, SoupServerMessage *message, const char *path,
               GHashTable *query, gpointer data)
{
  FakeService *self = data;
  const char *mail = get_mail (self, message);

  self->requests++;
  if (self->closed)
    cut (message);
  else if (dispatch_open (self, message, path, mail))
    return;
  else if (mail == NULL)
    refuse (message, 401, self->revoked ? "access-withdrawn" : "session-ended");
  else if (self->rules_wanted > 0 && !g_str_equal (path, "/v1/sign-out"))
    refuse (message, 403, "rules-not-accepted");
  else
    dispatch (self, message, path, query, mail);
}

/* The WebSocket handler can't refuse with a status, so this one comes first. */
static void
on_early_cb (SoupServer *server, SoupServerMessage *message, const char *path,
             GHashTable *query, gpointer data)
{
  FakeService *self = data;

  if (self->closed)
    cut (message);
  else if (self->no_streams)
    refuse (message, 404, "not-found");
  else if (get_mail (self, message) == NULL)
    refuse (message, 401, self->revoked ? "access-withdrawn" : "session-ended");
  else if (self->rules_wanted > 0)
    refuse (message, 403, "rules-not-accepted");
}

static void
on_socket_cb (SoupServer *server, SoupServerMessage *message, const char *path,
              SoupWebsocketConnection *connection, gpointer data)
{
  FakeService *self = data;
  g_autofree char *ready = NULL;

  g_ptr_array_add (self->sockets, g_object_ref (connection));
  ready = g_strdup_printf ("{\"ready\":[{\"channel\":\"group-1\",\"last_seq\":%u}]}",
                           self->entries->len);
  soup_websocket_connection_send_text (connection, ready);
}

/* Says something on all streams. */
void
fake_service_say (FakeService *self, const char *json)
{
  for (guint i = 0; i < self->sockets->len; i++)
    if (soup_websocket_connection_get_state (self->sockets->pdata[i])
        == SOUP_WEBSOCKET_STATE_OPEN)
      soup_websocket_connection_send_text (self->sockets->pdata[i], json);
}

/* Ends all streams, as a service does that is killed. */
void
fake_service_cut_streams (FakeService *self)
{
  for (guint i = 0; i < self->sockets->len; i++)
    g_io_stream_close (soup_websocket_connection_get_io_stream (self->sockets->pdata[i]), NULL,
                       NULL);
  g_ptr_array_set_size (self->sockets, 0);
}

FakeService *
fake_service_new (void)
{
  return fake_service_new_tls (NULL);
}

/* Without a certificate it speaks HTTP. */
FakeService *
fake_service_new_tls (GTlsCertificate *certificate)
{
  FakeService *self = g_new0 (FakeService, 1);
  g_autoptr (GError) error = NULL;
  GSList *uris = NULL;

  self->entries = g_ptr_array_new_with_free_func (g_free);
  self->sent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->sockets = g_ptr_array_new_with_free_func (g_object_unref);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, on_request_cb, self, NULL);
  soup_server_add_early_handler (self->server, "/v1/events", on_early_cb, self, NULL);
  soup_server_add_websocket_handler (self->server, "/v1/events", NULL, NULL, on_socket_cb, self,
                                     NULL);
  if (certificate != NULL)
    soup_server_set_tls_certificate (self->server, certificate);
  soup_server_listen_local (self->server, 0,
                            SOUP_SERVER_LISTEN_IPV4_ONLY
                              | (certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0),
                            &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->uri = g_strdup_printf ("%s://127.0.0.1:%d", certificate != NULL ? "https" : "http",
                               g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return self;
}

void
fake_service_free (FakeService *self)
{
  fake_service_cut_streams (self);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_ptr_array_unref (self->sockets);
  g_hash_table_unref (self->sent);
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->sessions);
  g_free (self->uri);
  g_free (self);
}
