/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/*
 * A file, fetched into memory and shown: images and pages with zoom and turning, text as text.
 * Nothing of it is ever written down (SECURITY TRM-02). Keys: plus, minus, 0, R, Page Up, Page
 * Down.
 */
#define ANSHIN_TYPE_ATTACHMENT_PAGE (anshin_attachment_page_get_type ())
G_DECLARE_FINAL_TYPE (AnshinAttachmentPage, anshin_attachment_page, ANSHIN, ATTACHMENT_PAGE,
                      AnshinPage)

AnshinPage *anshin_attachment_page_new (AnshinClient *client, AnshinAttachment *attachment);

G_END_DECLS
