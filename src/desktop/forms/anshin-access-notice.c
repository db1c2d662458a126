/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-access-notice.h"

#include "anshin-clock.h"
#include "anshin-form-private.h"

#define LETTERS 12.5
#define TITLE 22.0
/* Seven groups of the broadest letters fit into one line: broken, they could not be copied. */
#define SECRET 15.5
#define NAME 16.0
#define LABEL_WIDTH 104.0
#define VALUE_WIDTH (ANSHIN_SHEET_TEXT_WIDTH - LABEL_WIDTH)
#define SECRET_ROW 40.0
#define ROW 32.0
#define STEP_WIDTH 24.0

#define TEXT(key) anshin_form_wording_get (wording, "notice", key)

static void
add_line (AnshinSheet *sheet, const char *text, double size, gboolean bold,
          PangoAlignment alignment)
{
  anshin_sheet_begin (sheet);
  anshin_sheet_end (sheet, anshin_sheet_add_text (sheet, 0, 0, ANSHIN_SHEET_TEXT_WIDTH, size,
                                                  bold, alignment, text));
}

static void
add_value (AnshinSheet *sheet, AnshinFormWording *wording, const char *key, const char *value,
           double size, double least_height)
{
  g_autofree char *label = TEXT (key);
  AnshinCell cells[]
    = { { LABEL_WIDTH, label, 0, TRUE }, { VALUE_WIDTH, value, size, FALSE } };

  anshin_sheet_add_row (sheet, 0, cells, G_N_ELEMENTS (cells), least_height);
}

static void
lay_out_head (AnshinSheet *sheet, AnshinFormWording *wording, const AnshinAccessNotice *notice)
{
  g_autofree char *title = TEXT ("title");
  g_autofree char *system = TEXT ("system");
  g_autofree char *to = TEXT ("to");
  g_autofree char *lead = TEXT ("lead");

  anshin_sheet_gap (sheet, 12);
  add_line (sheet, system, 0, FALSE, PANGO_ALIGN_CENTER);
  add_line (sheet, title, TITLE, TRUE, PANGO_ALIGN_CENTER);
  anshin_sheet_gap (sheet, 20);
  if (notice->facility != NULL)
    add_line (sheet, notice->facility, 0, FALSE, PANGO_ALIGN_LEFT);
  add_line (sheet, to, NAME, TRUE, PANGO_ALIGN_LEFT);
  anshin_sheet_gap (sheet, 12);
  add_line (sheet, lead, 0, FALSE, PANGO_ALIGN_LEFT);
  anshin_sheet_gap (sheet, 12);
}

static void
lay_out_secrets (AnshinSheet *sheet, AnshinFormWording *wording,
                 const AnshinAccessNotice *notice)
{
  g_autofree char *until = TEXT ("until.value");
  g_autofree char *hint = TEXT ("reading.hint");

  anshin_sheet_keep (sheet, TRUE);
  add_value (sheet, wording, "password", notice->password, SECRET, SECRET_ROW);
  if (notice->reading != NULL)
    add_value (sheet, wording, "reading", notice->reading, NAME, SECRET_ROW);
  if (notice->code != NULL)
    add_value (sheet, wording, "code", notice->code, SECRET, SECRET_ROW);
  add_value (sheet, wording, "until", until, 0, ROW);
  anshin_sheet_keep (sheet, FALSE);
  if (notice->reading == NULL)
    return;
  anshin_sheet_gap (sheet, 6);
  add_line (sheet, hint, 0, FALSE, PANGO_ALIGN_LEFT);
}

static void
lay_out_steps (AnshinSheet *sheet, AnshinFormWording *wording)
{
  g_autofree char *steps = TEXT ("steps");
  g_autofree char *care = TEXT ("care");
  g_autofree char *care_text = TEXT ("care.text");

  anshin_sheet_gap (sheet, 20);
  add_line (sheet, steps, NAME, TRUE, PANGO_ALIGN_LEFT);
  for (guint i = 1; i <= 5; i++)
    {
      g_autofree char *key = g_strdup_printf ("step.%u", i);
      g_autofree char *number = g_strdup_printf ("%u", i);
      g_autofree char *step = TEXT (key);

      anshin_sheet_gap (sheet, 6);
      anshin_sheet_add_paragraph (sheet, number, STEP_WIDTH, step);
    }
  anshin_sheet_gap (sheet, 20);
  add_line (sheet, care, NAME, TRUE, PANGO_ALIGN_LEFT);
  anshin_sheet_gap (sheet, 4);
  add_line (sheet, care_text, 0, FALSE, PANGO_ALIGN_LEFT);
}

/**
 * anshin_access_notice_new_form:
 * @notice: what is on it; nothing of it is kept but the page
 *
 * Lays out the notice of a temporary password (PRODUCT section 5), one page of A4, Japanese
 * whatever the user's language.
 *
 * Returns: (transfer full): the paper
 */
AnshinForm *
anshin_access_notice_new_form (const AnshinAccessNotice *notice)
{
  g_autoptr (AnshinFormWording) wording = anshin_form_wording_load_paper ("access-notice");
  AnshinSheet *sheet = anshin_sheet_new (LETTERS);
  g_autofree char *day = anshin_era_format (anshin_time_get_day (notice->expires_at));
  g_autofree char *clock = anshin_time_format_clock (notice->expires_at);
  g_autofree char *until = g_strdup_printf ("%s %s", day, clock);
  g_autofree char *title = TEXT ("title");

  anshin_form_wording_set_value (wording, "name", notice->name);
  anshin_form_wording_set_value (wording, "until", until);
  lay_out_head (sheet, wording, notice);
  lay_out_secrets (sheet, wording, notice);
  lay_out_steps (sheet, wording);
  return anshin_form_new_sheet (sheet, title, NULL);
}
