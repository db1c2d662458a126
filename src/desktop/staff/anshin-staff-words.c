/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-staff-words.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-format.h"

static void
add (GString *text, const char *words)
{
  if (words == NULL || *words == '\0')
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, words);
}

/**
 * anshin_staff_words_dup_time:
 * @time: microseconds since 1970
 *
 * Returns: (transfer full): day and time
 */
char *
anshin_staff_words_dup_time (gint64 time)
{
  g_autofree char *when = anshin_format_when (time);
  g_autofree char *clock = anshin_format_clock (time);

  if (anshin_format_is_today (time))
    /* Translators: a time of today */
    return g_strdup_printf (_("today %s"), clock);
  /* Translators: a day and a time */
  return g_strdup_printf (_("%s %s"), when, clock);
}

/**
 * anshin_staff_words_dup_state:
 * @user: a user
 *
 * Returns: (transfer full): whether the account works, and why not
 */
char *
anshin_staff_words_dup_state (AnshinUser *user)
{
  const char *state = anshin_choice_get_label (&anshin_account_states, user->state);
  const char *why = anshin_choice_get_label (&anshin_suspension_reasons, user->suspension);
  const char *words = state != NULL ? g_dpgettext2 (NULL, "choice", state) : "";

  if (user->state == ANSHIN_ACCOUNT_SUSPENDED && why != NULL)
    /* Translators: the state of an account, and why */
    return g_strdup_printf (_("%s (%s)"), words, g_dpgettext2 (NULL, "choice", why));
  if (user->state == ANSHIN_ACCOUNT_ACTIVE && user->locked)
    return g_strdup (_("Locked after too many failed sign-ins; the office can reset it"));
  return g_strdup (words);
}

/**
 * anshin_staff_words_dup_sign_in:
 * @user: a user whose account one may see
 *
 * Returns: (transfer full): when and where the last sign-in was
 */
char *
anshin_staff_words_dup_sign_in (AnshinUser *user)
{
  g_autofree char *time = NULL;

  if (user->last_sign_in_at == 0)
    return g_strdup (_("never signed in yet"));
  time = anshin_staff_words_dup_time (user->last_sign_in_at);
  if (user->last_sign_in_terminal == NULL)
    return g_steal_pointer (&time);
  /* Translators: a time, and the name of a terminal */
  return g_strdup_printf (_("%s, %s"), time, user->last_sign_in_terminal);
}

/**
 * anshin_staff_words_dup_user:
 * @user: a user
 * @own: whether that is the reader
 *
 * Returns: (transfer full): profession, and what sets the user apart; of an account that one may
 *   see, in a second line its last sign-in and how many terminals it has
 */
char *
anshin_staff_words_dup_user (AnshinUser *user, gboolean own)
{
  g_autoptr (GString) text = g_string_new (anshin_format_profession (user->profession));
  g_autofree char *state = anshin_staff_words_dup_state (user);
  g_autofree char *sign_in = NULL;

  if (own)
    add (text, _("You"));
  if (user->facility_admin)
    add (text, _("Facility administrator"));
  if (user->state != ANSHIN_ACCOUNT_ACTIVE || user->locked)
    add (text, state);
  if (user->mail == NULL || user->state == ANSHIN_ACCOUNT_RETIRED)
    return g_strdup (text->str);
  g_string_append_c (text, '\n');
  if (user->last_sign_in_at == 0 && user->terminals == 0)
    {
      g_string_append (text, _("Has not signed in yet"));
      return g_strdup (text->str);
    }
  sign_in = anshin_staff_words_dup_sign_in (user);
  /* Translators: when and where somebody signed in last */
  g_string_append_printf (text, _("Last sign-in: %s"), sign_in);
  g_string_append_printf (text, " · ");
  g_string_append_printf (text,
                          ngettext ("%d terminal", "%d terminals", (gulong) user->terminals),
                          (int) user->terminals);
  return g_strdup (text->str);
}

/**
 * anshin_staff_words_dup_terminal:
 * @terminal: a terminal
 *
 * Returns: (transfer full): whose it is, what runs on it, and when it was used last
 */
char *
anshin_staff_words_dup_terminal (AnshinTerminal *terminal)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *seen = NULL;
  g_autofree char *last = NULL;

  if (terminal->current)
    add (text, _("This terminal"));
  add (text, terminal->personal ? _("Personal") : _("The facility’s"));
  add (text, terminal->system);
  if (terminal->revoked_at != 0)
    add (text, _("Revoked"));
  else if (terminal->signed_in)
    add (text, _("Signed in now"));
  if (terminal->last_seen_at != 0)
    {
      seen = anshin_staff_words_dup_time (terminal->last_seen_at);
      /* Translators: when a terminal was used last */
      last = g_strdup_printf (_("last used %s"), seen);
      add (text, last);
    }
  return g_strdup (text->str);
}
