/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-withdrawal-notice.h"

#include "anshin-clock.h"
#include "anshin-form-code.h"
#include "anshin-form-parts.h"
#include "anshin-form-private.h"

#define TITLE_SIZE 20.0
#define HEADING_LETTERS 7.2

/* As large as two pages can hold; one where that is enough. */
static const double letter_sizes[] = { 12.5, 12.0 };

/* @paper: the notice's own texts; @form: those of the consent's version of form 4 */
typedef struct
{
  AnshinFormWording *paper;
  AnshinFormWording *form;
  AnshinPatient *patient;
  AnshinConsent *consent;
  const char *association;
  AnshinFormCopy copy;
} Notice;

#define TEXT(group, key) anshin_form_wording_get (notice->paper, group, key)

static void
lay_out_head (const Notice *notice, AnshinSheet *sheet)
{
  double width = anshin_sheet_get_text_width (sheet) - ANSHIN_PART_CODE_SIZE;
  g_autofree char *system = TEXT ("form", "system");
  g_autofree char *title = TEXT ("form", "title");
  g_autofree char *subtitle = TEXT ("form", "subtitle");
  g_autofree char *copy = NULL;
  g_autofree char *code = NULL;
  double y = 30;

  copy = TEXT ("form", notice->copy == ANSHIN_FORM_COPY_PATIENT ? "copy-patient" : "copy-facility");
  if (anshin_part_is_given (notice->consent->id))
    code = anshin_form_code_make_withdrawal (notice->consent->id, notice->consent->form_version);
  anshin_sheet_begin (sheet);
  anshin_sheet_add_text (sheet, anshin_part_copy_mark (sheet, copy) + 10, 5, width - 102, 11,
                         FALSE, PANGO_ALIGN_LEFT, system);
  y += anshin_sheet_add_text (sheet, 0, y, width, TITLE_SIZE, TRUE, PANGO_ALIGN_LEFT, title);
  y += anshin_sheet_add_text (sheet, 0, y, width, 0, FALSE, PANGO_ALIGN_LEFT, subtitle);
  anshin_part_code (sheet, code, NULL);
  anshin_part_addressee (sheet, notice->paper, notice->patient->facility_name, &y);
  anshin_part_addressee (sheet, notice->paper, notice->association, &y);
  anshin_sheet_end (sheet, MAX (y, ANSHIN_PART_CODE_SIZE - 8) + 6);
}

static void
lay_out_text (const Notice *notice, AnshinSheet *sheet)
{
  g_autofree char *lead = NULL;
  g_autofree char *after_head = TEXT ("text", "after.head");
  g_autofree char *after = TEXT ("text", "after");
  g_autofree char *no_reason = TEXT ("text", "no-reason");

  lead = TEXT ("text", notice->consent->signed_on != 0 ? "lead" : "lead.unknown");
  anshin_part_line (sheet, lead, 0, FALSE, PANGO_ALIGN_LEFT);
  anshin_sheet_gap (sheet, 6);
  anshin_sheet_add_paragraph (sheet, after_head, anshin_part_letters (sheet, HEADING_LETTERS),
                              after);
  anshin_sheet_add_paragraph (sheet, "", anshin_part_letters (sheet, HEADING_LETTERS), no_reason);
  anshin_sheet_gap (sheet, 8);
}

/* Day, way and, where there is no paper, who heard it. */
static void
lay_out_how (const Notice *notice, AnshinSheet *sheet)
{
  AnshinConsent *consent = notice->consent;
  g_autofree char *date = TEXT ("how", "date");
  g_autofree char *way = TEXT ("how", "way");
  g_autofree char *witness = TEXT ("how", "witness");
  g_autofree char *note = TEXT ("how", "note");
  g_autofree char *way_value = NULL;

  way_value = anshin_form_wording_get_choice (notice->paper, "how", &anshin_withdrawal_ways,
                                              consent->withdrawn_way);
  if (way_value == NULL)
    way_value = TEXT ("how", "way.blank");
  anshin_part_date (sheet, notice->form, date, consent->withdrawn_on);
  anshin_part_pair (sheet, way, way_value, 0);
  anshin_part_pair (sheet, witness, consent->withdrawn_witness, 0);
  anshin_part_pair (sheet, note, consent->withdrawn_how, 0);
}

static void
lay_out_person (const Notice *notice, AnshinSheet *sheet)
{
  g_autofree char *heading = anshin_form_wording_get (notice->form, "person", "heading");
  g_autofree char *signature = anshin_form_wording_get (notice->form, "person", "signature");

  anshin_sheet_gap (sheet, 8);
  anshin_part_line (sheet, heading, 0, TRUE, PANGO_ALIGN_LEFT);
  anshin_sheet_gap (sheet, 2);
  anshin_part_person (sheet, notice->form, notice->patient);
  anshin_part_sign (sheet, signature);
  anshin_part_signer (sheet, notice->form, "other-hand", NULL, ANSHIN_RELATIONSHIP_NONE, NULL);
  anshin_part_signer (sheet, notice->form, "proxy", NULL, ANSHIN_RELATIONSHIP_NONE, NULL);
}

static void
lay_out_received (const Notice *notice, AnshinSheet *sheet)
{
  g_autofree char *heading = TEXT ("received", "heading");
  g_autofree char *facility = TEXT ("received", "facility");
  g_autofree char *by = TEXT ("received", "by");
  g_autofree char *on = TEXT ("received", "on");
  g_autofree char *stopped = TEXT ("received", "stopped");
  g_autofree char *blank = TEXT ("received", "stopped.blank");

  anshin_sheet_gap (sheet, 10);
  anshin_sheet_keep (sheet, TRUE);
  anshin_part_line (sheet, heading, 0, TRUE, PANGO_ALIGN_LEFT);
  anshin_sheet_gap (sheet, 2);
  anshin_part_pair (sheet, facility, notice->patient->facility_name, 0);
  anshin_part_pair (sheet, by, NULL, 0);
  anshin_part_date (sheet, notice->form, on, 0);
  anshin_part_pair (sheet, stopped, blank, 0);
  anshin_sheet_keep (sheet, FALSE);
}

static AnshinForm *
lay_out (const Notice *notice, double letter_size, const char *title, const char *foot)
{
  AnshinSheet *sheet = anshin_sheet_new (letter_size);

  lay_out_head (notice, sheet);
  lay_out_text (notice, sheet);
  lay_out_how (notice, sheet);
  lay_out_person (notice, sheet);
  lay_out_received (notice, sheet);
  return anshin_form_new_sheet (sheet, title, foot);
}

static void
set_values (const Notice *notice)
{
  AnshinConsent *consent = notice->consent;
  g_autofree char *version = g_strdup_printf ("%" G_GINT64_FORMAT, consent->form_version);
  g_autofree char *number = anshin_form_wording_get_plain (notice->form, "form", "number");
  g_autofree char *date = consent->signed_on != 0 ? anshin_era_format (consent->signed_on) : NULL;
  const char *facility = notice->patient->facility_name;

  anshin_form_wording_set_value (notice->paper, "version", version);
  anshin_form_wording_set_value (notice->paper, "number", number);
  anshin_form_wording_set_value (notice->paper, "date", date != NULL ? date : "");
  anshin_form_wording_set_value (notice->paper, "facility",
                                 anshin_part_is_given (facility) ? facility : "説明した施設");
}

/**
 * anshin_withdrawal_notice_new_form:
 * @patient: who withdraws
 * @consent: what; where it is withdrawn already, the day and the way stand on the paper
 * @association: (nullable): who runs the network
 * @copy: for whom this copy is
 * @error: %ANSHIN_ERROR_NOT_FOUND where the consent's wording is unknown here
 *
 * Lays out the notice of a withdrawal (同意撤回届; PRODUCT section 5, SECURITY CN-02). It has a
 * code of its own, so that its scan isn't taken for a signed consent.
 *
 * Returns: (transfer full): the paper, or %NULL
 */
AnshinForm *
anshin_withdrawal_notice_new_form (AnshinPatient *patient, AnshinConsent *consent,
                                   const char *association, AnshinFormCopy copy, GError **error)
{
  gint64 version = consent->form_version > 0 ? consent->form_version
                                             : anshin_form_wording_get_newest ();
  g_autoptr (AnshinFormWording) paper = anshin_form_wording_load_paper ("withdrawal");
  g_autoptr (AnshinFormWording) wording = anshin_form_wording_load (version, error);
  Notice notice = { paper, wording, patient, consent, association, copy };
  g_autofree char *title = NULL;
  g_autofree char *reference = NULL;
  g_autofree char *foot = NULL;
  AnshinForm *self = NULL;

  if (wording == NULL)
    return NULL;
  set_values (&notice);
  title = anshin_form_wording_get_plain (paper, "form", "title");
  reference = anshin_form_wording_get_plain (paper, "form", "reference");
  if (anshin_part_is_given (consent->id))
    foot = g_strdup_printf ("%s %s %s", title, reference, consent->id);
  for (guint i = 0; i < G_N_ELEMENTS (letter_sizes); i++)
    {
      g_clear_object (&self);
      self = lay_out (&notice, letter_sizes[i], title, foot != NULL ? foot : title);
      if (anshin_form_get_n_pages (self) <= 2)
        break;
    }
  return self;
}
