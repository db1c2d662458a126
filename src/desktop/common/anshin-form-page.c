/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-form-page.h"

#include <glib/gi18n.h>

#include "anshin-page-notice.h"

typedef struct
{
  /* template widgets */
  AnshinPageNotice *notice;
  AdwBin *body_bin;
  GtkButton *save_button;
  GtkSpinner *spinner;
  GtkWidget *progress_box;
  GtkProgressBar *progress_bar;
  GtkLabel *progress_label;

  /* owned */
  AnshinRecordForm *form;
  GCancellable *cancellable;
  AnshinPageLoss loss; /* what was asked on leaving before something was under way */
  gboolean dirty;      /* and whether it was */
} AnshinFormPagePrivate;

enum
{
  PROP_0,
  PROP_BODY,
  PROP_SAVE_LABEL,
  PROP_SAVE_DESTRUCTIVE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (AnshinFormPage, anshin_form_page, ANSHIN_TYPE_PAGE)

/* Until it is over, leaving the page gives it up: that is what is asked then. */
static void
begin_progress (AnshinFormPage *self)
{
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (self);
  AnshinPageLoss loss
    = { _("Leave this page?"),
        _("It is not finished yet. If you leave, it is stopped, and nothing of it is kept."),
        _("_Stop and leave") };

  if (gtk_widget_get_visible (priv->progress_box))
    return;
  priv->loss = *anshin_page_get_loss (ANSHIN_PAGE (self));
  priv->dirty = anshin_page_get_dirty (ANSHIN_PAGE (self));
  anshin_page_set_loss (ANSHIN_PAGE (self), &loss);
  anshin_page_set_dirty (ANSHIN_PAGE (self), TRUE);
  gtk_widget_set_visible (priv->progress_box, TRUE);
}

static void
end_progress (AnshinFormPage *self)
{
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (self);

  if (!gtk_widget_get_visible (priv->progress_box))
    return;
  gtk_widget_set_visible (priv->progress_box, FALSE);
  anshin_page_set_loss (ANSHIN_PAGE (self), &priv->loss);
  anshin_page_set_dirty (ANSHIN_PAGE (self), priv->dirty);
}

static void
set_busy (AnshinFormPage *self, gboolean busy)
{
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (self);

  /* What is typed while the answer is on its way would be lost with the page. */
  gtk_widget_set_sensitive (GTK_WIDGET (priv->body_bin), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (priv->save_button), !busy);
  gtk_widget_set_visible (GTK_WIDGET (priv->spinner), busy);
  gtk_spinner_set_spinning (priv->spinner, busy);
  if (!busy)
    end_progress (self);
}

static void
on_save_cb (AnshinFormPage *self)
{
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (self);

  if (gtk_widget_get_sensitive (GTK_WIDGET (priv->save_button)))
    ANSHIN_FORM_PAGE_GET_CLASS (self)->save (self);
}

static void
on_save_action_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  on_save_cb (ANSHIN_FORM_PAGE (widget));
}

static void
give_up (AnshinFormPage *self)
{
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (self);
  g_autoptr (GCancellable) cancellable = g_steal_pointer (&priv->cancellable);

  /* Another one for the next time, before those that wait for this one are told. */
  priv->cancellable = g_cancellable_new ();
  set_busy (self, FALSE);
  g_cancellable_cancel (cancellable);
}

static void
on_cancel_cb (AnshinFormPage *self)
{
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (self);

  give_up (self);
  /* The button has gone; the keyboard is where it can be begun again. */
  gtk_widget_grab_focus (GTK_WIDGET (priv->save_button));
}

/* Who waits for it holds the page, so that it is still there: it is told here. */
static void
anshin_form_page_closed (AnshinPage *page)
{
  AnshinFormPage *self = ANSHIN_FORM_PAGE (page);
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (self);

  if (gtk_widget_get_visible (priv->progress_box))
    give_up (self);
}

static void
on_form_changed_cb (AnshinFormPage *self)
{
  anshin_page_set_dirty (ANSHIN_PAGE (self), TRUE);
  if (ANSHIN_FORM_PAGE_GET_CLASS (self)->changed != NULL)
    ANSHIN_FORM_PAGE_GET_CLASS (self)->changed (self);
}

static void
anshin_form_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  AnshinFormPage *self = ANSHIN_FORM_PAGE (object);
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (self);

  switch (id)
    {
    case PROP_BODY:
      g_value_set_object (value, adw_bin_get_child (priv->body_bin));
      break;
    case PROP_SAVE_LABEL:
      g_value_set_string (value, gtk_button_get_label (priv->save_button));
      break;
    case PROP_SAVE_DESTRUCTIVE:
      g_value_set_boolean (value, gtk_widget_has_css_class (GTK_WIDGET (priv->save_button),
                                                            "destructive-action"));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_destructive (GtkWidget *button, gboolean destructive)
{
  gtk_widget_remove_css_class (button, destructive ? "suggested-action" : "destructive-action");
  gtk_widget_add_css_class (button, destructive ? "destructive-action" : "suggested-action");
}

static void
anshin_form_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  AnshinFormPage *self = ANSHIN_FORM_PAGE (object);
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (self);

  switch (id)
    {
    case PROP_BODY:
      adw_bin_set_child (priv->body_bin, g_value_get_object (value));
      break;
    case PROP_SAVE_LABEL:
      gtk_button_set_label (priv->save_button, g_value_get_string (value));
      break;
    case PROP_SAVE_DESTRUCTIVE:
      set_destructive (GTK_WIDGET (priv->save_button), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
anshin_form_page_dispose (GObject *object)
{
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (ANSHIN_FORM_PAGE (object));

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->cancellable);
  if (priv->form != NULL)
    g_object_run_dispose (G_OBJECT (priv->form));
  g_clear_object (&priv->form);

  G_OBJECT_CLASS (anshin_form_page_parent_class)->dispose (object);
}

static void
anshin_form_page_class_init (AnshinFormPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  g_type_ensure (ANSHIN_TYPE_PAGE_NOTICE);
  object_class->get_property = anshin_form_page_get_property;
  object_class->set_property = anshin_form_page_set_property;
  object_class->dispose = anshin_form_page_dispose;
  ANSHIN_PAGE_CLASS (klass)->closed = anshin_form_page_closed;

  props[PROP_BODY] = g_param_spec_object ("body", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_SAVE_LABEL] = g_param_spec_string ("save-label", NULL, NULL, NULL, flags);
  props[PROP_SAVE_DESTRUCTIVE]
    = g_param_spec_boolean ("save-destructive", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/common/anshin-form-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, AnshinFormPage, notice);
  gtk_widget_class_bind_template_child_private (widget_class, AnshinFormPage, body_bin);
  gtk_widget_class_bind_template_child_private (widget_class, AnshinFormPage, save_button);
  gtk_widget_class_bind_template_child_private (widget_class, AnshinFormPage, spinner);
  gtk_widget_class_bind_template_child_private (widget_class, AnshinFormPage, progress_box);
  gtk_widget_class_bind_template_child_private (widget_class, AnshinFormPage, progress_bar);
  gtk_widget_class_bind_template_child_private (widget_class, AnshinFormPage, progress_label);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_cb);
  gtk_widget_class_install_action (widget_class, "form.save", NULL, on_save_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "form.save",
                                       NULL);
}

static void
anshin_form_page_init (AnshinFormPage *self)
{
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (self);

  priv->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * anshin_form_page_create_form:
 * @self: a page without a form
 * @record: what the rows fill
 *
 * Returns: (transfer none): the form, to which the rows are to be added; it goes with the page
 */
AnshinRecordForm *
anshin_form_page_create_form (AnshinFormPage *self, gpointer record)
{
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (self);

  g_return_val_if_fail (ANSHIN_IS_FORM_PAGE (self) && priv->form == NULL, NULL);

  priv->form = anshin_record_form_new (record);
  g_signal_connect_object (priv->form, "changed", G_CALLBACK (on_form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return priv->form;
}

/* Returns: (transfer none) (nullable): the form */
AnshinRecordForm *
anshin_form_page_get_form (AnshinFormPage *self)
{
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (self);

  return priv->form;
}

/* Returns: (transfer none): cancelled when the page goes away */
GCancellable *
anshin_form_page_get_cancellable (AnshinFormPage *self)
{
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (self);

  return priv->cancellable;
}

/**
 * anshin_form_page_check:
 * @self: a page with a form
 * @request: what is about to be sent
 *
 * Returns: whether it may be sent; if not, the page says why
 */
gboolean
anshin_form_page_check (AnshinFormPage *self, gpointer request)
{
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (self);
  g_autoptr (GError) error = NULL;

  if (anshin_record_form_check (priv->form, request, &error))
    return TRUE;
  anshin_page_notice_set_error (priv->notice, error);
  return FALSE;
}

/**
 * anshin_form_page_begin:
 * @self: a page
 *
 * Something is sent from here on; anshin_form_page_end() has to follow.
 *
 * Returns: (transfer none): cancelled when the page goes away
 */
GCancellable *
anshin_form_page_begin (AnshinFormPage *self)
{
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (self);

  anshin_page_notice_set_text (priv->notice, NULL);
  set_busy (self, TRUE);
  return priv->cancellable;
}

/**
 * anshin_form_page_end:
 * @self: a page
 * @error: (nullable): what went wrong
 *
 * The answer is here. An error is said at its row, or at the head of the page.
 *
 * Returns: whether the page is done with what was sent; %FALSE also if the page has gone meanwhile
 */
gboolean
anshin_form_page_end (AnshinFormPage *self, const GError *error)
{
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (self);

  if (priv->cancellable == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return FALSE;
  set_busy (self, FALSE);
  if (error != NULL)
    anshin_form_page_show_error (self, error);
  else
    anshin_page_set_dirty (ANSHIN_PAGE (self), FALSE);
  return error == NULL;
}

/* Says @error at its row, or at the head of the page. */
void
anshin_form_page_show_error (AnshinFormPage *self, const GError *error)
{
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (self);

  if (priv->form == NULL || !anshin_record_form_show_error (priv->form, error))
    anshin_page_notice_set_error (priv->notice, error);
}

/* @text (nullable) stands at the head of the page until something is sent. */
void
anshin_form_page_set_notice (AnshinFormPage *self, const char *text)
{
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (self);

  anshin_page_notice_set_text (priv->notice, text);
}

/**
 * anshin_form_page_set_progress:
 * @self: a page whose work has begun
 * @done: how far it is, from 0 to 1; less than 0 if nobody knows how much there is
 * @words: what is being done
 *
 * Shows it until the work ends, beside a button that cancels it: the page's cancellable is
 * cancelled then, as when the page is left, and the page can be used again.
 */
void
anshin_form_page_set_progress (AnshinFormPage *self, double done, const char *words)
{
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (self);

  begin_progress (self);
  if (done < 0)
    gtk_progress_bar_pulse (priv->progress_bar);
  else
    gtk_progress_bar_set_fraction (priv->progress_bar, MIN (done, 1));
  gtk_label_set_label (priv->progress_label, words);
}

void
anshin_form_page_set_save_visible (AnshinFormPage *self, gboolean visible)
{
  AnshinFormPagePrivate *priv = anshin_form_page_get_instance_private (self);

  gtk_widget_set_visible (GTK_WIDGET (priv->save_button), visible);
}
