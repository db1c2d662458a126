/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>
#include <time.h>

#include "anshin-chat-row.h"
#include "anshin-composer.h"
#include "anshin-style.h"
#include "anshin-message-text.h"
#include "anshin-timeline-view.h"
#include "anshin-two-pane.h"
#include "client-fixture.h"
#include "fake-service.h"

/* Widgets on a real screen: the two panes, and a group's timeline against a service in memory. */

typedef struct
{
  FakeService *service;
  AnshinClient *client;
  AnshinTimeline *timeline;
  GtkWidget *window;
  AnshinTimelineView *view;
  AnshinComposer *composer;
} Chat;

static gpointer
find_child (GtkWidget *widget, GType type, const char *css_class)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type)
      && (css_class == NULL || gtk_widget_has_css_class (widget, css_class)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find_child (child, type, css_class);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
count_children (GtkWidget *widget, GType type)
{
  guint n = G_TYPE_CHECK_INSTANCE_TYPE (widget, type) ? 1 : 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_children (child, type);
  return n;
}

static gboolean
is_seen (GtkWidget *widget)
{
  return gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) > 0;
}

static GtkAdjustment *
get_adjustment (Chat *chat)
{
  GtkWidget *scrolled = find_child (GTK_WIDGET (chat->view), GTK_TYPE_SCROLLED_WINDOW, NULL);

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
}

static double
get_below (Chat *chat)
{
  GtkAdjustment *adjustment = get_adjustment (chat);

  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment)
         - gtk_adjustment_get_value (adjustment);
}

static gboolean
is_shown (Chat *chat)
{
  GtkWidget *list = find_child (GTK_WIDGET (chat->view), GTK_TYPE_LIST_VIEW, NULL);

  return list != NULL && gtk_widget_get_mapped (list) && gtk_widget_get_opacity (list) == 1.0;
}

static void
add_messages (Chat *chat, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *text
        = g_strdup_printf ("%u 本日の訪問。血圧128/76、体温36.4度。食事は半分ほど召し上がった。",
                           chat->service->entries->len + 1);

      fake_service_add (chat->service, "b@example.jp", text, NULL, NULL);
    }
}

/* Somebody has read all of it, elsewhere: a timeline opens at the first that is new. */
static void
read_all (Chat *chat)
{
  AnshinGroup *group = anshin_live_list_find (anshin_client_get_groups (chat->client), "group-1");

  wait_until (group->last_seq >= chat->service->entries->len);
  group->read_seq = group->last_seq;
  group->unread = 0;
}

static void
set_up_client (Chat *chat, guint n_messages)
{
  g_autoptr (GError) error = NULL;

  chat->service = fake_service_new ();
  chat->client = anshin_client_new (chat->service->uri, &error);
  g_assert_no_error (error);
  enrol_and_wait (chat->client, "a@example.jp", "right", "AAAAA-BBBBB-CCCCC-DDDDD", &error);
  g_assert_no_error (error);
  wait_until (anshin_live_list_get_loaded (anshin_client_get_groups (chat->client)));
  wait_until (chat->service->sockets->len == 1);
  add_messages (chat, n_messages);
  read_all (chat);
}

static void
show_chat (Chat *chat)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  chat->timeline = anshin_client_get_timeline (chat->client, "group-1");
  chat->view = g_object_new (ANSHIN_TYPE_TIMELINE_VIEW, "vexpand", TRUE, NULL);
  chat->composer = g_object_new (ANSHIN_TYPE_COMPOSER, NULL);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (chat->view));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (chat->composer));
  chat->window = adw_window_new ();
  adw_window_set_content (ADW_WINDOW (chat->window), box);
  gtk_window_set_default_size (GTK_WINDOW (chat->window), 640, 600);
  anshin_timeline_view_set_timeline (chat->view, chat->timeline);
  anshin_composer_set_timeline (chat->composer, chat->timeline);
  gtk_window_present (GTK_WINDOW (chat->window));
}

static void
set_up (Chat *chat, gconstpointer data)
{
  set_up_client (chat, GPOINTER_TO_UINT (data));
  show_chat (chat);
  if (GPOINTER_TO_UINT (data) > 0)
    wait_until (is_shown (chat));
}

static void
tear_down (Chat *chat, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (chat->window));
  turn_for (50);
  g_object_unref (chat->client);
  fake_service_free (chat->service);
  turn_for (50);
}

static GtkTextView *
get_text_view (Chat *chat)
{
  return find_child (GTK_WIDGET (chat->composer), GTK_TYPE_TEXT_VIEW, NULL);
}

static void
type_text (Chat *chat, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (get_text_view (chat)), text, -1);
}

static GtkWidget *
get_send_button (Chat *chat)
{
  return find_child (GTK_WIDGET (chat->composer), GTK_TYPE_BUTTON, "send");
}

static void
test_two_pane (void)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *pane = anshin_two_pane_new ();
  GtkWidget *sidebar = gtk_button_new_with_label ("list");
  GtkWidget *content = gtk_button_new_with_label ("page");

  anshin_two_pane_set_sidebar (ANSHIN_TWO_PANE (pane), sidebar);
  anshin_two_pane_set_content (ANSHIN_TWO_PANE (pane), content);
  adw_window_set_content (ADW_WINDOW (window), pane);
  gtk_window_set_default_size (GTK_WINDOW (window), 900, 400);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (is_seen (sidebar) && is_seen (content));
  g_assert_false (anshin_two_pane_get_collapsed (ANSHIN_TWO_PANE (pane)));
  g_assert_cmpint (gtk_widget_get_width (sidebar), >=, 280);
  g_assert_cmpint (gtk_widget_get_width (sidebar), <=, 420);

  gtk_widget_grab_focus (sidebar);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 400);
  wait_until (anshin_two_pane_get_collapsed (ANSHIN_TWO_PANE (pane)) && !is_seen (content));
  g_assert_true (is_seen (sidebar));

  /* The focus goes along with what is shown, and comes back to where it was. */
  anshin_two_pane_set_show_content (ANSHIN_TWO_PANE (pane), TRUE);
  wait_until (is_seen (content) && !is_seen (sidebar));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == content);
  anshin_two_pane_set_show_content (ANSHIN_TWO_PANE (pane), FALSE);
  wait_until (is_seen (sidebar) && !is_seen (content));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == sidebar);

  gtk_window_set_default_size (GTK_WINDOW (window), 900, 400);
  wait_until (is_seen (sidebar) && is_seen (content));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* Fonts are loaded once for the whole program, long before a group is opened. */
static void
load_fonts (void)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *label = gtk_label_new ("0123456789 本日の訪問。血圧、体温。食事は半分 看 Nurse: →");

  adw_window_set_content (ADW_WINDOW (window), label);
  gtk_window_present (GTK_WINDOW (window));
  wait_until (is_seen (label));
  turn_for (200);
  gtk_window_destroy (GTK_WINDOW (window));
}

/* The last page is there at once, and the timeline stands at its end. */
static void
test_opening (Chat *chat, gconstpointer data)
{
  gint64 started_at = 0;
  gint64 took = 0;
  clock_t spent = 0;

  load_fonts ();
  set_up_client (chat, 200);
  started_at = g_get_monotonic_time ();
  spent = clock ();
  show_chat (chat);
  wait_until (is_shown (chat));
  took = (g_get_monotonic_time () - started_at) / 1000;
  g_test_message ("%u items shown within %" G_GINT64_FORMAT " ms, %ld ms of computing",
                  count (chat->timeline), took, (clock () - spent) * 1000 / CLOCKS_PER_SEC);
  wait_until (get_below (chat) < 2);
  g_assert_cmpuint (count_children (GTK_WIDGET (chat->view), ANSHIN_TYPE_CHAT_ROW), >, 5);
  g_assert_cmpuint (count_children (GTK_WIDGET (chat->view), ANSHIN_TYPE_CHAT_ROW), <=, 60);
}

static void
test_stays_at_end (Chat *chat, gconstpointer data)
{
  guint before = count (chat->timeline);

  for (guint i = 0; i < 3; i++)
    {
      add_messages (chat, 1);
      wait_until (count (chat->timeline) == before + i + 1);
      wait_until (get_below (chat) < 2);
    }
}

static void
test_stays_while_reading_above (Chat *chat, gconstpointer data)
{
  GtkAdjustment *adjustment = get_adjustment (chat);
  guint before = count (chat->timeline);
  GtkWidget *jump = find_child (GTK_WIDGET (chat->view), GTK_TYPE_BUTTON, "to-newest");
  GtkWidget *unread = find_child (GTK_WIDGET (chat->view), GTK_TYPE_BUTTON, "to-unread");
  double value = 0;

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) - 700);
  turn_for (400);
  value = gtk_adjustment_get_value (adjustment);
  add_messages (chat, 2);
  wait_until (count (chat->timeline) >= before + 2);
  turn_for (200);
  g_assert_cmpfloat (get_below (chat), >, 400);
  g_assert_cmpfloat (ABS (gtk_adjustment_get_value (adjustment) - value), <, 60);
  g_assert_true (gtk_widget_get_mapped (jump));
  g_assert_true (gtk_widget_get_mapped (unread));

  g_signal_emit_by_name (jump, "clicked");
  wait_until (get_below (chat) < 2);
}

static void
test_loads_older (Chat *chat, gconstpointer data)
{
  GtkAdjustment *adjustment = get_adjustment (chat);

  for (guint i = 0; i < 100 && !anshin_timeline_get_complete (chat->timeline); i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) - 900);
      turn_for (30);
    }
  wait_until (anshin_timeline_get_complete (chat->timeline));
  g_assert_cmpuint (count (chat->timeline), ==, GPOINTER_TO_UINT (data));
}

static void
test_draft_and_sending (Chat *chat, gconstpointer data)
{
  guint before = count (chat->timeline);

  g_assert_false (gtk_widget_get_sensitive (get_send_button (chat)));
  type_text (chat, "  \n ");
  g_assert_false (gtk_widget_get_sensitive (get_send_button (chat)));
  type_text (chat, "明日の訪問は15時です");
  g_assert_cmpstr (anshin_timeline_get_draft (chat->timeline), ==, "明日の訪問は15時です");
  g_assert_true (gtk_widget_get_sensitive (get_send_button (chat)));

  g_signal_emit_by_name (get_send_button (chat), "clicked");
  wait_until (count (chat->timeline) == before + 1
              && count_delivery (chat->timeline, ANSHIN_DELIVERY_CONFIRMED) == before + 1);
  g_assert_cmpint (
    gtk_text_buffer_get_char_count (gtk_text_view_get_buffer (get_text_view (chat))), ==, 0);
  g_assert_cmpuint (chat->service->posts, ==, 1);
}

static void
test_too_long (Chat *chat, gconstpointer data)
{
  g_autofree char *most = g_strnfill (ANSHIN_MAX_MESSAGE, 'x');
  g_autofree char *over = g_strnfill (ANSHIN_MAX_MESSAGE + 1, 'x');

  type_text (chat, most);
  g_assert_true (gtk_widget_get_sensitive (get_send_button (chat)));
  type_text (chat, over);
  g_assert_false (gtk_widget_get_sensitive (get_send_button (chat)));
  g_assert_cmpstr (anshin_timeline_get_draft (chat->timeline), ==, over);
}

static void
test_refused_is_taken_back (Chat *chat, gconstpointer data)
{
  guint before = count (chat->timeline);

  chat->service->refuse_posts = 1;
  type_text (chat, "届かない投稿");
  g_signal_emit_by_name (get_send_button (chat), "clicked");
  wait_until (count_delivery (chat->timeline, ANSHIN_DELIVERY_REFUSED) == 1);
  gtk_widget_activate_action (GTK_WIDGET (chat->view), "chat.take-back", "u", before);
  wait_until (count (chat->timeline) == before);
  g_assert_cmpstr (anshin_timeline_get_draft (chat->timeline), ==, "届かない投稿");
}

static GtkLabel *
find_label (GtkWidget *widget, const char *start)
{
  if (GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), start))
    return GTK_LABEL (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkLabel *found = find_label (child, start);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
hyphenates (GtkLabel *label)
{
  PangoAttrIterator *iterator = pango_attr_list_get_iterator (gtk_label_get_attributes (label));
  PangoAttribute *attribute = pango_attr_iterator_get (iterator, PANGO_ATTR_INSERT_HYPHENS);
  gboolean hyphens = attribute == NULL || ((PangoAttrInt *) attribute)->value != 0;

  pango_attr_iterator_destroy (iterator);
  return hyphens;
}

/* A number or an address that is copied by eye has no hyphen that is not in it. */
static void
test_no_hyphens (Chat *chat, gconstpointer data)
{
  g_autoptr (GtkLabel) other = g_object_ref_sink (GTK_LABEL (gtk_label_new ("1")));

  wait_until (find_label (GTK_WIDGET (chat->view), "3 本日の訪問。") != NULL);
  g_assert_false (hyphenates (find_label (GTK_WIDGET (chat->view), "3 本日の訪問。")));
  anshin_message_text_set_up (other);
  g_assert_false (hyphenates (other));
}

static void
test_reply (Chat *chat, gconstpointer data)
{
  g_autoptr (AnshinTimelineItem) item = g_list_model_get_item (G_LIST_MODEL (chat->timeline), 0);
  AnshinEntry *entry = anshin_timeline_item_get_entry (item);
  GtkWidget *chip = find_child (GTK_WIDGET (chat->composer), GTK_TYPE_BOX, "reply-chip");

  g_assert_false (gtk_widget_get_visible (chip));
  anshin_composer_reply_to (chat->composer, entry);
  g_assert_true (gtk_widget_get_visible (chip));
  g_assert_true (anshin_timeline_get_draft_reply_to (chat->timeline) == entry);
  type_text (chat, "承知しました");
  g_signal_emit_by_name (get_send_button (chat), "clicked");
  g_assert_false (gtk_widget_get_visible (chip));
}

/* Input methods must not learn from what is typed (SECURITY TRM-03). */
static void
test_private_input (Chat *chat, gconstpointer data)
{
  g_assert_true (gtk_text_view_get_input_hints (get_text_view (chat)) & GTK_INPUT_HINT_PRIVATE);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  anshin_style_load (gdk_display_get_default ());

  g_test_add_func ("/two-pane", test_two_pane);
  g_test_add ("/chat/opening", Chat, GUINT_TO_POINTER (0), NULL, test_opening, tear_down);
  g_test_add ("/chat/stays-at-end", Chat, GUINT_TO_POINTER (60), set_up, test_stays_at_end,
              tear_down);
  g_test_add ("/chat/stays-above", Chat, GUINT_TO_POINTER (60), set_up,
              test_stays_while_reading_above, tear_down);
  g_test_add ("/chat/older", Chat, GUINT_TO_POINTER (300), set_up, test_loads_older, tear_down);
  g_test_add ("/chat/draft", Chat, GUINT_TO_POINTER (3), set_up, test_draft_and_sending,
              tear_down);
  g_test_add ("/chat/too-long", Chat, GUINT_TO_POINTER (3), set_up, test_too_long, tear_down);
  g_test_add ("/chat/refused", Chat, GUINT_TO_POINTER (3), set_up, test_refused_is_taken_back,
              tear_down);
  g_test_add ("/chat/reply", Chat, GUINT_TO_POINTER (3), set_up, test_reply, tear_down);
  g_test_add ("/chat/no-hyphens", Chat, GUINT_TO_POINTER (3), set_up, test_no_hyphens, tear_down);
  g_test_add ("/chat/private-input", Chat, GUINT_TO_POINTER (1), set_up, test_private_input,
              tear_down);
  return g_test_run ();
}
