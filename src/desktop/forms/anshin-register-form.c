/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-register-form.h"

#include "anshin-clock.h"
#include "anshin-form-parts.h"
#include "anshin-form-private.h"

#define LETTERS 11.0
#define TITLE_SIZE 18.0
#define ROW 24.0
/* How many rows are laid out between two looks at who waits. */
#define ROWS_AT_ONCE 50

/* The widths add up to that of the paper on its side, between its margins. */
static const struct
{
  const char *key;
  double width;
} columns[] = {
  { "number", 44 }, { "name", 160 }, { "state", 76 },  { "version", 50 },
  { "signed", 106 }, { "signer", 110 }, { "kept", 105.89 }, { "over", 106 },
};

typedef struct
{
  AnshinFormWording *wording;
  AnshinSheet *sheet;
  const char *facility;
  int date;
  GPtrArray *consents;
} Register;

#define TEXT(group, key) anshin_form_wording_get (self->wording, group, key)

static void
lay_out_head (const Register *self)
{
  g_autofree char *date = anshin_era_format (self->date);
  g_autofree char *count = g_strdup_printf ("%u", self->consents->len);
  g_autofree char *title = TEXT ("form", "title");
  g_autofree char *facility = NULL;
  g_autofree char *made = NULL;
  g_autofree char *n = NULL;
  g_autofree char *line = NULL;

  anshin_form_wording_set_value (self->wording, "name",
                                 self->facility != NULL ? self->facility : "");
  anshin_form_wording_set_value (self->wording, "date", date);
  anshin_form_wording_set_value (self->wording, "count", count);
  facility = TEXT ("form", "facility");
  made = TEXT ("form", "made");
  n = TEXT ("form", "count");
  line = g_strdup_printf ("%s　　%s　　%s", facility, made, n);
  anshin_part_line (self->sheet, title, TITLE_SIZE, TRUE, PANGO_ALIGN_LEFT);
  anshin_part_line (self->sheet, line, 0, FALSE, PANGO_ALIGN_LEFT);
  anshin_sheet_gap (self->sheet, 6);
}

static void
lay_out_columns (const Register *self)
{
  AnshinCell cells[G_N_ELEMENTS (columns)] = { 0 };
  char *texts[G_N_ELEMENTS (columns)] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      texts[i] = TEXT ("column", columns[i].key);
      cells[i].width = columns[i].width;
      cells[i].text = texts[i];
      cells[i].heading = TRUE;
    }
  anshin_sheet_add_row (self->sheet, 0, cells, G_N_ELEMENTS (cells), ROW);
  anshin_sheet_repeat (self->sheet);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    g_free (texts[i]);
}

static char *
name_patient (AnshinConsent *consent)
{
  if (consent->patient_kana == NULL)
    return g_strdup (consent->patient_name);
  return g_strdup_printf ("%s\n(%s)", consent->patient_name != NULL ? consent->patient_name : "",
                          consent->patient_kana);
}

/* 本人, or who wrote or decided for the person and what ties them. */
static char *
name_signer (const Register *self, AnshinConsent *consent)
{
  g_autofree char *signer = NULL;
  g_autofree char *relationship = NULL;

  signer = anshin_form_wording_get_choice (self->wording, "signer", &anshin_signers,
                                           consent->signer);
  if (signer == NULL || consent->signer_name == NULL)
    return g_steal_pointer (&signer);
  relationship = anshin_form_wording_get_choice (self->wording, "relationship",
                                                 &anshin_relationships,
                                                 consent->signer_relationship);
  return g_strdup_printf ("%s:%s%s%s%s", signer, consent->signer_name,
                          relationship != NULL ? "(" : "",
                          relationship != NULL ? relationship : "",
                          relationship != NULL ? ")" : "");
}

static char *
format_version (const Register *self, AnshinConsent *consent)
{
  g_autofree char *version = g_strdup_printf ("%" G_GINT64_FORMAT, consent->form_version);

  anshin_form_wording_set_value (self->wording, "version", version);
  return TEXT ("column", "version.value");
}

static char *
format_over (AnshinConsent *consent)
{
  if (consent->withdrawn_on != 0)
    return anshin_era_format (consent->withdrawn_on);
  if (consent->ended_at != 0)
    return anshin_era_format (anshin_time_get_day (consent->ended_at));
  return NULL;
}

static void
lay_out_row (const Register *self, guint i)
{
  AnshinConsent *consent = self->consents->pdata[i];
  g_autofree char *number = g_strdup_printf ("%u", i + 1);
  g_autofree char *name = name_patient (consent);
  g_autofree char *state = NULL;
  g_autofree char *version = format_version (self, consent);
  g_autofree char *signed_on = NULL;
  g_autofree char *signer = name_signer (self, consent);
  g_autofree char *over = format_over (consent);
  const char *texts[G_N_ELEMENTS (columns)] = { NULL };
  AnshinCell cells[G_N_ELEMENTS (columns)] = { 0 };

  state = anshin_form_wording_get_choice (self->wording, "state", &anshin_consent_states,
                                          consent->state);
  if (consent->signed_on != 0)
    signed_on = anshin_era_format (consent->signed_on);
  texts[0] = number;
  texts[1] = name;
  texts[2] = state;
  texts[3] = version;
  texts[4] = signed_on;
  texts[5] = signer;
  texts[6] = consent->original_kept_at;
  texts[7] = over;
  for (guint column = 0; column < G_N_ELEMENTS (columns); column++)
    {
      cells[column].width = columns[column].width;
      cells[column].text = texts[column];
    }
  anshin_sheet_add_row (self->sheet, 0, cells, G_N_ELEMENTS (cells), ROW);
}

/**
 * anshin_register_form_new:
 * @facility: (nullable): whose register it is
 * @date: the day on it, as YYYYMMDD
 * @consents: (element-type AnshinConsent): with the patients' names, in the order of the rows;
 *   nobody else touches them meanwhile
 * @progress: (nullable): told how far it is, from 0 to 1, in the same thread
 * @data: for @progress
 * @cancellable: (nullable): ends it
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Lays out the register of consents (同意書台帳; PRODUCT section 5) on A4 on its side, as many
 * pages as needed, each with the names of the columns. Any thread; the paper may be drawn in
 * another one, afterwards.
 *
 * Returns: (transfer full): the paper, or %NULL
 */
AnshinForm *
anshin_register_form_new (const char *facility, int date, GPtrArray *consents,
                          AnshinFormProgress progress, gpointer data, GCancellable *cancellable,
                          GError **error)
{
  g_autoptr (AnshinFormWording) wording = anshin_form_wording_load_paper ("register");
  g_autoptr (AnshinSheet) sheet = anshin_sheet_new_list (LETTERS);
  Register self = { wording, sheet, facility, date, consents };
  g_autofree char *title = NULL;
  g_autofree char *foot = NULL;

  lay_out_head (&self);
  lay_out_columns (&self);
  for (guint i = 0; i < consents->len; i++)
    {
      if (i % ROWS_AT_ONCE == 0)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return NULL;
          if (progress != NULL)
            progress ((double) i / consents->len, data);
        }
      lay_out_row (&self, i);
    }
  title = anshin_form_wording_get_plain (wording, "form", "title");
  foot = anshin_form_wording_get_plain (wording, "form", "foot");
  return anshin_form_new_sheet (g_steal_pointer (&sheet), title, foot);
}
