/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "anshin-choice.h"
#include "anshin-clock.h"
#include "anshin-db-private.h"
#include "anshin-sql-resource.h"

#define RESOURCE_PATH "/jp/anshinnet/sql/"

/* The comments at the top are for those who read the file. */
static const char *
skip_comments (const char *text)
{
  while (*text == '#' || *text == '\n')
    {
      const char *end = strchr (text, '\n');

      text = end != NULL ? end + 1 : text + strlen (text);
    }
  return text;
}

static gboolean
insert_text (AnshinTx *tx, int kind, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (RESOURCE_PATH, name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (anshin_sql_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (bytes == NULL)
    return FALSE;
  return anshin_tx_exec (tx, error,
                         "INSERT INTO wording (kind, version, text, published_by, published_at) "
                         "VALUES ($1, 1, $2, NULL, $3)",
                         "iti", (gint64) kind, skip_comments (g_bytes_get_data (bytes, NULL)),
                         anshin_clock_now ());
}

static gboolean
insert_professions (AnshinTx *tx, GError **error)
{
  for (const AnshinChoice *choice = anshin_professions.choices; choice->wire != NULL; choice++)
    if (!anshin_tx_exec (tx, error,
                         "INSERT INTO profession_setting (profession, offered, whole_picture) "
                         "VALUES ($1, 1, $2)",
                         "ii", (gint64) choice->value,
                         (gint64) anshin_profession_sees_whole_picture (choice->value)))
      return FALSE;
  return TRUE;
}

/**
 * anshin_first_rows_of_network:
 * @tx: a transaction whose schema has just become version 2
 * @error: return location for an error
 *
 * Puts in what the network begins with: every profession offered, with the defaults of PRODUCT
 * section 1, and version 1 of the rules (after source A8) and of form 4's wording. Not for a
 * database that a backup is restored into.
 *
 * Returns: whether it is there
 */
gboolean
anshin_first_rows_of_network (AnshinTx *tx, GError **error)
{
  return insert_professions (tx, error) &&
         insert_text (tx, ANSHIN_WORDING_RULES, "rules-1.txt", error) &&
         insert_text (tx, ANSHIN_WORDING_FORM_4, "form-4-1.txt", error);
}
