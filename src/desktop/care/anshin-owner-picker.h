/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-page.h"
#include "anshin-timeline.h"

G_BEGIN_DECLS

/* Chooses who of a group is asked: a person, or a facility that has one in it. Signal "picked"
 * (AnshinRequestOwner *owner, const char *name): one was chosen; the page closes by itself. */
#define ANSHIN_TYPE_OWNER_PICKER (anshin_owner_picker_get_type ())
G_DECLARE_FINAL_TYPE (AnshinOwnerPicker, anshin_owner_picker, ANSHIN, OWNER_PICKER, AnshinPage)

AnshinPage *anshin_owner_picker_new (AnshinTimeline *timeline);

G_END_DECLS
