/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-form-4.h"

#include "anshin-clock.h"
#include "anshin-form-code.h"

#define CODE_SIZE 80.0
#define CODE_QUIET 8.0
/* Sixteen wide spaces: room for a name in handwriting. */
#define BLANK_NAME "　　　　　　　　　　　　　　　　"
#define TITLE_SIZE 17.0
#define NAME_SIZE 14.0
#define ROW 21.0
#define SIGNATURE_ROW 32.0
#define RULE_THIN 0.7

#define TEXT(form, group, key) anshin_form_wording_get ((form)->wording, group, key)

static double
letters (AnshinSheet *sheet, double n)
{
  return n * anshin_sheet_get_size (sheet);
}

static gboolean
is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

/* 和暦 and the western year, or where the date isn't known, a blank to be filled in by hand. */
static char *
date_or_blank (const AnshinForm4 *form, int date, const char *blank)
{
  if (date == 0)
    return TEXT (form, "person", blank);
  return anshin_era_format (date);
}

static void
lay_out_copy_mark (const AnshinForm4 *form, AnshinSheet *sheet)
{
  g_autofree char *copy = NULL;

  copy = TEXT (form, "form",
               form->copy == ANSHIN_FORM_COPY_PATIENT ? "copy-patient" : "copy-facility");
  anshin_sheet_add_box (sheet, 0, 0, 86, 24, 1.2, FALSE);
  anshin_sheet_add_text (sheet, 0, 2, 86, 13, TRUE, PANGO_ALIGN_CENTER, copy);
}

/* @y: where it goes and, afterwards, where it ends. */
static void
lay_out_addressee (const AnshinForm4 *form, AnshinSheet *sheet, const char *name, double *y)
{
  double width = ANSHIN_SHEET_TEXT_WIDTH - (*y < CODE_SIZE - 8 ? CODE_SIZE : 0);
  g_autofree char *to = NULL;

  anshin_form_wording_set_value (form->wording, "name", is_given (name) ? name : BLANK_NAME);
  to = TEXT (form, "form", "to");
  *y += anshin_sheet_add_text (sheet, 0, *y, width, 0, FALSE, PANGO_ALIGN_LEFT, to);
  if (!is_given (name))
    anshin_sheet_add_line (sheet, 0, *y - 1, letters (sheet, 19), *y - 1, RULE_THIN);
}

static void
lay_out_code (const AnshinForm4 *form, AnshinSheet *sheet)
{
  double left = ANSHIN_SHEET_TEXT_WIDTH - CODE_SIZE;
  g_autofree char *text = NULL;

  if (is_given (form->consent->id))
    {
      text = anshin_form_code_make (form->consent->id, form->consent->form_version);
      anshin_sheet_add_code (sheet, left + CODE_QUIET, -CODE_QUIET, CODE_SIZE, text);
      return;
    }
  text = TEXT (form, "form", "draft");
  anshin_sheet_add_box (sheet, left + 16, 0, CODE_SIZE - 16, CODE_SIZE - 16, RULE_THIN, FALSE);
  anshin_sheet_add_text (sheet, left + 16, 22, CODE_SIZE - 16, 0, FALSE, PANGO_ALIGN_CENTER, text);
}

/* Copy mark, number and version, title, who is addressed, and the code at the right. */
static void
lay_out_head (const AnshinForm4 *form, AnshinSheet *sheet)
{
  g_autofree char *number = TEXT (form, "form", "number");
  g_autofree char *version = TEXT (form, "form", "version");
  g_autofree char *system = TEXT (form, "form", "system");
  g_autofree char *title = TEXT (form, "form", "title");
  g_autofree char *name = g_strdup_printf ("%s %s(%s)", system, number, version);
  double width = ANSHIN_SHEET_TEXT_WIDTH - CODE_SIZE;
  double y = 28;

  anshin_sheet_begin (sheet);
  lay_out_copy_mark (form, sheet);
  anshin_sheet_add_text (sheet, 96, 4, width - 96, 11, FALSE, PANGO_ALIGN_LEFT, name);
  y += anshin_sheet_add_text (sheet, 0, y, width, TITLE_SIZE, TRUE, PANGO_ALIGN_LEFT, title);
  lay_out_code (form, sheet);
  lay_out_addressee (form, sheet, form->patient->facility_name, &y);
  lay_out_addressee (form, sheet, form->association, &y);
  anshin_sheet_end (sheet, MAX (y, CODE_SIZE - 8) + 3);
}

static void
lay_out_lead (const AnshinForm4 *form, AnshinSheet *sheet)
{
  g_autofree char *lead = TEXT (form, "text", "lead");

  anshin_sheet_begin (sheet);
  anshin_sheet_end (sheet, 3 + anshin_sheet_add_text (sheet, 0, 0, ANSHIN_SHEET_TEXT_WIDTH, 0,
                                                      FALSE, PANGO_ALIGN_LEFT, lead));
}

/* A numbered head in a column of its own, its text beside it. */
static void
lay_out_item (const AnshinForm4 *form, AnshinSheet *sheet, const char *key, const char *text)
{
  g_autofree char *head_key = g_strconcat (key, ".head", NULL);
  g_autofree char *head = TEXT (form, "text", head_key);

  anshin_sheet_add_paragraph (sheet, head, letters (sheet, 6.9), text);
  anshin_sheet_gap (sheet, 2);
}

static void
lay_out_own_item (const AnshinForm4 *form, AnshinSheet *sheet, const char *key)
{
  g_autofree char *text = TEXT (form, "text", key);

  lay_out_item (form, sheet, key, text);
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

static void
append_list (const AnshinForm4 *form, GString *text, const char *head_key, char **items,
             gboolean are_kinds)
{
  g_autofree char *head = TEXT (form, "text", head_key);
  guint n = items != NULL ? g_strv_length (items) : 0;

  g_string_append_printf (text, "\n%s", head);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = are_kinds ? name_recipient_kind (form, items[i])
                                        : g_strdup (items[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "、" : "", name);
    }
  if (n == 0)
    {
      g_autofree char *none = TEXT (form, "text",
                                    are_kinds ? "receivers.blank" : "receivers.none");

      g_string_append (text, none);
    }
}

static void
lay_out_receivers (const AnshinForm4 *form, AnshinSheet *sheet)
{
  g_autofree char *opening = TEXT (form, "text", "receivers");
  g_autofree char *later = NULL;
  g_autoptr (GString) text = g_string_new (opening);

  append_list (form, text, "receivers.kinds", form->consent->recipient_kinds, TRUE);
  append_list (form, text, "receivers.named", form->consent->recipients, FALSE);
  later = TEXT (form, "text",
                form->consent->later_members ? "receivers.later-yes" : "receivers.later-no");
  g_string_append_printf (text, "\n%s", later);
  lay_out_item (form, sheet, "receivers", text->str);
}

/* Wide enough for the longest label, at whatever size. */
static double
get_label_width (AnshinSheet *sheet)
{
  return letters (sheet, 6.5);
}

static void
add_pair (AnshinSheet *sheet, const char *label, const char *value, double size, double least)
{
  double width = get_label_width (sheet);
  AnshinCell cells[] = {
    { .width = width, .text = label, .heading = TRUE },
    { .width = ANSHIN_SHEET_TEXT_WIDTH - width, .text = value, .size = size },
  };

  anshin_sheet_add_row (sheet, 0, cells, G_N_ELEMENTS (cells), least);
}

/* @wide: whether the second label and value are as long as a date. */
static void
add_two_pairs (AnshinSheet *sheet, const char *label, const char *value, const char *label2,
               const char *value2, gboolean wide, double least)
{
  double first = get_label_width (sheet);
  double second = wide ? first : letters (sheet, 3.5);
  double last = letters (sheet, wide ? 13.2 : 10.8);
  AnshinCell cells[] = {
    { .width = first, .text = label, .heading = TRUE },
    { .width = ANSHIN_SHEET_TEXT_WIDTH - first - second - last, .text = value },
    { .width = second, .text = label2, .heading = TRUE },
    { .width = last, .text = value2 },
  };

  anshin_sheet_add_row (sheet, 0, cells, G_N_ELEMENTS (cells), least);
}

static void
lay_out_name (const AnshinForm4 *form, AnshinSheet *sheet)
{
  AnshinPatient *patient = form->patient;
  g_autofree char *kana = TEXT (form, "person", "kana");
  g_autofree char *name = TEXT (form, "person", "name");
  g_autofree char *sex = TEXT (form, "person", "sex");
  g_autofree char *sex_value = NULL;

  sex_value = anshin_form_wording_get_choice (form->wording, "sex", &anshin_sexes, patient->sex);
  if (sex_value == NULL)
    sex_value = TEXT (form, "person", "sex.blank");
  add_two_pairs (sheet, kana, is_given (patient->kana) ? patient->kana : NULL, sex, sex_value,
                 FALSE, ROW);
  add_pair (sheet, name, is_given (patient->name) ? patient->name : NULL, NAME_SIZE, ROW + 4);
}

static char *
join_address (AnshinPatient *patient)
{
  if (!is_given (patient->address) && !is_given (patient->postal_code))
    return NULL;
  if (!is_given (patient->postal_code))
    return g_strdup (patient->address);
  return g_strdup_printf ("〒%s %s", patient->postal_code,
                          is_given (patient->address) ? patient->address : "");
}

static void
lay_out_person (const AnshinForm4 *form, AnshinSheet *sheet)
{
  g_autofree char *birth = TEXT (form, "person", "birth");
  g_autofree char *birth_value = NULL;
  g_autofree char *address = TEXT (form, "person", "address");
  g_autofree char *address_value = join_address (form->patient);
  g_autofree char *telephone = TEXT (form, "person", "telephone");
  g_autofree char *date = TEXT (form, "person", "date");
  g_autofree char *date_value = NULL;
  g_autofree char *signature = TEXT (form, "person", "signature");
  const char *telephone_value = NULL;

  birth_value = date_or_blank (form, form->patient->birth_date, "birth.blank");
  date_value = date_or_blank (form, form->consent->signed_on, "date.blank");
  if (is_given (form->patient->telephone))
    telephone_value = form->patient->telephone;

  lay_out_name (form, sheet);
  add_two_pairs (sheet, birth, birth_value, telephone, telephone_value, FALSE, ROW);
  add_pair (sheet, address, address_value, 0, address_value != NULL ? ROW : ROW + 6);
  add_two_pairs (sheet, signature, NULL, date, date_value, TRUE, SIGNATURE_ROW);
}

/* 代筆 and 代理 are two things and stand apart (PRODUCT section 5). */
static void
lay_out_signer (const AnshinForm4 *form, AnshinSheet *sheet, const char *group, int signer)
{
  g_autofree char *heading = TEXT (form, group, "heading");
  g_autofree char *name = TEXT (form, group, "name");
  g_autofree char *relationship = TEXT (form, group, "relationship");
  g_autofree char *reason = TEXT (form, group, "reason");
  g_autofree char *relationship_value = NULL;
  gboolean known = form->consent->signer == signer;

  if (known)
    relationship_value = anshin_form_wording_get_choice (form->wording, "relationship",
                                                         &anshin_relationships,
                                                         form->consent->signer_relationship);
  anshin_sheet_gap (sheet, 4);
  anshin_sheet_begin (sheet);
  anshin_sheet_end (sheet, anshin_sheet_add_text (sheet, 0, 0, ANSHIN_SHEET_TEXT_WIDTH, 0, TRUE,
                                                  PANGO_ALIGN_LEFT, heading));
  add_two_pairs (sheet, name, known ? form->consent->signer_name : NULL, relationship,
                 relationship_value, FALSE, ROW);
  add_pair (sheet, reason, known ? form->consent->signer_reason : NULL, 0, ROW);
}

static void
lay_out_explained (const AnshinForm4 *form, AnshinSheet *sheet)
{
  AnshinConsent *consent = form->consent;
  g_autofree char *heading = TEXT (form, "explained", "heading");
  g_autofree char *facility = TEXT (form, "explained", "facility");
  g_autofree char *name = TEXT (form, "explained", "name");
  g_autofree char *date = TEXT (form, "explained", "date");
  g_autofree char *date_value = date_or_blank (form, consent->explained_on, "date.blank");
  g_autofree char *profession = NULL;
  g_autofree char *who = NULL;

  profession = anshin_form_wording_get_choice (form->wording, "profession", &anshin_professions,
                                               consent->explained_profession);
  if (is_given (consent->explained_by))
    who = g_strdup_printf ("%s%s%s", profession != NULL ? profession : "",
                           profession != NULL ? " " : "", consent->explained_by);
  anshin_sheet_gap (sheet, 4);
  add_two_pairs (sheet, heading, who, date, date_value, TRUE, ROW);
  add_pair (sheet, facility, consent->explained_facility, 0, ROW);
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
  static const char *const after[] = { "content", "secrecy", "period", "withdrawal" };
  g_autofree char *two_copies = NULL;
  const char *facility = form->patient->facility_name;

  anshin_form_wording_set_value (form->wording, "facility",
                                 is_given (facility) ? facility : "説明した施設");
  anshin_form_wording_set_value (form->wording, "association",
                                 is_given (form->association) ? form->association : "医師会");

  lay_out_head (form, sheet);
  lay_out_lead (form, sheet);
  for (guint i = 0; i < G_N_ELEMENTS (before); i++)
    lay_out_own_item (form, sheet, before[i]);
  lay_out_receivers (form, sheet);
  for (guint i = 0; i < G_N_ELEMENTS (after); i++)
    lay_out_own_item (form, sheet, after[i]);
  if (is_given (form->consent->remarks))
    lay_out_item (form, sheet, "remarks", form->consent->remarks);

  anshin_sheet_gap (sheet, 4);
  anshin_sheet_keep (sheet, TRUE);
  lay_out_person (form, sheet);
  lay_out_signer (form, sheet, "other-hand", ANSHIN_SIGNER_OTHER_HAND);
  lay_out_signer (form, sheet, "proxy", ANSHIN_SIGNER_PROXY);
  lay_out_explained (form, sheet);
  anshin_sheet_keep (sheet, FALSE);

  two_copies = TEXT (form, "form", "two-copies");
  anshin_sheet_gap (sheet, 3);
  anshin_sheet_begin (sheet);
  anshin_sheet_end (sheet, anshin_sheet_add_text (sheet, 0, 0, ANSHIN_SHEET_TEXT_WIDTH, 0, FALSE,
                                                  PANGO_ALIGN_LEFT, two_copies));
}
