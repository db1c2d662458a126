/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "anshin-form-sheet.h"
#include "anshin-form-text.h"

G_BEGIN_DECLS

typedef enum
{
  ANSHIN_SHEET_ITEM_TEXT,
  ANSHIN_SHEET_ITEM_TEXT_LINE,
  ANSHIN_SHEET_ITEM_LINE,
  ANSHIN_SHEET_ITEM_BOX,
  ANSHIN_SHEET_ITEM_CODE,
} AnshinSheetItemKind;

/* Something drawn at a place relative to its block's upper left corner. */
typedef struct
{
  AnshinSheetItemKind kind;
  double x, y;
  double width, height;
  double thickness;
  gboolean tinted;
  AnshinFormText *text; /* NULL where it is made again from what follows, when it is drawn */
  guint line;
  AnshinFormTextStyle style;
  char *string; /* what a code says, too */
} AnshinSheetItem;

/* What may not be torn apart by the end of a page. */
typedef struct
{
  GPtrArray *items;
  double height;
  gboolean gap;
  gboolean first_of_page;
  guint family;
  guint page;
  double y;
} AnshinSheetBlock;

struct _AnshinSheet
{
  PangoContext *context;
  GPtrArray *blocks;
  AnshinSheetBlock *open;
  double size;
  double width, height;
  gboolean frugal;
  gboolean keeping;
  guint n_families;
  gboolean breaks;
  AnshinSheetBlock *head; /* borrowed: a block that is on every page from its own on */
  double top;
};

G_END_DECLS
