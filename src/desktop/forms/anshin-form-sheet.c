/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-form-sheet-private.h"

#define PADDING_X 5.0
#define PADDING_Y 3.0
#define RULE 0.7
/* Room to write in above a hint: a line of about 9 mm. */
#define HANDWRITING 26.0
/* A paragraph with more lines may run over the end of a page. */
#define KEPT_LINES 10

static void
item_free (gpointer data)
{
  AnshinSheetItem *item = data;

  g_clear_pointer (&item->text, anshin_form_text_unref);
  g_free (item->string);
  g_free (item);
}

static void
block_free (gpointer data)
{
  AnshinSheetBlock *block = data;

  g_ptr_array_unref (block->items);
  g_free (block);
}

static AnshinSheetItem *
add_item (AnshinSheet *self, AnshinSheetItemKind kind, double x, double y, double width,
          double height)
{
  AnshinSheetItem *item = g_new0 (AnshinSheetItem, 1);

  g_assert (self->open != NULL);

  item->kind = kind;
  item->x = x;
  item->y = y;
  item->width = width;
  item->height = height;
  g_ptr_array_add (self->open->items, item);
  return item;
}

static AnshinSheet *
create (PangoFontMap *fonts, double letter_size)
{
  AnshinSheet *self = g_new0 (AnshinSheet, 1);
  cairo_font_options_t *options = cairo_font_options_create ();

  self->context = pango_font_map_create_context (fonts);
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->size = letter_size;
  self->width = ANSHIN_SHEET_WIDTH;
  self->height = ANSHIN_SHEET_HEIGHT;

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
 * anshin_sheet_new:
 * @letter_size: how high the letters of the running text are, in points
 *
 * Returns: (transfer full): an empty sheet, upright
 */
AnshinSheet *
anshin_sheet_new (double letter_size)
{
  return create (pango_cairo_font_map_get_default (), letter_size);
}

/**
 * anshin_sheet_new_list:
 * @letter_size: how high the letters of the running text are, in points
 *
 * A sheet on its side for a list of any length. It has a font map of its own, so that it can be
 * made in one thread and drawn in another, and keeps texts as texts until they are drawn: what
 * Pango holds of thousands of rows would fill the memory.
 *
 * Returns: (transfer full): an empty sheet
 */
AnshinSheet *
anshin_sheet_new_list (double letter_size)
{
  g_autoptr (PangoFontMap) fonts = pango_cairo_font_map_new ();
  AnshinSheet *self = create (fonts, letter_size);

  self->width = ANSHIN_SHEET_HEIGHT;
  self->height = ANSHIN_SHEET_WIDTH;
  self->frugal = TRUE;
  return self;
}

/**
 * anshin_sheet_new_a5:
 * @letter_size: how high the letters of the running text are, in points
 *
 * Returns: (transfer full): an empty sheet of A5, upright
 */
AnshinSheet *
anshin_sheet_new_a5 (double letter_size)
{
  AnshinSheet *self = create (pango_cairo_font_map_get_default (), letter_size);

  self->width = ANSHIN_SHEET_A5_WIDTH;
  self->height = ANSHIN_SHEET_WIDTH;
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

double
anshin_sheet_get_width (AnshinSheet *self)
{
  return self->width;
}

double
anshin_sheet_get_height (AnshinSheet *self)
{
  return self->height;
}

/* Returns: the width between the margins */
double
anshin_sheet_get_text_width (AnshinSheet *self)
{
  return self->width - 2 * ANSHIN_SHEET_MARGIN;
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

  self->open = g_new0 (AnshinSheetBlock, 1);
  self->open->items = g_ptr_array_new_with_free_func (item_free);
  self->open->family = self->keeping ? self->n_families : 0;
  self->open->first_of_page = self->breaks;
  self->breaks = FALSE;
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
 * anshin_sheet_break:
 * @self: a sheet without an open block
 *
 * The next block begins a page.
 */
void
anshin_sheet_break (AnshinSheet *self)
{
  self->breaks = TRUE;
}

/**
 * anshin_sheet_repeat:
 * @self: a sheet with a block, none open
 *
 * The last block is the head of a table: it is at the top of all pages after its own, too.
 */
void
anshin_sheet_repeat (AnshinSheet *self)
{
  g_return_if_fail (self->blocks->len > 0);

  self->head = g_ptr_array_index (self->blocks, self->blocks->len - 1);
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
  AnshinSheetItem *item = add_item (self, ANSHIN_SHEET_ITEM_TEXT, x, y, width, 0);

  item->style = (AnshinFormTextStyle) { width, size > 0 ? size : self->size, bold, alignment };
  item->text = anshin_form_text_new (self->context, &item->style, text);
  item->height = anshin_form_text_get_height (item->text);
  if (self->frugal)
    {
      item->string = g_strdup (text);
      g_clear_pointer (&item->text, anshin_form_text_unref);
    }
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
  add_item (self, ANSHIN_SHEET_ITEM_LINE, x1, y1, x2 - x1, y2 - y1)->thickness = thickness;
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
  AnshinSheetItem *item = add_item (self, ANSHIN_SHEET_ITEM_BOX, x, y, width, height);

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
  add_item (self, ANSHIN_SHEET_ITEM_CODE, x, y, size, size)->string = g_strdup (text);
}

/* The heading stands on the base line of the text beside it, whichever has readings above it.
 * @down: how far the text has to go down for that. */
static double
add_heading (AnshinSheet *self, const char *heading, double width, double text_top, double *down)
{
  double height = anshin_sheet_add_text (self, 0, 0, width, 0, TRUE, PANGO_ALIGN_LEFT, heading);
  AnshinSheetItem *item = g_ptr_array_index (self->open->items, self->open->items->len - 1);
  double top = item->text != NULL ? anshin_form_text_get_top (item->text) : 0;

  item->y = MAX (0, text_top - top);
  *down = MAX (0, top - text_top);
  return height + item->y;
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
  AnshinFormTextStyle style = { anshin_sheet_get_text_width (self) - heading_width, self->size,
                                FALSE, PANGO_ALIGN_LEFT };
  g_autoptr (AnshinFormText) body = anshin_form_text_new (self->context, &style, text);
  guint n_lines = anshin_form_text_get_n_lines (body);

  anshin_sheet_keep (self, n_lines <= KEPT_LINES);
  for (guint i = 0; i < n_lines; i++)
    {
      double line = anshin_form_text_get_line_height (body, i);
      AnshinSheetItem *item = NULL;
      double head = 0, down = 0;

      anshin_sheet_begin (self);
      if (i == 0)
        head = add_heading (self, heading, heading_width, anshin_form_text_get_top (body), &down);
      item = add_item (self, ANSHIN_SHEET_ITEM_TEXT_LINE, heading_width, down, 0, 0);
      item->text = anshin_form_text_ref (body);
      item->line = i;
      anshin_sheet_end (self, MAX (head, down + line));
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
  g_autofree AnshinSheetItem **texts = g_new0 (AnshinSheetItem *, n_cells);
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
          if (cells[i].low)
            height = MAX (height, text + PADDING_Y + HANDWRITING);
        }
      left += cells[i].width;
    }

  left = x;
  for (guint i = 0; i < n_cells; i++)
    {
      AnshinSheetItem *box = NULL;

      anshin_sheet_add_box (self, left, 0, cells[i].width, height, RULE, cells[i].heading);
      /* The ground goes under the letters. */
      box = g_ptr_array_steal_index (self->open->items, self->open->items->len - 1);
      g_ptr_array_insert (self->open->items, 0, box);
      if (texts[i] != NULL)
        texts[i]->y = cells[i].low ? height - texts[i]->height - PADDING_Y
                                   : (height - texts[i]->height) / 2;
      left += cells[i].width;
    }
  anshin_sheet_end (self, height);
}
