/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-two-pane.h"

#include "anshin-style.h"

#define COLLAPSE_BELOW 600
#define SIDEBAR_MIN 280
#define SIDEBAR_MAX 420

struct _AnshinTwoPane
{
  GtkWidget parent_instance;

  GtkWidget *sidebar;
  GtkWidget *content;
  gboolean collapsed;
  gboolean show_content;
  guint notify_id;

  /* borrowed, weak: what had the focus in the pane that is hidden now */
  GtkWidget *left_focus;
};

enum
{
  PROP_0,
  PROP_SIDEBAR,
  PROP_CONTENT,
  PROP_COLLAPSED,
  PROP_SHOW_CONTENT,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (AnshinTwoPane, anshin_two_pane, GTK_TYPE_WIDGET)

static int
get_minimum_width (GtkWidget *child)
{
  int minimum = 0;

  if (child != NULL)
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static int
get_sidebar_width (AnshinTwoPane *self, int width)
{
  int minimum = MAX (get_minimum_width (self->sidebar), SIDEBAR_MIN);
  int maximum = MAX (minimum, SIDEBAR_MAX);

  return CLAMP (width * 36 / 100, minimum, maximum);
}

/* Larger text needs more room before two panes are readable. */
static gboolean
fits_both (AnshinTwoPane *self, int width)
{
  int content = get_minimum_width (self->content);

  return width >= COLLAPSE_BELOW * anshin_style_get_text_scale (GTK_WIDGET (self))
         && width >= get_sidebar_width (self, width) + content;
}

/* The focus goes from the pane that is hidden to where it was when the other one was. */
static void
update_focus (AnshinTwoPane *self)
{
  GtkWidget *shown = self->show_content ? self->content : self->sidebar;
  GtkWidget *hidden = self->show_content ? self->sidebar : self->content;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *back_to = self->left_focus;

  if (!self->collapsed || shown == NULL || hidden == NULL)
    return;
  if (focus != NULL && focus != hidden && !gtk_widget_is_ancestor (focus, hidden))
    return;
  g_set_weak_pointer (&self->left_focus, focus);
  if (back_to == NULL || !gtk_widget_is_ancestor (back_to, shown)
      || !gtk_widget_grab_focus (back_to))
    gtk_widget_child_focus (shown, GTK_DIR_TAB_FORWARD);
}

/* A screen reader finds the pane that is seen alone. */
static void
tell_hidden (AnshinTwoPane *self)
{
  GtkWidget *panes[] = { self->sidebar, self->content };

  for (guint i = 0; i < G_N_ELEMENTS (panes); i++)
    if (panes[i] != NULL)
      {
        gboolean shown = (panes[i] == self->content) == self->show_content;

        gtk_accessible_update_state (GTK_ACCESSIBLE (panes[i]), GTK_ACCESSIBLE_STATE_HIDDEN,
                                     self->collapsed && !shown, -1);
      }
}

static gboolean
on_notify_collapsed_cb (gpointer data)
{
  AnshinTwoPane *self = ANSHIN_TWO_PANE (data);

  self->notify_id = 0;
  tell_hidden (self);
  update_focus (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COLLAPSED]);
  return G_SOURCE_REMOVE;
}

/* Those who listen change widgets, which must not happen while sizes are being given out. */
static void
set_collapsed (AnshinTwoPane *self, gboolean collapsed)
{
  if (self->collapsed == collapsed)
    return;

  self->collapsed = collapsed;
  if (self->notify_id == 0)
    self->notify_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, on_notify_collapsed_cb, self, NULL);
}

static void
allocate_child (GtkWidget *child, gboolean visible, int x, int width, int height)
{
  GskTransform *transform = NULL;

  if (child == NULL)
    return;

  gtk_widget_set_child_visible (child, visible);
  if (!visible)
    return;

  if (x != 0)
    transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT (x, 0));
  gtk_widget_allocate (child, width, height, -1, transform);
}

static void
anshin_two_pane_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  AnshinTwoPane *self = ANSHIN_TWO_PANE (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int sidebar = get_sidebar_width (self, width);

  set_collapsed (self, !fits_both (self, width));
  if (self->collapsed)
    {
      allocate_child (self->sidebar, !self->show_content, 0, width, height);
      allocate_child (self->content, self->show_content, 0, width, height);
      return;
    }

  allocate_child (self->sidebar, TRUE, rtl ? width - sidebar : 0, sidebar, height);
  allocate_child (self->content, TRUE, rtl ? 0 : sidebar, width - sidebar, height);
}

static void
anshin_two_pane_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                         int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  AnshinTwoPane *self = ANSHIN_TWO_PANE (widget);
  GtkWidget *children[] = { self->sidebar, self->content };

  *minimum = *natural = 0;
  for (guint i = 0; i < G_N_ELEMENTS (children); i++)
    {
      int child_minimum = 0, child_natural = 0;

      if (children[i] == NULL)
        continue;
      gtk_widget_measure (children[i], orientation, -1, &child_minimum, &child_natural, NULL,
                          NULL);
      *minimum = MAX (*minimum, child_minimum);
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        *natural += child_natural;
      else
        *natural = MAX (*natural, child_natural);
    }
}

static GtkSizeRequestMode
anshin_two_pane_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
replace_child (AnshinTwoPane *self, GtkWidget **place, GtkWidget *child, GtkWidget *after)
{
  g_clear_pointer (place, gtk_widget_unparent);
  *place = child;
  if (child != NULL)
    gtk_widget_insert_after (child, GTK_WIDGET (self), after);
}

static void
anshin_two_pane_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  AnshinTwoPane *self = ANSHIN_TWO_PANE (object);

  switch (prop_id)
    {
    case PROP_SIDEBAR:
      g_value_set_object (value, self->sidebar);
      break;
    case PROP_CONTENT:
      g_value_set_object (value, self->content);
      break;
    case PROP_COLLAPSED:
      g_value_set_boolean (value, self->collapsed);
      break;
    case PROP_SHOW_CONTENT:
      g_value_set_boolean (value, self->show_content);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
anshin_two_pane_set_property (GObject *object, guint prop_id, const GValue *value,
                              GParamSpec *pspec)
{
  AnshinTwoPane *self = ANSHIN_TWO_PANE (object);

  switch (prop_id)
    {
    case PROP_SIDEBAR:
      anshin_two_pane_set_sidebar (self, g_value_get_object (value));
      break;
    case PROP_CONTENT:
      anshin_two_pane_set_content (self, g_value_get_object (value));
      break;
    case PROP_SHOW_CONTENT:
      anshin_two_pane_set_show_content (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
anshin_two_pane_dispose (GObject *object)
{
  AnshinTwoPane *self = ANSHIN_TWO_PANE (object);

  g_clear_handle_id (&self->notify_id, g_source_remove);
  g_clear_weak_pointer (&self->left_focus);
  g_clear_pointer (&self->sidebar, gtk_widget_unparent);
  g_clear_pointer (&self->content, gtk_widget_unparent);

  G_OBJECT_CLASS (anshin_two_pane_parent_class)->dispose (object);
}

static void
anshin_two_pane_class_init (AnshinTwoPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = anshin_two_pane_get_property;
  object_class->set_property = anshin_two_pane_set_property;
  object_class->dispose = anshin_two_pane_dispose;
  widget_class->measure = anshin_two_pane_measure;
  widget_class->size_allocate = anshin_two_pane_size_allocate;
  widget_class->get_request_mode = anshin_two_pane_get_request_mode;

  props[PROP_SIDEBAR] = g_param_spec_object ("sidebar", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_COLLAPSED] = g_param_spec_boolean ("collapsed", NULL, NULL, FALSE,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_SHOW_CONTENT] = g_param_spec_boolean ("show-content", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  gtk_widget_class_set_css_name (widget_class, "twopane");
}

static void
anshin_two_pane_init (AnshinTwoPane *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}

GtkWidget *
anshin_two_pane_new (void)
{
  return g_object_new (ANSHIN_TYPE_TWO_PANE, NULL);
}

void
anshin_two_pane_set_sidebar (AnshinTwoPane *self, GtkWidget *sidebar)
{
  g_return_if_fail (ANSHIN_IS_TWO_PANE (self));

  if (self->sidebar == sidebar)
    return;
  replace_child (self, &self->sidebar, sidebar, NULL);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SIDEBAR]);
}

void
anshin_two_pane_set_content (AnshinTwoPane *self, GtkWidget *content)
{
  g_return_if_fail (ANSHIN_IS_TWO_PANE (self));

  if (self->content == content)
    return;
  replace_child (self, &self->content, content, self->sidebar);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_CONTENT]);
}

gboolean
anshin_two_pane_get_collapsed (AnshinTwoPane *self)
{
  g_return_val_if_fail (ANSHIN_IS_TWO_PANE (self), FALSE);

  return self->collapsed;
}

gboolean
anshin_two_pane_get_show_content (AnshinTwoPane *self)
{
  g_return_val_if_fail (ANSHIN_IS_TWO_PANE (self), FALSE);

  return self->show_content;
}

/* What is shown while there is room for one pane only. */
void
anshin_two_pane_set_show_content (AnshinTwoPane *self, gboolean show_content)
{
  g_return_if_fail (ANSHIN_IS_TWO_PANE (self));

  if (self->show_content == !!show_content)
    return;
  self->show_content = !!show_content;
  tell_hidden (self);
  if (self->collapsed && self->sidebar != NULL && self->content != NULL)
    {
      gtk_widget_set_child_visible (self->sidebar, !self->show_content);
      gtk_widget_set_child_visible (self->content, self->show_content);
      update_focus (self);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SHOW_CONTENT]);
}
