/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-principal.h"

/**
 * anshin_principal_free:
 * @principal: (nullable) (transfer full): who asked
 */
void
anshin_principal_free (AnshinPrincipal *principal)
{
  if (principal == NULL)
    return;

  g_free (principal->user_id);
  g_free (principal->name);
  g_free (principal->facility_id);
  g_free (principal->facility_name);
  g_free (principal->session_id);
  g_free (principal->terminal_id);
  g_free (principal->source);
  g_free (principal);
}

/**
 * anshin_role_to_wire:
 * @office: whether somebody works for the office
 * @facility_admin: whether somebody is an admin of a facility
 *
 * Returns: the role as the audit log has it
 */
const char *
anshin_role_to_wire (gboolean office, gboolean facility_admin)
{
  if (office)
    return "office";
  return facility_admin ? "facility-admin" : "staff";
}
