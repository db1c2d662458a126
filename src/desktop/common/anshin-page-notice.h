/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * A sentence at the head of a page that stays until it is settled: what went wrong, or what to
 * know first. Hidden without text. Signal "clicked": its button, if it has one.
 */
#define ANSHIN_TYPE_PAGE_NOTICE (anshin_page_notice_get_type ())
G_DECLARE_FINAL_TYPE (AnshinPageNotice, anshin_page_notice, ANSHIN, PAGE_NOTICE, AdwBin)

void anshin_page_notice_set_text   (AnshinPageNotice *self, const char *text);
void anshin_page_notice_set_error  (AnshinPageNotice *self, const GError *error);
void anshin_page_notice_set_button (AnshinPageNotice *self, const char *label);

G_END_DECLS
