/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/*
 * A sheet of A4 that is laid out block by block, measured, cut into pages and then drawn. All
 * lengths are points (1/72 inch). Nothing in it knows what the form says. The sizes are those of
 * a sheet that stands upright; one that lies on its side says its own.
 */
#define ANSHIN_SHEET_WIDTH 595.276
#define ANSHIN_SHEET_HEIGHT 841.890
#define ANSHIN_SHEET_A5_WIDTH 419.528
#define ANSHIN_SHEET_MARGIN 42.0
#define ANSHIN_SHEET_TEXT_WIDTH (ANSHIN_SHEET_WIDTH - 2 * ANSHIN_SHEET_MARGIN)

typedef struct _AnshinSheet AnshinSheet;

/**
 * AnshinCell:
 * @width: how wide, in points
 * @text: (nullable): %NULL leaves room for handwriting
 * @size: the height of the letters, 0 for the sheet's own
 * @heading: a label: on a light ground, bold
 * @low: a hint, at the cell's foot: the room above it is for handwriting
 *
 * One cell of a ruled row.
 */
typedef struct
{
  double width;
  const char *text;
  double size;
  gboolean heading;
  gboolean low;
} AnshinCell;

AnshinSheet *anshin_sheet_new         (double letter_size);
AnshinSheet *anshin_sheet_new_list    (double letter_size);
AnshinSheet *anshin_sheet_new_a5      (double letter_size);
void         anshin_sheet_free        (AnshinSheet *self);
double       anshin_sheet_get_size    (AnshinSheet *self);
double       anshin_sheet_get_width   (AnshinSheet *self);
double       anshin_sheet_get_height  (AnshinSheet *self);
double       anshin_sheet_get_text_width (AnshinSheet *self);

void         anshin_sheet_begin       (AnshinSheet *self);
void         anshin_sheet_end         (AnshinSheet *self, double height);
void         anshin_sheet_gap         (AnshinSheet *self, double height);
void         anshin_sheet_keep        (AnshinSheet *self, gboolean keep);
void         anshin_sheet_break       (AnshinSheet *self);
void         anshin_sheet_repeat      (AnshinSheet *self);

double       anshin_sheet_add_text    (AnshinSheet *self, double x, double y, double width,
                                       double size, gboolean bold, PangoAlignment alignment,
                                       const char *text);
void         anshin_sheet_add_line    (AnshinSheet *self, double x1, double y1, double x2,
                                       double y2, double thickness);
void         anshin_sheet_add_box     (AnshinSheet *self, double x, double y, double width,
                                       double height, double thickness, gboolean tinted);
void         anshin_sheet_add_code    (AnshinSheet *self, double x, double y, double size,
                                       const char *text);
void         anshin_sheet_add_paragraph (AnshinSheet *self, const char *heading,
                                         double heading_width, const char *text);
void         anshin_sheet_add_row     (AnshinSheet *self, double x, const AnshinCell *cells,
                                       guint n_cells, double least_height);

guint        anshin_sheet_paginate    (AnshinSheet *self, double top, double bottom);
void         anshin_sheet_draw        (AnshinSheet *self, guint page, cairo_t *cr);
void         anshin_sheet_draw_text   (AnshinSheet *self, cairo_t *cr, double x, double y,
                                       double width, double size, PangoAlignment alignment,
                                       const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AnshinSheet, anshin_sheet_free)

G_END_DECLS
