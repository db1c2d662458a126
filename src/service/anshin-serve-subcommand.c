/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-subcommands.h"

#include <glib-unix.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "anshin-config.h"
#include "anshin-dispatcher.h"
#include "anshin-http-server.h"
#include "anshin-indexer.h"
#include "anshin-log.h"
#include "anshin-mailer.h"
#include "anshin-purger.h"
#include "anshin-rescanner.h"
#include "anshin-scanner.h"

#define SUMMARY                                                                                   \
  "Serves the network on a Unix socket or on this computer's loopback. What faces the network\n"   \
  "is the proxy in front of it."
#define STOP_LOOK_MS 20
#define STOP_LOOKS 500
#define PRESENCE_SECONDS 60
#define CONSENTS_SECONDS 300

typedef struct
{
  GMainLoop *loop;
  AnshinHttpServer *server;
  AnshinDispatcher *dispatcher;
  guint looks;
  gboolean stuck;
} Service;

/* Each stream is a descriptor. */
static void
raise_descriptor_limit (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) != 0)
    return;
  limit.rlim_cur = limit.rlim_max;
  setrlimit (RLIMIT_NOFILE, &limit);
}

static gboolean
on_look_cb (gpointer user_data)
{
  Service *self = user_data;

  self->looks++;
  if (self->looks < STOP_LOOKS
      && (anshin_http_server_get_n_requests (self->server) > 0
          || !anshin_dispatcher_is_idle (self->dispatcher)))
    return G_SOURCE_CONTINUE;
  self->stuck = self->looks >= STOP_LOOKS;
  g_main_loop_quit (self->loop);
  return G_SOURCE_REMOVE;
}

/* What is in hand is finished, then the service stops. */
static gboolean
on_signal_cb (gpointer user_data)
{
  Service *self = user_data;

  if (self->looks == 0)
    {
      anshin_log (G_LOG_LEVEL_MESSAGE, "stopping", NULL);
      anshin_http_server_stop (self->server);
      anshin_dispatcher_close_streams (self->dispatcher);
      g_timeout_add (STOP_LOOK_MS, on_look_cb, self);
    }
  self->looks++;
  return G_SOURCE_CONTINUE;
}

static gboolean
on_presence_cb (gpointer dispatcher)
{
  anshin_dispatcher_note_presence (dispatcher);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_consents_cb (gpointer dispatcher)
{
  anshin_dispatcher_end_consents (dispatcher);
  return G_SOURCE_CONTINUE;
}

static void
report_mail (const char *event, const char *detail)
{
  gboolean failed = strcmp (event, "mail-failed") == 0;

  anshin_log (failed ? G_LOG_LEVEL_WARNING : G_LOG_LEVEL_INFO, event, failed ? "why" : "count",
              detail, NULL);
}

/* Where a relay is given, those who are away are told by mail. */
static AnshinMailer *
start_mail (AnshinSettings *settings, AnshinDb *db, AnshinDispatcher *dispatcher)
{
  AnshinMailer *mailer = NULL;

  if (settings->mail.smtp.server == NULL)
    return NULL;
  settings->mail.report = report_mail;
  mailer = anshin_mailer_new (db, &settings->mail);
  anshin_mailer_start (mailer);
  g_timeout_add_seconds (PRESENCE_SECONDS, on_presence_cb, dispatcher);
  return mailer;
}

/* Where none is given, files are not looked through, and the office is told so. */
static AnshinScanner *
start_scanner (AnshinSettings *settings)
{
  AnshinScanner *scanner = NULL;

  if (settings->clamd == NULL)
    return NULL;
  scanner = anshin_scanner_new (settings->clamd, settings->clamd_seconds);
  if (!anshin_scanner_ping (scanner))
    anshin_log (G_LOG_LEVEL_WARNING, "scanner-down", "reason", "clamd does not answer", NULL);
  return scanner;
}

static int
serve (AnshinSettings *settings, AnshinDb *db)
{
  g_autoptr (AnshinScanner) scanner = start_scanner (settings);
  g_autoptr (AnshinDispatcher) dispatcher = anshin_dispatcher_new (db);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (AnshinHttpServer) server = NULL;
  g_autoptr (AnshinPurger) purger = NULL;
  g_autoptr (AnshinIndexer) indexer = NULL;
  g_autoptr (AnshinMailer) mailer = NULL;
  g_autoptr (AnshinRescanner) rescanner = NULL;
  g_autoptr (GError) error = NULL;
  Service self = { loop, NULL, dispatcher, 0, FALSE };

  anshin_dispatcher_set_scanner (dispatcher, scanner);
  if (!anshin_dispatcher_listen (dispatcher, &error))
    return anshin_subcommand_fail (error);
  server = anshin_http_server_new (settings->listen, anshin_dispatcher_handle, dispatcher, &error);
  if (server == NULL)
    return anshin_subcommand_fail (error);

  self.server = server;
  anshin_http_server_set_limit (server, anshin_dispatcher_get_limit);
  g_unix_signal_add (SIGTERM, on_signal_cb, &self);
  g_unix_signal_add (SIGINT, on_signal_cb, &self);
  anshin_http_server_start (server);
  purger = anshin_purger_new (db, 0);
  anshin_dispatcher_end_consents (dispatcher);
  g_timeout_add_seconds (CONSENTS_SECONDS, on_consents_cb, dispatcher);
  indexer = anshin_indexer_new (db);
  mailer = start_mail (settings, db, dispatcher);
  rescanner = scanner != NULL ? anshin_rescanner_new (db, dispatcher, scanner) : NULL;
  anshin_log (G_LOG_LEVEL_MESSAGE, "listening", "address", anshin_http_server_get_name (server),
              "version", ANSHIN_VERSION, NULL);
  g_main_loop_run (loop);
  if (self.stuck)
    {
      /* What hangs in a thread still holds on to what would be freed; what is committed is safe. */
      anshin_log (G_LOG_LEVEL_WARNING, "stopped-late", NULL);
      _exit (ANSHIN_EXIT_FAILED);
    }
  anshin_log (G_LOG_LEVEL_MESSAGE, "stopped", NULL);
  return ANSHIN_EXIT_OK;
}

int
anshin_serve_run (int argc, char **argv)
{
  const AnshinUsage usage = { SUMMARY, NULL, NULL, 0 };
  int exit_code = ANSHIN_EXIT_OK;
  g_autoptr (AnshinSettings) settings = NULL;
  g_autoptr (AnshinDb) db = NULL;
  g_autoptr (GError) error = NULL;

  settings = anshin_subcommand_start (argc, &argv, &usage, &exit_code);
  if (settings == NULL)
    return exit_code;
  if (settings->listen == NULL)
    {
      g_printerr ("anshin-netd: listen: not given\n");
      return ANSHIN_EXIT_FAILED;
    }

  signal (SIGPIPE, SIG_IGN);
  raise_descriptor_limit ();
  db = anshin_db_open (&settings->db, &error);
  if (db == NULL)
    return anshin_subcommand_fail (error);
  return serve (settings, db);
}
