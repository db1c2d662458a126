/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-json.h"

#include <string.h>

#include "anshin-test.h"

static const char *const good[] = {
  "{}", "[]", "0", "-0", "1", "-1", "true", "false", "null", "\"\"", " \t\r\n{ } \n", "[1,2,3]",
  "{\"a\":{\"b\":[]}}", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u3042\"", "\"\\ud842\\udfb7\"", "1.5", "1e5",
  "1E+5", "-1.5e-5", "123456789012345678", "{\"a\":1,\"b\":1}", "[{\"a\":1},{\"a\":1}]",
  "{\"a\":{\"a\":1}}", "\"\x7f\"", "\"宝塚\"", "[[[[[[[[[[[[]]]]]]]]]]]]",
};

static const char *const malformed[] = {
  "", " ", "{", "}", "[", "]", "{]", "[}", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,",
  "{\"a\":1,}",
  "{,}", "[1,]", "[,1]", "[1 2]", "{\"a\" 1}", "{\"a\":1 \"b\":2}", "{a:1}", "{'a':1}", "'a'", "01",
  "-01", "00", "+1", "-", ".5", "1.", "1.e5", "1e", "1e+", "0x10", "1_000", "NaN", "Infinity",
  "-Infinity", "nul", "nulll", "True", "TRUE", "tru", "undefined", "// a\n{}", "/* a */{}",
  "# a\n{}",
  "{} {}", "{}x", "1 2", "\"", "\"a", "\"\\x41\"", "\"\\u12\"", "\"\\u123g\"", "\"\\", "\"\\\"",
  "\"\\ud842\"", "\"\\ud842x\"", "\"\\ud842\\n\"", "\"\\ud842\\u0041\"", "\"\\udfb7\"",
  "\"\\u0000\"",
  "\"a\nb\"", "\"a\tb\"", "\"\x01\"", "\xef\xbb\xbf{}", "\"\xff\"", "\"\xc0\xaf\"",
  "\"\xed\xa0\x80\"",
  "{\"a\":1,\"a\":2}", "{\"a\":1,\"b\":{},\"a\":2}", "{\"a\":{\"b\":1,\"b\":1}}", "{\"\\u0061\":1}",
  "1234567890123456789", "99999999999999999999999", "1.1234567890123456789", "1e1000", "\v{}",
  "\f{}",
  "{1:2}", "{null:1}", "[\"a\":1]", "\xc2\xa0{}",
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = anshin_json_parse (good[i], -1, 1000, &error);

      note (good[i]);
      g_assert_no_error (error);
      g_assert_nonnull (node);
    }
}

static void
test_malformed (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (malformed); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = anshin_json_parse (malformed[i], -1, 1000, &error);

      note (malformed[i]);
      g_assert_error (error, ANSHIN_ERROR, ANSHIN_ERROR_MALFORMED);
      g_assert_null (node);
    }
}

static void
test_nul (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (anshin_json_parse ("{}\0", 3, 1000, &error));
  assert_error (error, ANSHIN_ERROR_MALFORMED, NULL);
  g_assert_null (anshin_json_parse ("\"a\0b\"", 5, 1000, &error));
  assert_error (error, ANSHIN_ERROR_MALFORMED, NULL);
  g_assert_null (anshin_json_parse ("\0", 1, 1000, &error));
  assert_error (error, ANSHIN_ERROR_MALFORMED, NULL);
}

static void
test_twice_is_named (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (anshin_json_parse ("{\"text\":\"a\",\"b\":1,\"text\":\"c\"}", -1, 1000, &error));
  assert_error (error, ANSHIN_ERROR_MALFORMED, "text");
}

static void
test_depth (void)
{
  const char *const pairs[][2] = { { "[", "]" }, { "{\"a\":", "}" } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    for (guint depth = ANSHIN_MAX_JSON_DEPTH; depth < 100000; depth *= 3)
      {
        g_autoptr (GError) error = NULL;
        g_autofree char *open = repeat (pairs[i][0], depth);
        g_autofree char *close = repeat (pairs[i][1], depth);
        g_autofree char *whole = g_strconcat (open, "1", close, NULL);
        g_autoptr (JsonNode) node = anshin_json_parse (whole, -1, G_MAXINT, &error);

        if (depth <= ANSHIN_MAX_JSON_DEPTH)
          {
            g_assert_no_error (error);
            g_assert_nonnull (node);
            continue;
          }
        assert_error (error, ANSHIN_ERROR_TOO_DEEP, NULL);
        g_assert_null (anshin_json_parse (open, -1, G_MAXINT, &error));
        assert_error (error, ANSHIN_ERROR_TOO_DEEP, NULL);
      }
}

static void
test_size (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *letters = repeat ("a", ANSHIN_MAX_BODY_BYTES - 2);
  g_autofree char *fits = g_strconcat ("\"", letters, "\"", NULL);
  g_autofree char *exceeds = g_strconcat ("\"", letters, "a\"", NULL);
  g_autoptr (JsonNode) node = anshin_json_parse (fits, -1, ANSHIN_MAX_BODY_BYTES, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  g_assert_null (anshin_json_parse (exceeds, -1, ANSHIN_MAX_BODY_BYTES, &error));
  assert_error (error, ANSHIN_ERROR_TOO_LARGE, NULL);
}

/* Names are held against each other: many of them must not take long. */
static void
test_many_members (void)
{
  g_autoptr (GString) out = g_string_new ("{");
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (out, "%s\"%u\":1", i > 0 ? "," : "", i);
  g_string_append_c (out, '}');
  g_assert_null (anshin_json_parse (out->str, -1, ANSHIN_MAX_BODY_BYTES, &error));
  assert_error (error, ANSHIN_ERROR_TOO_LARGE, NULL);
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC / 2);
}

/* Whatever passes is what the writer of json-glib would have written, and whatever bytes come,
 * there is an answer. */
static void
test_random (void)
{
  const char *alphabet = "{}[]\",:\\u0123456789abcdeftrlns. -+E\n\xe3\x81\x82";
  gsize count = strlen (alphabet);
  guint passed = 0;

  for (guint i = 0; i < 200000; i++)
    {
      char raw[16] = "";
      gsize length = (gsize) g_test_rand_int_range (0, 16);
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = NULL;

      for (gsize j = 0; j < length; j++)
        raw[j] = i % 4 == 0 ? (char) g_test_rand_int_range (0, 256)
                            : alphabet[g_test_rand_int_range (0, (int) count)];
      node = anshin_json_parse (raw, (gssize) length, 1000, &error);
      g_assert_true ((node != NULL) == (error == NULL));
      if (node != NULL)
        {
          g_autofree char *text = json_to_string (node, FALSE);
          g_autoptr (JsonNode) again = anshin_json_parse (text, -1, 1000, NULL);

          /* json-glib writes 1e+83 as 1e+83.0. */
          g_assert_true (again != NULL || strpbrk (raw, "eE") != NULL);
          passed++;
        }
    }
  g_test_message ("%u of 200 000 passed", passed);
  g_assert_cmpuint (passed, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-strict/good", test_good);
  g_test_add_func ("/json-strict/malformed", test_malformed);
  g_test_add_func ("/json-strict/nul", test_nul);
  g_test_add_func ("/json-strict/twice-is-named", test_twice_is_named);
  g_test_add_func ("/json-strict/depth", test_depth);
  g_test_add_func ("/json-strict/size", test_size);
  g_test_add_func ("/json-strict/many-members", test_many_members);
  g_test_add_func ("/json-strict/random", test_random);
  return g_test_run ();
}
