/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-card-sheet.h"

#include "anshin-clock.h"
#include "anshin-form-private.h"

/* So big are the letters, or as much smaller as it takes to get all of it onto one A5. */
static const double letter_sizes[] = { 12, 11, 10, 9, 8, 7, 6.5, 6 };

#define LABEL_SHARE 0.24
#define ROW_LETTERS 2.0

#define TEXT(key) anshin_form_wording_get (wording, "card", key)

static void
add_value (AnshinSheet *sheet, AnshinFormWording *wording, const char *key, const char *value,
           gboolean always)
{
  g_autofree char *label = TEXT (key);
  double width = anshin_sheet_get_text_width (sheet);
  double size = anshin_sheet_get_size (sheet);
  AnshinCell cells[] = { { width * LABEL_SHARE, label, 0, TRUE },
                         { width * (1 - LABEL_SHARE), value, 0, FALSE } };

  if (value != NULL || always)
    anshin_sheet_add_row (sheet, 0, cells, G_N_ELEMENTS (cells), size * ROW_LETTERS);
}

static void
add_person (AnshinSheet *sheet, AnshinFormWording *wording, const char *key, const char *name,
            const char *telephone)
{
  g_autofree char *text = NULL;

  if (name != NULL || telephone != NULL)
    text = g_strjoin ("  ", name != NULL ? name : telephone, name != NULL ? telephone : NULL,
                      NULL);
  add_value (sheet, wording, key, text, FALSE);
}

static void
add_contacts (AnshinSheet *sheet, AnshinFormWording *wording, AnshinCard *card)
{
  for (guint i = 0; card->contacts != NULL && i < card->contacts->len; i++)
    {
      AnshinCardContact *contact = card->contacts->pdata[i];
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      g_autofree char *relationship = anshin_form_wording_get_choice (
        wording, "relationship", &anshin_relationships, contact->relationship);
      g_autoptr (GString) text = g_string_new (contact->name);

      if (relationship != NULL && *relationship != '\0')
        g_string_append_printf (text, "(%s)", relationship);
      g_string_append_printf (text, "  %s", contact->telephone);
      if (contact->note != NULL)
        g_string_append_printf (text, "  %s", contact->note);
      anshin_form_wording_set_value (wording, "number", number);
      add_value (sheet, wording, "contact", text->str, TRUE);
    }
}

static void
add_head (AnshinSheet *sheet, AnshinFormWording *wording, const char *name, int birth_date)
{
  g_autofree char *title = TEXT ("title");
  g_autofree char *birth = birth_date != 0 ? anshin_era_format (birth_date) : NULL;
  double width = anshin_sheet_get_text_width (sheet);
  double size = anshin_sheet_get_size (sheet);

  anshin_sheet_begin (sheet);
  anshin_sheet_end (sheet, anshin_sheet_add_text (sheet, 0, 0, width, size * 1.6, TRUE,
                                                  PANGO_ALIGN_CENTER, title));
  anshin_sheet_gap (sheet, size * 0.6);
  add_value (sheet, wording, "name", name, TRUE);
  add_value (sheet, wording, "birth", birth, FALSE);
}

static void
add_foot (AnshinSheet *sheet, AnshinFormWording *wording, AnshinCard *card)
{
  g_autofree char *version = g_strdup_printf ("%d", (int) card->version);
  g_autofree char *day = anshin_era_format (anshin_time_get_day (card->changed_at));
  g_autofree char *foot = NULL;

  anshin_form_wording_set_value (wording, "version", version);
  anshin_form_wording_set_value (wording, "day", day);
  anshin_form_wording_set_value (wording, "by", card->changed_by_name);
  foot = TEXT ("foot");
  anshin_sheet_gap (sheet, anshin_sheet_get_size (sheet) * 0.6);
  anshin_sheet_begin (sheet);
  anshin_sheet_end (sheet, anshin_sheet_add_text (sheet, 0, 0, anshin_sheet_get_text_width (sheet),
                                                  anshin_sheet_get_size (sheet) * 0.85, FALSE,
                                                  PANGO_ALIGN_LEFT, foot));
}

static AnshinForm *
lay_out (AnshinFormWording *wording, double letters, const char *name, int birth_date,
         AnshinCard *card)
{
  AnshinSheet *sheet = anshin_sheet_new_a5 (letters);
  g_autofree char *title = TEXT ("title");

  add_head (sheet, wording, name, birth_date);
  add_value (sheet, wording, "allergies", card->allergies, TRUE);
  add_contacts (sheet, wording, card);
  add_person (sheet, wording, "physician", card->physician, card->physician_telephone);
  add_person (sheet, wording, "care-manager", card->care_manager, card->care_manager_telephone);
  add_person (sheet, wording, "nurse-station", card->nurse_station,
              card->nurse_station_telephone);
  add_person (sheet, wording, "pharmacy", card->pharmacy, card->pharmacy_telephone);
  add_value (sheet, wording, "history", card->history, FALSE);
  add_value (sheet, wording, "devices", card->devices, FALSE);
  add_value (sheet, wording, "infection", card->infection, FALSE);
  add_value (sheet, wording, "wishes", card->wishes, FALSE);
  add_value (sheet, wording, "key-place", card->key_place, FALSE);
  add_value (sheet, wording, "remarks", card->remarks, FALSE);
  add_foot (sheet, wording, card);
  return anshin_form_new_sheet (sheet, title, NULL);
}

/**
 * anshin_card_sheet_new_form:
 * @name: the patient's name
 * @birth_date: YYYYMMDD, 0 if it isn't known
 * @card: what is on it; nothing of it is kept but the page
 *
 * Lays out an emergency card for the wall beside the bed: one page of A5, Japanese whatever the
 * user's language. Much text makes the letters smaller; what would still not fit goes onto a second
 * page, never away.
 *
 * Returns: (transfer full): the paper
 */
AnshinForm *
anshin_card_sheet_new_form (const char *name, int birth_date, AnshinCard *card)
{
  g_autoptr (AnshinForm) form = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (letter_sizes); i++)
    {
      g_autoptr (AnshinFormWording) wording = anshin_form_wording_load_paper ("card");

      g_clear_object (&form);
      form = lay_out (wording, letter_sizes[i], name, birth_date, card);
      if (anshin_form_get_n_pages (form) == 1)
        break;
    }
  return g_steal_pointer (&form);
}
