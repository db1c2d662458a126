/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-pages.h"

#include <glib/gi18n.h>

#include "anshin-covered.h"
#include "anshin-window.h"

/* More than any title that one would want to read on one line. */
#define TITLE_CHARACTERS 60

/* A page with what the window puts around it. */
typedef struct
{
  AnshinPage *page;
  GtkWidget *frame;
  GtkWidget *header;
  GtkWidget *back;
  GtkWidget *menu;
  gboolean on_top;
  gboolean seen; /* one might see what it tells of when it was opened */
} Sheet;

struct _AnshinPages
{
  AdwBin parent_instance;

  GtkWidget *stack;
  GtkWidget *empty;
  AnshinSection *section; /* outlives its pages */
  GPtrArray *sheets;
  gboolean collapsed;
};

G_DEFINE_FINAL_TYPE (AnshinPages, anshin_pages, ADW_TYPE_BIN)

static GtkWidget *
create_header (GtkWidget **back, GtkWidget **menu)
{
  GtkWidget *header = adw_header_bar_new ();

  *back = gtk_button_new_from_icon_name ("go-previous-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (*back), "win.back");
  gtk_widget_set_tooltip_text (*back, _("Back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (*back), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Back"),
                                  -1);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), *back);
  *menu = anshin_window_create_menu_button ();
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), *menu);
  return header;
}

static GtkWidget *
create_frame (GtkWidget *header, GtkWidget *body)
{
  GtkWidget *frame = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (frame), header);
  gtk_box_append (GTK_BOX (frame), body);
  return frame;
}

static GtkWidget *
create_empty (AnshinSection *section)
{
  GtkWidget *back = NULL;
  GtkWidget *menu = NULL;
  GtkWidget *header = create_header (&back, &menu);
  GtkWidget *status = adw_status_page_new ();

  gtk_widget_set_visible (back, FALSE);
  gtk_widget_set_vexpand (status, TRUE);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), adw_window_title_new ("", ""));
  g_object_bind_property (section, "empty-icon-name", status, "icon-name",
                          G_BINDING_SYNC_CREATE);
  g_object_bind_property (section, "empty-title", status, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (section, "empty-description", status, "description",
                          G_BINDING_SYNC_CREATE);
  return create_frame (header, status);
}

static GtkWidget *
create_title_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  /* One line where there is room for it: without, GTK breaks it wherever it can. */
  gtk_label_set_max_width_chars (GTK_LABEL (label), TITLE_CHARACTERS);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static gboolean
has_text (GBinding *binding, const GValue *text, GValue *visible, gpointer data)
{
  const char *string = g_value_get_string (text);

  g_value_set_boolean (visible, string != NULL && *string != '\0');
  return TRUE;
}

/* As AdwWindowTitle, with second lines where the header bar is too narrow: at 360 px beside
 * buttons, and for the names of groups. */
static GtkWidget *
create_title (AnshinPage *page)
{
  static const char *const parts[] = { "title", "subtitle" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      GtkWidget *label = create_title_label (parts[i]);

      g_object_bind_property (page, parts[i], label, "label", G_BINDING_SYNC_CREATE);
      g_object_bind_property_full (page, parts[i], label, "visible", G_BINDING_SYNC_CREATE,
                                   has_text, NULL, NULL, NULL);
      gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}

static Sheet *
sheet_new (AnshinPage *page)
{
  Sheet *sheet = g_new0 (Sheet, 1);
  GtkWidget *header = create_header (&sheet->back, &sheet->menu);

  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), create_title (page));
  if (anshin_page_get_header_end (page) != NULL)
    adw_header_bar_pack_end (ADW_HEADER_BAR (header), anshin_page_get_header_end (page));
  sheet->page = page;
  sheet->seen = anshin_sight_allows (anshin_page_get_subject (page));
  sheet->header = header;
  sheet->frame = create_frame (header, GTK_WIDGET (page));
  return sheet;
}

/* Where there is room for one pane, a page with a button of its own leaves making the window small
 * or large to the list: its title would be cut off at 360 px. */
static void
update_title_buttons (AnshinPages *self, Sheet *sheet)
{
  gboolean crowded = self->collapsed && anshin_page_get_header_end (sheet->page) != NULL;

  adw_header_bar_set_decoration_layout (ADW_HEADER_BAR (sheet->header),
                                        crowded ? ":close" : NULL);
}

/* The stack gives the keyboard back to where it was in a page, which may have been in a menu that
 * has closed since: no key would arrive anywhere. */
static void
keep_focus (AnshinPages *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root != NULL && (focus == NULL || !gtk_widget_get_mapped (focus)))
    gtk_widget_child_focus (gtk_stack_get_visible_child (GTK_STACK (self->stack)),
                            GTK_DIR_TAB_FORWARD);
}

/* With room for both panes what the list chose needs no way back: the list is there. With room for
 * one, the main menu is in the sidebar's header bar, and the page's title has its place. */
static void
update (AnshinPages *self)
{
  Sheet *top = NULL;

  for (guint i = 0; i < self->sheets->len; i++)
    {
      top = g_ptr_array_index (self->sheets, i);
      gtk_widget_set_visible (top->back, self->collapsed || top->on_top);
      gtk_widget_set_visible (top->menu, !self->collapsed);
      update_title_buttons (self, top);
    }
  gtk_stack_set_visible_child (GTK_STACK (self->stack), top != NULL ? top->frame : self->empty);
}

static void
drop (AnshinPages *self, guint index)
{
  Sheet *sheet = g_ptr_array_index (self->sheets, index);

  anshin_page_hidden (sheet->page);
  anshin_page_closed (sheet->page);
  g_ptr_array_set_free_func (self->sheets, NULL);
  g_ptr_array_remove_index (self->sheets, index);
  g_ptr_array_set_free_func (self->sheets, g_free);
  update (self);
  gtk_stack_remove (GTK_STACK (self->stack), sheet->frame);
  keep_focus (self);
  g_free (sheet);
}

static void
anshin_pages_dispose (GObject *object)
{
  AnshinPages *self = ANSHIN_PAGES (object);

  for (guint i = 0; self->sheets != NULL && i < self->sheets->len; i++)
    anshin_page_closed (((Sheet *) self->sheets->pdata[i])->page);
  if (self->sheets != NULL)
    g_ptr_array_set_size (self->sheets, 0);

  G_OBJECT_CLASS (anshin_pages_parent_class)->dispose (object);
}

static void
anshin_pages_finalize (GObject *object)
{
  AnshinPages *self = ANSHIN_PAGES (object);

  g_clear_pointer (&self->sheets, g_ptr_array_unref);

  G_OBJECT_CLASS (anshin_pages_parent_class)->finalize (object);
}

static void
anshin_pages_class_init (AnshinPagesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = anshin_pages_dispose;
  object_class->finalize = anshin_pages_finalize;
}

static void
anshin_pages_init (AnshinPages *self)
{
  self->sheets = g_ptr_array_new_with_free_func (g_free);
  /* Without a transition: F10 opened the menu of the page that was fading away. */
  self->stack = gtk_stack_new ();
  anshin_covered_tell (self->stack);
  gtk_stack_set_hhomogeneous (GTK_STACK (self->stack), FALSE);
  gtk_stack_set_vhomogeneous (GTK_STACK (self->stack), FALSE);
  adw_bin_set_child (ADW_BIN (self), self->stack);
}

GtkWidget *
anshin_pages_new (AnshinSection *section)
{
  AnshinPages *self = g_object_new (ANSHIN_TYPE_PAGES, NULL);

  self->section = section;
  self->empty = create_empty (section);
  gtk_stack_add_child (GTK_STACK (self->stack), self->empty);
  return GTK_WIDGET (self);
}

/* Returns: (nullable) (transfer none): the page that is seen */
AnshinPage *
anshin_pages_get_top (AnshinPages *self)
{
  Sheet *sheet = NULL;

  if (self->sheets->len > 0)
    sheet = g_ptr_array_index (self->sheets, self->sheets->len - 1);
  return sheet != NULL ? sheet->page : NULL;
}

/* Returns: (nullable) (transfer none): the page that the others were opened from */
AnshinPage *
anshin_pages_get_bottom (AnshinPages *self)
{
  Sheet *sheet = self->sheets->len > 0 ? g_ptr_array_index (self->sheets, 0) : NULL;

  return sheet != NULL ? sheet->page : NULL;
}

AnshinSection *
anshin_pages_get_section (AnshinPages *self)
{
  return self->section;
}

/* Whether there is a way back from the page that is seen. */
gboolean
anshin_pages_can_go_back (AnshinPages *self)
{
  Sheet *sheet = NULL;

  if (self->sheets->len > 0)
    sheet = g_ptr_array_index (self->sheets, self->sheets->len - 1);
  return sheet != NULL && (self->collapsed || sheet->on_top);
}

guint
anshin_pages_get_depth (AnshinPages *self)
{
  return self->sheets->len;
}

/* Returns: (nullable) (transfer none): a page on which something typed would be lost */
AnshinPage *
anshin_pages_find_dirty (AnshinPages *self)
{
  for (guint i = self->sheets->len; i > 0; i--)
    {
      Sheet *sheet = g_ptr_array_index (self->sheets, i - 1);

      if (anshin_page_get_dirty (sheet->page))
        return sheet->page;
    }
  return NULL;
}

/* @on_top: it was opened from what is seen now, and leads back to that; else the list chose it. */
void
anshin_pages_push (AnshinPages *self, AnshinPage *page, gboolean on_top)
{
  AnshinPage *covered = anshin_pages_get_top (self);
  Sheet *sheet = sheet_new (page);

  sheet->on_top = on_top;
  if (covered != NULL)
    anshin_page_hidden (covered);
  g_ptr_array_add (self->sheets, sheet);
  gtk_stack_add_child (GTK_STACK (self->stack), sheet->frame);
  update (self);
  anshin_page_shown (page);
}

void
anshin_pages_pop (AnshinPages *self)
{
  if (self->sheets->len == 0)
    return;
  drop (self, self->sheets->len - 1);
  if (self->sheets->len > 0)
    anshin_page_shown (anshin_pages_get_top (self));
}

void
anshin_pages_remove (AnshinPages *self, AnshinPage *page)
{
  for (guint i = 0; i < self->sheets->len; i++)
    {
      Sheet *sheet = g_ptr_array_index (self->sheets, i);

      if (sheet->page != page)
        continue;
      if (i + 1 == self->sheets->len)
        anshin_pages_pop (self);
      else
        drop (self, i);
      return;
    }
}

void
anshin_pages_clear (AnshinPages *self)
{
  while (self->sheets->len > 0)
    drop (self, self->sheets->len - 1);
}

/* Returns: the lowest page whose subject is lost from sight; as many as there are if none is */
static guint
find_lost (AnshinPages *self, AnshinSight *sight)
{
  for (guint i = 0; i < self->sheets->len; i++)
    {
      Sheet *sheet = g_ptr_array_index (self->sheets, i);
      AnshinRecord *subject = anshin_page_get_subject (sheet->page);

      if (sheet->seen && subject != NULL && !anshin_sight_sees (sight, subject))
        return i;
    }
  return self->sheets->len;
}

/**
 * anshin_pages_look:
 * @sight: what one may see now
 *
 * Takes away, without asking, pages that tell of what one saw and may not see any more, and what
 * was opened from them.
 *
 * Returns: (transfer full) (nullable): the group or the patient of whom the lowest of them told
 */
AnshinRecord *
anshin_pages_look (AnshinPages *self, AnshinSight *sight)
{
  guint lost = find_lost (self, sight);
  AnshinRecord *subject = NULL;
  Sheet *sheet = NULL;

  if (lost == self->sheets->len)
    return NULL;
  sheet = g_ptr_array_index (self->sheets, lost);
  subject = g_object_ref (anshin_page_get_subject (sheet->page));
  while (self->sheets->len > lost)
    drop (self, self->sheets->len - 1);
  return subject;
}

/* Pages that tell of more than one group or patient may have to tell less. */
void
anshin_pages_tell_sight_lost (AnshinPages *self)
{
  for (guint i = 0; i < self->sheets->len; i++)
    anshin_page_sight_lost (((Sheet *) g_ptr_array_index (self->sheets, i))->page);
}

void
anshin_pages_set_collapsed (AnshinPages *self, gboolean collapsed)
{
  self->collapsed = collapsed;
  update (self);
}
