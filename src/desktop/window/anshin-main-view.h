/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-page.h"
#include "anshin-section.h"

G_BEGIN_DECLS

/* What a signed-in person sees: the sections in the sidebar, their pages beside them. */
#define ANSHIN_TYPE_MAIN_VIEW (anshin_main_view_get_type ())
G_DECLARE_FINAL_TYPE (AnshinMainView, anshin_main_view, ANSHIN, MAIN_VIEW, AdwBin)

GtkWidget     *anshin_main_view_new              (AnshinClient *client);
AnshinClient  *anshin_main_view_get_client       (AnshinMainView *self);
AnshinSection *anshin_main_view_get_section      (AnshinMainView *self);
gboolean       anshin_main_view_select_section   (AnshinMainView *self, const char *name);
gboolean       anshin_main_view_has_section      (AnshinMainView *self, const char *name);
void           anshin_main_view_open_section     (AnshinMainView *self, const char *name);
void           anshin_main_view_select_nth       (AnshinMainView *self, guint index);
gboolean       anshin_main_view_show_item        (AnshinMainView *self, const char *section,
                                                  const char *id);
AnshinPage    *anshin_main_view_get_page         (AnshinMainView *self);
void           anshin_main_view_show_content     (AnshinMainView *self);
void           anshin_main_view_show_page        (AnshinMainView *self, AnshinPage *page);
void           anshin_main_view_push_page        (AnshinMainView *self, AnshinPage *page);
void           anshin_main_view_close_page       (AnshinMainView *self, AnshinPage *page);
gboolean       anshin_main_view_can_go_back      (AnshinMainView *self);
void           anshin_main_view_go_back          (AnshinMainView *self);
void           anshin_main_view_search           (AnshinMainView *self);
void           anshin_main_view_focus            (AnshinMainView *self);
void           anshin_main_view_switch_pane      (AnshinMainView *self);
gboolean       anshin_main_view_answer_safety_check (AnshinMainView *self);
AnshinPage    *anshin_main_view_find_dirty       (AnshinMainView *self);

G_END_DECLS
