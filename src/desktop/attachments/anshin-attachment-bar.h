/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-timeline.h"

G_BEGIN_DECLS

/*
 * The files that go with what is being written, one below the other, and the ways by which they
 * come: chosen, dropped, pasted. Signal: "changed" (whether a message can be sent may have).
 */
#define ANSHIN_TYPE_ATTACHMENT_BAR (anshin_attachment_bar_get_type ())
G_DECLARE_FINAL_TYPE (AnshinAttachmentBar, anshin_attachment_bar, ANSHIN, ATTACHMENT_BAR, AdwBin)

void     anshin_attachment_bar_set_timeline (AnshinAttachmentBar *self, AnshinTimeline *timeline);
void     anshin_attachment_bar_choose       (AnshinAttachmentBar *self);
gboolean anshin_attachment_bar_paste        (AnshinAttachmentBar *self);
void     anshin_attachment_bar_add          (AnshinAttachmentBar *self, GSList *files);

G_END_DECLS
