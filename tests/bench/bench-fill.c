/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "anshin-account-table.h"
#include "anshin-channel.h"
#include "anshin-id.h"

/* Many messages of one person in a group that is there, for the desktop to show. */

#define BATCH 2000
#define MAX_COUNT 10000000

typedef struct
{
  const char *group_id;
  const char *author_id;
  int done;
  int count;
} Fill;

static gboolean
append (AnshinTx *tx, Fill *self, AnshinUser *author, GError **error)
{
  g_autofree char *id = anshin_id_new ();
  g_autofree char *client_id = anshin_id_new ();
  g_autoptr (GString) json = g_string_new (NULL);
  g_autofree char *content = g_strdup_printf (
    "{\"author_name\":\"%s\",\"author_profession\":\"nurse\",\"author_facility\":\"%s\","
    "\"text\":\"%d回目の訪問。血圧%d/78、脈拍%d、体温36.5度。食事は半分ほど召し上がりました。\"}",
    author->name, author->facility_name, self->done, 110 + self->done % 40,
    60 + self->done % 30);
  AnshinNewEntry entry = {
    .channel = self->group_id, .key_id = self->group_id, .id = id, .kind = ANSHIN_ENTRY_MESSAGE,
    .author_id = author->id, .client_id = client_id, .content_json = content,
  };

  return anshin_channel_append (tx, &entry, json, error);
}

static gboolean
fill_batch (AnshinTx *tx, gpointer job, GError **error)
{
  Fill *self = job;
  g_autoptr (AnshinUser) author = anshin_account_load (tx, self->author_id, error);

  if (author == NULL)
    return FALSE;
  for (int i = 0; i < BATCH && self->done < self->count; i++, self->done++)
    if (!append (tx, self, author, error))
      return FALSE;
  return TRUE;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (AnshinDb) db = NULL;
  AnshinDbConfig config = { 0 };
  Fill fill = { NULL };

  if (argc != 6 || sodium_init () < 0)
    {
      g_printerr ("usage: anshin-bench-fill DATABASE KEY GROUP AUTHOR COUNT\n");
      return EXIT_FAILURE;
    }
  config.sqlite_path = argv[1];
  config.key_path = argv[2];
  fill.group_id = argv[3];
  fill.author_id = argv[4];
  fill.count = CLAMP (atoi (argv[5]), 0, MAX_COUNT);
  db = anshin_db_open (&config, &error);
  while (error == NULL && fill.done < fill.count)
    anshin_db_write_sync (db, fill_batch, &fill, &error);
  if (error == NULL)
    return EXIT_SUCCESS;
  g_printerr ("anshin-bench-fill: %s\n", error->message);
  return EXIT_FAILURE;
}
