/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-client.h"
#include "anshin-page.h"

G_BEGIN_DECLS

/*
 * A section of the main window (Patients, Groups, Invitations): it is itself the sidebar's body
 * (`<template class="…" parent="AnshinSection">`, property "child"), and shows pages in the content
 * pane with anshin_window_show_page(). Properties: "client" (construct only), "name", "title",
 * "icon-name", "badge" (0 hides it), "empty-icon-name", "empty-title" and "empty-description" (what
 * the content pane says when no page is open). Set them in class's init or bind "badge".
 */
#define ANSHIN_TYPE_SECTION (anshin_section_get_type ())
G_DECLARE_DERIVABLE_TYPE (AnshinSection, anshin_section, ANSHIN, SECTION, AdwBin)

/**
 * AnshinSectionClass:
 * @search: Ctrl+F: focus the section's search
 * @add: Ctrl+N: start a new patient, group …; %FALSE if there is nothing to add
 * @show_item: open the page of what has this id; %FALSE if there is no such thing
 * @can_add: whether @add would do something now; the action's sensitivity follows
 * @opened: the section was switched to
 * @content_changed: @page is now the lowest page of the section's content pane, or %NULL if none is
 *   left: mark its row in the list
 */
struct _AnshinSectionClass
{
  AdwBinClass parent_class;

  void (*search) (AnshinSection *self);
  gboolean (*add) (AnshinSection *self);
  gboolean (*show_item) (AnshinSection *self, const char *id);
  gboolean (*can_add) (AnshinSection *self);
  void (*opened) (AnshinSection *self);
  void (*content_changed) (AnshinSection *self, AnshinPage *page);
};

AnshinClient *anshin_section_get_client     (AnshinSection *self);
const char   *anshin_section_get_name       (AnshinSection *self);
void          anshin_section_set_badge      (AnshinSection *self, guint badge);

void          anshin_section_search         (AnshinSection *self);
gboolean      anshin_section_add            (AnshinSection *self);
gboolean      anshin_section_can_add        (AnshinSection *self);
gboolean      anshin_section_show_item      (AnshinSection *self, const char *id);
void          anshin_section_opened         (AnshinSection *self);
void          anshin_section_content_changed (AnshinSection *self, AnshinPage *page);

G_END_DECLS
