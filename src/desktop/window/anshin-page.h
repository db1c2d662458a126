/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "anshin-record.h"

G_BEGIN_DECLS

/*
 * One page of the content pane: derive from it (`<template class="…" parent="AnshinPage">`, the
 * body is the property "child"). The window gives it a header bar with a back button, the title,
 * "header-end" and the menu. Properties: "title", "subtitle", "header-end" (GtkWidget), "dirty"
 * (something was typed that leaving would lose: the person is asked first).
 */
#define ANSHIN_TYPE_PAGE (anshin_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (AnshinPage, anshin_page, ANSHIN, PAGE, AdwBin)

/**
 * AnshinPageClass:
 * @shown: the page came to the front; give the focus to what is used first
 * @hidden: the page is covered or its section is left
 * @closed: the page is taken away and does not come back
 * @search: Ctrl+F; %FALSE lets the sidebar have it
 * @sight_lost: one may not see something any more that one saw before; of any group or patient
 */
struct _AnshinPageClass
{
  AdwBinClass parent_class;

  void (*shown) (AnshinPage *self);
  void (*hidden) (AnshinPage *self);
  void (*closed) (AnshinPage *self);
  gboolean (*search) (AnshinPage *self);
  void (*sight_lost) (AnshinPage *self);
};

/* What is asked before something is lost with a page: heading, body, the button that goes on. */
typedef struct
{
  const char *heading;
  const char *body;
  const char *label;
} AnshinPageLoss;

const char *anshin_page_get_title      (AnshinPage *self);
void        anshin_page_set_title      (AnshinPage *self, const char *title);
const char *anshin_page_get_subtitle   (AnshinPage *self);
void        anshin_page_set_subtitle   (AnshinPage *self, const char *subtitle);
GtkWidget  *anshin_page_get_header_end (AnshinPage *self);
void        anshin_page_set_header_end (AnshinPage *self, GtkWidget *widget);
AnshinRecord *anshin_page_get_subject (AnshinPage *self);
void        anshin_page_set_subject    (AnshinPage *self, AnshinRecord *subject);
GtkWidget  *anshin_page_get_foot       (AnshinPage *self);
void        anshin_page_set_foot       (AnshinPage *self, GtkWidget *foot);
gboolean    anshin_page_get_dirty      (AnshinPage *self);
void        anshin_page_set_dirty      (AnshinPage *self, gboolean dirty);
void        anshin_page_set_loss       (AnshinPage *self, const AnshinPageLoss *loss);
const AnshinPageLoss *anshin_page_get_loss (AnshinPage *self);

void        anshin_page_shown          (AnshinPage *self);
void        anshin_page_hidden         (AnshinPage *self);
void        anshin_page_closed         (AnshinPage *self);
gboolean    anshin_page_search         (AnshinPage *self);
void        anshin_page_sight_lost     (AnshinPage *self);

G_END_DECLS
