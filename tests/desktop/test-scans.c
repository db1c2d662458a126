/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo-pdf.h>
#include <glib/gstdio.h>

#include "anshin-decoder.h"
#include "anshin-form-code.h"
#include "anshin-scan-code.h"
#include "anshin-scan-reader.h"

/* SECURITY CN-01: a scan goes to the consent that its code names, and no page to anybody else's. */
#define ONE "01k3f0000000000000000000aa"
#define OTHER "01k3f0000000000000000000bb"
#define A4_WIDTH 595.0
#define A4_HEIGHT 842.0

/* A page with a code where form 4 has it, askew as it comes out of a feeder. */
static void
draw_page (cairo_t *cr, const char *code, double degrees)
{
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_rotate (cr, degrees * G_PI / 180);
  for (int line = 0; line < 20; line++)
    cairo_rectangle (cr, 60, 220 + line * 28, 420, 2);
  cairo_fill (cr);
  if (code != NULL)
    anshin_form_code_draw (code, cr, 440, 50, 90);
}

static GdkTexture *
make_texture (const char *code, double degrees)
{
  double scale = 1654 / A4_WIDTH;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1654, 2339);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GBytes) bytes = NULL;
  GdkTexture *texture = NULL;
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);

  cairo_scale (cr, scale, scale);
  draw_page (cr, code, degrees);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new (cairo_image_surface_get_data (surface), stride * 2339);
  texture = gdk_memory_texture_new (1654, 2339, GDK_MEMORY_DEFAULT, bytes, stride);
  cairo_surface_destroy (surface);
  return texture;
}

static void
assert_read (const char *code, double degrees, const char *expected)
{
  g_autoptr (GdkTexture) texture = make_texture (code, degrees);
  g_autofree char *read = anshin_scan_code_read (texture);

  g_assert_cmpstr (read, ==, expected);
}

static void
test_code (void)
{
  g_autofree char *form = anshin_form_code_make (ONE, 3);
  g_autofree char *withdrawal = anshin_form_code_make_withdrawal (OTHER, 1);

  for (double degrees = -3; degrees <= 3; degrees++)
    assert_read (form, degrees, ONE);
  assert_read (withdrawal, 1, OTHER);
  assert_read (NULL, 0, NULL);
  /* The code of somebody else. */
  assert_read ("https://www.example.jp/", 0, NULL);
  assert_read ("anshin-net:form-4:0:", 0, NULL);
}

static GFile *
make_pdf (const char *folder, const char *const *codes, guint n)
{
  g_autofree char *path = g_build_filename (folder, "同意書.pdf", NULL);
  cairo_surface_t *surface = cairo_pdf_surface_create (path, A4_WIDTH, A4_HEIGHT);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < n; i++)
    {
      cairo_save (cr);
      draw_page (cr, codes[i], 1);
      cairo_restore (cr);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  return g_file_new_for_path (path);
}

typedef struct
{
  GPtrArray *scans;
  GError *error;
  gboolean done;
} Answer;

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->scans = anshin_scan_reader_read_finish (result, &answer->error);
  answer->done = TRUE;
}

static GPtrArray *
read_file (GFile *file)
{
  Answer answer = { 0 };

  anshin_scan_reader_read_async (file, NULL, on_read_cb, &answer);
  while (!answer.done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (answer.error);
  return answer.scans;
}

static GPtrArray *
read_pages (const char *const *codes, guint n)
{
  g_autofree char *folder = g_dir_make_tmp ("anshin-scans-XXXXXX", NULL);
  g_autoptr (GFile) file = make_pdf (folder, codes, n);
  GPtrArray *scans = read_file (file);

  g_assert_true (g_file_delete (file, NULL, NULL));
  g_rmdir (folder);
  return scans;
}

/* One patient's paper of two pages stays one file. */
static void
test_one_patient (void)
{
  g_autofree char *form = anshin_form_code_make (ONE, 1);
  const char *pages[] = { form, NULL };
  g_autoptr (GPtrArray) scans = read_pages (pages, G_N_ELEMENTS (pages));
  const AnshinScan *scan = NULL;

  g_assert_cmpuint (scans->len, ==, 1);
  scan = g_ptr_array_index (scans, 0);
  g_assert_cmpstr (scan->consent_id, ==, ONE);
  g_assert_cmpint (scan->attachment->media, ==, ANSHIN_MEDIA_PDF);
}

/* Two patients in one file are taken apart; a page without a code goes with the one before. */
static void
test_several_patients (void)
{
  g_autofree char *form = anshin_form_code_make (ONE, 1);
  g_autofree char *other = anshin_form_code_make (OTHER, 1);
  const char *pages[] = { NULL, form, NULL, other, other };
  const char *expected[] = { NULL, ONE, ONE, OTHER, OTHER };
  g_autoptr (GPtrArray) scans = read_pages (pages, G_N_ELEMENTS (pages));

  g_assert_cmpuint (scans->len, ==, G_N_ELEMENTS (pages));
  for (guint i = 0; i < scans->len; i++)
    {
      const AnshinScan *scan = g_ptr_array_index (scans, i);

      g_assert_cmpstr (scan->consent_id, ==, expected[i]);
      g_assert_cmpint (scan->attachment->media, ==, ANSHIN_MEDIA_PNG);
      g_assert_true (g_str_has_prefix (scan->attachment->name, "同意書-"));
      g_assert_cmpint (anshin_media_from_name (scan->attachment->name), ==, ANSHIN_MEDIA_PNG);
    }
}

static void
test_without_code (void)
{
  const char *pages[] = { NULL, NULL };
  g_autoptr (GPtrArray) scans = read_pages (pages, G_N_ELEMENTS (pages));

  g_assert_cmpuint (scans->len, ==, 1);
  g_assert_null (((AnshinScan *) g_ptr_array_index (scans, 0))->consent_id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  anshin_decoder_set_program (g_getenv ("ANSHIN_VIEWER"));
  g_test_add_func ("/scans/code", test_code);
  g_test_add_func ("/scans/one-patient", test_one_patient);
  g_test_add_func ("/scans/several-patients", test_several_patients);
  g_test_add_func ("/scans/without-code", test_without_code);
  return g_test_run ();
}
