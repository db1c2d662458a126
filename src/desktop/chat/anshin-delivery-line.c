/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-delivery-line.h"

#include "anshin-message-words.h"

struct _AnshinDeliveryLine
{
  GtkBox parent_instance;

  /* template widgets */
  GtkLabel *label;
  GtkWidget *send_again_button;
  GtkWidget *take_back_button;
};

G_DEFINE_FINAL_TYPE (AnshinDeliveryLine, anshin_delivery_line, GTK_TYPE_BOX)

static void
anshin_delivery_line_class_init (AnshinDeliveryLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/chat/anshin-delivery-line.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinDeliveryLine, label);
  gtk_widget_class_bind_template_child (widget_class, AnshinDeliveryLine, send_again_button);
  gtk_widget_class_bind_template_child (widget_class, AnshinDeliveryLine, take_back_button);
}

static void
anshin_delivery_line_init (AnshinDeliveryLine *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* Only one's own are under way, and these stand at the end. */
  gtk_label_set_xalign (self->label, 1);
}

GtkWidget *
anshin_delivery_line_new (void)
{
  return g_object_new (ANSHIN_TYPE_DELIVERY_LINE, NULL);
}

/**
 * anshin_delivery_line_set:
 * @item: a message that is not on the service
 * @position: where it stands, which is what the actions are called with
 */
void
anshin_delivery_line_set (AnshinDeliveryLine *self, AnshinTimelineItem *item, guint position)
{
  g_autofree char *words = anshin_message_words_delivery (item);
  AnshinDelivery delivery = anshin_timeline_item_get_delivery (item);
  gboolean refused = delivery == ANSHIN_DELIVERY_REFUSED;
  const char *classes[] = { "caption", refused ? "error" : "dim-label", NULL };

  g_return_if_fail (ANSHIN_IS_DELIVERY_LINE (self));

  gtk_label_set_label (self->label, words != NULL ? words : "");
  gtk_widget_set_css_classes (GTK_WIDGET (self->label), classes);
  gtk_widget_set_visible (self->send_again_button, refused);
  gtk_widget_set_visible (self->take_back_button,
                          refused || delivery == ANSHIN_DELIVERY_WAITING
                            || delivery == ANSHIN_DELIVERY_HELD);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->send_again_button), "u", position);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->take_back_button), "u", position);
}
