/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "anshin-composer.h"
#include "anshin-field-error.h"
#include "anshin-main-view.h"
#include "anshin-pages.h"
#include "anshin-style.h"
#include "anshin-timeline-view.h"
#include "anshin-window-private.h"
#include "client-fixture.h"
#include "fake-service.h"

/* The window against a service in memory: what is seen, locked away, and kept. */

#define CANARY "canary-5f21-血圧"

typedef struct
{
  FakeService *service;
  AnshinWindow *window;
} Fixture;

static gboolean
says (GtkWidget *widget, const char *text)
{
  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text) != NULL)
    return TRUE;
  if (GTK_IS_TEXT_VIEW (widget))
    {
      g_autofree char *typed = NULL;

      g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (widget)), "text", &typed, NULL);
      if (strstr (typed, text) != NULL)
        return TRUE;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static gpointer
find_child (GtkWidget *widget, GType type)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find_child (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
get_root (Fixture *fixture)
{
  return GTK_WIDGET (fixture->window);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->service = fake_service_new ();
  fake_service_add (fixture->service, "b@example.jp", CANARY, NULL, NULL);
  fixture->window = ANSHIN_WINDOW (anshin_window_new (NULL));
  g_assert_true (anshin_window_use_service (fixture->window, fixture->service->uri, &error));
  g_assert_no_error (error);
  gtk_window_present (GTK_WINDOW (fixture->window));
  enrol_and_wait (anshin_window_get_client (fixture->window), "a@example.jp", "right",
                  "AAAAA-BBBBB-CCCCC-DDDDD", &error);
  g_assert_no_error (error);
  wait_until (anshin_live_list_get_loaded (
    anshin_client_get_groups (anshin_window_get_client (fixture->window))));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  turn_for (50);
  fake_service_free (fixture->service);
  turn_for (50);
}

static void
open_chat (Fixture *fixture)
{
  g_assert_true (anshin_window_show_item (fixture->window, "groups", "group-1"));
  wait_until (says (get_root (fixture), CANARY));
}

static void
test_addresses (void)
{
  AnshinWindow *window = ANSHIN_WINDOW (anshin_window_new (NULL));
  static const char *const bad[]
    = { "", "http://anshin.example.jp", "ftp://127.0.0.1", "file:///etc/passwd", "nonsense" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (anshin_window_use_service (window, bad[i], &error));
      g_assert_nonnull (error);
    }
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_open_group (Fixture *fixture, gconstpointer data)
{
  g_assert_null (anshin_window_get_page (fixture->window));
  open_chat (fixture);
  g_assert_nonnull (anshin_window_get_page (fixture->window));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "Anshin Net");
  g_assert_false (anshin_window_show_item (fixture->window, "groups", "no-such-group"));
}

/* SESS-02: behind the lock no content is in the widget tree; what was typed comes back. */
static void
test_lock (Fixture *fixture, gconstpointer data)
{
  AnshinClient *client = anshin_window_get_client (fixture->window);
  GtkTextView *text_view = NULL;
  g_autoptr (GError) error = NULL;

  open_chat (fixture);
  text_view = find_child (get_root (fixture), GTK_TYPE_TEXT_VIEW);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (text_view), "typed-7788", -1);
  g_assert_true (says (get_root (fixture), "typed-7788"));

  gtk_widget_activate_action (get_root (fixture), "win.lock", NULL);
  wait_until (anshin_client_get_state (client) == ANSHIN_CLIENT_LOCKED);
  g_assert_false (says (get_root (fixture), CANARY));
  g_assert_false (says (get_root (fixture), "typed-7788"));
  g_assert_null (find_child (get_root (fixture), ANSHIN_TYPE_MAIN_VIEW));

  g_assert_false (unlock_and_wait (client, "wrong", &error));
  g_assert_null (find_child (get_root (fixture), ANSHIN_TYPE_MAIN_VIEW));
  g_clear_error (&error);
  g_assert_true (unlock_and_wait (client, "right", &error));
  wait_until (says (get_root (fixture), CANARY));
  g_assert_true (says (get_root (fixture), "typed-7788"));
}

/* Whoever stands there may be somebody else by now. */
static void
test_session_ends (Fixture *fixture, gconstpointer data)
{
  AnshinClient *client = anshin_window_get_client (fixture->window);

  open_chat (fixture);
  fixture->service->sessions_ended = TRUE;
  anshin_live_list_reload (anshin_client_get_groups (client));
  wait_until (anshin_client_get_state (client) == ANSHIN_CLIENT_EXPIRED);
  g_assert_true (says (get_root (fixture), "You have been signed out"));
  g_assert_false (says (get_root (fixture), CANARY));
  g_assert_null (find_child (get_root (fixture), ANSHIN_TYPE_MAIN_VIEW));
}

static void
test_sign_out (Fixture *fixture, gconstpointer data)
{
  open_chat (fixture);
  sign_out_and_wait (anshin_window_get_client (fixture->window));
  wait_until (find_child (get_root (fixture), ANSHIN_TYPE_MAIN_VIEW) == NULL);
  g_assert_false (says (get_root (fixture), CANARY));
}

static void
test_reconnecting (Fixture *fixture, gconstpointer data)
{
  AnshinClient *client = anshin_window_get_client (fixture->window);

  open_chat (fixture);
  fixture->service->closed = TRUE;
  fake_service_cut_streams (fixture->service);
  wait_until (anshin_client_get_state (client) == ANSHIN_CLIENT_RECONNECTING);
  g_assert_true (says (get_root (fixture), "Reconnecting"));
  g_assert_true (says (get_root (fixture), CANARY));
  fixture->service->closed = FALSE;
  gtk_widget_activate_action (get_root (fixture), "win.retry", NULL);
  wait_until (anshin_client_get_state (client) == ANSHIN_CLIENT_ONLINE);
}

/* The toast is there and covers nothing of where one writes. */
static gboolean
is_toast_above (Fixture *fixture)
{
  GtkWidget *overlay = find_child (get_root (fixture), ADW_TYPE_TOAST_OVERLAY);
  GtkWidget *composer = find_child (get_root (fixture), ANSHIN_TYPE_COMPOSER);
  GtkWidget *toast = gtk_widget_get_last_child (overlay);
  graphene_rect_t said;
  graphene_rect_t field;

  return toast != adw_toast_overlay_get_child (ADW_TOAST_OVERLAY (overlay))
         && gtk_widget_compute_bounds (toast, overlay, &said)
         && gtk_widget_compute_bounds (composer, overlay, &field) && said.size.height > 0
         && said.origin.y + said.size.height <= field.origin.y;
}

/* Also where the field has grown and a bar has come below it meanwhile. */
static void
test_toast_above (Fixture *fixture, gconstpointer data)
{
  AnshinClient *client = anshin_window_get_client (fixture->window);
  GtkTextView *text_view = NULL;

  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 360, 600);
  open_chat (fixture);
  anshin_window_toast (fixture->window, "The message has been deleted meanwhile.");
  wait_until (is_toast_above (fixture));
  text_view = find_child (get_root (fixture), GTK_TYPE_TEXT_VIEW);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (text_view), "1\n2\n3\n4\n5", -1);
  fixture->service->closed = TRUE;
  fake_service_cut_streams (fixture->service);
  wait_until (anshin_client_get_state (client) == ANSHIN_CLIENT_RECONNECTING);
  turn_for (400);
  g_assert_true (says (get_root (fixture), "Reconnecting"));
  g_assert_true (is_toast_above (fixture));
  fixture->service->closed = FALSE;
}

typedef struct
{
  guint taken;
  guint left;
  guint put_off;
} Answers;

static void
on_taken_cb (gpointer data)
{
  ((Answers *) data)->taken++;
}

static void
on_left_cb (gpointer data)
{
  ((Answers *) data)->left++;
}

static void
on_put_off_cb (gpointer data)
{
  ((Answers *) data)->put_off++;
}

/* What is there to be answered covers nothing of what was said last. */
static gboolean
is_toast_below (Fixture *fixture)
{
  GtkWidget *overlay = find_child (get_root (fixture), ADW_TYPE_TOAST_OVERLAY);
  GtkWidget *timeline = find_child (get_root (fixture), ANSHIN_TYPE_TIMELINE_VIEW);
  graphene_rect_t said;
  graphene_rect_t read;

  return gtk_widget_compute_bounds (gtk_widget_get_last_child (overlay), overlay, &said)
         && gtk_widget_compute_bounds (timeline, overlay, &read)
         && read.origin.y + read.size.height <= said.origin.y;
}

/* An offer keeps nothing back that is said meanwhile, and goes unanswered behind the lock. */
static void
test_offer (Fixture *fixture, gconstpointer data)
{
  AnshinClient *client = anshin_window_get_client (fixture->window);
  Answers answers = { 0 };

  open_chat (fixture);
  anshin_window_toast_offer (fixture->window, "An offer", "_Copy it", on_taken_cb, on_left_cb,
                             on_put_off_cb, &answers);
  wait_until (says (get_root (fixture), "An offer"));
  wait_until (is_toast_above (fixture) && is_toast_below (fixture));
  anshin_window_toast (fixture->window, "Something that has gone wrong meanwhile");
  wait_until (says (get_root (fixture), "Something that has gone wrong meanwhile"));
  g_assert_cmpuint (answers.taken + answers.left + answers.put_off, ==, 0);
  gtk_widget_activate_action (get_root (fixture), "win.lock", NULL);
  wait_until (anshin_client_get_state (client) == ANSHIN_CLIENT_LOCKED);
  g_assert_cmpuint (answers.put_off, ==, 1);
  g_assert_cmpuint (answers.taken + answers.left, ==, 0);
}

/* What could be taken back is done when the session ends, and nobody is asked about it then. */
static void
test_hush (Fixture *fixture, gconstpointer data)
{
  AnshinClient *client = anshin_window_get_client (fixture->window);
  Answers answers = { 0 };

  open_chat (fixture);
  anshin_window_toast_undo (fixture->window, "Something done", on_taken_cb, on_left_cb, &answers);
  wait_until (says (get_root (fixture), "Something done"));
  fixture->service->sessions_ended = TRUE;
  anshin_live_list_reload (anshin_client_get_groups (client));
  wait_until (anshin_client_get_state (client) == ANSHIN_CLIENT_EXPIRED);
  g_assert_cmpuint (answers.left, ==, 1);
  g_assert_cmpuint (answers.taken, ==, 0);
}

/* What is said goes whenever it has to, also while it comes up, and one after another. */
static void
test_hush_at_once (Fixture *fixture, gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  gboolean animated = FALSE;

  open_chat (fixture);
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  for (guint after = 0; after < 360; after += 60)
    {
      for (guint i = 0; i < 3; i++)
        anshin_window_toast (fixture->window, "Something said");
      turn_for (after);
      anshin_window_hush (fixture->window);
      turn_for (400);
      g_assert_false (says (get_root (fixture), "Something said"));
    }
  g_object_get (settings, "gtk-enable-animations", &animated, NULL);
  g_assert_true (animated);
}

static void
test_actions (Fixture *fixture, gconstpointer data)
{
  open_chat (fixture);
  gtk_widget_activate_action (get_root (fixture), "win.add", NULL);
  g_assert_true (says (get_root (fixture), "New group or conversation"));
  gtk_widget_activate_action (get_root (fixture), "win.back", NULL);
  turn_for (50);
  g_assert_nonnull (anshin_window_get_page (fixture->window));
  gtk_widget_activate_action (get_root (fixture), "win.section", "i", 0);
  gtk_widget_activate_action (get_root (fixture), "win.switch-pane", NULL);
  gtk_widget_activate_action (get_root (fixture), "win.search", NULL);
}

/* The key goes down, again if it is down already as a held key does, or comes up. */
static void
move_key (GtkWidget *widget, const char *signal_name, guint keyval, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);
      gboolean handled = FALSE;

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE)
        g_signal_emit_by_name (controller, signal_name, keyval, 36, state, &handled);
    }
}

/* The Return that decides an input method's text must never send a message, nor must it while it
 * is held down; the next one does. */
static void
test_input_method (Fixture *fixture, gconstpointer data)
{
  GtkWidget *text_view = NULL;

  open_chat (fixture);
  text_view = find_child (get_root (fixture), GTK_TYPE_TEXT_VIEW);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text_view)), "宝塚", -1);

  g_signal_emit_by_name (text_view, "preedit-changed", "し");
  move_key (text_view, "key-pressed", GDK_KEY_Return, GDK_CONTROL_MASK);
  g_signal_emit_by_name (text_view, "preedit-changed", "");
  move_key (text_view, "key-pressed", GDK_KEY_Return, GDK_CONTROL_MASK);
  turn_for (50);
  g_assert_cmpuint (fixture->service->posts, ==, 0);

  move_key (text_view, "key-released", GDK_KEY_Return, GDK_CONTROL_MASK);
  move_key (text_view, "key-pressed", GDK_KEY_Return, 0);
  move_key (text_view, "key-released", GDK_KEY_Return, 0);
  turn_for (50);
  g_assert_cmpuint (fixture->service->posts, ==, 0);
  move_key (text_view, "key-pressed", GDK_KEY_Return, GDK_CONTROL_MASK);
  wait_until (fixture->service->posts == 1);
}

/* What is written names one more than a message can: that is said, and it stays. */
static void
test_too_many_names (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AnshinPost) post = anshin_post_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  AnshinTimeline *timeline = NULL;
  GtkWidget *text_view = NULL;

  open_chat (fixture);
  timeline = anshin_client_get_timeline (anshin_window_get_client (fixture->window), "group-1");
  text_view = find_child (get_root (fixture), GTK_TYPE_TEXT_VIEW);
  post->mentions = g_ptr_array_new_with_free_func (g_object_unref);
  for (int i = 0; i <= ANSHIN_MAX_MENTIONS; i++)
    {
      AnshinMention *mention = anshin_mention_new ();

      mention->kind = ANSHIN_MENTION_PERSON;
      mention->id = g_strdup_printf ("user-%02d", i);
      mention->name = g_strdup_printf ("氏名%02d", i);
      g_string_append_printf (text, "@%s ", mention->name);
      g_ptr_array_add (post->mentions, mention);
    }
  anshin_timeline_set_draft_post (timeline, post);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text_view)), text->str, -1);
  move_key (text_view, "key-pressed", GDK_KEY_Return, GDK_CONTROL_MASK);
  move_key (text_view, "key-released", GDK_KEY_Return, GDK_CONTROL_MASK);
  wait_until (says (get_root (fixture), "A message names twenty at most."));
  g_assert_true (says (get_root (fixture), text->str));
  g_assert_cmpuint (fixture->service->posts, ==, 0);

  g_string_truncate (text, text->len - strlen ("@氏名20 "));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (text_view)), text->str, -1);
  move_key (text_view, "key-pressed", GDK_KEY_Return, GDK_CONTROL_MASK);
  wait_until (fixture->service->posts == 1);
}

/* TRM-06: the terminal may have been lost. */
static void
test_suspended (Fixture *fixture, gconstpointer data)
{
  open_chat (fixture);
  fake_service_say (fixture->service, "{\"ended\":\"suspended\"}");
  wait_until (find_child (get_root (fixture), ANSHIN_TYPE_MAIN_VIEW) == NULL);
  g_assert_false (says (get_root (fixture), CANARY));
  g_assert_null (anshin_client_get_user (anshin_window_get_client (fixture->window)));
}

/* An answer that comes behind the lock finds the window; one whose page was left finds none, and
 * does no harm. */
static void
test_late_answers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (AnshinPage) page = NULL;
  g_autoptr (GError) error = NULL;

  open_chat (fixture);
  page = g_object_ref (anshin_window_get_page (fixture->window));
  anshin_client_lock (anshin_window_get_client (fixture->window));
  g_assert_null (gtk_widget_get_root (GTK_WIDGET (page)));
  g_assert_true (anshin_window_get_for (page) == fixture->window);
  anshin_window_close_page (anshin_window_get_for (page), page);
  g_assert_true (unlock_and_wait (anshin_window_get_client (fixture->window), "right", &error));
  g_assert_null (anshin_window_get_page (fixture->window));

  g_assert_null (anshin_window_get_for (page));
  anshin_window_toast (NULL, "late");
  anshin_window_close_page (NULL, page);
  g_assert_false (anshin_window_show_item (NULL, "groups", "group-1"));
}

/* What is typed is not thrown away without a question. */
static void
test_close_with_draft (Fixture *fixture, gconstpointer data)
{
  AnshinTimeline *timeline = NULL;
  guint n_windows = g_list_model_get_n_items (gtk_window_get_toplevels ());

  open_chat (fixture);
  timeline = anshin_client_get_timeline (anshin_window_get_client (fixture->window), "group-1");
  anshin_timeline_set_draft (timeline, "書きかけ");
  gtk_window_close (GTK_WINDOW (fixture->window));
  turn_for (50);
  g_assert_true (gtk_widget_get_visible (get_root (fixture)));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_window_get_toplevels ()), >, n_windows);
  g_assert_cmpstr (anshin_timeline_get_draft (timeline), ==, "書きかけ");
}

static void
test_field_error (void)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *rows[] = { adw_entry_row_new (), adw_entry_row_new () };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), rows[i]);
  adw_window_set_content (ADW_WINDOW (window), group);

  anshin_field_error_set (rows[0], "first");
  anshin_field_error_set (rows[0], "second");
  g_assert_false (says (group, "first"));
  g_assert_true (says (group, "second"));
  g_assert_true (gtk_widget_has_css_class (rows[0], "error"));
  g_assert_true (gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (rows[0])) == rows[1]);
  anshin_field_error_clear (rows[1]);
  anshin_field_error_clear (rows[0]);
  g_assert_false (says (group, "second"));
  g_assert_false (gtk_widget_has_css_class (rows[0], "error"));
  gtk_window_destroy (GTK_WINDOW (window));
}

static GtkLabel *
find_label (GtkWidget *widget, const char *text)
{
  GtkLabel *found = NULL;

  if (GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_label (GTK_LABEL (widget)), text))
    return GTK_LABEL (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

/* At 360 px a title beside a button is read whole, on one line where there is room for it. */
static void
test_titles (void)
{
  static const struct
  {
    const char *title;
    const char *button;
    int lines;
  } rows[] = {
    { "New group", NULL, 1 },
    { "What the message said before", NULL, 2 },
    { "End of the care", "End the care…", 2 },
  };
  AnshinSection *section = g_object_ref_sink (g_object_new (ANSHIN_TYPE_SECTION, NULL));
  GtkWidget *pages = anshin_pages_new (section);
  GtkWidget *window = adw_window_new ();

  adw_window_set_content (ADW_WINDOW (window), pages);
  anshin_pages_set_collapsed (ANSHIN_PAGES (pages), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 400);
  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      AnshinPage *page = g_object_new (ANSHIN_TYPE_PAGE, "title", rows[i].title, NULL);
      GtkLabel *label = NULL;

      if (rows[i].button != NULL)
        anshin_page_set_header_end (page, gtk_button_new_with_label (rows[i].button));
      anshin_pages_push (ANSHIN_PAGES (pages), page, TRUE);
      label = find_label (pages, rows[i].title);
      wait_until (gtk_widget_get_mapped (GTK_WIDGET (label))
                  && gtk_widget_get_width (GTK_WIDGET (label)) > 0);
      g_assert_cmpint (gtk_widget_get_width (window), <=, 360);
      g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (label)));
      g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (label)), ==,
                       rows[i].lines);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_unref (section);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  anshin_style_load (gdk_display_get_default ());

  g_test_add_func ("/window/field-error", test_field_error);
  g_test_add_func ("/window/titles", test_titles);
  g_test_add_func ("/window/addresses", test_addresses);
  g_test_add ("/window/open-group", Fixture, NULL, set_up, test_open_group, tear_down);
  g_test_add ("/window/lock", Fixture, NULL, set_up, test_lock, tear_down);
  g_test_add ("/window/session-ends", Fixture, NULL, set_up, test_session_ends, tear_down);
  g_test_add ("/window/sign-out", Fixture, NULL, set_up, test_sign_out, tear_down);
  g_test_add ("/window/reconnecting", Fixture, NULL, set_up, test_reconnecting, tear_down);
  g_test_add ("/window/toast-above", Fixture, NULL, set_up, test_toast_above, tear_down);
  g_test_add ("/window/offer", Fixture, NULL, set_up, test_offer, tear_down);
  g_test_add ("/window/hush", Fixture, NULL, set_up, test_hush, tear_down);
  g_test_add ("/window/hush-at-once", Fixture, NULL, set_up, test_hush_at_once, tear_down);
  g_test_add ("/window/too-many-names", Fixture, NULL, set_up, test_too_many_names, tear_down);
  g_test_add ("/window/actions", Fixture, NULL, set_up, test_actions, tear_down);
  g_test_add ("/window/input-method", Fixture, NULL, set_up, test_input_method, tear_down);
  g_test_add ("/window/suspended", Fixture, NULL, set_up, test_suspended, tear_down);
  g_test_add ("/window/late-answers", Fixture, NULL, set_up, test_late_answers, tear_down);
  g_test_add ("/window/close-with-draft", Fixture, NULL, set_up, test_close_with_draft, tear_down);
  return g_test_run ();
}
