/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The source of a request that did not come through a proxy which names it. */
#define ANSHIN_SOURCE_LOCAL "local"

/**
 * AnshinPrincipal:
 * @source: (nullable): where the request comes from: an address, or %ANSHIN_SOURCE_LOCAL
 * @whole_picture: whether the profession sees the patient's whole picture
 * @pending: whether the network's rules are to be accepted before anything else
 * @confirmed_at: when the password was last given in this session (SECURITY SESS-07)
 * @seen_at: when the session was last seen to be used, as the database has it
 * @expires_at: when the session ends whatever happens
 *
 * Who asks, as the session says; loaded in the operation's own transaction.
 */
typedef struct
{
  char *user_id;
  char *name;
  int profession;
  char *facility_id;
  char *facility_name;
  int facility_kind;
  gboolean office;
  gboolean facility_admin;
  gboolean whole_picture;
  gboolean pending;
  char *session_id;
  char *terminal_id;
  char *source;
  gint64 seen_at;
  gint64 expires_at;
  gint64 confirmed_at;
} AnshinPrincipal;

void        anshin_principal_free (AnshinPrincipal *principal);
const char *anshin_role_to_wire   (gboolean office, gboolean facility_admin);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinPrincipal, anshin_principal_free)

G_END_DECLS
