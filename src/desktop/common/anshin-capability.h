/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * anshin_capability_has:
 * @capabilities: (nullable): what a record says its reader may do
 * @action: the wire name of an action of the policy, e.g. `edit-patient`
 *
 * The rules are the service's; the desktop only greys out what would be refused.
 *
 * Returns: whether the reader may
 */
static inline gboolean
anshin_capability_has (char **capabilities, const char *action)
{
  return capabilities != NULL && g_strv_contains ((const char *const *) capabilities, action);
}

G_END_DECLS
