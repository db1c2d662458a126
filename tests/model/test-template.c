/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-template.h"
#include "anshin-test.h"

/* The mark-up of templates: what it gives, what it refuses, and what comes of it. */

static GPtrArray *
parse (const char *text)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *pieces = anshin_template_parse (text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (pieces);
  return pieces;
}

static void
test_pieces (void)
{
  g_autoptr (GPtrArray) pieces
    = parse ("体温{number: 体温 :℃:34..42}、{check:食事}{{と}}{date:次回}{text:様子}");
  const AnshinTemplatePiece *number = pieces->pdata[1];
  static const AnshinTemplateKind kinds[]
    = { ANSHIN_TEMPLATE_LITERAL, ANSHIN_TEMPLATE_NUMBER, ANSHIN_TEMPLATE_LITERAL,
        ANSHIN_TEMPLATE_CHECK,   ANSHIN_TEMPLATE_LITERAL, ANSHIN_TEMPLATE_DATE,
        ANSHIN_TEMPLATE_LINE };

  g_assert_cmpuint (pieces->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < pieces->len; i++)
    g_assert_cmpint (((AnshinTemplatePiece *) pieces->pdata[i])->kind, ==, kinds[i]);
  g_assert_cmpstr (number->text, ==, "体温");
  g_assert_cmpstr (number->unit, ==, "℃");
  g_assert_true (number->bounded);
  g_assert_cmpfloat (number->least, ==, 34);
  g_assert_cmpfloat (number->most, ==, 42);
  g_assert_cmpstr (((AnshinTemplatePiece *) pieces->pdata[4])->text, ==, "{と}");
}

static void
test_refused (void)
{
  static const char *const wrong[]
    = { "{",          "}",           "a{b",           "{}",        "{number}",
        "{number:}",  "{number: }",  "{check:食事:x}", "{x:y}",     "{Number:体温}",
        "{number:a:℃:9..1}", "{number:a:℃:1-9}", "{number:a:℃:..}", "{number:a:℃:1..2:3}",
        "{date:a\nb}", "{text:{x}}", "{number:a:℃:1e3..2e3}" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      note (wrong[i]);
      g_assert_null (anshin_template_parse (wrong[i], &error));
      assert_error (error, ANSHIN_ERROR_FIELD_INVALID, "text");
    }
}

static void
test_limits (void)
{
  g_autofree char *most = repeat ("{check:a}", ANSHIN_MAX_TEMPLATE_FIELDS);
  g_autofree char *many = repeat ("{check:a}", ANSHIN_MAX_TEMPLATE_FIELDS + 1);
  g_autofree char *label = repeat ("あ", ANSHIN_MAX_TEMPLATE_LABEL + 1);
  g_autofree char *long_label = g_strdup_printf ("{text:%s}", label);
  g_autoptr (GPtrArray) pieces = parse (most);
  g_autoptr (GError) error = NULL;

  g_assert_cmpuint (pieces->len, ==, ANSHIN_MAX_TEMPLATE_FIELDS);
  g_assert_null (anshin_template_parse (many, &error));
  assert_error (error, ANSHIN_ERROR_FIELD_INVALID, "text");
  g_assert_null (anshin_template_parse (long_label, &error));
  assert_error (error, ANSHIN_ERROR_FIELD_INVALID, "text");
}

static void
test_filled (void)
{
  g_autoptr (GPtrArray) pieces
    = parse ("体温{number:体温:℃:34..42} {check:食事}{check:服薬} 次回{date:次回} {text:様子}");
  const char *given[] = { NULL, "36.8", NULL, "1", NULL, NULL, "2026-12-01", NULL, "変わりなし" };
  const char *nothing[9] = { NULL };
  g_autofree char *text = anshin_template_fill (pieces, given, NULL);
  g_autofree char *empty = anshin_template_fill (pieces, nothing, NULL);

  g_assert_cmpstr (text, ==, "体温36.8℃ ☑食事☐服薬 次回2026年12月1日 変わりなし");
  g_assert_cmpstr (empty, ==, "体温―℃ ☐食事☐服薬 次回― ―");
}

static void
test_preview (void)
{
  g_autofree char *preview = anshin_template_dup_preview (
    "体温 {number:体温:℃:34..42}、{{済}}\n{check:食事} {text:様子} 次回 {date:次回の訪問}");

  g_assert_cmpstr (preview, ==, "体温 ［体温］℃、{済}\n☐食事 ［様子］ 次回 ［次回の訪問］");
  g_assert_null (anshin_template_dup_preview ("体温 {number:体温"));
}

static void
test_values (void)
{
  static const struct
  {
    guint piece;
    const char *value;
    gboolean right;
  } cases[] = {
    { 0, "36.8", TRUE },  { 0, "36.8", TRUE }, { 0, "42", TRUE },    { 0, "42.1", FALSE },
    { 0, "33", FALSE },   { 0, "高い", FALSE },     { 0, "36.8.1", FALSE }, { 0, "0x25", FALSE },
    { 0, "nan", FALSE },  { 0, "inf", FALSE },      { 0, "1e1", FALSE },    { 0, "", TRUE },
    { 1, "2026-02-28", TRUE }, { 1, "2026-02-30", FALSE }, { 1, "明日", FALSE },
    { 2, "何でも", TRUE },
  };
  g_autoptr (GPtrArray) pieces = parse ("{number:a:℃:34..42}{date:b}{text:c}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      note (cases[i].value);
      g_assert_cmpint (anshin_template_check_value (pieces->pdata[cases[i].piece], cases[i].value,
                                                    NULL),
                       ==, cases[i].right);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/template/pieces", test_pieces);
  g_test_add_func ("/template/refused", test_refused);
  g_test_add_func ("/template/limits", test_limits);
  g_test_add_func ("/template/filled", test_filled);
  g_test_add_func ("/template/preview", test_preview);
  g_test_add_func ("/template/values", test_values);
  return g_test_run ();
}
