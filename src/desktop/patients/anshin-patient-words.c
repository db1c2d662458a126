/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-patient-words.h"

#include <glib/gi18n.h>

#include "anshin-clock.h"

/* Icon, word and colour together: none of them has to be seen to know the state. */
static const struct
{
  const char *label;
  const char *icon;
  const char *style;
} consents[] = {
  [ANSHIN_CONSENT_NONE] = { N_ ("No consent yet"), "document-new-symbolic", "dim-label" },
  [ANSHIN_CONSENT_DRAFT] = { N_ ("Consent form begun"), "document-edit-symbolic", "dim-label" },
  [ANSHIN_CONSENT_PRINTED]
  = { N_ ("Printed, not signed yet"), "printer-symbolic", "warning" },
  [ANSHIN_CONSENT_IN_FORCE] = { N_ ("Consent given"), "emblem-ok-symbolic", "success" },
  [ANSHIN_CONSENT_WITHDRAWN]
  = { N_ ("Consent withdrawn"), "action-unavailable-symbolic", "error" },
  [ANSHIN_CONSENT_SUPERSEDED]
  = { N_ ("Replaced by a newer consent"), "document-open-recent-symbolic", "dim-label" },
  [ANSHIN_CONSENT_ENDED] = { N_ ("Consent ended"), "document-open-recent-symbolic", "dim-label" },
};

/**
 * anshin_patient_words_choice:
 * @list: a closed list
 * @value: one of its values
 *
 * Returns: the word for it in the person's language, "" where nothing is given
 */
const char *
anshin_patient_words_choice (const AnshinChoiceList *list, int value)
{
  const char *label = value != 0 ? anshin_choice_get_label (list, value) : NULL;

  return label != NULL ? g_dpgettext2 (NULL, "choice", label) : "";
}

/**
 * anshin_patient_words_date:
 * @date: a day, or 0
 *
 * Returns: (transfer full): the day by the era and in the Western way, "" for 0
 */
char *
anshin_patient_words_date (int date)
{
  g_autofree char *era = NULL;

  if (date == 0)
    return g_strdup ("");
  era = anshin_era_format (date);
  /* Translators: a date in the Japanese calendar, then its Western year */
  return g_strdup_printf (_("%s (%d)"), era, date / 10000);
}

/**
 * anshin_patient_words_birth:
 * @birth_date: a day, or 0
 *
 * Returns: (transfer full): the day in both ways and the age today, "" for 0
 */
char *
anshin_patient_words_birth (int birth_date)
{
  g_autofree char *era = NULL;

  if (birth_date == 0)
    return g_strdup ("");
  era = anshin_era_format (birth_date);
  /* Translators: date of birth in the Japanese calendar, its Western year, the age */
  return g_strdup_printf (_("%s (%d), %d years old"), era, birth_date / 10000,
                          anshin_date_get_age (birth_date, anshin_clock_today ()));
}

/**
 * anshin_patient_words_birth_short:
 * @birth_date: a day, or 0
 *
 * Returns: (transfer full): as short as a row of a list wants it, "" for 0
 */
char *
anshin_patient_words_birth_short (int birth_date)
{
  g_autofree char *era = NULL;

  if (birth_date == 0)
    return g_strdup ("");
  era = anshin_era_format_short (birth_date);
  /* Translators: date of birth in the Japanese calendar, the age; in a narrow list */
  return g_strdup_printf (_("%s (age %d)"), era,
                          anshin_date_get_age (birth_date, anshin_clock_today ()));
}

/**
 * anshin_patient_words_ended:
 * @patient: a patient whose care at home has ended
 *
 * Returns: (transfer full): why and on which day
 */
char *
anshin_patient_words_ended (AnshinPatient *patient)
{
  g_autofree char *day = anshin_patient_words_date (patient->ended_on);

  /* Translators: why the care at home has ended, and on which day */
  return g_strdup_printf (_("%s (%s)"),
                          anshin_patient_words_choice (&anshin_ending_reasons, patient->ended),
                          day);
}

static guint
get_consent_index (int consent_state)
{
  return (guint) consent_state < G_N_ELEMENTS (consents) ? (guint) consent_state : 0;
}

/**
 * anshin_patient_words_consent:
 * @consent_state: the state of a patient's newest consent
 *
 * Returns: the word for it
 */
const char *
anshin_patient_words_consent (int consent_state)
{
  return _(consents[get_consent_index (consent_state)].label);
}

/**
 * anshin_patient_words_consent_icon:
 * @consent_state: the state of a patient's newest consent
 *
 * Returns: the name of an icon for it
 */
const char *
anshin_patient_words_consent_icon (int consent_state)
{
  return consents[get_consent_index (consent_state)].icon;
}

/**
 * anshin_patient_words_consent_style:
 * @consent_state: the state of a patient's newest consent
 *
 * Returns: the style class that gives it its colour
 */
const char *
anshin_patient_words_consent_style (int consent_state)
{
  return consents[get_consent_index (consent_state)].style;
}
