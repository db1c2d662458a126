/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-facts.h"

G_BEGIN_DECLS

/* What a change of a consent does to the patient's group and to who is told. @view is as it was
 * before the change. */
gboolean anshin_consent_tell   (AnshinCall *call, const AnshinPatientView *view, GError **error);
gboolean anshin_consent_freeze (AnshinCall *call, const AnshinPatientView *view, GError **error);
gboolean anshin_consent_thaw   (AnshinCall *call, const AnshinPatientView *view, GError **error);

G_END_DECLS
