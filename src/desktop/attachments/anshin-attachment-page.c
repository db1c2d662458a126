/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-attachment-page.h"

#include <glib/gi18n.h>

#include "anshin-attachment-chip.h"
#include "anshin-covered.h"
#include "anshin-decoder.h"
#include "anshin-error-words.h"
#include "anshin-file-saver.h"
#include "anshin-picture-view.h"
#include "anshin-text-pages.h"
#include "anshin-viewer-protocol.h"

/* Steps of the zoom, in percent of what fits. */
static const guint zooms[] = { 50, 75, 100, 150, 200, 300, 400 };
#define FITS 2
/* An image is decoded once, at most so large; a page anew for each size. */
#define IMAGE_SIDE 3400
#define MARGIN 24

struct _AnshinAttachmentPage
{
  AnshinPage parent_instance;

  /* template widgets */
  GtkStack *stack;
  GtkLabel *progress_label;
  GtkProgressBar *progress_bar;
  AdwStatusPage *error_page;
  GtkWidget *retry_button;
  GtkScrolledWindow *scroller;
  AnshinPictureView *picture_view;
  GtkTextView *text_view;
  GtkLabel *place_label;
  GtkWidget *pages_box;
  GtkWidget *zoom_box;
  GtkWidget *size_box;
  GtkWidget *save_button;

  /* owned */
  AnshinClient *client;
  AnshinAttachment *attachment;
  AnshinTransfer *transfer;
  AnshinPicture *picture;
  GPtrArray *texts; /* the pages of a text */
  GCancellable *cancellable;
  guint page;
  guint zoom;
  guint turns;
};

G_DEFINE_FINAL_TYPE (AnshinAttachmentPage, anshin_attachment_page, ANSHIN_TYPE_PAGE)

static guint
count_pages (AnshinAttachmentPage *self)
{
  if (self->texts != NULL)
    return self->texts->len;
  return self->picture != NULL ? self->picture->pages : 0;
}

static void
actions_update (AnshinAttachmentPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean drawn = self->picture != NULL;

  gtk_widget_action_set_enabled (widget, "file.zoom-in",
                                 drawn && self->zoom < G_N_ELEMENTS (zooms) - 1);
  gtk_widget_action_set_enabled (widget, "file.zoom-out", drawn && self->zoom > 0);
  gtk_widget_action_set_enabled (widget, "file.zoom-fit", drawn);
  gtk_widget_action_set_enabled (widget, "file.rotate", drawn);
  gtk_widget_action_set_enabled (widget, "file.previous-page", self->page > 0);
  gtk_widget_action_set_enabled (widget, "file.next-page", self->page + 1 < count_pages (self));
  gtk_widget_set_visible (self->save_button, self->attachment != NULL
                                               && self->attachment->id != NULL);
  gtk_widget_set_sensitive (self->save_button, self->transfer != NULL
                                                 && anshin_transfer_get_file (self->transfer)
                                                      != NULL);
}

/* The keyboard is on what is shown: on what is not, no key would be heard, not even that which
 * goes back. */
static void
take_focus (AnshinAttachmentPage *self)
{
  const char *name = gtk_stack_get_visible_child_name (self->stack);
  GtkWidget *widget = GTK_WIDGET (self->stack);

  if (g_strcmp0 (name, "picture") == 0)
    widget = GTK_WIDGET (self->scroller);
  else if (g_strcmp0 (name, "text") == 0)
    widget = GTK_WIDGET (self->text_view);
  gtk_widget_grab_focus (widget);
}

static void
show_part (AnshinAttachmentPage *self, const char *name)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean ours = focus != NULL && (focus == GTK_WIDGET (self->stack)
                                    || gtk_widget_is_ancestor (focus, GTK_WIDGET (self->stack)));

  gtk_stack_set_visible_child_name (self->stack, name);
  if (ours)
    take_focus (self);
}

/* Returns: by what the full size has to be multiplied to be as large as it is to be drawn */
static double
get_scale (AnshinAttachmentPage *self)
{
  gboolean lies = self->turns % 2 == 1;
  double width = lies ? self->picture->full_height : self->picture->full_width;
  double height = lies ? self->picture->full_width : self->picture->full_height;
  int room_x = MAX (200, gtk_widget_get_width (GTK_WIDGET (self->scroller)) - MARGIN);
  int room_y = MAX (200, gtk_widget_get_height (GTK_WIDGET (self->scroller)) - MARGIN);
  double fits = MIN (room_x / MAX (1, width), room_y / MAX (1, height));

  /* A page is read by its width. */
  if (self->attachment->media == ANSHIN_MEDIA_PDF)
    fits = room_x / MAX (1, width);
  return MIN (fits, 4) * zooms[self->zoom] / 100;
}

/* What is below the page: which of how many, and how large. */
static void
update_bar (AnshinAttachmentPage *self)
{
  guint pages = count_pages (self);
  /* Translators: which page of how many */
  g_autofree char *place = g_strdup_printf (_("Page %u of %u"), self->page + 1, pages);

  gtk_label_set_label (self->place_label, place);
  gtk_widget_set_visible (self->pages_box, pages > 1);
  gtk_widget_set_visible (self->size_box, self->picture != NULL);
  gtk_widget_set_visible (self->zoom_box, pages > 1 || self->picture != NULL);
  actions_update (self);
}

static void
lay_out (AnshinAttachmentPage *self)
{
  double scale = get_scale (self);

  anshin_picture_view_set_size (self->picture_view,
                                MAX (1, (int) (self->picture->full_width * scale)),
                                MAX (1, (int) (self->picture->full_height * scale)));
  anshin_picture_view_set_turns (self->picture_view, self->turns);
  update_bar (self);
}

static void
show_error (AnshinAttachmentPage *self, const GError *error, gboolean again)
{
  gboolean locked = g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_ATTACHMENT_LOCKED);
  g_autofree char *words = NULL;

  /* Whoever looks at it can't choose it again. */
  if (g_error_matches (error, ANSHIN_ERROR, ANSHIN_ERROR_ATTACHMENT_DAMAGED))
    words = g_strdup (_("The file is damaged, or made so that it takes too long to draw. Ask who "
                        "sent it for another one."));
  else
    words = anshin_error_words_dup (error);
  adw_status_page_set_description (self->error_page, words);
  gtk_widget_set_visible (self->retry_button, again && !locked);
  show_part (self, "error");
}

static void
on_drawn_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinAttachmentPage) self = data;
  g_autoptr (GError) error = NULL;
  AnshinPicture *picture = anshin_decoder_draw_finish (result, &error);

  if (self->transfer == NULL)
    {
      anshin_picture_free (picture);
      return;
    }
  if (picture == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        show_error (self, error, FALSE);
      return;
    }
  anshin_picture_free (self->picture);
  self->picture = picture;
  anshin_picture_view_set_texture (self->picture_view, picture->texture);
  show_part (self, "picture");
  lay_out (self);
}

/* How many pixels are asked for: of a page as many as there are to be seen. */
static guint
get_side (AnshinAttachmentPage *self)
{
  double side = IMAGE_SIDE;

  if (self->attachment->media == ANSHIN_MEDIA_PDF)
    side = 1200.0 * zooms[self->zoom] / 100 * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  return (guint) CLAMP (side, 600, IMAGE_SIDE);
}

static void
show_text (AnshinAttachmentPage *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text_view);
  GtkTextIter start;

  gtk_text_buffer_set_text (buffer, g_ptr_array_index (self->texts, self->page), -1);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_view_scroll_to_iter (self->text_view, &start, 0, FALSE, 0, 0);
  show_part (self, "text");
  update_bar (self);
}

static void
draw (AnshinAttachmentPage *self)
{
  if (self->texts != NULL)
    {
      show_text (self);
      return;
    }
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  anshin_decoder_draw_async (self->attachment->media, anshin_transfer_get_file (self->transfer),
                             self->page, get_side (self), get_side (self), self->cancellable,
                             on_drawn_cb, g_object_ref (self));
}

static void
on_transfer_changed_cb (AnshinAttachmentPage *self)
{
  gtk_progress_bar_set_fraction (self->progress_bar,
                                 anshin_transfer_get_progress (self->transfer));
  switch (anshin_transfer_get_state (self->transfer))
    {
    case ANSHIN_TRANSFER_DONE:
      actions_update (self);
      if (self->attachment->media == ANSHIN_MEDIA_TEXT && self->texts == NULL)
        self->texts = anshin_text_pages_new (anshin_transfer_get_file (self->transfer));
      draw (self);
      break;
    case ANSHIN_TRANSFER_FAILED:
      show_error (self, anshin_transfer_get_error (self->transfer), TRUE);
      break;
    case ANSHIN_TRANSFER_WAITING:
      gtk_label_set_label (self->progress_label, _("Waits for the connection"));
      break;
    default:
      gtk_label_set_label (self->progress_label, _("Fetching the file…"));
      show_part (self, "progress");
    }
}

static void
set_zoom (AnshinAttachmentPage *self, guint zoom)
{
  self->zoom = zoom;
  lay_out (self);
  if (self->attachment->media == ANSHIN_MEDIA_PDF)
    draw (self);
}

static void
on_zoom_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinAttachmentPage *self = ANSHIN_ATTACHMENT_PAGE (widget);

  if (g_str_equal (name, "file.zoom-in"))
    set_zoom (self, MIN (self->zoom + 1, G_N_ELEMENTS (zooms) - 1));
  else if (g_str_equal (name, "file.zoom-out"))
    set_zoom (self, self->zoom > 0 ? self->zoom - 1 : 0);
  else
    set_zoom (self, FITS);
}

static void
on_rotate_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinAttachmentPage *self = ANSHIN_ATTACHMENT_PAGE (widget);

  self->turns = (self->turns + 1) % 4;
  lay_out (self);
}

static void
on_turn_page_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinAttachmentPage *self = ANSHIN_ATTACHMENT_PAGE (widget);

  self->page += g_str_equal (name, "file.next-page") ? 1 : -1;
  actions_update (self);
  draw (self);
}

static void
on_retry_clicked_cb (AnshinAttachmentPage *self)
{
  anshin_transfer_retry (self->transfer);
}

static void
on_save_clicked_cb (AnshinAttachmentPage *self)
{
  anshin_file_saver_save (GTK_WIDGET (self), self->client, self->attachment,
                          anshin_transfer_get_file (self->transfer));
}

static void
anshin_attachment_page_shown (AnshinPage *page)
{
  take_focus (ANSHIN_ATTACHMENT_PAGE (page));
}

static void
anshin_attachment_page_dispose (GObject *object)
{
  AnshinAttachmentPage *self = ANSHIN_ATTACHMENT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->transfer != NULL)
    anshin_transfer_cancel (self->transfer);
  g_clear_object (&self->transfer);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->attachment);
  g_clear_object (&self->client);
  g_clear_pointer (&self->picture, anshin_picture_free);
  g_clear_pointer (&self->texts, g_ptr_array_unref);

  G_OBJECT_CLASS (anshin_attachment_page_parent_class)->dispose (object);
}

static void
add_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    const char *action;
  } keys[] = {
    { GDK_KEY_plus, "file.zoom-in" },       { GDK_KEY_KP_Add, "file.zoom-in" },
    { GDK_KEY_minus, "file.zoom-out" },     { GDK_KEY_KP_Subtract, "file.zoom-out" },
    { GDK_KEY_0, "file.zoom-fit" },         { GDK_KEY_r, "file.rotate" },
    { GDK_KEY_Page_Down, "file.next-page" }, { GDK_KEY_Page_Up, "file.previous-page" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, 0, keys[i].action, NULL);
}

static void
anshin_attachment_page_class_init (AnshinAttachmentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_attachment_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->shown = anshin_attachment_page_shown;
  g_type_ensure (ANSHIN_TYPE_PICTURE_VIEW);
  gtk_widget_class_install_action (widget_class, "file.zoom-in", NULL, on_zoom_cb);
  gtk_widget_class_install_action (widget_class, "file.zoom-out", NULL, on_zoom_cb);
  gtk_widget_class_install_action (widget_class, "file.zoom-fit", NULL, on_zoom_cb);
  gtk_widget_class_install_action (widget_class, "file.rotate", NULL, on_rotate_cb);
  gtk_widget_class_install_action (widget_class, "file.next-page", NULL, on_turn_page_cb);
  gtk_widget_class_install_action (widget_class, "file.previous-page", NULL, on_turn_page_cb);
  add_keys (widget_class);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/attachments/anshin-attachment-page.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentPage, stack);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentPage, progress_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentPage, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentPage, error_page);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentPage, retry_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentPage, picture_view);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentPage, text_view);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentPage, place_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentPage, pages_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentPage, zoom_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentPage, size_box);
  gtk_widget_class_bind_template_child (widget_class, AnshinAttachmentPage, save_button);
  gtk_widget_class_bind_template_callback (widget_class, on_save_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_retry_clicked_cb);
}

static void
anshin_attachment_page_init (AnshinAttachmentPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_covered_tell (GTK_WIDGET (self->stack));
  self->cancellable = g_cancellable_new ();
  self->zoom = FITS;
  actions_update (self);
}

AnshinPage *
anshin_attachment_page_new (AnshinClient *client, AnshinAttachment *attachment)
{
  AnshinAttachmentPage *self = g_object_new (ANSHIN_TYPE_ATTACHMENT_PAGE, NULL);
  g_autofree char *about = anshin_attachment_describe (attachment);

  self->client = g_object_ref (client);
  self->attachment = g_object_ref (attachment);
  anshin_page_set_title (ANSHIN_PAGE (self), attachment->name);
  anshin_page_set_subtitle (ANSHIN_PAGE (self), about);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture_view),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, attachment->name, -1);
  self->transfer = anshin_client_download (client, attachment);
  g_signal_connect_object (self->transfer, "notify", G_CALLBACK (on_transfer_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_transfer_changed_cb (self);
  return ANSHIN_PAGE (self);
}
