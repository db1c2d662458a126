/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-record.h"

G_BEGIN_DECLS

/*
 * What somebody may see of groups and patients, which can end at any moment: one is taken out of a
 * group, a consent is withdrawn. Signal "changed": it may be less than before, or more.
 */
#define ANSHIN_TYPE_SIGHT (anshin_sight_get_type ())
G_DECLARE_FINAL_TYPE (AnshinSight, anshin_sight, ANSHIN, SIGHT, GObject)

AnshinSight *anshin_sight_new     (AnshinClient *client);
gboolean     anshin_sight_is_sure (AnshinSight *self);
gboolean     anshin_sight_sees    (AnshinSight *self, AnshinRecord *subject);
gboolean     anshin_sight_allows  (AnshinRecord *subject);
gboolean     anshin_sight_has_lost (AnshinSight *self, AnshinGroup *group);

G_END_DECLS
