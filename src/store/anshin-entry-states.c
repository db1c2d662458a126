/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-entry-states.h"

/* Made for a page at most; a page in which nothing has happened costs one allocation. */
struct _AnshinEntryStates
{
  gint64 first;
  gint64 last;
  GHashTable *members; /* seq → GString; NULL while there are none */
};

static void
free_string (gpointer data)
{
  g_string_free (data, TRUE);
}

/**
 * anshin_entry_states_new:
 * @first: the lowest number that may be in the page
 * @last: the highest
 *
 * Returns: (transfer full): the states of a page, none yet
 */
AnshinEntryStates *
anshin_entry_states_new (gint64 first, gint64 last)
{
  AnshinEntryStates *self = g_new0 (AnshinEntryStates, 1);

  self->first = first;
  self->last = last;
  return self;
}

/**
 * anshin_entry_states_free:
 * @self: (transfer full): the states of a page
 */
void
anshin_entry_states_free (AnshinEntryStates *self)
{
  g_clear_pointer (&self->members, g_hash_table_unref);
  g_free (self);
}

/**
 * anshin_entry_states_get_first:
 *
 * Returns: the lowest number that may be in the page
 */
gint64
anshin_entry_states_get_first (AnshinEntryStates *self)
{
  return self->first;
}

/**
 * anshin_entry_states_get_last:
 *
 * Returns: the highest number that may be in the page
 */
gint64
anshin_entry_states_get_last (AnshinEntryStates *self)
{
  return self->last;
}

/**
 * anshin_entry_states_add:
 * @seq: an entry's number
 * @name: a member's name on the wire, of AnshinEntryState; each once for an entry
 *
 * Returns: (transfer none): where the member's value is to be appended as JSON, at once
 */
GString *
anshin_entry_states_add (AnshinEntryStates *self, gint64 seq, const char *name)
{
  GString *json = NULL;

  if (self->members == NULL)
    self->members = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_string);
  json = g_hash_table_lookup (self->members, &seq);
  if (json == NULL)
    {
      json = g_string_sized_new (64);
      g_hash_table_insert (self->members, g_memdup2 (&seq, sizeof seq), json);
    }
  if (json->len > 0)
    g_string_append_c (json, ',');
  g_string_append_c (json, '"');
  g_string_append (json, name);
  g_string_append (json, "\":");
  return json;
}

/**
 * anshin_entry_states_get:
 * @seq: an entry's number
 *
 * Returns: (nullable) (transfer none): the members, comma-separated; %NULL if there are none
 */
const char *
anshin_entry_states_get (AnshinEntryStates *self, gint64 seq)
{
  GString *json = self->members != NULL ? g_hash_table_lookup (self->members, &seq) : NULL;

  return json != NULL ? json->str : NULL;
}
