/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-composer-private.h"

static gboolean
is_return (guint keyval)
{
  return keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter || keyval == GDK_KEY_ISO_Enter;
}

/* Returns: whether an input method takes the key that is being pressed. What it has shown so far
 * doesn't tell: somebody types faster than it answers. */
static gboolean
is_taken_by_input_method (AnshinComposer *self, GtkEventController *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);

  if (event == NULL)
    return self->composing;
  return gtk_text_view_im_context_filter_keypress (self->text_view, event);
}

/* Return that decides what an input method offers must never send, nor must the same key held down
 * a moment longer. The next one sends, if need be as soon as what was decided is there. */
static void
return_was_pressed (AnshinComposer *self, GtkEventController *controller)
{
  gboolean held = self->return_held;

  self->return_held = TRUE;
  if (is_taken_by_input_method (self, controller) || held)
    return;
  if (self->composing)
    self->decided = TRUE;
  else
    anshin_composer_send (self);
}

static gboolean
on_key_pressed_cb (AnshinComposer *self, guint keyval, guint keycode, GdkModifierType state,
                   GtkEventController *controller)
{
  gboolean control = (state & GDK_CONTROL_MASK) != 0;
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;

  self->decided = FALSE;
  if (!self->composing && anshin_mention_list_take_key (self->mention_list, keyval))
    return GDK_EVENT_STOP;
  if (!self->composing && keyval == GDK_KEY_Escape && anshin_composer_cancel (self))
    return GDK_EVENT_STOP;
  /* Of Ctrl and Return held down, Ctrl may be let go first. */
  if (!is_return (keyval)
      || (!control && !self->return_held
          && (shift || !g_settings_get_boolean (self->settings, "return-sends"))))
    return GDK_EVENT_PROPAGATE;
  return_was_pressed (self, controller);
  return GDK_EVENT_STOP;
}

static void
on_preedit_changed_cb (AnshinComposer *self, const char *preedit)
{
  self->composing = *preedit != '\0';
  anshin_composer_update_text (self);
  if (self->composing || !self->decided)
    return;
  self->decided = FALSE;
  anshin_composer_send (self);
}

static void
on_key_released_cb (AnshinComposer *self, guint keyval)
{
  if (is_return (keyval))
    self->return_held = FALSE;
}

/* Where the key is let go then, is not told here. */
static void
on_focus_left_cb (AnshinComposer *self)
{
  self->decided = FALSE;
  self->return_held = FALSE;
}

/* Return and Escape, before the text has them. */
void
anshin_composer_watch_keys (AnshinComposer *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (on_key_pressed_cb), self);
  g_signal_connect_swapped (controller, "key-released", G_CALLBACK (on_key_released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->text_view), controller);
  controller = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (controller, "leave", G_CALLBACK (on_focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->text_view), controller);
  g_signal_connect_object (self->text_view, "preedit-changed", G_CALLBACK (on_preedit_changed_cb),
                           self, G_CONNECT_SWAPPED);
}
