/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-submit-bar.h"

#include "anshin-error-words.h"

struct _AnshinSubmitBar
{
  AdwBin parent_instance;

  /* template widgets */
  GtkLabel *error_label;
  GtkButton *button;
  GtkWidget *cancel_button;
  GtkSpinner *spinner;

  /* owned */
  GCancellable *cancellable; /* of what is on its way */
  gboolean ready;
};

enum
{
  PROP_0,
  PROP_LABEL,
  PROP_DESTRUCTIVE,
  PROP_READY,
  PROP_BUSY,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

enum
{
  SUBMITTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (AnshinSubmitBar, anshin_submit_bar, ADW_TYPE_BIN)

static void
update (AnshinSubmitBar *self)
{
  gboolean busy = self->cancellable != NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->button), self->ready && !busy);
  gtk_widget_set_visible (self->cancel_button, busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_spinner_set_spinning (self->spinner, busy);
}

static void
show_error (AnshinSubmitBar *self, const GError *error)
{
  g_autofree char *words = error != NULL ? anshin_error_words_dup (error) : NULL;

  gtk_label_set_label (self->error_label, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->error_label), words != NULL);
}

static void
on_clicked_cb (AnshinSubmitBar *self)
{
  anshin_submit_bar_submit (self);
}

static void
on_cancel_cb (AnshinSubmitBar *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
anshin_submit_bar_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AnshinSubmitBar *self = ANSHIN_SUBMIT_BAR (object);

  switch (id)
    {
    case PROP_LABEL:
      g_value_set_string (value, gtk_button_get_label (self->button));
      break;
    case PROP_DESTRUCTIVE:
      g_value_set_boolean (value, gtk_widget_has_css_class (GTK_WIDGET (self->button),
                                                            "destructive-action"));
      break;
    case PROP_READY:
      g_value_set_boolean (value, self->ready);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->cancellable != NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_destructive (AnshinSubmitBar *self, gboolean destructive)
{
  GtkWidget *button = GTK_WIDGET (self->button);

  gtk_widget_remove_css_class (button, destructive ? "suggested-action" : "destructive-action");
  gtk_widget_add_css_class (button, destructive ? "destructive-action" : "suggested-action");
}

static void
anshin_submit_bar_set_property (GObject *object, guint id, const GValue *value,
                                GParamSpec *pspec)
{
  AnshinSubmitBar *self = ANSHIN_SUBMIT_BAR (object);

  switch (id)
    {
    case PROP_LABEL:
      gtk_button_set_label (self->button, g_value_get_string (value));
      break;
    case PROP_DESTRUCTIVE:
      set_destructive (self, g_value_get_boolean (value));
      break;
    case PROP_READY:
      anshin_submit_bar_set_ready (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
anshin_submit_bar_dispose (GObject *object)
{
  AnshinSubmitBar *self = ANSHIN_SUBMIT_BAR (object);

  /* The page is gone: nobody waits for the answer any more. */
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (anshin_submit_bar_parent_class)->dispose (object);
}

static void
anshin_submit_bar_class_init (AnshinSubmitBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = anshin_submit_bar_get_property;
  object_class->set_property = anshin_submit_bar_set_property;
  object_class->dispose = anshin_submit_bar_dispose;

  props[PROP_LABEL] = g_param_spec_string ("label", NULL, NULL, NULL, flags);
  props[PROP_DESTRUCTIVE] = g_param_spec_boolean ("destructive", NULL, NULL, FALSE, flags);
  props[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, TRUE, flags);
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  signals[SUBMITTED] = g_signal_new ("submitted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/common/anshin-submit-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinSubmitBar, error_label);
  gtk_widget_class_bind_template_child (widget_class, AnshinSubmitBar, button);
  gtk_widget_class_bind_template_child (widget_class, AnshinSubmitBar, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinSubmitBar, spinner);
  gtk_widget_class_bind_template_callback (widget_class, on_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_cb);
}

static void
anshin_submit_bar_init (AnshinSubmitBar *self)
{
  self->ready = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

void
anshin_submit_bar_set_ready (AnshinSubmitBar *self, gboolean ready)
{
  g_return_if_fail (ANSHIN_IS_SUBMIT_BAR (self));

  if (self->ready == ready)
    return;
  self->ready = ready;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_READY]);
}

/* As if the button were pressed, e.g. for Return in an entry. */
void
anshin_submit_bar_submit (AnshinSubmitBar *self)
{
  g_return_if_fail (ANSHIN_IS_SUBMIT_BAR (self));

  if (self->ready && self->cancellable == NULL)
    g_signal_emit (self, signals[SUBMITTED], 0);
}

/**
 * anshin_submit_bar_begin:
 * @self: a bar that isn't busy
 *
 * Something is sent from here on; what was said of an earlier attempt is gone.
 *
 * Returns: (transfer none): what the person's "Cancel" ends, and the end of the page too
 */
GCancellable *
anshin_submit_bar_begin (AnshinSubmitBar *self)
{
  g_return_val_if_fail (ANSHIN_IS_SUBMIT_BAR (self), NULL);

  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  show_error (self, NULL);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
  return self->cancellable;
}

/**
 * anshin_submit_bar_end:
 * @self: a bar
 * @error: (nullable): what went wrong and isn't said anywhere else
 *
 * The answer is here, or the attempt failed before it was sent.
 */
void
anshin_submit_bar_end (AnshinSubmitBar *self, const GError *error)
{
  g_return_if_fail (ANSHIN_IS_SUBMIT_BAR (self));

  g_clear_object (&self->cancellable);
  show_error (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ? NULL : error);
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

gboolean
anshin_submit_bar_get_busy (AnshinSubmitBar *self)
{
  return self->cancellable != NULL;
}
