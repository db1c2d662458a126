/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-task-page.h"
#include "anshin-timeline.h"

G_BEGIN_DECLS

/* A new request to somebody of a group: what, who, until when. */
#define ANSHIN_TYPE_REQUEST_EDITOR (anshin_request_editor_get_type ())
G_DECLARE_FINAL_TYPE (AnshinRequestEditor, anshin_request_editor, ANSHIN, REQUEST_EDITOR,
                      AnshinTaskPage)

AnshinPage *anshin_request_editor_new (AnshinClient *client, AnshinTimeline *timeline,
                                       AnshinEntry *about);

G_END_DECLS
