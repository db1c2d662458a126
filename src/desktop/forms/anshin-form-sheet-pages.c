/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sheet is cut into pages, and the pages are drawn. */
#include "anshin-form-code.h"
#include "anshin-form-sheet-private.h"

static void
draw_text (AnshinSheet *self, AnshinSheetItem *item, cairo_t *cr)
{
  g_autoptr (AnshinFormText) text = NULL;

  text = item->text != NULL ? anshin_form_text_ref (item->text)
                            : anshin_form_text_new (self->context, &item->style, item->string);
  anshin_form_text_draw (text, cr, item->x, item->y);
}

static void
draw_item (AnshinSheet *self, AnshinSheetItem *item, cairo_t *cr)
{
  switch (item->kind)
    {
    case ANSHIN_SHEET_ITEM_TEXT:
      draw_text (self, item, cr);
      break;
    case ANSHIN_SHEET_ITEM_TEXT_LINE:
      anshin_form_text_draw_line (item->text, item->line, cr, item->x, item->y);
      break;
    case ANSHIN_SHEET_ITEM_LINE:
      cairo_set_line_width (cr, item->thickness);
      cairo_move_to (cr, item->x, item->y);
      cairo_line_to (cr, item->x + item->width, item->y + item->height);
      cairo_stroke (cr);
      break;
    case ANSHIN_SHEET_ITEM_BOX:
      cairo_rectangle (cr, item->x, item->y, item->width, item->height);
      if (item->tinted)
        {
          /* Light enough to survive a photocopier under black letters. */
          cairo_set_source_rgb (cr, 0.93, 0.93, 0.93);
          cairo_fill_preserve (cr);
          cairo_set_source_rgb (cr, 0, 0, 0);
        }
      cairo_set_line_width (cr, item->thickness);
      cairo_stroke (cr);
      break;
    case ANSHIN_SHEET_ITEM_CODE:
      anshin_form_code_draw (item->string, cr, item->x, item->y, item->width);
      break;
    default:
      g_assert_not_reached ();
    }
}

/* How much room is wanted from @i on before a page may end. */
static double
get_wanted (AnshinSheet *self, guint i, double page_height)
{
  AnshinSheetBlock *first = g_ptr_array_index (self->blocks, i);
  AnshinSheetBlock *before = i > 0 ? g_ptr_array_index (self->blocks, i - 1) : NULL;
  double height = 0;

  if (first->family == 0 || (before != NULL && before->family == first->family))
    return first->height;
  for (guint j = i; j < self->blocks->len; j++)
    {
      AnshinSheetBlock *block = g_ptr_array_index (self->blocks, j);

      if (block->family != first->family)
        break;
      height += block->height;
    }
  return height <= page_height ? height : first->height;
}

/**
 * anshin_sheet_paginate:
 * @self: a sheet without an open block
 * @top: where text begins on every page
 * @bottom: where it ends
 *
 * Cuts the blocks into pages; no block is torn apart.
 *
 * Returns: how many pages there are
 */
guint
anshin_sheet_paginate (AnshinSheet *self, double top, double bottom)
{
  guint page = 0;
  double start = top;
  double y = top;

  self->top = top;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      AnshinSheetBlock *block = g_ptr_array_index (self->blocks, i);
      gboolean full = !block->gap && y + get_wanted (self, i, bottom - start) > bottom;

      if (y > start && (full || block->first_of_page))
        {
          page++;
          y = start;
        }
      block->page = page;
      block->y = y;
      if (!block->gap || y > start)
        y += block->height;
      if (block == self->head)
        start = top + block->height;
    }
  return page + 1;
}

static void
draw_block (AnshinSheet *self, AnshinSheetBlock *block, double y, cairo_t *cr)
{
  cairo_save (cr);
  cairo_translate (cr, ANSHIN_SHEET_MARGIN, y);
  for (guint i = 0; i < block->items->len; i++)
    draw_item (self, g_ptr_array_index (block->items, i), cr);
  cairo_restore (cr);
}

/* The number of the first block of @page, or of a later one: blocks are in the order of pages. */
static guint
find_page (AnshinSheet *self, guint page)
{
  guint low = 0, high = self->blocks->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (((AnshinSheetBlock *) g_ptr_array_index (self->blocks, middle))->page < page)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * anshin_sheet_draw:
 * @self: a sheet that was cut into pages
 * @page: which one, from 0
 * @cr: where to, one unit a point, the origin at the paper's upper left corner
 */
void
anshin_sheet_draw (AnshinSheet *self, guint page, cairo_t *cr)
{
  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  if (self->head != NULL && page > self->head->page)
    draw_block (self, self->head, self->top, cr);
  for (guint i = find_page (self, page); i < self->blocks->len; i++)
    {
      AnshinSheetBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->page != page)
        break;
      draw_block (self, block, block->y, cr);
    }
  cairo_restore (cr);
}

/**
 * anshin_sheet_draw_text:
 * @self: a sheet
 * @cr: where to
 * @x: from the paper's left edge
 * @y: from its upper edge
 * @width: where lines are broken
 * @size: the height of the letters, 0 for the sheet's own
 * @alignment: how lines shorter than @width stand
 * @text: the text
 *
 * Draws what isn't part of the flow, as the foot of a page.
 */
void
anshin_sheet_draw_text (AnshinSheet *self, cairo_t *cr, double x, double y, double width,
                        double size, PangoAlignment alignment, const char *text)
{
  AnshinFormTextStyle style = { width, size > 0 ? size : self->size, FALSE, alignment };
  g_autoptr (AnshinFormText) body = anshin_form_text_new (self->context, &style, text);

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  anshin_form_text_draw (body, cr, x, y);
  cairo_restore (cr);
}
