/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Draws the other papers of a consent, the notice of its withdrawal, the register, the record of
 * what was given to whom, into a folder: draw-papers FOLDER. With a number behind it, it makes a
 * PDF of a register of so many consents, and says how long that takes.
 */
#include "forms-fixture.h"

#include <locale.h>
#include <string.h>
#include <time.h>

#include "anshin-access-notice.h"
#include "anshin-register-form.h"
#include "anshin-provision-record.h"
#include "anshin-withdrawal-notice.h"

#define TODAY 20261127
/* 2026-11-27 09:00 in Japan, and a day */
#define NOW G_GINT64_CONSTANT (1795737600000000)
#define DAY (24 * G_TIME_SPAN_HOUR)

static gboolean
draw_withdrawal (const char *folder, const char *name, gboolean by_word, gboolean blank)
{
  g_autoptr (AnshinPatient) patient = anshin_patient_new ();
  g_autoptr (AnshinConsent) consent = anshin_consent_new ();
  g_autoptr (AnshinForm) first = NULL;
  g_autoptr (AnshinForm) second = NULL;
  AnshinForm *forms[2] = { NULL, NULL };

  if (!blank)
    {
      forms_fill_patient (patient);
      forms_fill_consent (consent);
      consent->signed_on = 20261122;
    }
  if (by_word)
    {
      consent->withdrawn_on = TODAY;
      consent->withdrawn_way = ANSHIN_WITHDRAWAL_WORD;
      consent->withdrawn_witness = g_strdup ("看護師 花田 みどり");
      consent->withdrawn_how = g_strdup ("訪問のとき、ご本人から申し出がありました");
    }
  first = anshin_withdrawal_notice_new_form (patient, consent, "桜川市医師会",
                                             ANSHIN_FORM_COPY_PATIENT, NULL);
  second = anshin_withdrawal_notice_new_form (patient, consent, "桜川市医師会",
                                              ANSHIN_FORM_COPY_FACILITY, NULL);
  forms[0] = first;
  forms[1] = second;
  return forms_write_forms (forms, 2, folder, name);
}

static GPtrArray *
make_consents (guint n)
{
  static const int states[] = { ANSHIN_CONSENT_IN_FORCE, ANSHIN_CONSENT_PRINTED,
                                ANSHIN_CONSENT_WITHDRAWN, ANSHIN_CONSENT_SUPERSEDED,
                                ANSHIN_CONSENT_ENDED };
  GPtrArray *consents = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n; i++)
    {
      AnshinConsent *consent = anshin_consent_new ();

      consent->state = states[i % G_N_ELEMENTS (states)];
      consent->form_version = 1 + i % 2;
      consent->patient_name = g_strdup_printf ("髙﨑 𠮷子%u", i + 1);
      consent->patient_kana = g_strdup ("たかさき よしこ");
      if (consent->state != ANSHIN_CONSENT_PRINTED)
        {
          consent->signed_on = 20260401 + (int) (i % 28);
          consent->signer = 1 + (int) (i % 3);
          consent->original_kept_at = g_strdup ("受付の鍵付き書庫");
        }
      if (consent->signer > ANSHIN_SIGNER_SELF)
        {
          consent->signer_name = g_strdup ("髙﨑 健");
          consent->signer_relationship = ANSHIN_RELATIONSHIP_SON;
        }
      if (consent->state == ANSHIN_CONSENT_WITHDRAWN)
        consent->withdrawn_on = TODAY;
      if (consent->state > ANSHIN_CONSENT_WITHDRAWN)
        consent->ended_at = NOW;
      g_ptr_array_add (consents, consent);
    }
  return consents;
}

static gboolean
draw_register (const char *folder)
{
  g_autoptr (GPtrArray) consents = make_consents (45);
  g_autoptr (AnshinForm) form = NULL;

  form = anshin_register_form_new ("さくら台内科クリニック", TODAY, consents, NULL, NULL,
                                           NULL, NULL);
  return forms_write_forms (&form, 1, folder, "register");
}

static void
on_progress_cb (double done, gpointer data)
{
  GArray *steps = data;

  g_array_append_val (steps, done);
}

/* Cancelled when it is half done. */
static void
on_half_cb (double done, gpointer data)
{
  if (done >= 0.5)
    g_cancellable_cancel (data);
}

static void
check_cancel (GPtrArray *consents, AnshinForm *form)
{
  g_autoptr (GCancellable) first = g_cancellable_new ();
  g_autoptr (GCancellable) second = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (anshin_register_form_new (NULL, TODAY, consents, on_half_cb, first, first,
                                                   &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (anshin_forms_to_pdf_slowly (&form, 1, on_half_cb, second, second, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
time_register (const char *folder, guint n)
{
  g_autofree char *path = g_strdup_printf ("%s/long.pdf", folder);
  g_autoptr (GPtrArray) consents = make_consents (n);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (AnshinForm) form = NULL;
  g_autoptr (GBytes) pdf = NULL;
  clock_t start = clock ();
  gsize size = 0;

  form = anshin_register_form_new ("さくら台内科クリニック", TODAY, consents,
                                           on_progress_cb, steps, NULL, NULL);
  pdf = anshin_forms_to_pdf_slowly (&form, 1, on_progress_cb, steps, NULL, NULL);
  g_print ("long pages=%u seconds=%.2f steps=%u\n", anshin_form_get_n_pages (form),
           (double) (clock () - start) / CLOCKS_PER_SEC, steps->len);
  check_cancel (consents, form);
  return g_file_set_contents (path, g_bytes_get_data (pdf, &size),
                              (gssize) g_bytes_get_size (pdf), NULL);
}

static AnshinProvision *
make_provision (guint i)
{
  static const char *const all[] = { "attributes", "messages", "vital-signs", "requests",
                                     "emergency-card", "files", NULL };
  static const char *const some[] = { "attributes", "messages", NULL };
  AnshinProvision *provision = anshin_provision_new ();

  provision->consent_id = g_strdup ("01JD8X4M2QZ7N5T3V9W1B6C0KE");
  provision->signed_on = 20261122;
  provision->name = g_strdup (i % 2 == 0 ? "花田 みどり" : "寿限無五劫の擦り切れ 𠮷之助");
  provision->profession = i % 2 == 0 ? ANSHIN_PROFESSION_NURSE : ANSHIN_PROFESSION_CARE_MANAGER;
  provision->facility_name = g_strdup (i % 2 == 0 ? "ひまわり訪問看護ステーション"
                                                  : "社会福祉法人さくら会 居宅介護支援事業所");
  provision->from = NOW - (gint64) (40 - i) * DAY;
  provision->until = i % 3 == 0 ? 0 : NOW - DAY;
  provision->items = g_strdupv ((char **) (i % 2 == 0 ? all : some));
  return provision;
}

static gboolean
draw_provisions (const char *folder, const char *name, guint n)
{
  g_autoptr (AnshinPatient) patient = anshin_patient_new ();
  g_autoptr (GPtrArray) provisions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (AnshinForm) form = NULL;

  forms_fill_patient (patient);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (provisions, make_provision (i));
  form = anshin_provision_record_new_form (patient, TODAY, provisions);
  return forms_write_forms (&form, 1, folder, name);
}

static gboolean
draw_access_notice (const char *folder)
{
  AnshinAccessNotice notice = { .name = "花田 みどり",
                                .facility = "ひまわり訪問看護ステーション",
                                .password = "さくら-やま-7423-かわ",
                                .code = "ABCD-EFGH-JKMN",
                                .expires_at = NOW };
  g_autoptr (AnshinForm) form = anshin_access_notice_new_form (&notice);

  return forms_write_forms (&form, 1, folder, "access");
}

static gboolean
draw_all (const char *folder)
{
  return draw_withdrawal (folder, "withdrawal", FALSE, FALSE) &&
         draw_withdrawal (folder, "withdrawn", TRUE, FALSE) &&
         draw_withdrawal (folder, "withdrawal-blank", FALSE, TRUE) && draw_register (folder) &&
         draw_provisions (folder, "provision", 24) &&
         draw_provisions (folder, "provision-none", 0) && draw_access_notice (folder);
}

int
main (int argc, char **argv)
{
  gboolean done = FALSE;

  setlocale (LC_ALL, "");
  if (argc != 2 && argc != 3)
    {
      g_printerr ("usage: draw-papers FOLDER [CONSENTS]\n");
      return 2;
    }
  done = argc == 2 ? draw_all (argv[1])
                   : time_register (argv[1], (guint) g_ascii_strtoull (argv[2], NULL, 10));
  forms_clean_up ();
  return done ? 0 : 1;
}
