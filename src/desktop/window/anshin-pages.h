/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-page.h"
#include "anshin-section.h"
#include "anshin-sight.h"

G_BEGIN_DECLS

/* The content pane of one section: a pile of pages, each under its own header bar. */
#define ANSHIN_TYPE_PAGES (anshin_pages_get_type ())
G_DECLARE_FINAL_TYPE (AnshinPages, anshin_pages, ANSHIN, PAGES, AdwBin)

GtkWidget  *anshin_pages_new           (AnshinSection *section);
AnshinSection *anshin_pages_get_section (AnshinPages *self);
AnshinPage *anshin_pages_get_top       (AnshinPages *self);
AnshinPage *anshin_pages_get_bottom    (AnshinPages *self);
guint       anshin_pages_get_depth     (AnshinPages *self);
AnshinPage *anshin_pages_find_dirty    (AnshinPages *self);
gboolean    anshin_pages_can_go_back   (AnshinPages *self);
void        anshin_pages_push          (AnshinPages *self, AnshinPage *page, gboolean on_top);
void        anshin_pages_pop           (AnshinPages *self);
void        anshin_pages_remove        (AnshinPages *self, AnshinPage *page);
void        anshin_pages_clear         (AnshinPages *self);
AnshinRecord *anshin_pages_look        (AnshinPages *self, AnshinSight *sight);
void        anshin_pages_tell_sight_lost (AnshinPages *self);
void        anshin_pages_set_collapsed (AnshinPages *self, gboolean collapsed);

G_END_DECLS
