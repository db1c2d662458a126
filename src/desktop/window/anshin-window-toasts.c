/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is said for a moment; what can still be taken back, and that none of it is lost when the
 * window goes. */
#include "anshin-window-private.h"

#include <glib/gi18n.h>

#include "anshin-error-words.h"

#define TOAST_SECONDS 6
/* A word or two is read at once. */
#define SHORT_TEXT 16
#define SHORT_TOAST_SECONDS 2
#define NARROWEST_LINE 10
#define WIDEST_LINE 60
/* What of its width is not its text. */
#define FRAME_WIDTH 116
#define BUTTON_WIDTH 90
#define SETTLE_SECONDS 3

/* A toast, and what comes of it: which of the functions it has is called is decided once. */
typedef struct
{
  AnshinWindow *window;
  AdwToast *toast;
  AnshinWindowFunc undo;
  AnshinWindowFunc done;
  AnshinWindowFunc put_off; /* it was not answered, and can be offered again; or as @done */
  gpointer data;
  gboolean decided;
  gboolean animated; /* whether other things were animated when it began to go */
} Said;

/* libadwaita 1.2 crashes where a toast goes while it is still coming up. Toasts come and go at
 * once, then, whatever else is animated. Returns: whether that is so */
static gboolean
hold_animations (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  gboolean animated = FALSE;

  g_object_get (settings, "gtk-enable-animations", &animated, NULL);
  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  return animated;
}

static void
release_animations (gboolean animated)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", animated, NULL);
}

/* With one that goes the next one comes. */
static void
on_toast_goes_cb (AdwToast *toast, Said *said)
{
  said->animated = hold_animations ();
}

static void
on_toast_went_cb (AdwToast *toast, Said *said)
{
  release_animations (said->animated);
}

static void
decide (Said *said, AnshinWindowFunc func)
{
  if (said->decided)
    return;
  said->decided = TRUE;
  if (func != NULL)
    func (said->data);
}

static void
on_toast_gone_cb (gpointer data, GObject *toast)
{
  Said *said = data;

  decide (said, said->done);
  if (said->window != NULL)
    {
      g_ptr_array_remove_fast (said->window->said, said);
      g_object_remove_weak_pointer (G_OBJECT (said->window), (gpointer *) &said->window);
    }
  g_free (said);
}

static void
on_toast_button_cb (AdwToast *toast, Said *said)
{
  decide (said, said->undo);
}

static void
go_on (AnshinWindow *self)
{
  AnshinWindowNext next = self->next;

  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->next = NULL;
  next (self);
}

static gboolean
on_settle_timeout_cb (gpointer data)
{
  AnshinWindow *self = ANSHIN_WINDOW (data);

  self->settle_id = 0;
  go_on (self);
  return G_SOURCE_REMOVE;
}

static void
on_settled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AnshinWindow) self = data;

  /* It may have taken too long, and the next thing is done. */
  if (anshin_client_settle_finish (ANSHIN_CLIENT (source), result) && self->settle_id != 0)
    go_on (self);
}

/* Returns: as many characters as find room in a line of @width */
static int
count_characters (GtkWidget *label, int width)
{
  PangoContext *context = gtk_widget_get_pango_context (label);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int character = MAX (pango_font_metrics_get_approximate_char_width (metrics),
                       pango_font_metrics_get_approximate_digit_width (metrics));

  pango_font_metrics_unref (metrics);
  return CLAMP (width * PANGO_SCALE / MAX (character, 1), NARROWEST_LINE, WIDEST_LINE);
}

/* A toast takes the height that its text has where it is as wide as it likes (libadwaita 1.2), so
 * it is told beforehand how wide it can be. Returns: (transfer full): one that says all of @text */
static AdwToast *
create_toast (AnshinWindow *self, const char *text, const char *button)
{
  AdwToast *toast = adw_toast_new ("");
  GtkWidget *label = gtk_label_new (text);
  int room = gtk_widget_get_width (GTK_WIDGET (self->toast_overlay)) - FRAME_WIDTH;

  gtk_widget_add_css_class (label, "heading");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (
    GTK_LABEL (label), count_characters (label, button != NULL ? room - BUTTON_WIDTH : room));
  adw_toast_set_custom_title (toast, label);
  if (button != NULL)
    adw_toast_set_button_label (toast, button);
  return toast;
}

/* Whatever stays until it is answered does not keep back what is said meanwhile. */
static gboolean
any_stays (AnshinWindow *self)
{
  for (guint i = 0; i < self->said->len; i++)
    {
      Said *said = g_ptr_array_index (self->said, i);

      if (adw_toast_get_timeout (said->toast) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What stays until it is answered has room above where one writes, so that it covers nothing that
 * was said last. What goes by itself has none: all of it would move while somebody points at it. */
static void
make_room (AnshinWindow *self, GtkWidget *foot, int height)
{
  if (self->lowered != NULL && self->lowered != foot)
    gtk_widget_set_margin_top (self->lowered, 0);
  g_set_weak_pointer (&self->lowered, foot);
  if (foot != NULL && gtk_widget_get_margin_top (foot) != height)
    gtk_widget_set_margin_top (foot, height);
}

/* Where one writes at the foot of the page, what is said stands above that, as high as it and the
 * bars below it are at the moment. */
void
anshin_window_place_toasts (AnshinWindow *self)
{
  GtkWidget *overlay = GTK_WIDGET (self->toast_overlay);
  GtkWidget *content = adw_toast_overlay_get_child (self->toast_overlay);
  AnshinPage *page = anshin_window_get_page (self);
  GtkWidget *foot = page != NULL ? anshin_page_get_foot (page) : NULL;
  graphene_rect_t bounds;
  int room = 0;
  int highest = 0;

  if (foot != NULL && gtk_widget_get_mapped (foot)
      && gtk_widget_compute_bounds (foot, overlay, &bounds))
    room = MAX (gtk_widget_get_height (overlay) - (int) graphene_rect_get_y (&bounds), 0);
  for (GtkWidget *toast = gtk_widget_get_first_child (overlay); toast != NULL;
       toast = gtk_widget_get_next_sibling (toast))
    {
      int height = 0;

      if (toast == content)
        continue;
      if (gtk_widget_get_margin_bottom (toast) != room)
        gtk_widget_set_margin_bottom (toast, room);
      gtk_widget_measure (toast, GTK_ORIENTATION_VERTICAL, -1, NULL, &height, NULL, NULL);
      highest = MAX (highest, height - room);
    }
  make_room (self, foot,
             any_stays (self) ? MIN (highest, gtk_widget_get_height (overlay) / 3) : 0);
}

static void
add_toast (AnshinWindow *self, AdwToast *toast)
{
  gboolean animated = hold_animations ();

  if (adw_toast_get_timeout (toast) > 0 && any_stays (self))
    adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (self->toast_overlay, toast);
  release_animations (animated);
  anshin_window_place_toasts (self);
}

static void
say (AnshinWindow *self, const char *text, const char *button, guint seconds,
     AnshinWindowFunc take, AnshinWindowFunc done, AnshinWindowFunc put_off, gpointer data)
{
  Said *said = NULL;

  if (self == NULL)
    {
      if (put_off != NULL)
        put_off (data);
      return;
    }
  said = g_new0 (Said, 1);
  said->window = self;
  said->toast = create_toast (self, text, button);
  said->undo = take;
  said->done = done;
  said->put_off = put_off;
  said->data = data;
  g_object_add_weak_pointer (G_OBJECT (self), (gpointer *) &said->window);
  g_ptr_array_add (self->said, said);
  adw_toast_set_timeout (said->toast, seconds);
  g_signal_connect (said->toast, "button-clicked", G_CALLBACK (on_toast_button_cb), said);
  g_signal_connect (said->toast, "dismissed", G_CALLBACK (on_toast_goes_cb), said);
  g_signal_connect_after (said->toast, "dismissed", G_CALLBACK (on_toast_went_cb), said);
  g_object_weak_ref (G_OBJECT (said->toast), on_toast_gone_cb, said);
  add_toast (self, said->toast);
}

void
anshin_window_toast (AnshinWindow *self, const char *text)
{
  say (self, text, NULL,
       g_utf8_strlen (text, -1) > SHORT_TEXT ? TOAST_SECONDS : SHORT_TOAST_SECONDS, NULL, NULL,
       NULL, NULL);
}

void
anshin_window_toast_error (AnshinWindow *self, const GError *error)
{
  g_autofree char *words = anshin_error_words_dup (error);

  anshin_window_toast (self, words);
}

/**
 * anshin_window_toast_undo:
 * @self: the window
 * @text: what was done
 * @undo: called if the person takes it back
 * @done: called once it can't be taken back any more
 * @data: for both
 *
 * Exactly one of the two is called, @done also when the window is closed, locked or signed out.
 */
void
anshin_window_toast_undo (AnshinWindow *self, const char *text, AnshinWindowFunc undo,
                          AnshinWindowFunc done, gpointer data)
{
  say (self, text, _("_Undo"), TOAST_SECONDS, undo, done, done, data);
}

/**
 * anshin_window_toast_offer:
 * @self: the window
 * @text: what has happened
 * @button: (nullable): what can be done about it; nothing, but to put it away, if %NULL
 * @take: called if the person does so
 * @leave: called if the person does not want that
 * @put_off: called if nobody has answered when the content goes out of sight
 * @data: for all of them
 *
 * Exactly one of them is called. It stays until it is answered: nobody may be looking.
 */
void
anshin_window_toast_offer (AnshinWindow *self, const char *text, const char *button,
                           AnshinWindowFunc take, AnshinWindowFunc leave,
                           AnshinWindowFunc put_off, gpointer data)
{
  say (self, text, button, 0, take, leave, put_off, data);
}

/**
 * anshin_window_hush:
 * @self: the window
 *
 * Nothing is said beside content that isn't there any more: what can still be taken back is done,
 * and what stays until it is answered comes back with the content.
 */
void
anshin_window_hush (AnshinWindow *self)
{
  g_autoptr (GPtrArray) toasts = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->said->len; i++)
    {
      Said *said = g_ptr_array_index (self->said, i);

      g_ptr_array_add (toasts, g_object_ref (said->toast));
      decide (said, said->put_off);
    }
  for (guint i = 0; i < toasts->len; i++)
    adw_toast_dismiss (g_ptr_array_index (toasts, i));
}

/**
 * anshin_window_commit:
 * @self: the window
 *
 * What can still be taken back is done now, messages that are held too: nobody will be there to
 * take it back.
 */
void
anshin_window_commit (AnshinWindow *self)
{
  anshin_window_hush (self);
  if (self->client != NULL)
    anshin_client_release (self->client);
}

/**
 * anshin_window_settle:
 * @self: the window
 * @next: what the person is about to do: to close the window, to sign out
 *
 * Does what could still be taken back, sends what is held, and calls @next once the service has
 * answered, which it usually does before one could see that it is waited for; after a few seconds
 * in any case. Nothing happens if that is waited for already.
 */
void
anshin_window_settle (AnshinWindow *self, AnshinWindowNext next)
{
  if (self->settle_id != 0)
    return;
  anshin_window_commit (self);
  if (self->client == NULL || !anshin_client_is_busy (self->client))
    {
      next (self);
      return;
    }
  self->next = next;
  self->settle_id = g_timeout_add_seconds (SETTLE_SECONDS, on_settle_timeout_cb, self);
  anshin_client_settle_async (self->client, on_settled_cb, g_object_ref (self));
}
