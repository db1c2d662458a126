/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-csv.h"

#include <string.h>

#include "anshin-error.h"
#include "anshin-record.h"
#include "anshin-text.h"

/* Who is to be registered, from a table as a facility writes it (source A7). */

typedef enum
{
  COLUMN_NAME,
  COLUMN_KANA,
  COLUMN_MAIL,
  COLUMN_PROFESSION,
  COLUMN_ADMIN,
  COLUMN_NOTE,
  N_COLUMNS
} Column;

/* What stands over a column. The order is also that of a table without such a line. */
static const struct
{
  Column column;
  const char *heading;
} headings[] = {
  { COLUMN_NAME, "氏名" },
  { COLUMN_NAME, "名前" },
  { COLUMN_NAME, "お名前" },
  { COLUMN_NAME, "name" },
  { COLUMN_KANA, "ふりがな" },
  { COLUMN_KANA, "氏名カナ" },
  { COLUMN_KANA, "カナ" },
  { COLUMN_KANA, "よみ" },
  { COLUMN_KANA, "読み" },
  { COLUMN_KANA, "kana" },
  { COLUMN_MAIL, "メールアドレス" },
  { COLUMN_MAIL, "メール" },
  { COLUMN_MAIL, "アドレス" },
  { COLUMN_MAIL, "mail" },
  { COLUMN_MAIL, "email" },
  { COLUMN_MAIL, "e-mail" },
  { COLUMN_PROFESSION, "職種" },
  { COLUMN_PROFESSION, "資格" },
  { COLUMN_PROFESSION, "profession" },
  { COLUMN_ADMIN, "管理者" },
  { COLUMN_ADMIN, "施設管理者" },
  { COLUMN_ADMIN, "管理者権限" },
  { COLUMN_ADMIN, "admin" },
  { COLUMN_NOTE, "備考" },
  { COLUMN_NOTE, "メモ" },
  { COLUMN_NOTE, "note" },
};

/* How professions are called in tables, beside their wire names. */
static const struct
{
  AnshinProfession profession;
  const char *words;
} professions[] = {
  { ANSHIN_PROFESSION_PHYSICIAN, "医師" },
  { ANSHIN_PROFESSION_DENTIST, "歯科医師" },
  { ANSHIN_PROFESSION_DENTIST, "歯科医" },
  { ANSHIN_PROFESSION_PHARMACIST, "薬剤師" },
  { ANSHIN_PROFESSION_NURSE, "看護師" },
  { ANSHIN_PROFESSION_NURSE, "准看護師" },
  { ANSHIN_PROFESSION_NURSE, "訪問看護師" },
  { ANSHIN_PROFESSION_PUBLIC_HEALTH_NURSE, "保健師" },
  { ANSHIN_PROFESSION_CARE_MANAGER, "介護支援専門員" },
  { ANSHIN_PROFESSION_CARE_MANAGER, "主任介護支援専門員" },
  { ANSHIN_PROFESSION_CARE_MANAGER, "ケアマネジャー" },
  { ANSHIN_PROFESSION_CARE_MANAGER, "ケアマネージャー" },
  { ANSHIN_PROFESSION_CARE_MANAGER, "ケアマネ" },
  { ANSHIN_PROFESSION_HELPER, "訪問介護員" },
  { ANSHIN_PROFESSION_HELPER, "ホームヘルパー" },
  { ANSHIN_PROFESSION_HELPER, "ヘルパー" },
  { ANSHIN_PROFESSION_CARE_WORKER, "介護福祉士" },
  { ANSHIN_PROFESSION_CARE_WORKER, "介護職員" },
  { ANSHIN_PROFESSION_CARE_WORKER, "介護職" },
  { ANSHIN_PROFESSION_PHYSICAL_THERAPIST, "理学療法士" },
  { ANSHIN_PROFESSION_PHYSICAL_THERAPIST, "PT" },
  { ANSHIN_PROFESSION_OCCUPATIONAL_THERAPIST, "作業療法士" },
  { ANSHIN_PROFESSION_OCCUPATIONAL_THERAPIST, "OT" },
  { ANSHIN_PROFESSION_SPEECH_THERAPIST, "言語聴覚士" },
  { ANSHIN_PROFESSION_SPEECH_THERAPIST, "ST" },
  { ANSHIN_PROFESSION_DENTAL_HYGIENIST, "歯科衛生士" },
  { ANSHIN_PROFESSION_DIETITIAN, "管理栄養士" },
  { ANSHIN_PROFESSION_DIETITIAN, "栄養士" },
  { ANSHIN_PROFESSION_SOCIAL_WORKER, "社会福祉士" },
  { ANSHIN_PROFESSION_SOCIAL_WORKER, "医療ソーシャルワーカー" },
  { ANSHIN_PROFESSION_SOCIAL_WORKER, "MSW" },
  { ANSHIN_PROFESSION_EQUIPMENT_ADVISER, "福祉用具専門相談員" },
  { ANSHIN_PROFESSION_EQUIPMENT_ADVISER, "福祉用具" },
  { ANSHIN_PROFESSION_CLERK, "事務" },
  { ANSHIN_PROFESSION_CLERK, "事務職" },
  { ANSHIN_PROFESSION_CLERK, "事務職員" },
  { ANSHIN_PROFESSION_CLERK, "医療事務" },
  { ANSHIN_PROFESSION_OTHER, "その他" },
};

static const char *const yes_words[]
  = { "○", "◯", "〇", "1", "はい", "有", "あり", "管理者", "yes", "true", "x" };

void
anshin_csv_applicant_free (AnshinCsvApplicant *applicant)
{
  g_clear_object (&applicant->application);
  g_clear_error (&applicant->error);
  g_free (applicant->unknown);
  g_free (applicant);
}

static gboolean
is_same (const char *folded, const char *words)
{
  g_autofree char *other = anshin_text_fold (words);

  return g_str_equal (folded, other);
}

static int
find_heading (const char *cell)
{
  g_autofree char *line = anshin_text_normalize_line (cell);
  g_autofree char *folded = anshin_text_fold (line);

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++)
    if (is_same (folded, headings[i].heading))
      return headings[i].column;
  return -1;
}

/* Which cell is which. Returns whether the row is the heading. */
static gboolean
read_heading (AnshinCsvRow *row, int *places)
{
  guint known = 0;

  for (int column = 0; column < N_COLUMNS; column++)
    places[column] = -1;
  for (int i = 0; row->cells[i] != NULL; i++)
    {
      int column = find_heading (row->cells[i]);

      if (column < 0 || places[column] >= 0)
        continue;
      places[column] = i;
      known++;
    }
  if (known >= 2)
    return TRUE;
  for (int column = 0; column < N_COLUMNS; column++)
    places[column] = column;
  return FALSE;
}

static char *
dup_cell (AnshinCsvRow *row, const int *places, Column column)
{
  g_autofree char *cell = NULL;

  if (places[column] < 0 || (guint) places[column] >= g_strv_length (row->cells))
    return NULL;
  cell = anshin_text_normalize_line (row->cells[places[column]]);
  return *cell != '\0' ? g_steal_pointer (&cell) : NULL;
}

static int
find_profession (const char *words)
{
  g_autofree char *folded = anshin_text_fold (words);

  for (guint i = 0; i < G_N_ELEMENTS (professions); i++)
    if (is_same (folded, professions[i].words))
      return professions[i].profession;
  for (const AnshinChoice *choice = anshin_professions.choices; choice->wire != NULL; choice++)
    if (is_same (folded, choice->wire) || is_same (folded, choice->label))
      return choice->value;
  return ANSHIN_PROFESSION_NONE;
}

static gboolean
is_yes (const char *words)
{
  g_autofree char *folded = words != NULL ? anshin_text_fold (words) : g_strdup ("");

  for (guint i = 0; i < G_N_ELEMENTS (yes_words); i++)
    if (is_same (folded, yes_words[i]))
      return TRUE;
  return FALSE;
}

static AnshinCsvApplicant *
read_applicant (AnshinCsvRow *row, const int *places, const char *facility_id)
{
  AnshinCsvApplicant *applicant = g_new0 (AnshinCsvApplicant, 1);
  AnshinApplication *application = anshin_application_new ();
  g_autofree char *profession = dup_cell (row, places, COLUMN_PROFESSION);
  g_autofree char *admin = dup_cell (row, places, COLUMN_ADMIN);

  applicant->line = row->line;
  applicant->application = application;
  application->name = dup_cell (row, places, COLUMN_NAME);
  application->kana = dup_cell (row, places, COLUMN_KANA);
  application->mail = dup_cell (row, places, COLUMN_MAIL);
  application->note = dup_cell (row, places, COLUMN_NOTE);
  application->facility_id = g_strdup (facility_id);
  application->facility_admin = is_yes (admin);
  if (profession != NULL)
    application->profession = find_profession (profession);
  if (profession != NULL && application->profession == ANSHIN_PROFESSION_NONE)
    {
      applicant->unknown = g_steal_pointer (&profession);
      anshin_set_error (&applicant->error, ANSHIN_ERROR_FIELD_INVALID, "profession",
                        "No such profession");
    }
  else
    anshin_record_validate (application, &applicant->error);
  return applicant;
}

/* Who stands in the file twice is told so at the second line. */
static void
check_twice (GHashTable *mails, AnshinCsvApplicant *applicant)
{
  g_autofree char *mail = NULL;

  if (applicant->application->mail == NULL)
    return;
  mail = anshin_text_normalize_mail (applicant->application->mail);
  if (!g_hash_table_add (mails, g_steal_pointer (&mail)) && applicant->error == NULL)
    anshin_set_error (&applicant->error, ANSHIN_ERROR_MAIL_TAKEN, "mail",
                      "Twice in the file");
}

/**
 * anshin_csv_read_applicants:
 * @data: (array length=length): the bytes of a file
 * @length: how many
 * @facility_id: to which they are to belong
 * @error: return location
 *
 * Reads who is to be registered. The first line may say what the columns are, in any order, in
 * Japanese or English; without one they are name, kana, mail address, profession, admin, note.
 * May be called from any thread.
 *
 * Returns: (transfer full) (nullable) (element-type AnshinCsvApplicant): one for each line, with
 *   what is wrong with it; %NULL as anshin_csv_read(), and with %ANSHIN_ERROR_FIELD_MISSING if
 *   there is nobody
 */
GPtrArray *
anshin_csv_read_applicants (const char *data, gsize length, const char *facility_id,
                            GError **error)
{
  g_autoptr (GPtrArray) rows = anshin_csv_read (data, length, error);
  g_autoptr (GPtrArray) applicants
    = g_ptr_array_new_with_free_func ((GDestroyNotify) anshin_csv_applicant_free);
  g_autoptr (GHashTable) mails = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  int places[N_COLUMNS];
  guint first = 0;

  if (rows == NULL)
    return NULL;
  if (rows->len > 0 && read_heading (rows->pdata[0], places))
    first = 1;
  for (guint i = first; i < rows->len; i++)
    {
      AnshinCsvApplicant *applicant = read_applicant (rows->pdata[i], places, facility_id);

      check_twice (mails, applicant);
      g_ptr_array_add (applicants, applicant);
    }
  if (applicants->len > 0)
    return g_steal_pointer (&applicants);
  anshin_set_error (error, ANSHIN_ERROR_FIELD_MISSING, NULL, "Nobody stands in the file");
  return NULL;
}
