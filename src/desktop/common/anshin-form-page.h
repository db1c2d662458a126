/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-page.h"
#include "anshin-record-form.h"

G_BEGIN_DECLS

/*
 * A page on which something is filled in and saved: derive from it (`<template class="…"
 * parent="AnshinFormPage">`). The button in its header bar saves; while the answer is on its way
 * nothing can be typed that would be lost; what goes wrong is said at the row it concerns or at the
 * head of the page. Properties: "body" (GtkWidget, the rows), "save-label", "save-destructive".
 */
#define ANSHIN_TYPE_FORM_PAGE (anshin_form_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (AnshinFormPage, anshin_form_page, ANSHIN, FORM_PAGE, AnshinPage)

/**
 * AnshinFormPageClass:
 * @save: the button was pressed
 * @changed: something was typed or chosen in the form
 */
struct _AnshinFormPageClass
{
  AnshinPageClass parent_class;

  void (*save) (AnshinFormPage *self);
  void (*changed) (AnshinFormPage *self);
};

AnshinRecordForm *anshin_form_page_create_form      (AnshinFormPage *self, gpointer record);
AnshinRecordForm *anshin_form_page_get_form         (AnshinFormPage *self);
GCancellable     *anshin_form_page_get_cancellable  (AnshinFormPage *self);
gboolean          anshin_form_page_check            (AnshinFormPage *self, gpointer request);
GCancellable     *anshin_form_page_begin            (AnshinFormPage *self);
gboolean          anshin_form_page_end              (AnshinFormPage *self, const GError *error);
void              anshin_form_page_show_error       (AnshinFormPage *self, const GError *error);
void              anshin_form_page_set_notice       (AnshinFormPage *self, const char *text);
void              anshin_form_page_set_progress     (AnshinFormPage *self, double done,
                                                     const char *words);
void              anshin_form_page_set_save_visible (AnshinFormPage *self, gboolean visible);

G_END_DECLS
