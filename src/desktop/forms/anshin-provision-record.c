/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-provision-record.h"

#include "anshin-clock.h"
#include "anshin-form-parts.h"
#include "anshin-form-private.h"

#define LETTERS 11.0
#define TITLE_SIZE 18.0
#define ROW 24.0

/* The widths add up to that of the paper on its side, between its margins. */
static const struct
{
  const char *key;
  double width;
} columns[] = {
  { "person", 130 }, { "facility", 150 }, { "from", 106 },
  { "until", 106 },  { "items", 159.89 }, { "consent", 106 },
};

#define TEXT(group, key) anshin_form_wording_get (wording, group, key)

static void
lay_out_head (AnshinSheet *sheet, AnshinFormWording *wording, AnshinPatient *patient, int date)
{
  g_autofree char *birth = anshin_era_format (patient->birth_date);
  g_autofree char *made_on = anshin_era_format (date);
  g_autofree char *title = TEXT ("form", "title");
  g_autofree char *who = NULL;
  g_autofree char *facility = NULL;
  g_autofree char *made = NULL;
  g_autofree char *line = NULL;

  anshin_form_wording_set_value (wording, "birth", birth);
  anshin_form_wording_set_value (wording, "date", made_on);
  anshin_form_wording_set_value (wording, "name", patient->name != NULL ? patient->name : "");
  who = TEXT ("form", "patient");
  made = TEXT ("form", "made");
  anshin_form_wording_set_value (wording, "name",
                                 patient->facility_name != NULL ? patient->facility_name : "");
  facility = TEXT ("form", "facility");
  line = g_strdup_printf ("%s　　%s", facility, made);
  anshin_part_line (sheet, title, TITLE_SIZE, TRUE, PANGO_ALIGN_LEFT);
  anshin_part_line (sheet, who, 13, TRUE, PANGO_ALIGN_LEFT);
  anshin_part_line (sheet, line, 0, FALSE, PANGO_ALIGN_LEFT);
  anshin_sheet_gap (sheet, 6);
}

static void
add_cells (AnshinSheet *sheet, const char *const *texts, gboolean heading)
{
  AnshinCell cells[G_N_ELEMENTS (columns)] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      cells[i].width = columns[i].width;
      cells[i].text = texts[i];
      cells[i].heading = heading;
    }
  anshin_sheet_add_row (sheet, 0, cells, G_N_ELEMENTS (cells), ROW);
}

static void
lay_out_columns (AnshinSheet *sheet, AnshinFormWording *wording)
{
  g_auto (GStrv) texts = g_new0 (char *, G_N_ELEMENTS (columns) + 1);

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    texts[i] = TEXT ("column", columns[i].key);
  add_cells (sheet, (const char *const *) texts, TRUE);
  anshin_sheet_repeat (sheet);
}

static char *
name_items (AnshinFormWording *wording, char **items)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; items != NULL && items[i] != NULL; i++)
    {
      int value = 0;
      g_autofree char *name = NULL;

      /* A kind that this program doesn't know yet is still named. */
      name = anshin_choice_from_wire (&anshin_item_kinds, items[i], &value)
               ? TEXT ("item", items[i])
               : g_strdup (items[i]);
      g_string_append_printf (text, "%s%s", i > 0 ? "、" : "", name);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
name_consent (AnshinFormWording *wording, AnshinProvision *provision)
{
  g_autofree char *date = NULL;

  if (provision->signed_on == 0)
    return NULL;
  date = anshin_era_format (provision->signed_on);
  anshin_form_wording_set_value (wording, "date", date);
  return TEXT ("column", "consent.value");
}

static void
lay_out_row (AnshinSheet *sheet, AnshinFormWording *wording, AnshinProvision *provision)
{
  g_autofree char *profession = NULL;
  g_autofree char *person = NULL;
  g_autofree char *from = anshin_era_format (anshin_time_get_day (provision->from));
  g_autofree char *until = NULL;
  g_autofree char *items = name_items (wording, provision->items);
  g_autofree char *consent = name_consent (wording, provision);
  const char *texts[G_N_ELEMENTS (columns)] = { NULL };

  profession = anshin_form_wording_get_choice (wording, "profession", &anshin_professions,
                                               provision->profession);
  person = g_strdup_printf ("%s\n%s", provision->name != NULL ? provision->name : "",
                            profession != NULL ? profession : "");
  until = provision->until != 0 ? anshin_era_format (anshin_time_get_day (provision->until))
                                : TEXT ("column", "until.open");
  texts[0] = g_strchomp (person);
  texts[1] = provision->facility_name;
  texts[2] = from;
  texts[3] = until;
  texts[4] = items;
  texts[5] = consent;
  add_cells (sheet, texts, FALSE);
}

/**
 * anshin_provision_record_new_form:
 * @patient: whose
 * @date: the day on it, as YYYYMMDD
 * @provisions: (element-type AnshinProvision): in the order of the rows
 *
 * Lays out the record of what was given to third parties (第三者提供記録) on A4 on its side.
 *
 * Returns: (transfer full): the paper
 */
AnshinForm *
anshin_provision_record_new_form (AnshinPatient *patient, int date, GPtrArray *provisions)
{
  g_autoptr (AnshinFormWording) wording = anshin_form_wording_load_paper ("provision");
  AnshinSheet *sheet = anshin_sheet_new_list (LETTERS);
  g_autofree char *title = anshin_form_wording_get_plain (wording, "form", "title");
  g_autofree char *foot = NULL;
  g_autofree char *none = TEXT ("form", "none");

  lay_out_head (sheet, wording, patient, date);
  foot = anshin_form_wording_get_plain (wording, "form", "foot");
  if (provisions->len == 0)
    anshin_part_line (sheet, none, 13, FALSE, PANGO_ALIGN_LEFT);
  else
    lay_out_columns (sheet, wording);
  for (guint i = 0; i < provisions->len; i++)
    lay_out_row (sheet, wording, provisions->pdata[i]);
  return anshin_form_new_sheet (sheet, title, foot);
}
