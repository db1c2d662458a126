/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-message-box.h"

#define BADGE_WIDTH 36
#define GAP 8
#define SMALL_GAP 4
#define ROW_GAP 2
/* So much of the width is the bubble's, if it wants it. */
#define LEAST_SHARE 0.7

/* Their short names, for the sake of the sums. */
enum
{
  BADGE = ANSHIN_MESSAGE_BADGE,
  AUTHOR = ANSHIN_MESSAGE_AUTHOR,
  BUBBLE = ANSHIN_MESSAGE_BUBBLE,
  SIDE = ANSHIN_MESSAGE_SIDE,
  TOOLS = ANSHIN_MESSAGE_TOOLS,
  DELIVERY = ANSHIN_MESSAGE_DELIVERY,
  N_CHILDREN = ANSHIN_N_MESSAGE_PLACES
};

typedef struct
{
  GtkWidget *children[N_CHILDREN];
  gboolean own;
} AnshinMessageBoxPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (AnshinMessageBox, anshin_message_box, GTK_TYPE_WIDGET)

typedef struct
{
  GtkWidget *children[N_CHILDREN];
  int minimum[N_CHILDREN];
  int natural[N_CHILDREN];
  int height[N_CHILDREN];
  int bubble_width;
  gboolean below; /* what belongs to the bubble has no room beside it */
} Layout;

static gboolean
is_seen (Layout *layout, int child)
{
  return layout->children[child] != NULL && gtk_widget_should_layout (layout->children[child]);
}

static int
add_gap (int width, int gap)
{
  return width > 0 ? width + gap : 0;
}

static void
measure_widths (AnshinMessageBox *self, Layout *layout)
{
  AnshinMessageBoxPrivate *priv = anshin_message_box_get_instance_private (self);

  for (int i = 0; i < N_CHILDREN; i++)
    {
      layout->children[i] = priv->children[i];
      if (is_seen (layout, i))
        gtk_widget_measure (layout->children[i], GTK_ORIENTATION_HORIZONTAL, -1,
                            &layout->minimum[i], &layout->natural[i], NULL, NULL);
    }
}

static int
measure_height (Layout *layout, int child, int width)
{
  int natural = 0;

  if (is_seen (layout, child))
    gtk_widget_measure (layout->children[child], GTK_ORIENTATION_VERTICAL,
                        MAX (width, layout->minimum[child]), NULL, &natural, NULL, NULL);
  return natural;
}

static int
get_beside (Layout *layout)
{
  return add_gap (layout->natural[SIDE], SMALL_GAP)
         + add_gap (layout->natural[TOOLS], SMALL_GAP);
}

/* The bubble is as wide as its text wants, as far as there is room beside its companions; where
 * they would leave it little, they stand below it. */
static void
measure_heights (Layout *layout, int width)
{
  int body = width - BADGE_WIDTH - GAP;
  int room = body - get_beside (layout);

  layout->below = layout->natural[BUBBLE] > room && room < body * LEAST_SHARE;
  layout->bubble_width = MAX (MIN (layout->natural[BUBBLE], layout->below ? body : room),
                              layout->minimum[BUBBLE]);
  for (int i = 0; i < N_CHILDREN; i++)
    layout->height[i] = measure_height (layout, i,
                                        i == BUBBLE                  ? layout->bubble_width
                                        : i == AUTHOR || i == DELIVERY ? body
                                                                       : layout->natural[i]);
}

static int
get_line_height (Layout *layout)
{
  int companions = MAX (layout->height[SIDE], layout->height[TOOLS]);

  return layout->below ? layout->height[BUBBLE] + add_gap (companions, ROW_GAP)
                       : MAX (layout->height[BUBBLE], companions);
}

static void
anshin_message_box_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                            int *minimum, int *natural, int *minimum_baseline,
                            int *natural_baseline)
{
  Layout layout = { 0 };
  int beside = 0;

  measure_widths (ANSHIN_MESSAGE_BOX (widget), &layout);
  beside = BADGE_WIDTH + GAP + get_beside (&layout);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (MAX (beside, BADGE_WIDTH + GAP + layout.minimum[BUBBLE]),
                      BADGE_WIDTH + GAP + MAX (layout.minimum[AUTHOR], layout.minimum[DELIVERY]));
      *natural = MAX (beside + layout.natural[BUBBLE],
                      BADGE_WIDTH + GAP + MAX (layout.natural[AUTHOR], layout.natural[DELIVERY]));
      return;
    }
  measure_heights (&layout, for_size >= 0 ? for_size : beside + layout.natural[BUBBLE]);
  *minimum = MAX (layout.height[BADGE],
                  add_gap (layout.height[AUTHOR], ROW_GAP) + get_line_height (&layout)
                    + (layout.height[DELIVERY] > 0 ? ROW_GAP + layout.height[DELIVERY] : 0));
  *natural = *minimum;
}

static void
place (AnshinMessageBox *self, Layout *layout, int child, int x, int y, int width, int height)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int left = rtl ? gtk_widget_get_width (GTK_WIDGET (self)) - x - width : x;

  if (is_seen (layout, child))
    gtk_widget_allocate (layout->children[child], width, height, -1,
                         gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (left, y)));
}

/* One's own messages stand at the end, what belongs to them before them. */
static void
place_line (AnshinMessageBox *self, Layout *layout, int width, int y)
{
  AnshinMessageBoxPrivate *priv = anshin_message_box_get_instance_private (self);
  int line = get_line_height (layout);
  int bubble = layout->below ? layout->height[BUBBLE] : line;
  int side = add_gap (layout->natural[SIDE], SMALL_GAP);
  int x = BADGE_WIDTH + GAP;

  if (priv->own)
    {
      x = width - layout->bubble_width;
      place (self, layout, BUBBLE, x, y, layout->bubble_width, bubble);
      if (layout->below)
        x = width;
      place (self, layout, SIDE, x - side, y + line - layout->height[SIDE],
             layout->natural[SIDE], layout->height[SIDE]);
      place (self, layout, TOOLS, x - side - SMALL_GAP - layout->natural[TOOLS],
             y + line - layout->height[TOOLS], layout->natural[TOOLS], layout->height[TOOLS]);
      return;
    }
  place (self, layout, BUBBLE, x, y, layout->bubble_width, bubble);
  if (!layout->below)
    x += layout->bubble_width + SMALL_GAP;
  place (self, layout, SIDE, x, y + line - layout->height[SIDE], layout->natural[SIDE],
         layout->height[SIDE]);
  place (self, layout, TOOLS, x + side, y + line - layout->height[TOOLS],
         layout->natural[TOOLS], layout->height[TOOLS]);
}

static void
anshin_message_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AnshinMessageBox *self = ANSHIN_MESSAGE_BOX (widget);
  Layout layout = { 0 };
  int body = width - BADGE_WIDTH - GAP;
  int y = 0;

  measure_widths (self, &layout);
  measure_heights (&layout, width);
  place (self, &layout, BADGE, 0, 0, BADGE_WIDTH, MAX (layout.height[BADGE], BADGE_WIDTH));
  place (self, &layout, AUTHOR, BADGE_WIDTH + GAP, 0, body, layout.height[AUTHOR]);
  y = add_gap (layout.height[AUTHOR], ROW_GAP);
  place_line (self, &layout, width, y);
  y += get_line_height (&layout) + ROW_GAP;
  place (self, &layout, DELIVERY, BADGE_WIDTH + GAP, y, body, layout.height[DELIVERY]);
}

static GtkSizeRequestMode
anshin_message_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
anshin_message_box_dispose (GObject *object)
{
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (anshin_message_box_parent_class)->dispose (object);
}

static void
anshin_message_box_class_init (AnshinMessageBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = anshin_message_box_dispose;
  widget_class->measure = anshin_message_box_measure;
  widget_class->size_allocate = anshin_message_box_size_allocate;
  widget_class->get_request_mode = anshin_message_box_get_request_mode;
}

static void
anshin_message_box_init (AnshinMessageBox *self)
{
}

/* Whether it is the person's own message. */
void
anshin_message_box_set_own (AnshinMessageBox *self, gboolean own)
{
  AnshinMessageBoxPrivate *priv = anshin_message_box_get_instance_private (self);

  g_return_if_fail (ANSHIN_IS_MESSAGE_BOX (self));

  if (priv->own == own)
    return;
  priv->own = own;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * anshin_message_box_put:
 * @child: (transfer none): a child, as a template has made it
 *
 * Says what the child is.
 */
void
anshin_message_box_put (AnshinMessageBox *self, AnshinMessagePlace place, GtkWidget *child)
{
  AnshinMessageBoxPrivate *priv = anshin_message_box_get_instance_private (self);

  g_return_if_fail (ANSHIN_IS_MESSAGE_BOX (self));
  g_return_if_fail (gtk_widget_get_parent (child) == GTK_WIDGET (self));

  priv->children[place] = child;
}

/**
 * anshin_message_box_show:
 * @wanted: whether the message has it
 * @create: makes it
 *
 * Returns: (transfer none) (nullable): the child in that place, if it is wanted
 */
gpointer
anshin_message_box_show (AnshinMessageBox *self, AnshinMessagePlace place, gboolean wanted,
                         AnshinSeldomCreate create)
{
  AnshinMessageBoxPrivate *priv = anshin_message_box_get_instance_private (self);

  g_return_val_if_fail (ANSHIN_IS_MESSAGE_BOX (self), NULL);

  return anshin_seldom_show (GTK_WIDGET (self), priv->children, place, wanted, create);
}
