/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-record-private.h"

#include "anshin-clock.h"
#include "anshin-text.h"

/*
 * What a record must fulfil: each field by its row in the table, then the fields together by the
 * type's own rules. The desktop's forms and the service go through the same functions.
 */

#define EARLIEST_DATE 18700101

gboolean
anshin_record_fail (AnshinError code, const char *field, const char *message, GError **error)
{
  anshin_set_error (error, code, field, "%s", message);
  return FALSE;
}

/* Puts @text into the field, "" as not given, and says so when it is another text. */
void
anshin_record_take_text (gpointer self, const char *field, char *text)
{
  char **member = &ANSHIN_MEMBER (char *, self, anshin_record_find_field (self, field));

  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);
  if (g_strcmp0 (*member, text) == 0)
    {
      g_free (text);
      return;
    }
  g_free (*member);
  *member = text;
  anshin_record_notify (self, field);
}

static char *
get_text (gpointer self, const char *field)
{
  return ANSHIN_MEMBER (char *, self, anshin_record_find_field (self, field));
}

/* A reading in kana, into full-width katakana. */
gboolean
anshin_record_check_kana (gpointer self, const char *field, GError **error)
{
  if (get_text (self, field) == NULL)
    return TRUE;
  anshin_record_take_text (self, field, anshin_text_normalize_kana (get_text (self, field)));
  if (anshin_text_is_kana (get_text (self, field)))
    return TRUE;
  return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, field, "Not a reading in kana", error);
}

gboolean
anshin_record_check_mail (gpointer self, const char *field, GError **error)
{
  if (get_text (self, field) == NULL)
    return TRUE;
  anshin_record_take_text (self, field, anshin_text_normalize_mail (get_text (self, field)));
  if (anshin_text_is_mail (get_text (self, field)))
    return TRUE;
  return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, field, "Not a mail address", error);
}

gboolean
anshin_record_check_telephone (gpointer self, const char *field, GError **error)
{
  if (get_text (self, field) == NULL)
    return TRUE;
  anshin_record_take_text (self, field, anshin_text_normalize_telephone (get_text (self, field)));
  if (anshin_text_is_telephone (get_text (self, field)))
    return TRUE;
  return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, field, "Not a telephone number", error);
}

/* A day that has been: from 1870 to today in Japan. */
gboolean
anshin_record_check_past (gpointer self, const char *field, GError **error)
{
  int date = ANSHIN_MEMBER (int, self, anshin_record_find_field (self, field));

  if (date > anshin_clock_today ())
    return anshin_record_fail (ANSHIN_ERROR_FIELD_FUTURE, field, "In the future", error);
  if (date != 0 && date < EARLIEST_DATE)
    return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, field, "Too long ago", error);
  return TRUE;
}

/* Nothing that one could see or hear. */
static gboolean
is_blank (const char *text)
{
  for (; text != NULL && *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char_validated (text, -1);

      if (c > 0x10ffff ||
          (!g_unichar_isspace (c) && !g_unichar_ismark (c) && !g_unichar_iszerowidth (c)))
        return FALSE;
    }
  return TRUE;
}

/* Lines as if typed with care; what holds nothing is not given. Prose stays as it was written. */
static void
normalize_field (AnshinRecord *self, const AnshinField *field)
{
  if (field->kind == ANSHIN_KIND_TEXT)
    {
      const char *text = ANSHIN_MEMBER (char *, self, field);

      if (text == NULL || !g_utf8_validate (text, -1, NULL))
        return;
      if ((field->flags & (ANSHIN_FIELD_LINE | ANSHIN_FIELD_PROSE)) && is_blank (text))
        anshin_record_take_text (self, field->name, NULL);
      else if (field->flags & ANSHIN_FIELD_LINE)
        anshin_record_take_text (self, field->name, anshin_text_normalize_line (text));
    }
  else if (field->kind == ANSHIN_KIND_TEXTS)
    {
      char **texts = ANSHIN_MEMBER (char **, self, field);

      for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
        {
          char *line = anshin_text_normalize_line (texts[i]);

          g_free (texts[i]);
          texts[i] = line;
        }
    }
}

static gboolean
check_text (const AnshinField *field, const char *text, GError **error)
{
  gboolean blank = (field->flags & (ANSHIN_FIELD_LINE | ANSHIN_FIELD_PROSE))
                     ? is_blank (text)
                     : text == NULL || *text == '\0';

  if (blank && (field->flags & ANSHIN_FIELD_REQUIRED))
    return anshin_record_fail (ANSHIN_ERROR_FIELD_MISSING, field->name, "Nothing is given", error);
  if (text == NULL || *text == '\0')
    return TRUE;
  if (field->max > 0 && anshin_text_length (text) > field->max)
    {
      anshin_set_error (error, ANSHIN_ERROR_FIELD_TOO_LONG, field->name,
                        "More than %" G_GINT64_FORMAT " characters", field->max);
      return FALSE;
    }
  if (((field->flags & ANSHIN_FIELD_LINE) && !anshin_text_is_line (text)) ||
      ((field->flags & ANSHIN_FIELD_PROSE) && !anshin_text_is_prose (text)))
    return anshin_record_fail (ANSHIN_ERROR_FIELD_CHARACTERS, field->name,
                               "Control, direction or invisible characters", error);
  return TRUE;
}

static gboolean
check_texts (const AnshinField *field, char **texts, GError **error)
{
  AnshinField item = *field;

  item.max = ANSHIN_MAX_LINE;
  item.flags |= ANSHIN_FIELD_REQUIRED | ANSHIN_FIELD_LINE;
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      if (field->max > 0 && i >= field->max)
        {
          anshin_set_error (error, ANSHIN_ERROR_FIELD_TOO_LONG, field->name,
                            "More than %" G_GINT64_FORMAT " items", field->max);
          return FALSE;
        }
      if (!check_text (&item, texts[i], error))
        return FALSE;
    }
  if ((field->flags & ANSHIN_FIELD_REQUIRED) && (texts == NULL || texts[0] == NULL))
    return anshin_record_fail (ANSHIN_ERROR_FIELD_MISSING, field->name, "No item is given", error);
  return TRUE;
}

static gboolean
check_number (AnshinRecord *self, const AnshinField *field, GError **error)
{
  gboolean wide = field->kind == ANSHIN_KIND_INT || field->kind == ANSHIN_KIND_TIME;
  gint64 value = wide ? ANSHIN_MEMBER (gint64, self, field) : ANSHIN_MEMBER (int, self, field);

  if (value == 0 && (field->flags & ANSHIN_FIELD_REQUIRED) && field->kind != ANSHIN_KIND_INT)
    return anshin_record_fail (ANSHIN_ERROR_FIELD_MISSING, field->name, "Nothing is given", error);
  if (value < 0 || (field->kind == ANSHIN_KIND_INT && field->max > 0 && value > field->max) ||
      (field->kind == ANSHIN_KIND_DATE && value != 0 && !anshin_date_is_valid ((int) value)) ||
      (field->kind == ANSHIN_KIND_CHOICE && value != 0 &&
       anshin_choice_to_wire (field->list, (int) value) == NULL))
    return anshin_record_fail (ANSHIN_ERROR_FIELD_INVALID, field->name, "Out of range", error);
  return TRUE;
}

/**
 * anshin_record_check_field: (skip)
 * @self: a record
 * @field: one of its fields
 *
 * Holds one field against the table: given if it must be, not too long, no forbidden characters.
 * The same for a form's entry and for the service. Changes nothing.
 *
 * Returns: %FALSE with an error that names the field
 */
gboolean
anshin_record_check_field (AnshinRecord *self, const AnshinField *field, GError **error)
{
  switch (field->kind)
    {
    case ANSHIN_KIND_TEXT:
      return check_text (field, ANSHIN_MEMBER (char *, self, field), error);
    case ANSHIN_KIND_TEXTS:
      return check_texts (field, ANSHIN_MEMBER (char **, self, field), error);
    case ANSHIN_KIND_INT:
    case ANSHIN_KIND_TIME:
    case ANSHIN_KIND_CHOICE:
    case ANSHIN_KIND_DATE:
      return check_number (self, field, error);
    case ANSHIN_KIND_BOOL:
      return TRUE;
    case ANSHIN_KIND_RECORD:
    case ANSHIN_KIND_RECORDS:
      if ((field->flags & ANSHIN_FIELD_REQUIRED) && ANSHIN_MEMBER (gpointer, self, field) == NULL)
        return anshin_record_fail (ANSHIN_ERROR_FIELD_MISSING, field->name, "Nothing is given",
                                   error);
      return TRUE;
    }
  return FALSE;
}

static gboolean
validate_inner (gpointer inner, const char *field, GError **error)
{
  if (anshin_record_validate (inner, error))
    return TRUE;
  if (error != NULL)
    anshin_error_prefix_field (*error, field);
  return FALSE;
}

static gboolean
validate_inside (AnshinRecord *self, const AnshinField *field, GError **error)
{
  if (field->kind == ANSHIN_KIND_RECORD && ANSHIN_MEMBER (gpointer, self, field) != NULL)
    return validate_inner (ANSHIN_MEMBER (gpointer, self, field), field->name, error);
  if (field->kind == ANSHIN_KIND_RECORDS)
    {
      GPtrArray *items = ANSHIN_MEMBER (GPtrArray *, self, field);

      for (guint i = 0; items != NULL && i < items->len; i++)
        if (!validate_inner (items->pdata[i], field->name, error))
          return FALSE;
    }
  return TRUE;
}

/**
 * anshin_record_validate:
 * @self: a record that came as a request, or that a form has filled
 *
 * Trims the lines and makes what holds only blanks into "not given", then holds every field that is
 * not the service's own against the table, then the fields together against the type's own rules,
 * which may put a reading, a mail address or a number into its one form. Passwords are never
 * touched, nor is prose.
 *
 * Returns: %FALSE with an error that names the first field that is wrong
 */
gboolean
anshin_record_validate (gpointer self, GError **error)
{
  AnshinRecordClass *klass = ANSHIN_RECORD_GET_CLASS (self);

  for (const AnshinField *field = klass->fields; field->name != NULL; field++)
    {
      if (field->flags & ANSHIN_FIELD_SERVICE)
        continue;
      normalize_field (self, field);
      if (!anshin_record_check_field (self, field, error) ||
          !validate_inside (self, field, error))
        return FALSE;
    }
  return klass->validate == NULL || klass->validate (self, error);
}
