/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The half of form 4 that is read: what the person consents to. */
#include "anshin-form-4.h"

#include "anshin-clock.h"
#include "anshin-form-code.h"
#include "anshin-form-parts.h"

#define TITLE_SIZE 19.0
#define HEADING_LETTERS 7.2
#define RULE_THIN 0.7
/* More names than these are easier to read as a list. */
#define NAMES_IN_A_SENTENCE 3
#define TICK_COLUMNS 2
#define BLANK_LINES 2

#define TEXT(form, group, key) anshin_form_wording_get ((form)->wording, group, key)

/* Copy mark, number and version, title, who is addressed, and the code at the right. */
static void
lay_out_head (const AnshinForm4 *form, AnshinSheet *sheet)
{
  g_autofree char *number = TEXT (form, "form", "number");
  g_autofree char *version = TEXT (form, "form", "version");
  g_autofree char *system = TEXT (form, "form", "system");
  g_autofree char *title = TEXT (form, "form", "title");
  g_autofree char *draft = form->blank ? NULL : TEXT (form, "form", "draft");
  g_autofree char *name = g_strdup_printf ("%s %s(%s)", system, number, version);
  g_autofree char *code = NULL;
  g_autofree char *copy = NULL;
  double width = anshin_sheet_get_text_width (sheet) - ANSHIN_PART_CODE_SIZE;
  double y = 30;

  copy = TEXT (form, "form",
               form->copy == ANSHIN_FORM_COPY_PATIENT ? "copy-patient" : "copy-facility");
  if (anshin_part_is_given (form->consent->id))
    code = anshin_form_code_make (form->consent->id, form->consent->form_version);
  anshin_sheet_begin (sheet);
  anshin_sheet_add_text (sheet, anshin_part_copy_mark (sheet, copy) + 10, 5, width - 102, 11,
                         FALSE, PANGO_ALIGN_LEFT, name);
  y += anshin_sheet_add_text (sheet, 0, y, width, TITLE_SIZE, TRUE, PANGO_ALIGN_LEFT, title);
  anshin_part_code (sheet, code, draft);
  anshin_part_addressee (sheet, form->wording, form->patient->facility_name, &y);
  anshin_part_addressee (sheet, form->wording, form->association, &y);
  anshin_sheet_end (sheet, MAX (y, ANSHIN_PART_CODE_SIZE - 8) + 4);
}

/* A numbered head in a column of its own, its text beside it. */
static void
lay_out_item (const AnshinForm4 *form, AnshinSheet *sheet, const char *key, const char *text)
{
  g_autofree char *head_key = g_strconcat (key, ".head", NULL);
  g_autofree char *head = TEXT (form, "text", head_key);

  anshin_sheet_add_paragraph (sheet, head, anshin_part_letters (sheet, HEADING_LETTERS), text);
}

static void
lay_out_own_item (const AnshinForm4 *form, AnshinSheet *sheet, const char *key)
{
  g_autofree char *text = TEXT (form, "text", key);

  lay_out_item (form, sheet, key, text);
  anshin_sheet_gap (sheet, 4);
}

/* Until the care ends, and where a last day was agreed on, no longer than to that day. */
static void
lay_out_period (const AnshinForm4 *form, AnshinSheet *sheet)
{
  g_autofree char *text = TEXT (form, "text", "period");
  g_autofree char *date = NULL;
  g_autofree char *until = NULL;
  g_autofree char *all = NULL;

  if (form->consent->valid_until != 0)
    {
      date = anshin_era_format (form->consent->valid_until);
      anshin_form_wording_set_value (form->wording, "date", date);
      until = TEXT (form, "form", "period-until");
    }
  all = g_strconcat (text, until, NULL);
  lay_out_item (form, sheet, "period", all);
  anshin_sheet_gap (sheet, 4);
}

/* A kind of facility or a profession in words; what is no wire name stands as it is. */
static char *
name_recipient_kind (const AnshinForm4 *form, const char *wire)
{
  int value = 0;

  if (anshin_choice_from_wire (&anshin_facility_kinds, wire, &value))
    return TEXT (form, "facility-kind", wire);
  if (anshin_choice_from_wire (&anshin_professions, wire, &value))
    return TEXT (form, "profession", wire);
  return g_strdup (wire);
}

static guint
count (char **items)
{
  return items != NULL ? g_strv_length (items) : 0;
}

static void
append_kinds (const AnshinForm4 *form, GString *text)
{
  g_autofree char *head = TEXT (form, "text", "receivers.kinds");

  g_string_append_printf (text, "\n%s", head);
  for (guint i = 0; i < count (form->consent->recipient_kinds); i++)
    {
      g_autofree char *name = name_recipient_kind (form, form->consent->recipient_kinds[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "、" : "", name);
    }
}

/* Two things side by side under the text of an item. */
static void
add_columns (AnshinSheet *sheet, const char *left, const char *right)
{
  double x = anshin_part_letters (sheet, HEADING_LETTERS);
  double width = (anshin_sheet_get_text_width (sheet) - x) / TICK_COLUMNS;
  double first = 0, second = 0;

  anshin_sheet_begin (sheet);
  first = anshin_sheet_add_text (sheet, x, 0, width - 8, 0, FALSE, PANGO_ALIGN_LEFT, left);
  if (right != NULL)
    second = anshin_sheet_add_text (sheet, x + width, 0, width, 0, FALSE, PANGO_ALIGN_LEFT, right);
  anshin_sheet_end (sheet, MAX (first, second) + 1);
}

/* All kinds of facility with a box to tick: which of them isn't known. */
static void
lay_out_ticks (const AnshinForm4 *form, AnshinSheet *sheet)
{
  g_autoptr (GPtrArray) ticks = g_ptr_array_new_with_free_func (g_free);

  for (const AnshinChoice *kind = anshin_facility_kinds.choices; kind->wire != NULL; kind++)
    {
      g_autofree char *name = NULL;

      if (kind->value == ANSHIN_FACILITY_OFFICE)
        continue;
      name = TEXT (form, "facility-kind", kind->wire);
      anshin_form_wording_set_value (form->wording, "kind", name);
      g_ptr_array_add (ticks, TEXT (form, "blank", "kinds"));
    }
  for (guint i = 0; i < ticks->len; i += TICK_COLUMNS)
    add_columns (sheet, ticks->pdata[i], i + 1 < ticks->len ? ticks->pdata[i + 1] : NULL);
}

/* Many names as a list in two columns, read down the left one first. */
static void
lay_out_names (AnshinSheet *sheet, char **names)
{
  guint n = count (names);
  guint half = (n + 1) / 2;

  for (guint i = 0; i < half; i++)
    {
      g_autofree char *left = g_strdup_printf ("・%s", names[i]);
      g_autofree char *right = NULL;

      if (half + i < n)
        right = g_strdup_printf ("・%s", names[half + i]);
      add_columns (sheet, left, right);
    }
}

static void
lay_out_blank_lines (AnshinSheet *sheet)
{
  double x = anshin_part_letters (sheet, HEADING_LETTERS);

  for (guint i = 0; i < BLANK_LINES; i++)
    {
      anshin_sheet_begin (sheet);
      anshin_sheet_add_line (sheet, x, ANSHIN_PART_ROW, anshin_sheet_get_text_width (sheet),
                             ANSHIN_PART_ROW, RULE_THIN);
      anshin_sheet_end (sheet, ANSHIN_PART_ROW + 1);
    }
}

static void
lay_out_named (const AnshinForm4 *form, AnshinSheet *sheet)
{
  char **names = form->consent->recipients;
  g_autofree char *head = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *text = NULL;
  double indent = anshin_part_letters (sheet, HEADING_LETTERS);

  if (form->blank && count (names) == 0)
    {
      head = TEXT (form, "blank", "named");
      anshin_sheet_add_paragraph (sheet, "", indent, head);
      lay_out_blank_lines (sheet);
      return;
    }
  head = TEXT (form, "text", "receivers.named");
  if (count (names) > NAMES_IN_A_SENTENCE)
    {
      anshin_sheet_add_paragraph (sheet, "", indent, head);
      lay_out_names (sheet, names);
      return;
    }
  joined = count (names) > 0 ? g_strjoinv ("、", names) : TEXT (form, "text", "receivers.none");
  text = g_strconcat (head, joined, NULL);
  anshin_sheet_add_paragraph (sheet, "", indent, text);
}

/* Kinds, those named, and whether those who come later are included (PRODUCT section 5). */
static void
lay_out_receivers (const AnshinForm4 *form, AnshinSheet *sheet)
{
  g_autofree char *opening = TEXT (form, "text", "receivers");
  g_autofree char *later = NULL;
  g_autoptr (GString) text = g_string_new (opening);

  if (count (form->consent->recipient_kinds) > 0)
    append_kinds (form, text);
  lay_out_item (form, sheet, "receivers", text->str);
  if (count (form->consent->recipient_kinds) == 0)
    lay_out_ticks (form, sheet);
  lay_out_named (form, sheet);
  if (form->blank)
    later = TEXT (form, "blank", "later");
  else
    later = TEXT (form, "text",
                  form->consent->later_members ? "receivers.later-yes" : "receivers.later-no");
  anshin_sheet_add_paragraph (sheet, "", anshin_part_letters (sheet, HEADING_LETTERS), later);
  anshin_sheet_gap (sheet, 4);
}

/**
 * anshin_form_4_lay_out:
 * @form: what it is made from
 * @sheet: an empty sheet
 *
 * Lays out form 4 (様式4; PRODUCT section 5, source A3, A8 (8)).
 */
void
anshin_form_4_lay_out (const AnshinForm4 *form, AnshinSheet *sheet)
{
  static const char *const before[] = { "purpose", "means" };
  static const char *const after[] = { "content", "secrecy" };
  const char *facility = form->patient->facility_name;
  g_autofree char *lead = NULL;
  g_autofree char *turn_over = NULL;

  anshin_form_wording_set_value (form->wording, "facility",
                                 anshin_part_is_given (facility) ? facility : "説明した施設");
  anshin_form_wording_set_value (form->wording, "association",
                                 anshin_part_is_given (form->association) ? form->association
                                                                          : "医師会");
  lead = TEXT (form, "text", "lead");
  turn_over = TEXT (form, "form", "turn-over");

  lay_out_head (form, sheet);
  anshin_part_line (sheet, lead, 0, FALSE, PANGO_ALIGN_LEFT);
  anshin_sheet_gap (sheet, 6);
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    lay_out_own_item (form, sheet, before[i]);
  lay_out_receivers (form, sheet);
  for (guint i = 0; i < G_N_ELEMENTS (after); i++)
    lay_out_own_item (form, sheet, after[i]);
  lay_out_period (form, sheet);
  lay_out_own_item (form, sheet, "withdrawal");
  if (anshin_part_is_given (form->consent->remarks))
    lay_out_item (form, sheet, "remarks", form->consent->remarks);
  if (!form->one_page)
    {
      anshin_sheet_gap (sheet, 8);
      anshin_part_line (sheet, turn_over, 0, TRUE, PANGO_ALIGN_RIGHT);
    }
  anshin_form_4_lay_out_signs (form, sheet);
}
