/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The half of form 4 that is filled in by hand: who consents, who writes or decides for whom. */
#include "anshin-form-4.h"

#include "anshin-form-code.h"
#include "anshin-form-parts.h"

#define HEAD_SIZE 18.0

#define TEXT(form, group, key) anshin_form_wording_get ((form)->wording, group, key)

/* On a page of its own it says again which paper it is: copies and scans come apart. */
static void
lay_out_head (const AnshinForm4 *form, AnshinSheet *sheet)
{
  double width = anshin_sheet_get_text_width (sheet) - ANSHIN_PART_CODE_SIZE;
  g_autofree char *copy = NULL;
  g_autofree char *title = TEXT (form, "form", "title");
  g_autofree char *head = TEXT (form, "form", "sign-head");
  g_autofree char *lead = TEXT (form, "form", "sign-lead");
  g_autofree char *code = NULL;
  double y = 34, name = 0;

  copy = TEXT (form, "form",
               form->copy == ANSHIN_FORM_COPY_PATIENT ? "copy-patient" : "copy-facility");
  if (anshin_part_is_given (form->consent->id))
    code = anshin_form_code_make (form->consent->id, form->consent->form_version);
  anshin_sheet_begin (sheet);
  name = anshin_sheet_add_text (sheet, anshin_part_copy_mark (sheet, copy) + 10, 2, width - 102,
                                11, FALSE, PANGO_ALIGN_LEFT, title);
  y = MAX (y, name + 2);
  y += anshin_sheet_add_text (sheet, 0, y, width, HEAD_SIZE, TRUE, PANGO_ALIGN_LEFT, head);
  anshin_part_code (sheet, code, NULL);
  anshin_sheet_end (sheet, MAX (y, ANSHIN_PART_CODE_SIZE - 12) + 4);
  anshin_part_line (sheet, lead, 0, FALSE, PANGO_ALIGN_LEFT);
}

static void
lay_out_person (const AnshinForm4 *form, AnshinSheet *sheet)
{
  g_autofree char *heading = TEXT (form, "person", "heading");
  g_autofree char *signature = TEXT (form, "person", "signature");
  g_autofree char *date = TEXT (form, "person", "date");

  anshin_sheet_gap (sheet, 8);
  anshin_part_line (sheet, heading, 0, TRUE, PANGO_ALIGN_LEFT);
  anshin_sheet_gap (sheet, 2);
  anshin_part_person (sheet, form->wording, form->patient);
  anshin_part_date (sheet, form->wording, date, form->consent->signed_on);
  anshin_part_sign (sheet, signature);
}

/* 代筆 and 代理 are two things and stand apart (PRODUCT section 5). */
static void
lay_out_signer (const AnshinForm4 *form, AnshinSheet *sheet, const char *group, int signer)
{
  AnshinConsent *consent = form->consent;
  gboolean known = consent->signer == signer;

  anshin_part_signer (sheet, form->wording, group, known ? consent->signer_name : NULL,
                      known ? consent->signer_relationship : ANSHIN_RELATIONSHIP_NONE,
                      known ? consent->signer_reason : NULL);
}

static void
lay_out_explained (const AnshinForm4 *form, AnshinSheet *sheet)
{
  AnshinConsent *consent = form->consent;
  g_autofree char *heading = TEXT (form, "explained", "heading");
  g_autofree char *facility = TEXT (form, "explained", "facility");
  g_autofree char *name = TEXT (form, "explained", "name");
  g_autofree char *date = TEXT (form, "explained", "date");
  g_autofree char *profession = NULL;
  g_autofree char *who = NULL;

  profession = anshin_form_wording_get_choice (form->wording, "profession", &anshin_professions,
                                               consent->explained_profession);
  if (anshin_part_is_given (consent->explained_by))
    who = g_strdup_printf ("%s%s%s", profession != NULL ? profession : "",
                           profession != NULL ? " " : "", consent->explained_by);
  anshin_sheet_gap (sheet, 10);
  anshin_sheet_keep (sheet, TRUE);
  anshin_part_line (sheet, heading, 0, TRUE, PANGO_ALIGN_LEFT);
  anshin_sheet_gap (sheet, 2);
  anshin_part_pair (sheet, facility, consent->explained_facility, 0);
  anshin_part_pair (sheet, name, who, 0);
  anshin_part_date (sheet, form->wording, date, consent->explained_on);
}

/**
 * anshin_form_4_lay_out_signs:
 * @form: what it is made from
 * @sheet: a sheet with the explanations on it
 *
 * Lays out all that is signed or filled in by hand.
 */
void
anshin_form_4_lay_out_signs (const AnshinForm4 *form, AnshinSheet *sheet)
{
  g_autofree char *two_copies = TEXT (form, "form", "two-copies");

  if (!form->one_page)
    {
      anshin_sheet_break (sheet);
      lay_out_head (form, sheet);
    }
  lay_out_person (form, sheet);
  lay_out_signer (form, sheet, "other-hand", ANSHIN_SIGNER_OTHER_HAND);
  lay_out_signer (form, sheet, "proxy", ANSHIN_SIGNER_PROXY);
  lay_out_explained (form, sheet);
  anshin_sheet_gap (sheet, 6);
  anshin_part_line (sheet, two_copies, 0, FALSE, PANGO_ALIGN_LEFT);
  anshin_sheet_keep (sheet, FALSE);
}
