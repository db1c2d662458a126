/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-hub-private.h"

#include "anshin-clock.h"

/*
 * With several writers the news of two commits may come in the wrong order: that somebody was
 * removed before that the same person had joined. Each such act also appends an entry to the
 * group's channel, whose number tells which was first. What is remembered of it is needed for as
 * long as a writer can be late.
 */
#define REMEMBERED (60 * ANSHIN_SECOND)

/* The last act that changed whether somebody hears a channel. @owner_id: of a freeze, whose streams
 * it leaves alone. */
typedef struct
{
  gint64 number;
  gint64 at;
  char *owner_id;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_free (change->owner_id);
  g_free (change);
}

static gboolean
is_old (gpointer key, gpointer value, gpointer now)
{
  return *(gint64 *) now - ((Change *) value)->at > REMEMBERED;
}

static char *
make_key (const char *channel, const char *user_id)
{
  return g_strconcat (channel, "/", user_id, NULL);
}

static Change *
find (AnshinHub *self, const char *channel, const char *user_id)
{
  g_autofree char *key = make_key (channel, user_id);

  return g_hash_table_lookup (self->changes, key);
}

/* The table of changes. */
GHashTable *
anshin_hub_new_changes (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, change_free);
}

/* Forgets what no late news can be older than. */
void
anshin_hub_forget_changes (AnshinHub *self, gint64 now)
{
  g_hash_table_foreach_remove (self->changes, is_old, &now);
}

/* The number of the entry that an act has appended to the channel of its effect number @index; the
 * effects that change who hears it come before. */
gint64
anshin_hub_get_number (GPtrArray *effects, guint index)
{
  const AnshinEffect *effect = g_ptr_array_index (effects, index);

  for (guint i = index + 1; i < effects->len; i++)
    {
      const AnshinEffect *other = g_ptr_array_index (effects, i);

      if (other->kind == ANSHIN_EFFECT_PUBLISH && g_strcmp0 (other->channel, effect->channel) == 0)
        return other->seq;
    }
  return 0;
}

/* Whether nothing newer is known of the user and the channel. */
gboolean
anshin_hub_is_news (AnshinHub *self, const char *channel, const char *user_id, gint64 number)
{
  const Change *change = find (self, channel, user_id);

  return number == 0 || change == NULL || change->number <= number;
}

/* Whether the channel was frozen after @number, for those who are not at the owner facility. */
gboolean
anshin_hub_is_frozen_since (AnshinHub *self, const char *channel, const char *facility_id,
                            gint64 number)
{
  const Change *change = find (self, channel, "");

  return number != 0 && change != NULL && change->number > number
         && g_strcmp0 (change->owner_id, facility_id) != 0;
}

/* @user_id: "" for all, with @owner_id, where the channel was frozen. */
void
anshin_hub_remember_change (AnshinHub *self, const char *channel, const char *user_id,
                            const char *owner_id, gint64 number)
{
  Change *change = NULL;

  if (number == 0 || !anshin_hub_is_news (self, channel, user_id, number))
    return;
  change = g_new0 (Change, 1);
  change->number = number;
  change->at = anshin_clock_now ();
  change->owner_id = g_strdup (owner_id);
  g_hash_table_replace (self->changes, make_key (channel, user_id), change);
}
