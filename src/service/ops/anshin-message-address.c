/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-message-address.h"

#include "anshin-addressed-table.h"
#include "anshin-group.h"
#include "anshin-happening.h"
#include "anshin-membership-table.h"
#include "anshin-urgent-table.h"

static gboolean
name_person (AnshinCall *call, const char *group_id, AnshinMention *mention, GError **error)
{
  g_autoptr (AnshinMember) member = NULL;

  if (!anshin_membership_find (call->tx, group_id, mention->id, &member, error))
    return FALSE;
  if (member != NULL && anshin_member_can_be_addressed (member))
    mention->name = g_strdup (member->name);
  return TRUE;
}

static gboolean
name_mention (AnshinCall *call, const char *group_id, AnshinMention *mention, GError **error)
{
  g_clear_pointer (&mention->name, g_free);
  switch (mention->kind)
    {
    case ANSHIN_MENTION_PERSON:
      return name_person (call, group_id, mention, error);
    case ANSHIN_MENTION_FACILITY:
      return anshin_addressed_find_facility (call->tx, group_id, mention->id, &mention->name,
                                             error);
    case ANSHIN_MENTION_ALL:
    default:
      return TRUE;
    }
}

/**
 * anshin_mentions_check:
 * @call: a call with a principal
 * @group_id: the group in which is written
 * @mentions: (nullable) (element-type AnshinMention): who is named; gets their names
 * @error: %ANSHIN_ERROR_FIELD_INVALID naming `mentions` if one can't be addressed in the group:
 *   is not in it, or suspended; of a facility, if nobody of it can
 */
gboolean
anshin_mentions_check (AnshinCall *call, const char *group_id, GPtrArray *mentions,
                       GError **error)
{
  for (guint i = 0; mentions != NULL && i < mentions->len; i++)
    {
      AnshinMention *mention = g_ptr_array_index (mentions, i);

      if (!name_mention (call, group_id, mention, error))
        return FALSE;
      if (mention->kind != ANSHIN_MENTION_ALL && mention->name == NULL)
        {
          anshin_set_error (error, ANSHIN_ERROR_FIELD_INVALID, "mentions",
                            "%s can't be addressed in the group", mention->id);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
address_mention (AnshinCall *call, const char *group_id, gint64 seq, AnshinMention *mention,
                 GPtrArray *added, GError **error)
{
  const char *author_id = call->principal->user_id;

  switch (mention->kind)
    {
    case ANSHIN_MENTION_PERSON:
      return g_strcmp0 (mention->id, author_id) == 0 ||
             anshin_addressed_add_user (call->tx, group_id, seq, mention->id,
                                        ANSHIN_ADDRESSED_PERSON, added, error);
    case ANSHIN_MENTION_FACILITY:
      return anshin_addressed_add_facility (call->tx, group_id, seq, mention->id, author_id, added,
                                            error);
    case ANSHIN_MENTION_ALL:
    default:
      return anshin_addressed_add_all (call->tx, group_id, seq, author_id, added, error);
    }
}

/* Adds to @added to whom it is addressed by mentions of a kind, and was not before. */
static gboolean
address_kind (AnshinCall *call, const char *group_id, gint64 seq, GPtrArray *mentions, int kind,
              GPtrArray *added, GError **error)
{
  for (guint i = 0; mentions != NULL && i < mentions->len; i++)
    {
      AnshinMention *mention = g_ptr_array_index (mentions, i);

      if (mention->kind == kind &&
          !address_mention (call, group_id, seq, mention, added, error))
        return FALSE;
    }
  return TRUE;
}

/* Whoever is named hears of it wherever he is: in his inbox, which names no patient. */
static gboolean
tell (AnshinCall *call, const AnshinHappening *what, GPtrArray *user_ids, GError **error)
{
  for (guint i = 0; i < user_ids->len; i++)
    {
      AnshinHappening told = *what;

      told.channel = g_ptr_array_index (user_ids, i);
      if (!anshin_happen (call, &told, NULL, error))
        return FALSE;
    }
  return TRUE;
}

/* An answer is addressed to whom it answers, and shows that its author has looked at what it
 * answers. */
static gboolean
address_answered (AnshinCall *call, const char *group_id, gint64 seq, const char *reply_to,
                  GError **error)
{
  const char *user_id = call->principal->user_id;
  g_autoptr (GPtrArray) answered_ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (AnshinRows) rows = NULL;
  g_autofree char *author_id = NULL;
  gint64 answered = 0;
  GError *failure = NULL;

  rows = anshin_tx_query (call->tx, error,
                          "SELECT author_id, seq FROM entry WHERE id = $1 AND channel_id = $2",
                          "tt", reply_to, group_id);
  if (rows == NULL)
    return FALSE;
  if (anshin_rows_next (rows, &failure))
    {
      author_id = g_strdup (anshin_rows_get_text (rows, 0));
      answered = anshin_rows_get_int (rows, 1);
    }
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  return author_id == NULL || g_str_equal (author_id, user_id) ||
         (anshin_addressed_see (call->tx, group_id, answered, user_id, error) &&
          anshin_addressed_add_user (call->tx, group_id, seq, author_id, ANSHIN_ADDRESSED_REPLY,
                                     answered_ids, error));
}

/**
 * anshin_message_address:
 * @call: a writing call with a principal, who is the author
 * @group_id: a group
 * @seq: the number of the message that was just appended
 * @post: what was posted, with its mentions checked
 * @error: return location
 *
 * Writes down to whom it is addressed, until they have seen it, and whether it stands on top as
 * urgent. Who answers has seen what he answers. Costs nothing for a message that names and
 * answers nobody.
 */
gboolean
anshin_message_address (AnshinCall *call, const char *group_id, gint64 seq, AnshinPost *post,
                        GError **error)
{
  AnshinHappening told = { .kind = ANSHIN_ENTRY_MENTIONED, .subject_id = group_id };
  g_autoptr (GPtrArray) persons = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func (g_free);

  /* Persons first: who is named by name and as staff of a facility is named by name. */
  for (int kind = ANSHIN_MENTION_PERSON; kind <= ANSHIN_MENTION_ALL; kind++)
    if (!address_kind (call, group_id, seq, post->mentions, kind,
                       kind == ANSHIN_MENTION_PERSON ? persons : others, error))
      return FALSE;
  if (!tell (call, &told, persons, error))
    return FALSE;
  if (post->reply_to != NULL &&
      !address_answered (call, group_id, seq, post->reply_to, error))
    return FALSE;
  return !post->urgent || anshin_urgent_open (call->tx, group_id, seq, error);
}

/**
 * anshin_message_address_more:
 * @call: a writing call with a principal, who is the author
 * @group_id: a group
 * @seq: the number of a message that is edited
 * @mentions: (nullable) (element-type AnshinMention): whom it names now and did not before, checked
 * @urgent: whether the message is
 * @error: return location
 *
 * As anshin_message_address(), for those to whom it was not addressed before. The message itself
 * is no news any more, so that all of them are told, however they are named.
 */
gboolean
anshin_message_address_more (AnshinCall *call, const char *group_id, gint64 seq,
                             GPtrArray *mentions, gboolean urgent, GError **error)
{
  AnshinHappening told
    = { .kind = ANSHIN_ENTRY_NAMED_LATER, .subject_id = group_id, .urgent = urgent };
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_free);

  for (int kind = ANSHIN_MENTION_PERSON; kind <= ANSHIN_MENTION_ALL; kind++)
    if (!address_kind (call, group_id, seq, mentions, kind, added, error))
      return FALSE;
  return tell (call, &told, added, error);
}
