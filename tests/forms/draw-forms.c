/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Draws form 4 for made-up people into a folder, as PDF and as pictures, for test-forms.py and for
 * eyes: draw-forms FOLDER
 */
#include "anshin-form.h"

#include <fontconfig/fontconfig.h>
#include <locale.h>
#include <string.h>

#include "anshin-form-sheet.h"

#define DOTS_PER_POINT 2.0

/* Everything that may be known is; ordinary lengths. */
static void
fill_patient (AnshinPatient *patient)
{
  patient->facility_name = g_strdup ("さくら台内科クリニック");
  patient->name = g_strdup ("髙﨑 𠮷子");
  patient->kana = g_strdup ("たかさき よしこ");
  patient->birth_date = 19380503;
  patient->sex = ANSHIN_SEX_FEMALE;
  patient->postal_code = g_strdup ("665-0000");
  patient->address = g_strdup ("桜川市さくら台3丁目2番15号 さくら台ハイツ203号室");
  patient->telephone = g_strdup ("0797-00-1234");
}

static void
fill_consent (AnshinConsent *consent)
{
  const char *kinds[] = { "clinic", "visiting-nurse-station", "care-management-office", "pharmacy",
                          "helper-office", NULL };
  const char *named[] = { "桜川市民病院 地域連携室", "ひまわり薬局", NULL };

  consent->id = g_strdup ("01JD8X4M2QZ7N5T3V9W1B6C0KE");
  consent->form_version = 1;
  consent->recipient_kinds = g_strdupv ((char **) kinds);
  consent->recipients = g_strdupv ((char **) named);
  consent->later_members = TRUE;
  consent->explained_by = g_strdup ("末広 一郎");
  consent->explained_profession = ANSHIN_PROFESSION_PHYSICIAN;
  consent->explained_facility = g_strdup ("さくら台内科クリニック");
  consent->explained_on = 20261122;
}

static void
make_signed (AnshinConsent *consent, int signer)
{
  consent->signed_on = 20261122;
  consent->signer = signer;
  consent->signer_name = g_strdup ("髙﨑 健");
  consent->signer_relationship = ANSHIN_RELATIONSHIP_SON;
  consent->signer_reason = g_strdup ("右手の麻痺のため、ご本人の前で書きました");
}

static char *
repeat (const char *text, guint n)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (out, text);
  return g_string_free (out, FALSE);
}

/* The longest that a record may hold: nothing may be lost or run into its neighbour. */
static void
make_longest (AnshinPatient *patient, AnshinConsent *consent)
{
  GPtrArray *named = g_ptr_array_new ();

  g_free (patient->name);
  patient->name = repeat ("寿限無五劫の擦り切れ", 10);
  g_free (patient->kana);
  patient->kana = repeat ("じゅげむごこうのすりきれ", 8);
  g_free (patient->address);
  patient->address = repeat ("桜川市字大字小字向日葵台西入上ル", 12);
  g_free (patient->telephone);
  patient->telephone = g_strdup ("0797-00-1234 (内線 5678901234567890)");
  g_free (patient->facility_name);
  patient->facility_name = repeat ("医療法人社団さくら台", 10);
  for (guint i = 0; i < 60; i++)
    g_ptr_array_add (named, g_strdup_printf ("宝町第%u訪問看護ステーション", i + 1));
  g_ptr_array_add (named, NULL);
  g_strfreev (consent->recipients);
  consent->recipients = (char **) g_ptr_array_free (named, FALSE);
  consent->remarks = repeat ("ご家族の連絡先は長女が先です。\n", 12);
  make_signed (consent, ANSHIN_SIGNER_PROXY);
  g_free (consent->signer_reason);
  consent->signer_reason = repeat ("成年後見人として選任されたため", 12);
}

/* cairo 1.16 itself loses some bytes when it finishes a PDF: inside cairo_surface_finish(). */
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:libcairo.so.2\n";
}

static gboolean
write_pictures (AnshinForm *form, const char *folder, const char *name)
{
  for (guint page = 0; page < anshin_form_get_n_pages (form); page++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s-%u.png", folder, name, page + 1);
      cairo_surface_t *surface = NULL;
      cairo_t *cr = NULL;
      cairo_status_t status = CAIRO_STATUS_SUCCESS;

      surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                            (int) (ANSHIN_SHEET_WIDTH * DOTS_PER_POINT),
                                            (int) (ANSHIN_SHEET_HEIGHT * DOTS_PER_POINT));
      cr = cairo_create (surface);
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      cairo_scale (cr, DOTS_PER_POINT, DOTS_PER_POINT);
      anshin_form_draw_page (form, page, cr);
      cairo_destroy (cr);
      status = cairo_surface_write_to_png (surface, path);
      cairo_surface_destroy (surface);
      if (status != CAIRO_STATUS_SUCCESS)
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_form (AnshinPatient *patient, AnshinConsent *consent, const char *folder, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.pdf", folder, name);
  g_autoptr (AnshinForm) first = NULL;
  g_autoptr (AnshinForm) second = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;
  AnshinForm *forms[2] = { NULL, NULL };
  gsize size = 0;
  const char *data = NULL;

  first = anshin_form_new (patient, consent, "桜川市医師会", ANSHIN_FORM_COPY_PATIENT, &error);
  if (first != NULL)
    second = anshin_form_new (patient, consent, "桜川市医師会", ANSHIN_FORM_COPY_FACILITY, &error);
  if (second != NULL)
    {
      forms[0] = first;
      forms[1] = second;
      pdf = anshin_forms_to_pdf (forms, G_N_ELEMENTS (forms), &error);
    }
  if (pdf != NULL)
    {
      data = g_bytes_get_data (pdf, &size);
      g_file_set_contents (path, data, (gssize) size, &error);
    }
  if (error != NULL)
    {
      g_printerr ("%s: %s\n", name, error->message);
      return FALSE;
    }
  g_print ("%s pages=%u letters=%.1f\n", name, anshin_form_get_n_pages (first),
           anshin_form_get_letter_size (first));
  return write_pictures (first, folder, name);
}

static gboolean
draw_variant (const char *folder, const char *variant)
{
  g_autoptr (AnshinPatient) patient = anshin_patient_new ();
  g_autoptr (AnshinConsent) consent = anshin_consent_new ();

  /* "empty" has nothing at all: every field is there to be filled in by hand. */
  if (g_strcmp0 (variant, "empty") != 0)
    {
      fill_patient (patient);
      fill_consent (consent);
    }
  if (g_strcmp0 (variant, "draft") == 0)
    g_clear_pointer (&consent->id, g_free);
  if (g_strcmp0 (variant, "other-hand") == 0)
    make_signed (consent, ANSHIN_SIGNER_OTHER_HAND);
  if (g_strcmp0 (variant, "proxy") == 0)
    make_signed (consent, ANSHIN_SIGNER_PROXY);
  if (g_strcmp0 (variant, "longest") == 0)
    make_longest (patient, consent);
  return write_form (patient, consent, folder, variant);
}

int
main (int argc, char **argv)
{
  static const char *const variants[] = { "usual", "draft", "empty", "other-hand", "proxy",
                                          "longest" };

  setlocale (LC_ALL, "");
  if (argc != 2)
    {
      g_printerr ("usage: draw-forms FOLDER\n");
      return 2;
    }
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    if (!draw_variant (argv[1], variants[i]))
      return 1;

  /* The font caches are freed, so that the leak checker sees what is ours alone. */
  pango_cairo_font_map_set_default (NULL);
  cairo_debug_reset_static_data ();
  FcFini ();
  return 0;
}
