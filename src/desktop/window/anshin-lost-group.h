/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-record.h"
#include "anshin-sight.h"
#include "anshin-window.h"

G_BEGIN_DECLS

void anshin_lost_group_tell (AnshinWindow *window, AnshinClient *client, AnshinRecord *subject);
void anshin_lost_group_tell_unsent (AnshinWindow *window, AnshinClient *client,
                                    AnshinSight *sight);

G_END_DECLS
