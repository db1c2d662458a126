/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-picture-view.h"

struct _AnshinPictureView
{
  GtkWidget parent_instance;

  GdkTexture *texture;
  int width;   /* as the texture stands, before it is turned */
  int height;
  guint turns; /* quarters, with the clock */
};

G_DEFINE_FINAL_TYPE (AnshinPictureView, anshin_picture_view, GTK_TYPE_WIDGET)

static void
anshin_picture_view_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                             int *minimum, int *natural, int *minimum_baseline,
                             int *natural_baseline)
{
  AnshinPictureView *self = ANSHIN_PICTURE_VIEW (widget);
  gboolean lies = self->turns % 2 == 1;
  gboolean wide = (orientation == GTK_ORIENTATION_HORIZONTAL) != lies;

  *minimum = *natural = wide ? self->width : self->height;
}

static void
anshin_picture_view_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  AnshinPictureView *self = ANSHIN_PICTURE_VIEW (widget);
  graphene_rect_t bounds;

  if (self->texture == NULL)
    return;
  graphene_rect_init (&bounds, -self->width / 2.0f, -self->height / 2.0f, (float) self->width,
                      (float) self->height);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (gtk_widget_get_width (widget) / 2.0f,
                                                gtk_widget_get_height (widget) / 2.0f));
  gtk_snapshot_rotate (snapshot, 90.0f * (float) self->turns);
  gtk_snapshot_append_texture (snapshot, self->texture, &bounds);
  gtk_snapshot_restore (snapshot);
}

static void
anshin_picture_view_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_PICTURE_VIEW (object)->texture);

  G_OBJECT_CLASS (anshin_picture_view_parent_class)->dispose (object);
}

static void
anshin_picture_view_class_init (AnshinPictureViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_picture_view_dispose;
  widget_class->measure = anshin_picture_view_measure;
  widget_class->snapshot = anshin_picture_view_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
anshin_picture_view_init (AnshinPictureView *self)
{
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

void
anshin_picture_view_set_texture (AnshinPictureView *self, GdkTexture *texture)
{
  g_return_if_fail (ANSHIN_IS_PICTURE_VIEW (self));

  if (g_set_object (&self->texture, texture))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* How large it is drawn, before it is turned. */
void
anshin_picture_view_set_size (AnshinPictureView *self, int width, int height)
{
  g_return_if_fail (ANSHIN_IS_PICTURE_VIEW (self));

  self->width = width;
  self->height = height;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
anshin_picture_view_set_turns (AnshinPictureView *self, guint turns)
{
  g_return_if_fail (ANSHIN_IS_PICTURE_VIEW (self));

  self->turns = turns % 4;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
