/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-form-sheet.h"

#include <math.h>

#include "anshin-form-code.h"

#define PADDING_X 5.0
#define PADDING_Y 3.0
#define RULE 0.7
/* A paragraph with more lines may run over the end of a page. */
#define KEPT_LINES 10
/* Of what the font asks for; Japanese fonts ask for nearly half a letter between lines. */
#define LINE_SPACING 0.95f

typedef enum
{
  ITEM_TEXT,
  ITEM_TEXT_LINE,
  ITEM_LINE,
  ITEM_BOX,
  ITEM_CODE,
} ItemKind;

/* Something drawn at a place relative to its block's upper left corner. */
typedef struct
{
  ItemKind kind;
  double x, y;
  double width, height;
  double thickness;
  gboolean tinted;
  PangoLayout *layout;
  int line;
  char *code;
} Item;

/* What may not be torn apart by the end of a page. */
typedef struct
{
  GPtrArray *items;
  double height;
  gboolean gap;
  guint family;
  guint page;
  double y;
} Block;

struct _AnshinSheet
{
  PangoContext *context;
  GPtrArray *blocks;
  Block *open;
  double size;
  gboolean keeping;
  guint n_families;
};

static void
item_free (gpointer data)
{
  Item *item = data;

  g_clear_object (&item->layout);
  g_free (item->code);
  g_free (item);
}

static void
block_free (gpointer data)
{
  Block *block = data;

  g_ptr_array_unref (block->items);
  g_free (block);
}

static Item *
add_item (AnshinSheet *self, ItemKind kind, double x, double y, double width, double height)
{
  Item *item = g_new0 (Item, 1);

  g_assert (self->open != NULL);

  item->kind = kind;
  item->x = x;
  item->y = y;
  item->width = width;
  item->height = height;
  g_ptr_array_add (self->open->items, item);
  return item;
}

static PangoLayout *
make_layout (AnshinSheet *self, double width, double size, gboolean bold,
             PangoAlignment alignment, const char *text)
{
  PangoLayout *layout = pango_layout_new (self->context);
  g_autoptr (PangoFontDescription) font = pango_font_description_new ();

  /* A generic family: which font draws Japanese is the system's to say, by the language. */
  pango_font_description_set_family_static (font, "sans-serif");
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, alignment);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_line_spacing (layout, LINE_SPACING);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static double
get_height (PangoLayout *layout)
{
  int height = 0;

  pango_layout_get_size (layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

static void
draw_item (Item *item, cairo_t *cr)
{
  switch (item->kind)
    {
    case ITEM_TEXT:
      cairo_move_to (cr, item->x, item->y);
      pango_cairo_show_layout (cr, item->layout);
      break;
    case ITEM_TEXT_LINE:
      cairo_move_to (cr, item->x, item->y);
      pango_cairo_show_layout_line (cr, pango_layout_get_line_readonly (item->layout,
                                                                        item->line));
      break;
    case ITEM_LINE:
      cairo_set_line_width (cr, item->thickness);
      cairo_move_to (cr, item->x, item->y);
      cairo_line_to (cr, item->x + item->width, item->y + item->height);
      cairo_stroke (cr);
      break;
    case ITEM_BOX:
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
    case ITEM_CODE:
      anshin_form_code_draw (item->code, cr, item->x, item->y, item->width);
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * anshin_sheet_new:
 * @letter_size: how high the letters of the running text are, in points
 *
 * Returns: (transfer full): an empty sheet
 */
AnshinSheet *
anshin_sheet_new (double letter_size)
{
  AnshinSheet *self = g_new0 (AnshinSheet, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  self->context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->size = letter_size;

  /* One user unit is one point, and the screen breaks its lines where the paper does. */
  pango_cairo_context_set_resolution (self->context, 72);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (self->context, options);
  pango_context_set_round_glyph_positions (self->context, FALSE);
  pango_context_set_language (self->context, pango_language_from_string ("ja"));
  pango_context_set_base_dir (self->context, PANGO_DIRECTION_LTR);
  cairo_font_options_destroy (options);
  return self;
}

/**
 * anshin_sheet_free:
 * @self: (nullable) (transfer full): a sheet
 */
void
anshin_sheet_free (AnshinSheet *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->open, block_free);
  g_ptr_array_unref (self->blocks);
  g_object_unref (self->context);
  g_free (self);
}

/**
 * anshin_sheet_get_size:
 * @self: a sheet
 *
 * Returns: the height of its letters in points
 */
double
anshin_sheet_get_size (AnshinSheet *self)
{
  return self->size;
}

/**
 * anshin_sheet_begin:
 * @self: a sheet without an open block
 *
 * Begins a block, that is what stays together on one page. Its parts are placed relative to the
 * left margin and to its own top.
 */
void
anshin_sheet_begin (AnshinSheet *self)
{
  g_return_if_fail (self->open == NULL);

  self->open = g_new0 (Block, 1);
  self->open->items = g_ptr_array_new_with_free_func (item_free);
  self->open->family = self->keeping ? self->n_families : 0;
}

/**
 * anshin_sheet_end:
 * @self: a sheet with an open block
 * @height: how high the block has become
 */
void
anshin_sheet_end (AnshinSheet *self, double height)
{
  g_return_if_fail (self->open != NULL);

  self->open->height = height;
  g_ptr_array_add (self->blocks, g_steal_pointer (&self->open));
}

/**
 * anshin_sheet_gap:
 * @self: a sheet without an open block
 * @height: how much room; dropped where it would begin a page
 */
void
anshin_sheet_gap (AnshinSheet *self, double height)
{
  anshin_sheet_begin (self);
  self->open->gap = TRUE;
  anshin_sheet_end (self, height);
}

/**
 * anshin_sheet_keep:
 * @self: a sheet without an open block
 * @keep: whether the blocks from here on stay together on one page, if one can hold them
 */
void
anshin_sheet_keep (AnshinSheet *self, gboolean keep)
{
  self->keeping = keep;
  if (keep)
    self->n_families++;
}

/**
 * anshin_sheet_add_text:
 * @self: a sheet with an open block
 * @x: from the left margin
 * @y: from the block's top
 * @width: where lines are broken
 * @size: the height of the letters, 0 for the sheet's own
 * @bold: whether in bold
 * @alignment: how lines shorter than @width stand
 * @text: the text
 *
 * Returns: how high the text has become
 */
double
anshin_sheet_add_text (AnshinSheet *self, double x, double y, double width, double size,
                       gboolean bold, PangoAlignment alignment, const char *text)
{
  Item *item = add_item (self, ITEM_TEXT, x, y, width, 0);

  item->layout = make_layout (self, width, size > 0 ? size : self->size, bold, alignment, text);
  item->height = get_height (item->layout);
  return item->height;
}

/**
 * anshin_sheet_add_line:
 * @self: a sheet with an open block
 * @x1: from the left margin
 * @y1: from the block's top
 * @x2: the other end
 * @y2: the other end
 * @thickness: in points
 */
void
anshin_sheet_add_line (AnshinSheet *self, double x1, double y1, double x2, double y2,
                       double thickness)
{
  add_item (self, ITEM_LINE, x1, y1, x2 - x1, y2 - y1)->thickness = thickness;
}

/**
 * anshin_sheet_add_box:
 * @self: a sheet with an open block
 * @x: from the left margin
 * @y: from the block's top
 * @width: in points
 * @height: in points
 * @thickness: of its border
 * @tinted: whether on a light ground
 */
void
anshin_sheet_add_box (AnshinSheet *self, double x, double y, double width, double height,
                      double thickness, gboolean tinted)
{
  Item *item = add_item (self, ITEM_BOX, x, y, width, height);

  item->thickness = thickness;
  item->tinted = tinted;
}

/**
 * anshin_sheet_add_code:
 * @self: a sheet with an open block
 * @x: from the left margin
 * @y: from the block's top
 * @size: of the square, its quiet zone included
 * @text: what a scanner reads
 */
void
anshin_sheet_add_code (AnshinSheet *self, double x, double y, double size, const char *text)
{
  add_item (self, ITEM_CODE, x, y, size, size)->code = g_strdup (text);
}

/**
 * anshin_sheet_add_paragraph:
 * @self: a sheet without an open block
 * @heading: stands in bold at the left
 * @heading_width: the width of its column
 * @text: what stands beside it
 *
 * Adds text of any length; only a long one may be torn apart by the end of a page, between lines.
 */
void
anshin_sheet_add_paragraph (AnshinSheet *self, const char *heading, double heading_width,
                            const char *text)
{
  g_autoptr (PangoLayout) layout = make_layout (self, ANSHIN_SHEET_TEXT_WIDTH - heading_width,
                                                self->size, FALSE, PANGO_ALIGN_LEFT, text);
  g_autoptr (PangoLayoutIter) iter = pango_layout_get_iter (layout);
  int n_lines = pango_layout_get_line_count (layout);

  anshin_sheet_keep (self, n_lines <= KEPT_LINES);
  for (int i = 0; i < n_lines; i++, pango_layout_iter_next_line (iter))
    {
      Item *item = NULL;
      double head = 0;
      int top = 0, bottom = 0;

      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      anshin_sheet_begin (self);
      if (i == 0)
        head = anshin_sheet_add_text (self, 0, 0, heading_width, 0, TRUE, PANGO_ALIGN_LEFT,
                                      heading);
      item = add_item (self, ITEM_TEXT_LINE, heading_width,
                       (double) (pango_layout_iter_get_baseline (iter) - top) / PANGO_SCALE, 0, 0);
      item->layout = g_object_ref (layout);
      item->line = i;
      anshin_sheet_end (self, MAX (head, (double) (bottom - top) / PANGO_SCALE));
    }
  anshin_sheet_keep (self, FALSE);
}

/**
 * anshin_sheet_add_row:
 * @self: a sheet without an open block
 * @x: where the row begins, from the left margin
 * @cells: its cells from left to right
 * @n_cells: how many
 * @least_height: room for handwriting; the row grows with what is in it
 *
 * Adds a ruled row as a block of its own. No text is cut off: the longest cell makes the height.
 */
void
anshin_sheet_add_row (AnshinSheet *self, double x, const AnshinCell *cells, guint n_cells,
                      double least_height)
{
  g_autofree Item **texts = g_new0 (Item *, n_cells);
  double height = least_height;
  double left = x;

  anshin_sheet_begin (self);
  for (guint i = 0; i < n_cells; i++)
    {
      if (cells[i].text != NULL)
        {
          double text = anshin_sheet_add_text (self, left + PADDING_X, 0,
                                               cells[i].width - 2 * PADDING_X, cells[i].size,
                                               cells[i].heading, PANGO_ALIGN_LEFT, cells[i].text);

          texts[i] = g_ptr_array_index (self->open->items, self->open->items->len - 1);
          height = MAX (height, text + 2 * PADDING_Y);
        }
      left += cells[i].width;
    }

  left = x;
  for (guint i = 0; i < n_cells; i++)
    {
      Item *box = NULL;

      anshin_sheet_add_box (self, left, 0, cells[i].width, height, RULE, cells[i].heading);
      /* The ground goes under the letters. */
      box = g_ptr_array_steal_index (self->open->items, self->open->items->len - 1);
      g_ptr_array_insert (self->open->items, 0, box);
      if (texts[i] != NULL)
        texts[i]->y = (height - texts[i]->height) / 2;
      left += cells[i].width;
    }
  anshin_sheet_end (self, height);
}

/* How much room is wanted from @i on before a page may end. */
static double
get_wanted (AnshinSheet *self, guint i, double page_height)
{
  Block *first = g_ptr_array_index (self->blocks, i);
  Block *before = i > 0 ? g_ptr_array_index (self->blocks, i - 1) : NULL;
  double height = 0;

  if (first->family == 0 || (before != NULL && before->family == first->family))
    return first->height;
  for (guint j = i; j < self->blocks->len; j++)
    {
      Block *block = g_ptr_array_index (self->blocks, j);

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
  double y = top;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = g_ptr_array_index (self->blocks, i);

      if (y > top && !block->gap && y + get_wanted (self, i, bottom - top) > bottom)
        {
          page++;
          y = top;
        }
      block->page = page;
      block->y = y;
      if (!block->gap || y > top)
        y += block->height;
    }
  return page + 1;
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
  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = g_ptr_array_index (self->blocks, i);

      if (block->page != page)
        continue;
      cairo_save (cr);
      cairo_translate (cr, ANSHIN_SHEET_MARGIN, block->y);
      for (guint j = 0; j < block->items->len; j++)
        draw_item (g_ptr_array_index (block->items, j), cr);
      cairo_restore (cr);
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
  g_autoptr (PangoLayout) layout = make_layout (self, width, size > 0 ? size : self->size, FALSE,
                                                alignment, text);

  cairo_save (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
  cairo_restore (cr);
}
