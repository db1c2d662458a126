/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-id.h"
#include "anshin-limits.h"
#include "anshin-parameters.h"
#include "anshin-route.h"
#include "anshin-text.h"

#include <string.h>

#include "anshin-fuzz.h"

#define NAMES "q,limit,cursor,after,before"

static void
check_query (const char *query)
{
  g_autoptr (GHashTable) parameters = NULL;
  g_autoptr (GError) error = NULL;
  GHashTableIter iter;
  gpointer name = NULL;
  gpointer value = NULL;

  if (!anshin_parameters_parse (query, NAMES, &parameters, &error))
    {
      g_assert_true (error != NULL && error->domain == ANSHIN_ERROR);
      return;
    }
  if (parameters == NULL)
    return;
  g_hash_table_iter_init (&iter, parameters);
  while (g_hash_table_iter_next (&iter, &name, &value))
    {
      g_assert_nonnull (strstr (NAMES, name));
      g_assert_true (g_utf8_validate (value, -1, NULL));
      g_assert_true (anshin_text_is_line (value));
    }
}

/* A route is found for what has its form alone, and its arguments are ids. */
static void
check_path (AnshinRouter *router, const char *method, const char *path)
{
  g_autofree char *cut = g_strdup (path);
  g_autoptr (GString) allowed = g_string_new (NULL);
  const char *args[4] = { NULL };
  const AnshinRoute *route = anshin_router_find (router, method, cut, args, allowed);

  if (route == NULL)
    return;
  g_assert_cmpstr (route->method, ==, method);
  for (const char *p = strchr (route->path, '{'); p != NULL; p = strchr (p + 1, '{'))
    {
      guint i = 0;

      for (const char *before = route->path; before < p; before++)
        i += *before == '{';
      g_assert_true (anshin_id_is_valid (args[i]));
    }
}

/* The line of a request, as a client would send it: method, path, query. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static AnshinRouter *router = NULL;
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  char *query = NULL;

  if (router == NULL)
    router = anshin_router_new ();
  if (words[0] == NULL || words[1] == NULL)
    return 0;
  query = strchr (words[1], '?');
  if (query != NULL)
    *query++ = '\0';
  check_path (router, words[0], words[1]);
  check_query (query);
  return 0;
}
