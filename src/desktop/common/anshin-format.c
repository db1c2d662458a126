/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-format.h"

#include <glib/gi18n.h>

#include "anshin-choice.h"
#include "anshin-clock.h"

/* Each has a colour and a mark of its own; who has no profession is the office. */
static const struct
{
  const char *style;
  const char *mark;
} profession_marks[] = {
  [ANSHIN_PROFESSION_NONE] = { "profession-office", NC_ ("badge", "Of") },
  [ANSHIN_PROFESSION_PHYSICIAN] = { "profession-physician", NC_ ("badge", "Dr") },
  [ANSHIN_PROFESSION_DENTIST] = { "profession-dentist", NC_ ("badge", "De") },
  [ANSHIN_PROFESSION_PHARMACIST] = { "profession-pharmacist", NC_ ("badge", "Rx") },
  [ANSHIN_PROFESSION_NURSE] = { "profession-nurse", NC_ ("badge", "N") },
  [ANSHIN_PROFESSION_PUBLIC_HEALTH_NURSE] =
    { "profession-public-health-nurse", NC_ ("badge", "PH") },
  [ANSHIN_PROFESSION_CARE_MANAGER] = { "profession-care-manager", NC_ ("badge", "CM") },
  [ANSHIN_PROFESSION_HELPER] = { "profession-helper", NC_ ("badge", "HH") },
  [ANSHIN_PROFESSION_CARE_WORKER] = { "profession-care-worker", NC_ ("badge", "CW") },
  [ANSHIN_PROFESSION_PHYSICAL_THERAPIST] = { "profession-physical-therapist", NC_ ("badge", "PT") },
  [ANSHIN_PROFESSION_OCCUPATIONAL_THERAPIST] =
    { "profession-occupational-therapist", NC_ ("badge", "OT") },
  [ANSHIN_PROFESSION_SPEECH_THERAPIST] = { "profession-speech-therapist", NC_ ("badge", "ST") },
  [ANSHIN_PROFESSION_DENTAL_HYGIENIST] = { "profession-dental-hygienist", NC_ ("badge", "DH") },
  [ANSHIN_PROFESSION_DIETITIAN] = { "profession-dietitian", NC_ ("badge", "Di") },
  [ANSHIN_PROFESSION_SOCIAL_WORKER] = { "profession-social-worker", NC_ ("badge", "SW") },
  [ANSHIN_PROFESSION_EQUIPMENT_ADVISER] = { "profession-equipment-adviser", NC_ ("badge", "EA") },
  [ANSHIN_PROFESSION_CLERK] = { "profession-clerk", NC_ ("badge", "Cl") },
  [ANSHIN_PROFESSION_OTHER] = { "profession-other", NC_ ("badge", "…") },
};

static gboolean
is_japanese (void)
{
  const char *const *languages = g_get_language_names ();

  return languages[0] != NULL && g_str_has_prefix (languages[0], "ja");
}

static const char *
get_weekday (int day)
{
  static const char *const names[]
    = { N_ ("Sunday"),   N_ ("Monday"), N_ ("Tuesday"), N_ ("Wednesday"),
        N_ ("Thursday"), N_ ("Friday"), N_ ("Saturday") };

  return _(names[anshin_date_get_weekday (day) % 7]);
}

/**
 * anshin_format_full_day:
 * @day: a day as YYYYMMDD
 *
 * Returns: (transfer full): the date with its weekday, as it stays true on paper; in Japanese with
 *   the era's year
 */
char *
anshin_format_full_day (int day)
{
  g_autofree char *date = is_japanese () ? anshin_era_format (day) : anshin_date_format (day);

  /* Translators: a date and its weekday */
  return g_strdup_printf (_("%s, %s"), date, get_weekday (day));
}

/**
 * anshin_format_day:
 * @day: a day as YYYYMMDD
 *
 * Returns: (transfer full): as a heading in a timeline: today, yesterday, or the date, with the
 *   weekday; in Japanese with the era's year
 */
char *
anshin_format_day (int day)
{
  int today = anshin_clock_today ();
  g_autofree char *full = anshin_format_full_day (day);

  if (day == today)
    /* Translators: today's date with its weekday */
    return g_strdup_printf (_("Today, %s"), full);
  if (day == anshin_date_add_days (today, -1))
    /* Translators: yesterday's date with its weekday */
    return g_strdup_printf (_("Yesterday, %s"), full);
  return g_steal_pointer (&full);
}

/**
 * anshin_format_when:
 * @time: microseconds since 1970
 *
 * Returns: (transfer full): as short as it may be in a list: a time of today, yesterday, or a date
 */
char *
anshin_format_when (gint64 time)
{
  int day = anshin_time_get_day (time);
  int today = anshin_clock_today ();

  if (time == 0)
    return g_strdup ("");
  if (day == today)
    return anshin_time_format_clock (time);
  if (day == anshin_date_add_days (today, -1))
    return g_strdup (_("Yesterday"));
  if (day / 10000 == today / 10000)
    /* Translators: month and day, as numbers */
    return g_strdup_printf (_("%d/%d"), day / 100 % 100, day % 100);
  return g_strdup_printf ("%d/%d/%d", day / 10000, day / 100 % 100, day % 100);
}

gboolean
anshin_format_is_today (gint64 time)
{
  return anshin_time_get_day (time) == anshin_clock_today ();
}

char *
anshin_format_clock (gint64 time)
{
  return anshin_time_format_clock (time);
}

const char *
anshin_format_profession (int profession)
{
  const char *label = anshin_choice_get_label (&anshin_professions, profession);

  return label != NULL ? g_dpgettext2 (NULL, "choice", label) : "";
}

static guint
get_mark_index (int profession)
{
  return profession >= 0 && (guint) profession < G_N_ELEMENTS (profession_marks)
             && profession_marks[profession].style != NULL
           ? (guint) profession
           : ANSHIN_PROFESSION_OTHER;
}

/* Returns: the style class that gives the profession its colour */
const char *
anshin_format_profession_style (int profession)
{
  return profession_marks[get_mark_index (profession)].style;
}

/* Returns: one or two letters that no other profession has, where there is no place for its name */
const char *
anshin_format_profession_mark (int profession)
{
  return g_dpgettext2 (NULL, "badge", profession_marks[get_mark_index (profession)].mark);
}

/* Returns: (transfer full): name, profession and facility, as far as they are known */
char *
anshin_format_person (const char *name, int profession, const char *facility)
{
  GString *text = g_string_new (name);

  if (profession != ANSHIN_PROFESSION_NONE)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "",
                            anshin_format_profession (profession));
  if (facility != NULL && *facility != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", facility);
  return g_string_free (text, FALSE);
}

/**
 * anshin_format_size:
 * @bytes: how large a file is
 *
 * GLib's own words are in the language of GLib's translations, which need not be installed.
 *
 * Returns: (transfer full): the size in the window's language; a kB has a thousand bytes
 */
char *
anshin_format_size (guint64 bytes)
{
  double size = (double) bytes / 1000;

  if (bytes < 1000)
    return g_strdup_printf (ngettext ("%u byte", "%u bytes", bytes), (guint) bytes);
  /* What would be rounded up to a thousand is one of the next. */
  if (size < 999.95)
    /* Translators: thousands of bytes */
    return g_strdup_printf (_("%.1f kB"), size);
  if (size < 999950)
    /* Translators: millions of bytes */
    return g_strdup_printf (_("%.1f MB"), size / 1000);
  /* Translators: thousand millions of bytes */
  return g_strdup_printf (_("%.1f GB"), size / 1000000);
}

/* Returns: (transfer full): the beginning of @text with its line breaks turned into spaces */
char *
anshin_format_one_line (const char *text, gsize max_characters)
{
  GString *line = g_string_new (NULL);
  const char *p = text != NULL ? text : "";

  for (gsize n = 0; *p != '\0'; p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      if (n == max_characters)
        {
          g_string_append (line, "…");
          break;
        }
      g_string_append_unichar (line, g_unichar_isspace (c) ? ' ' : c);
    }
  return g_string_free (line, FALSE);
}
