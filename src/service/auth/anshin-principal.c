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
