/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-route.h"

#include <string.h>

#include "anshin-id.h"

#define MAX_WORD 20

struct _AnshinRouter
{
  GArray *routes;
};

/* Cuts @path at its slashes; returns how many segments there are, or 0 if that is not a path. */
static guint
split_path (char *path, char *segments[ANSHIN_MAX_SEGMENTS])
{
  guint n = 0;

  if (*path != '/')
    return 0;
  while (*path == '/')
    {
      *path++ = '\0';
      if (n == ANSHIN_MAX_SEGMENTS)
        return 0;
      segments[n++] = path;
      path += strcspn (path, "/");
    }
  return n;
}

static void
route_clear (gpointer data)
{
  AnshinRoute *route = data;

  if (route->n_segments > 0)
    g_free (route->segments[0] - 1);
}

static void
add_route (AnshinRouter *self, AnshinRoute *route)
{
  route->n_segments = split_path (g_strdup (route->path), route->segments);
  g_assert (route->n_segments > 0);
  g_array_append_val (self->routes, *route);
}

/* An id; or a choice or a number, which the use case reads. */
static gboolean
can_stand_for (const char *value, const char *name)
{
  if (strcmp (name, "{kind}") == 0 || strcmp (name, "{version}") == 0
      || strcmp (name, "{number}") == 0)
    return *value != '\0' && strlen (value) <= MAX_WORD
           && strspn (value, "abcdefghijklmnopqrstuvwxyz-0123456789") == strlen (value);
  return anshin_id_is_valid (value);
}

static gboolean
match (const AnshinRoute *route, char *const segments[], guint n_segments, const char *args[4])
{
  guint n_args = 0;

  if (route->n_segments != n_segments)
    return FALSE;
  for (guint i = 0; i < n_segments; i++)
    if (route->segments[i][0] == '{' ? !can_stand_for (segments[i], route->segments[i])
                                     : strcmp (route->segments[i], segments[i]) != 0)
      return FALSE;
    else if (route->segments[i][0] == '{')
      args[n_args++] = segments[i];
  return TRUE;
}

/**
 * anshin_router_new:
 *
 * Returns: (transfer full): the tables of use cases, cut up for finding
 */
AnshinRouter *
anshin_router_new (void)
{
  AnshinRouter *self = g_new0 (AnshinRouter, 1);
  AnshinRoute events = { .method = "GET", .path = ANSHIN_EVENTS_PATH, .session = TRUE };

  self->routes = g_array_new (FALSE, TRUE, sizeof (AnshinRoute));
  g_array_set_clear_func (self->routes, route_clear);
  for (guint i = 0; i < anshin_n_operations; i++)
    {
      const AnshinOperation *operation = &anshin_operations[i];
      AnshinRoute route = { .method = operation->method,
                            .path = operation->path,
                            .request = operation->request,
                            .query = operation->query,
                            .session = operation->session,
                            .takes = operation->takes,
                            .operation = operation };

      add_route (self, &route);
    }
  for (guint i = 0; i < anshin_n_auth_flows; i++)
    {
      const AnshinAuthFlow *flow = &anshin_auth_flows[i];
      AnshinRoute route = { .method = flow->method,
                            .path = flow->path,
                            .request = flow->request,
                            .session = flow->session,
                            .flow = flow };

      add_route (self, &route);
    }
  add_route (self, &events);
  return self;
}

/**
 * anshin_router_free:
 * @self: (nullable) (transfer full): a router
 */
void
anshin_router_free (AnshinRouter *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->routes);
  g_free (self);
}

/**
 * anshin_router_find:
 * @self: a router
 * @method: the request's method
 * @path: the request's path, which is cut up and must live as long as @args
 * @args: (out caller-allocates): what stands for the route's `{…}`
 * @allowed: gets the methods there are, if the path is known and the method is not
 *
 * Returns: (transfer none) (nullable): the route
 */
const AnshinRoute *
anshin_router_find (AnshinRouter *self, const char *method, char *path, const char *args[4],
                    GString *allowed)
{
  char *segments[ANSHIN_MAX_SEGMENTS];
  guint n_segments = split_path (path, segments);

  for (guint i = 0; n_segments > 0 && i < self->routes->len; i++)
    {
      const AnshinRoute *route = &g_array_index (self->routes, AnshinRoute, i);

      if (!match (route, segments, n_segments, args))
        continue;
      if (strcmp (route->method, method) == 0)
        return route;
      g_string_append_printf (allowed, "%s%s", allowed->len > 0 ? ", " : "", route->method);
    }
  return NULL;
}
