/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-decoder.h"

#include <signal.h>

#include "anshin-choice.h"
#include "anshin-error.h"

/* Whatever the program that decodes does, there is an answer, and the desktop goes on. */

typedef struct
{
  AnshinPicture *picture;
  GError *error;
  gboolean done;
} Answer;

static void
on_drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Answer *answer = data;

  answer->picture = anshin_decoder_draw_finish (result, &answer->error);
  answer->done = TRUE;
}

static void
draw (const char *program, GBytes *file, Answer *answer)
{
  anshin_decoder_set_program (program);
  anshin_decoder_draw_async (ANSHIN_MEDIA_PNG, file, 0, 100, 100, NULL, on_drawn_cb, answer);
  while (!answer->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_refused (const char *program, GBytes *file, int code)
{
  Answer answer = { 0 };

  draw (program, file, &answer);
  g_assert_null (answer.picture);
  g_assert_error (answer.error, ANSHIN_ERROR, code);
  g_clear_error (&answer.error);
}

/* One red pixel. */
static GBytes *
make_png (void)
{
  static const guint8 png[] = {
    0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 0x49, 0x48,
    0x44, 0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x02, 0x00, 0x00,
    0x00, 0x90, 0x77, 0x53, 0xde, 0x00, 0x00, 0x00, 0x0c, 0x49, 0x44, 0x41, 0x54, 0x78,
    0x9c, 0x63, 0xf8, 0xcf, 0xc0, 0x00, 0x00, 0x03, 0x01, 0x01, 0x00, 0xc9, 0xfe, 0x92,
    0xef, 0x00, 0x00, 0x00, 0x00, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
  };

  return g_bytes_new_static (png, sizeof png);
}

static void
test_drawn (void)
{
  g_autoptr (GBytes) file = make_png ();
  Answer answer = { 0 };
  guint8 pixel[4] = { 0 };

  draw (g_getenv ("ANSHIN_VIEWER"), file, &answer);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (answer.picture->pages, ==, 1);
  g_assert_cmpint (gdk_texture_get_width (answer.picture->texture), ==, 1);
  gdk_texture_download (answer.picture->texture, pixel, 4);
  /* As a number: alpha, red, green, blue. */
  g_assert_cmphex (*(guint32 *) (gpointer) pixel, ==, 0xffff0000);
  anshin_picture_free (answer.picture);
}

static void
test_refused (void)
{
  g_autoptr (GBytes) file = make_png ();
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (file, 0, 40);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  assert_refused (g_getenv ("ANSHIN_VIEWER"), cut, ANSHIN_ERROR_ATTACHMENT_DAMAGED);
  assert_refused (g_getenv ("ANSHIN_VIEWER"), nothing, ANSHIN_ERROR_ATTACHMENT_DAMAGED);
}

/* A program that is not there, ends at once, answers nonsense, or answers without an end. */
static void
test_programs (void)
{
  g_autoptr (GBytes) file = make_png ();

  assert_refused ("/nowhere/at/all", file, ANSHIN_ERROR_INTERNAL);
  assert_refused ("/bin/false", file, ANSHIN_ERROR_ATTACHMENT_DAMAGED);
  assert_refused ("/bin/echo", file, ANSHIN_ERROR_ATTACHMENT_DAMAGED);
  assert_refused ("/usr/bin/yes", file, ANSHIN_ERROR_ATTACHMENT_DAMAGED);
}

/* Many at once: each has its answer. */
static void
test_many (void)
{
  g_autoptr (GBytes) file = make_png ();
  Answer answers[8] = { { 0 } };

  anshin_decoder_set_program (g_getenv ("ANSHIN_VIEWER"));
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    anshin_decoder_draw_async (ANSHIN_MEDIA_PNG, file, 0, 100, 100, NULL, on_drawn_cb,
                               &answers[i]);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      while (!answers[i].done)
        g_main_context_iteration (NULL, TRUE);
      g_assert_no_error (answers[i].error);
      g_clear_pointer (&answers[i].picture, anshin_picture_free);
    }
}

/* Given up before its turn, and while it runs. */
static void
test_cancelled (void)
{
  g_autoptr (GBytes) file = make_png ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer answers[4] = { { 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    anshin_decoder_draw_async (ANSHIN_MEDIA_PNG, file, 0, 100, 100, cancellable, on_drawn_cb,
                               &answers[i]);
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      while (!answers[i].done)
        g_main_context_iteration (NULL, TRUE);
      g_assert_null (answers[i].picture);
      g_assert_error (answers[i].error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&answers[i].error);
    }
}

int
main (int argc, char **argv)
{
  /* As the desktop does: a program that ends before it has read all is no reason to end. */
  signal (SIGPIPE, SIG_IGN);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/decoder/drawn", test_drawn);
  g_test_add_func ("/decoder/refused", test_refused);
  g_test_add_func ("/decoder/programs", test_programs);
  g_test_add_func ("/decoder/many", test_many);
  g_test_add_func ("/decoder/cancelled", test_cancelled);
  return g_test_run ();
}
