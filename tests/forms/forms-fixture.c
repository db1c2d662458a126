/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "forms-fixture.h"

#include <fontconfig/fontconfig.h>

#define DOTS_PER_POINT 2.0

/* Everything that may be known is; ordinary lengths. */
void
forms_fill_patient (AnshinPatient *patient)
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

void
forms_fill_consent (AnshinConsent *consent)
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

char *
forms_repeat (const char *text, guint n)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (out, text);
  return g_string_free (out, FALSE);
}

/* cairo 1.16 itself loses some bytes when it finishes a PDF: inside cairo_surface_finish(). */
const char *__lsan_default_suppressions (void);

const char *
__lsan_default_suppressions (void)
{
  return "leak:libcairo.so.2\n";
}

cairo_surface_t *
forms_draw_page (AnshinForm *form, guint page, double dots)
{
  cairo_surface_t *surface = NULL;
  cairo_t *cr = NULL;

  surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24,
                                        (int) (anshin_form_get_width (form) * dots),
                                        (int) (anshin_form_get_height (form) * dots));
  cr = cairo_create (surface);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, dots, dots);
  anshin_form_draw_page (form, page, cr);
  cairo_destroy (cr);
  return surface;
}

static gboolean
write_pictures (AnshinForm *form, const char *folder, const char *name)
{
  for (guint page = 0; page < anshin_form_get_n_pages (form); page++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%s-%u.png", folder, name, page + 1);
      cairo_surface_t *surface = forms_draw_page (form, page, DOTS_PER_POINT);
      cairo_status_t status = cairo_surface_write_to_png (surface, path);

      cairo_surface_destroy (surface);
      if (status != CAIRO_STATUS_SUCCESS)
        return FALSE;
    }
  return TRUE;
}

/* One PDF of all, pictures of the first, and a line about it. */
gboolean
forms_write_forms (AnshinForm **forms, guint n_forms, const char *folder, const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.pdf", folder, name);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = anshin_forms_to_pdf (forms, n_forms, &error);
  gsize size = 0;
  const char *data = pdf != NULL ? g_bytes_get_data (pdf, &size) : NULL;

  if (data == NULL || !g_file_set_contents (path, data, (gssize) size, &error))
    {
      g_printerr ("%s: %s\n", name, error->message);
      return FALSE;
    }
  g_print ("%s pages=%u letters=%.1f\n", name, anshin_form_get_n_pages (forms[0]),
           anshin_form_get_letter_size (forms[0]));
  return write_pictures (forms[0], folder, name);
}

/* The font caches are freed, so that the leak checker sees what is ours alone. */
void
forms_clean_up (void)
{
  pango_cairo_font_map_set_default (NULL);
  cairo_debug_reset_static_data ();
  FcFini ();
}
