/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-form-parts.h"

#include "anshin-clock.h"

/* Beside the code its quiet zone, which reaches into the margin. */
#define CODE_QUIET 8.0
#define COPY_WIDTH 92.0
#define COPY_HEIGHT 26.0
#define COPY_LETTERS 14.0
#define RULE_THIN 0.7
/* Sixteen wide spaces: room for a name in handwriting. */
#define BLANK_NAME "　　　　　　　　　　　　　　　　"
#define LABEL_LETTERS 7.0
#define LABEL_LETTERS_SHORT 3.8
#define SHORT_VALUE_LETTERS 9.5

gboolean
anshin_part_is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

/* Returns: (transfer full): 和暦, or where the date isn't known, a blank to be filled in */
static char *
dup_date (AnshinFormWording *wording, int date, const char *blank_key)
{
  if (date == 0)
    return anshin_form_wording_get (wording, "person", blank_key);
  return anshin_era_format (date);
}

/* Returns: how wide @n letters of the running text are */
double
anshin_part_letters (AnshinSheet *sheet, double n)
{
  return n * anshin_sheet_get_size (sheet);
}

/* A text of its own, over the whole width. */
void
anshin_part_line (AnshinSheet *sheet, const char *text, double size, gboolean bold,
                  PangoAlignment alignment)
{
  anshin_sheet_begin (sheet);
  anshin_sheet_end (sheet, anshin_sheet_add_text (sheet, 0, 0, anshin_sheet_get_text_width (sheet),
                                                  size, bold, alignment, text));
}

/**
 * anshin_part_code:
 * @sheet: a sheet with an open block, at its top
 * @code: (nullable): what a scanner reads
 * @instead: (nullable): what stands in the place where there is no code yet
 *
 * Puts the code into the right corner, ANSHIN_PART_CODE_SIZE wide.
 */
void
anshin_part_code (AnshinSheet *sheet, const char *code, const char *instead)
{
  double size = ANSHIN_PART_CODE_SIZE;
  double left = anshin_sheet_get_text_width (sheet) - size;

  if (code != NULL)
    anshin_sheet_add_code (sheet, left + CODE_QUIET, -CODE_QUIET, size, code);
  else if (instead != NULL)
    {
      anshin_sheet_add_box (sheet, left + 16, 0, size - 16, size - 16, RULE_THIN, FALSE);
      anshin_sheet_add_text (sheet, left + 16, 24, size - 16, 0, FALSE, PANGO_ALIGN_CENTER,
                             instead);
    }
}

/* Returns: how wide the mark is, which says for whom the copy is, in the left upper corner */
double
anshin_part_copy_mark (AnshinSheet *sheet, const char *text)
{
  anshin_sheet_add_box (sheet, 0, 0, COPY_WIDTH, COPY_HEIGHT, 1.2, FALSE);
  anshin_sheet_add_text (sheet, 0, 3, COPY_WIDTH, COPY_LETTERS, TRUE, PANGO_ALIGN_CENTER, text);
  return COPY_WIDTH;
}

/**
 * anshin_part_addressee:
 * @sheet: a sheet with an open block, the code in its corner
 * @wording: has `form.to`
 * @name: (nullable): who is addressed; %NULL leaves a ruled gap
 * @y: (inout): where it goes and, afterwards, where it ends
 */
void
anshin_part_addressee (AnshinSheet *sheet, AnshinFormWording *wording, const char *name, double *y)
{
  double width = anshin_sheet_get_text_width (sheet)
                 - (*y < ANSHIN_PART_CODE_SIZE - 8 ? ANSHIN_PART_CODE_SIZE : 0);
  gboolean given = anshin_part_is_given (name);
  g_autofree char *to = NULL;

  anshin_form_wording_set_value (wording, "name", given ? name : BLANK_NAME);
  to = anshin_form_wording_get (wording, "form", "to");
  *y += anshin_sheet_add_text (sheet, 0, *y, width, 0, FALSE, PANGO_ALIGN_LEFT, to);
  if (!given)
    anshin_sheet_add_line (sheet, 0, *y - 1, anshin_part_letters (sheet, 19), *y - 1, RULE_THIN);
}

static double
get_least (const char *value)
{
  return anshin_part_is_given (value) ? ANSHIN_PART_ROW : ANSHIN_PART_ROW_BLANK;
}

static void
add_pair (AnshinSheet *sheet, const char *label, const char *value, double size, double least)
{
  double width = anshin_part_letters (sheet, LABEL_LETTERS);
  AnshinCell cells[] = {
    { .width = width, .text = label, .heading = TRUE },
    { .width = anshin_sheet_get_text_width (sheet) - width,
      .text = anshin_part_is_given (value) ? value : NULL,
      .size = size },
  };

  anshin_sheet_add_row (sheet, 0, cells, G_N_ELEMENTS (cells), least);
}

/* A label and, over the rest of the width, its value, or a ruled field where it isn't known. */
void
anshin_part_pair (AnshinSheet *sheet, const char *label, const char *value, double size)
{
  add_pair (sheet, label, value, size, get_least (value));
}

/* A day, or room to write it. */
void
anshin_part_date (AnshinSheet *sheet, AnshinFormWording *wording, const char *label, int date)
{
  g_autofree char *value = dup_date (wording, date, "date.blank");

  add_pair (sheet, label, value, 0, date != 0 ? ANSHIN_PART_ROW : ANSHIN_PART_ROW_BLANK);
}

/* A ruled field with a hint at its foot. */
void
anshin_part_blank (AnshinSheet *sheet, const char *label, const char *hint)
{
  double width = anshin_part_letters (sheet, LABEL_LETTERS);
  AnshinCell cells[] = {
    { .width = width, .text = label, .heading = TRUE },
    { .width = anshin_sheet_get_text_width (sheet) - width, .text = hint, .size = 11, .low = TRUE },
  };

  anshin_sheet_add_row (sheet, 0, cells, G_N_ELEMENTS (cells), ANSHIN_PART_SIGNATURE);
}

static void
add_two_pairs (AnshinSheet *sheet, const char *label, const char *value, const char *label2,
               const char *value2, double least)
{
  double first = anshin_part_letters (sheet, LABEL_LETTERS);
  double second = anshin_part_letters (sheet, LABEL_LETTERS_SHORT);
  double last = anshin_part_letters (sheet, SHORT_VALUE_LETTERS);
  AnshinCell cells[] = {
    { .width = first, .text = label, .heading = TRUE },
    { .width = anshin_sheet_get_text_width (sheet) - first - second - last,
      .text = anshin_part_is_given (value) ? value : NULL },
    { .width = second, .text = label2, .heading = TRUE },
    { .width = last, .text = anshin_part_is_given (value2) ? value2 : NULL },
  };

  anshin_sheet_add_row (sheet, 0, cells, G_N_ELEMENTS (cells), least);
}

/* Room for a signature over the whole width. */
void
anshin_part_sign (AnshinSheet *sheet, const char *label)
{
  double width = anshin_part_letters (sheet, LABEL_LETTERS);
  AnshinCell cells[] = {
    { .width = width, .text = label, .heading = TRUE },
    { .width = anshin_sheet_get_text_width (sheet) - width },
  };

  anshin_sheet_add_row (sheet, 0, cells, G_N_ELEMENTS (cells), ANSHIN_PART_SIGNATURE);
}

static char *
join_address (AnshinPatient *patient)
{
  if (!anshin_part_is_given (patient->address) && !anshin_part_is_given (patient->postal_code))
    return NULL;
  if (!anshin_part_is_given (patient->postal_code))
    return g_strdup (patient->address);
  return g_strdup_printf ("〒%s %s", patient->postal_code,
                          patient->address != NULL ? patient->address : "");
}

static void
add_address (AnshinSheet *sheet, AnshinFormWording *wording, AnshinPatient *patient)
{
  g_autofree char *label = anshin_form_wording_get (wording, "person", "address");
  g_autofree char *value = join_address (patient);
  g_autofree char *hint = NULL;

  if (value != NULL)
    {
      anshin_part_pair (sheet, label, value, 0);
      return;
    }
  hint = anshin_form_wording_get (wording, "person", "address.blank");
  anshin_part_blank (sheet, label, hint);
}

/**
 * anshin_part_person:
 * @sheet: a sheet without an open block
 * @wording: has the group `person`
 * @patient: whose name, birth date, sex, address and telephone; what isn't known is left blank
 */
void
anshin_part_person (AnshinSheet *sheet, AnshinFormWording *wording, AnshinPatient *patient)
{
  g_autofree char *kana = anshin_form_wording_get (wording, "person", "kana");
  g_autofree char *name = anshin_form_wording_get (wording, "person", "name");
  g_autofree char *sex = anshin_form_wording_get (wording, "person", "sex");
  g_autofree char *birth = anshin_form_wording_get (wording, "person", "birth");
  g_autofree char *telephone = anshin_form_wording_get (wording, "person", "telephone");
  g_autofree char *sex_value = NULL;
  g_autofree char *birth_value = NULL;

  sex_value = anshin_form_wording_get_choice (wording, "sex", &anshin_sexes, patient->sex);
  if (sex_value == NULL)
    sex_value = anshin_form_wording_get (wording, "person", "sex.blank");
  birth_value = dup_date (wording, patient->birth_date, "birth.blank");
  anshin_part_pair (sheet, kana, patient->kana, 0);
  anshin_part_pair (sheet, name, patient->name, ANSHIN_PART_NAME_SIZE);
  add_two_pairs (sheet, birth, birth_value, sex, sex_value,
                 patient->birth_date != 0 && patient->sex != 0 ? ANSHIN_PART_ROW
                                                               : ANSHIN_PART_ROW_BLANK);
  add_address (sheet, wording, patient);
  anshin_part_pair (sheet, telephone, patient->telephone, 0);
}

/**
 * anshin_part_signer:
 * @sheet: a sheet without an open block
 * @wording: the texts
 * @group: `other-hand` (代筆) or `proxy` (代理), which are two things and stand apart
 * @name: (nullable): who; where %NULL all of it is left blank
 * @relationship: an #AnshinRelationship
 * @reason: (nullable): the reason of the one, the ground of the other
 */
void
anshin_part_signer (AnshinSheet *sheet, AnshinFormWording *wording, const char *group,
                    const char *name, int relationship, const char *reason)
{
  g_autofree char *heading = anshin_form_wording_get (wording, group, "heading");
  g_autofree char *name_label = anshin_form_wording_get (wording, group, "name");
  g_autofree char *relationship_label = anshin_form_wording_get (wording, group, "relationship");
  g_autofree char *reason_label = anshin_form_wording_get (wording, group, "reason");
  g_autofree char *relationship_value = NULL;

  relationship_value = anshin_form_wording_get_choice (wording, "relationship",
                                                       &anshin_relationships, relationship);
  anshin_sheet_gap (sheet, 10);
  anshin_sheet_keep (sheet, TRUE);
  anshin_part_line (sheet, heading, 0, TRUE, PANGO_ALIGN_LEFT);
  anshin_sheet_gap (sheet, 2);
  add_two_pairs (sheet, name_label, name, relationship_label, relationship_value,
                 MAX (get_least (name), get_least (relationship_value)));
  anshin_part_pair (sheet, reason_label, reason, 0);
  anshin_sheet_keep (sheet, FALSE);
}
