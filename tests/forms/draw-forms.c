/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Draws form 4 for made-up people into a folder, as PDF and as pictures, for test-forms.py and for
 * eyes: draw-forms FOLDER. With a number behind it it draws so many bad scans of one instead.
 */
#include "anshin-card-sheet.h"
#include "forms-fixture.h"

#include <locale.h>
#include <string.h>
#include <time.h>

static void
make_signed (AnshinConsent *consent, int signer)
{
  consent->signed_on = 20261122;
  consent->signer = signer;
  consent->signer_name = g_strdup ("髙﨑 健");
  consent->signer_relationship = ANSHIN_RELATIONSHIP_SON;
  consent->signer_reason = g_strdup ("右手の麻痺のため、ご本人の前で書きました");
}

/* The longest that a record may hold: nothing may be lost or run into its neighbour. */
static void
make_longest (AnshinPatient *patient, AnshinConsent *consent)
{
  GPtrArray *named = g_ptr_array_new ();

  g_free (patient->name);
  patient->name = forms_repeat ("寿限無五劫の擦り切れ", 10);
  g_free (patient->kana);
  patient->kana = forms_repeat ("じゅげむごこうのすりきれ", 8);
  g_free (patient->address);
  patient->address = forms_repeat ("桜川市字大字小字向日葵台西入上ル", 12);
  g_free (patient->telephone);
  patient->telephone = g_strdup ("0797-00-1234 (内線 5678901234567890)");
  g_free (patient->facility_name);
  patient->facility_name = forms_repeat ("医療法人社団さくら台", 10);
  for (guint i = 0; i < 60; i++)
    g_ptr_array_add (named, g_strdup_printf ("宝町第%u訪問看護ステーション", i + 1));
  g_ptr_array_add (named, NULL);
  g_strfreev (consent->recipients);
  consent->recipients = (char **) g_ptr_array_free (named, FALSE);
  consent->remarks = forms_repeat ("ご家族の連絡先は長女が先です。\n", 12);
  make_signed (consent, ANSHIN_SIGNER_PROXY);
  g_free (consent->signer_reason);
  consent->signer_reason = forms_repeat ("成年後見人として選任されたため", 12);
}

/* An address of twenty lines, as some write it into the record: each line ends where it ends. */
static void
make_tall_address (AnshinPatient *patient)
{
  GString *address = g_string_new (NULL);

  for (guint i = 1; i <= 20; i++)
    g_string_append_printf (address, "%s字さくら%u番", i > 1 ? "\n" : "", i);
  g_free (patient->address);
  patient->address = g_string_free (address, FALSE);
}

static void
make_many_recipients (AnshinConsent *consent)
{
  GPtrArray *named = g_ptr_array_new ();

  for (guint i = 0; i < 30; i++)
    g_ptr_array_add (named, g_strdup_printf ("宝町第%u訪問看護ステーション", i + 1));
  g_ptr_array_add (named, NULL);
  g_strfreev (consent->recipients);
  consent->recipients = (char **) g_ptr_array_free (named, FALSE);
}

static gboolean
write_form (AnshinPatient *patient, AnshinConsent *consent, const char *folder, const char *name)
{
  g_autoptr (AnshinForm) first = NULL;
  g_autoptr (AnshinForm) second = NULL;
  AnshinForm *forms[2] = { NULL, NULL };

  first = anshin_form_new (patient, consent, "桜川市医師会", ANSHIN_FORM_COPY_PATIENT, NULL);
  second = anshin_form_new (patient, consent, "桜川市医師会", ANSHIN_FORM_COPY_FACILITY, NULL);
  g_assert (first != NULL && second != NULL);
  forms[0] = first;
  forms[1] = second;
  return forms_write_forms (forms, G_N_ELEMENTS (forms), folder, name);
}

static gboolean
write_blank (const char *folder)
{
  g_autoptr (AnshinForm) form = anshin_form_new_blank_copy (NULL, "桜川市医師会",
                                                            ANSHIN_FORM_COPY_FACILITY);

  return forms_write_forms (&form, 1, folder, "blank");
}

static AnshinCard *
make_card (void)
{
  AnshinCard *card = anshin_card_new ();
  AnshinCardContact *contact = anshin_card_contact_new ();

  contact->name = g_strdup ("髙﨑 一郎");
  contact->relationship = ANSHIN_RELATIONSHIP_SON;
  contact->telephone = g_strdup ("090-1111-2222");
  contact->note = g_strdup ("夜間も可");
  card->contacts = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (card->contacts, contact);
  card->version = 3;
  card->physician = g_strdup ("加藤 誠(かとう内科クリニック)");
  card->physician_telephone = g_strdup ("0797-00-1111");
  card->allergies = g_strdup ("ペニシリン系(発疹)");
  card->history = g_strdup ("慢性心不全、2型糖尿病");
  card->devices = g_strdup ("在宅酸素 1L/分");
  card->wishes = g_strdup ("家で過ごしたい。延命のための処置は受けない。");
  card->key_place = g_strdup ("玄関脇のキーボックス");
  card->changed_by_name = g_strdup ("石井 健");
  card->changed_at = G_GINT64_CONSTANT (1764200000000000);
  return card;
}

/* As much as a record may hold. */
static void
make_full_card (AnshinCard *card)
{
  for (guint i = 1; i < ANSHIN_MAX_CARD_CONTACTS; i++)
    g_ptr_array_add (card->contacts, anshin_record_dup (card->contacts->pdata[0]));
  g_free (card->history);
  card->history = forms_repeat ("慢性心不全、", 66);
  g_free (card->wishes);
  card->wishes = forms_repeat ("家で過ごしたい。", 50);
  card->remarks = forms_repeat ("裏口から入る。", 57);
}

static gboolean
write_card (const char *folder, const char *name, gboolean full)
{
  g_autoptr (AnshinCard) card = make_card ();
  g_autoptr (AnshinForm) form = NULL;

  if (full)
    make_full_card (card);
  form = anshin_card_sheet_new_form ("山本 はな", 19380402, card);
  return forms_write_forms (&form, 1, folder, name);
}

static gboolean
draw_variant (const char *folder, const char *variant)
{
  g_autoptr (AnshinPatient) patient = anshin_patient_new ();
  g_autoptr (AnshinConsent) consent = anshin_consent_new ();

  /* "empty" has nothing at all: every field is there to be filled in by hand. */
  if (g_strcmp0 (variant, "empty") != 0)
    {
      forms_fill_patient (patient);
      forms_fill_consent (consent);
    }
  if (g_strcmp0 (variant, "draft") == 0)
    g_clear_pointer (&consent->id, g_free);
  if (g_strcmp0 (variant, "other-hand") == 0)
    make_signed (consent, ANSHIN_SIGNER_OTHER_HAND);
  if (g_strcmp0 (variant, "proxy") == 0)
    make_signed (consent, ANSHIN_SIGNER_PROXY);
  if (g_strcmp0 (variant, "longest") == 0)
    make_longest (patient, consent);
  if (g_strcmp0 (variant, "tall-address") == 0)
    make_tall_address (patient);
  if (g_strcmp0 (variant, "many-recipients") == 0)
    make_many_recipients (consent);
  if (g_strcmp0 (variant, "no-address") == 0)
    {
      g_clear_pointer (&patient->address, g_free);
      g_clear_pointer (&patient->postal_code, g_free);
    }
  return write_form (patient, consent, folder, variant);
}

/* What a scanner makes of a page, of its upper third, where the code is: askew by up to two
 * degrees, blurred by its resolution of 150 dots an inch, grey where it should be black or white,
 * and noisy. */
static gboolean
write_scan (AnshinForm *form, GRand *random, const char *path)
{
  double dots = 150 / 72.0;
  double angle = g_rand_double_range (random, -2, 2) * G_PI / 180;
  cairo_surface_t *page = forms_draw_page (form, 0, dots);
  int width = cairo_image_surface_get_width (page);
  int height = cairo_image_surface_get_height (page) / 3;
  cairo_surface_t *scan = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (scan);
  g_autoptr (GByteArray) grey = g_byte_array_sized_new ((guint) (width * height));
  g_autofree char *head = g_strdup_printf ("P5 %d %d 255\n", width, height);

  g_byte_array_append (grey, (const guint8 *) head, (guint) strlen (head));
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_translate (cr, width / 2.0, height / 2.0);
  cairo_rotate (cr, angle);
  cairo_translate (cr, -width / 2.0 + g_rand_double_range (random, -5, 5),
                   -height / 2.0 + g_rand_double_range (random, -5, 5));
  cairo_set_source_surface (cr, page, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (scan);
  for (int y = 0; y < height; y++)
    {
      const guint8 *row = cairo_image_surface_get_data (scan)
                          + (gsize) y * (gsize) cairo_image_surface_get_stride (scan);

      for (int x = 0; x < width; x++)
        {
          double noise = g_rand_double_range (random, -20, 20);
          double value = 40 + row[4 * x] * 0.78 + noise + g_rand_double_range (random, -20, 20);
          guint8 byte = (guint8) CLAMP (value, 0, 255);

          g_byte_array_append (grey, &byte, 1);
        }
    }
  cairo_surface_destroy (page);
  cairo_surface_destroy (scan);
  return g_file_set_contents (path, (const char *) grey->data, (gssize) grey->len, NULL);
}

static gboolean
write_scans (const char *folder, guint n)
{
  g_autoptr (AnshinPatient) patient = anshin_patient_new ();
  g_autoptr (AnshinConsent) consent = anshin_consent_new ();
  g_autoptr (AnshinForm) form = NULL;
  g_autoptr (GRand) random = g_rand_new_with_seed (n);

  forms_fill_patient (patient);
  forms_fill_consent (consent);
  form = anshin_form_new (patient, consent, NULL, ANSHIN_FORM_COPY_FACILITY, NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/scan-%03u.pgm", folder, i);

      if (!write_scan (form, random, path))
        return FALSE;
    }
  return TRUE;
}

/* How long the processor is busy from a keystroke to the picture of the page it changes. */
static void
time_preview (void)
{
  g_autoptr (AnshinPatient) patient = anshin_patient_new ();
  g_autoptr (AnshinConsent) consent = anshin_consent_new ();
  double longest = 0, sum = 0;

  forms_fill_patient (patient);
  forms_fill_consent (consent);
  for (guint i = 0; i < 30; i++)
    {
      clock_t start = clock ();
      g_autoptr (AnshinForm) form = NULL;
      double took = 0;

      g_free (consent->explained_by);
      consent->explained_by = forms_repeat ("末広", i + 1);
      form = anshin_form_new (patient, consent, "桜川市医師会", ANSHIN_FORM_COPY_PATIENT, NULL);
      for (guint page = 0; page < anshin_form_get_n_pages (form); page++)
        cairo_surface_destroy (forms_draw_page (form, page, 1.0));
      took = 1000.0 * (double) (clock () - start) / CLOCKS_PER_SEC;
      longest = MAX (longest, took);
      sum += took;
    }
  g_print ("preview mean=%.1f longest=%.1f\n", sum / 30, longest);
}

static gboolean
draw_all (const char *folder)
{
  static const char *const variants[]
    = { "usual",   "draft",        "empty",           "other-hand", "proxy",
        "longest", "tall-address", "many-recipients", "no-address" };

  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    if (!draw_variant (folder, variants[i]))
      return FALSE;
  if (!write_blank (folder) || !write_card (folder, "card", FALSE) ||
      !write_card (folder, "card-full", TRUE))
    return FALSE;
  time_preview ();
  return TRUE;
}

int
main (int argc, char **argv)
{
  gboolean done = FALSE;

  setlocale (LC_ALL, "");
  if (argc != 2 && argc != 3)
    {
      g_printerr ("usage: draw-forms FOLDER [SCANS]\n");
      return 2;
    }
  done = argc == 2 ? draw_all (argv[1])
                   : write_scans (argv[1], (guint) g_ascii_strtoull (argv[2], NULL, 10));

  forms_clean_up ();
  return done ? 0 : 1;
}
