/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-auth-flow.h"
#include "anshin-operation.h"

G_BEGIN_DECLS

#define ANSHIN_MAX_SEGMENTS 8
#define ANSHIN_EVENTS_PATH "/v1/events"

/**
 * AnshinRoute:
 * @operation: (nullable): a use case of the table
 * @flow: (nullable): a use case that checks a password; without both it is the event stream
 */
typedef struct
{
  const char *method;
  const char *path;
  GType (*request) (void);
  const char *query;
  gboolean session;
  AnshinBodyKind takes;
  const AnshinOperation *operation;
  const AnshinAuthFlow *flow;
  guint n_segments;
  char *segments[ANSHIN_MAX_SEGMENTS];
} AnshinRoute;

typedef struct _AnshinRouter AnshinRouter;

AnshinRouter      *anshin_router_new  (void);
void               anshin_router_free (AnshinRouter *self);
const AnshinRoute *anshin_router_find (AnshinRouter *self, const char *method, char *path,
                                       const char *args[4], GString *allowed);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinRouter, anshin_router_free)

G_END_DECLS
