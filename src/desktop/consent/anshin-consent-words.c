/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How it stands with a consent, in words: what was when, and who did it. */
#include "anshin-consent-words.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"
#include "anshin-patient-words.h"

static char *
describe_day (gint64 time)
{
  return time != 0 ? anshin_patient_words_date (anshin_time_get_day (time)) : NULL;
}

/**
 * anshin_consent_words_signer:
 * @consent: a consent
 *
 * 代筆 and 代理 are two things.
 *
 * Returns: (transfer full): who signed, and for whom; "" where nobody has
 */
char *
anshin_consent_words_signer (AnshinConsent *consent)
{
  const char *signer = anshin_patient_words_choice (&anshin_signers, consent->signer);
  const char *relationship = NULL;

  if (consent->signer_name == NULL)
    return g_strdup (signer);
  relationship = anshin_patient_words_choice (&anshin_relationships, consent->signer_relationship);
  /* Translators: how the form was signed, the name of the signer, the relationship */
  return g_strdup_printf (_("%s: %s (%s)"), signer, consent->signer_name, relationship);
}

/**
 * anshin_consent_words_force:
 * @consent: a consent
 *
 * Returns: (transfer full) (nullable): since when it is in force, or from when to when it was;
 *   %NULL where it has never been
 */
char *
anshin_consent_words_force (AnshinConsent *consent)
{
  g_autofree char *from = describe_day (consent->recorded_at);
  g_autofree char *until = describe_day (consent->ended_at);

  if (from == NULL)
    return NULL;
  if (until == NULL)
    return g_strdup_printf (_("Since %s"), from);
  return g_strdup_printf (_("From %s to %s"), from, until);
}

/* When the paper was signed, or as far as it has come. */
static char *
describe_paper (AnshinConsent *consent)
{
  g_autofree char *date = NULL;

  if (consent->signed_on != 0)
    {
      date = anshin_patient_words_date (consent->signed_on);
      return g_strdup_printf (_("Signed on %s"), date);
    }
  if (consent->printed_at != 0)
    {
      date = describe_day (consent->printed_at);
      return g_strdup_printf (_("Printed on %s"), date);
    }
  date = describe_day (consent->created_at);
  return g_strdup_printf (_("Made on %s"), date != NULL ? date : "");
}

/**
 * anshin_consent_words_dates:
 * @consent: a consent
 *
 * Returns: (transfer full): the days that count for it, each on a line: signed, in force, withdrawn
 */
char *
anshin_consent_words_dates (AnshinConsent *consent)
{
  g_autofree char *paper = describe_paper (consent);
  g_autofree char *force = anshin_consent_words_force (consent);
  g_autoptr (GString) text = g_string_new (paper);

  if (force != NULL)
    {
      g_string_append_c (text, '\n');
      /* Translators: since when a consent is in force, or from when to when it was */
      g_string_append_printf (text, _("In force: %s"), force);
    }
  if (consent->withdrawn_on != 0)
    {
      g_autofree char *date = anshin_patient_words_date (consent->withdrawn_on);

      g_string_append_c (text, '\n');
      g_string_append_printf (text, _("Withdrawn on %s"), date);
    }
  return g_strdup (text->str);
}

/**
 * anshin_consent_words_moment:
 * @time: when something was done
 *
 * Returns: (transfer full): the day with its year, as a record has it, and the time of the day
 */
char *
anshin_consent_words_moment (gint64 time)
{
  g_autofree char *day = describe_day (time);
  g_autofree char *clock = anshin_time_format_clock (time);

  return g_strdup_printf ("%s %s", day != NULL ? day : "", clock);
}
