/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-mention-candidates.h"

#include <glib/gi18n.h>
#include <string.h>

#include "anshin-format.h"
#include "anshin-text.h"

/* How well a name fits what was typed of it, best first. */
enum
{
  FITS_WHOLE,
  FITS_WORD,
  FITS_INSIDE,
  FITS_NOT,
};

typedef struct
{
  GPtrArray *all; /* AnshinMentionCandidate */
  const char *own_id;
  const char *folded;
} Search;

static void
candidate_free (gpointer data)
{
  AnshinMentionCandidate *self = data;

  g_object_unref (self->mention);
  g_free (self);
}

static gboolean
has_word (const char *name, const char *folded)
{
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isspace (g_utf8_get_char (p)))
      {
        g_autofree char *word = anshin_text_fold (g_utf8_next_char (p));

        if (g_str_has_prefix (word, folded))
          return TRUE;
      }
  return FALSE;
}

static int
judge (const char *name, const char *folded)
{
  g_autofree char *own = name != NULL ? anshin_text_fold (name) : NULL;

  if (own == NULL || strstr (own, folded) == NULL)
    return FITS_NOT;
  if (g_str_has_prefix (own, folded))
    return FITS_WHOLE;
  return has_word (name, folded) ? FITS_WORD : FITS_INSIDE;
}

static void
add (Search *search, int fit, int kind, const char *id, const char *name, const char *more)
{
  AnshinMentionCandidate *candidate = NULL;

  if (fit == FITS_NOT)
    return;
  candidate = g_new0 (AnshinMentionCandidate, 1);
  candidate->mention = anshin_mention_new ();
  candidate->mention->kind = kind;
  candidate->mention->id = g_strdup (id);
  candidate->mention->name = g_strdup (name);
  candidate->more = more;
  candidate->fit = fit;
  g_ptr_array_add (search->all, candidate);
}

static void
add_person (Search *search, AnshinMember *member)
{
  int by_name = judge (member->name, search->folded);
  int by_kana = judge (member->kana, search->folded);

  add (search, MIN (by_name, by_kana), ANSHIN_MENTION_PERSON, member->user_id, member->name,
       anshin_format_profession (member->profession));
}

static void
add_facility (Search *search, AnshinMember *member)
{
  for (guint i = 0; i < search->all->len; i++)
    {
      AnshinMentionCandidate *candidate = search->all->pdata[i];

      if (g_strcmp0 (candidate->mention->id, member->facility_id) == 0)
        return;
    }
  add (search, judge (member->facility_name, search->folded), ANSHIN_MENTION_FACILITY,
       member->facility_id, member->facility_name, _("the facility"));
}

static void
add_members (Search *search, GListModel *members, void (*add_one) (Search *, AnshinMember *))
{
  for (guint i = 0; i < g_list_model_get_n_items (members); i++)
    {
      g_autoptr (AnshinMember) member = g_list_model_get_item (members, i);

      if (anshin_member_can_be_addressed (member)
          && g_strcmp0 (member->user_id, search->own_id) != 0)
        add_one (search, member);
    }
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const AnshinMentionCandidate *one = *(AnshinMentionCandidate *const *) a;
  const AnshinMentionCandidate *other = *(AnshinMentionCandidate *const *) b;

  return one->fit - other->fit;
}

/**
 * anshin_mention_candidates_find:
 * @members: (element-type AnshinMember): of the group
 * @own_id: who writes, and is not among them
 * @typed: what was typed of a name, which may be nothing
 * @most: how many at most
 *
 * What fits best comes first; of what fits alike persons, then facilities, then everybody, who is
 * never lost to @most where nothing was typed.
 *
 * Returns: (transfer full) (element-type AnshinMentionCandidate): those who may be meant
 */
GPtrArray *
anshin_mention_candidates_find (GListModel *members, const char *own_id, const char *typed,
                                guint most)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (candidate_free);
  g_autofree char *folded = anshin_text_fold (typed);
  Search search = { all, own_id, folded };
  int by_name = judge (_("everybody"), folded);
  /* Translators: the word for everybody as it is typed before it is converted: ぜんいん */
  int by_kana = judge (C_ ("as spoken", "everybody"), folded);

  add_members (&search, members, add_person);
  add_members (&search, members, add_facility);
  g_ptr_array_sort (all, compare);
  if (*folded == '\0' && all->len >= most)
    g_ptr_array_set_size (all, (int) most - 1);
  add (&search, MIN (by_name, by_kana), ANSHIN_MENTION_ALL, NULL, NULL, NULL);
  g_ptr_array_sort (all, compare);
  if (all->len > most)
    g_ptr_array_set_size (all, (int) most);
  return g_steal_pointer (&all);
}
