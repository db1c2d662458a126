/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-page.h"

typedef struct
{
  char *title;
  char *subtitle;
  GtkWidget *header_end;
  AnshinRecord *subject;
  GtkWidget *foot;
  gboolean dirty;
  AnshinPageLoss loss;
} AnshinPagePrivate;

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_SUBTITLE,
  PROP_HEADER_END,
  PROP_DIRTY,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_TYPE_WITH_PRIVATE (AnshinPage, anshin_page, ADW_TYPE_BIN)

static gboolean
replace_text (char **place, const char *text)
{
  if (g_strcmp0 (*place, text) == 0)
    return FALSE;
  g_free (*place);
  *place = g_strdup (text);
  return TRUE;
}

static void
anshin_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  AnshinPage *self = ANSHIN_PAGE (object);
  AnshinPagePrivate *priv = anshin_page_get_instance_private (self);

  switch (prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, priv->title);
      break;
    case PROP_SUBTITLE:
      g_value_set_string (value, priv->subtitle);
      break;
    case PROP_HEADER_END:
      g_value_set_object (value, priv->header_end);
      break;
    case PROP_DIRTY:
      g_value_set_boolean (value, priv->dirty);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
anshin_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  AnshinPage *self = ANSHIN_PAGE (object);

  switch (prop_id)
    {
    case PROP_TITLE:
      anshin_page_set_title (self, g_value_get_string (value));
      break;
    case PROP_SUBTITLE:
      anshin_page_set_subtitle (self, g_value_get_string (value));
      break;
    case PROP_HEADER_END:
      anshin_page_set_header_end (self, g_value_get_object (value));
      break;
    case PROP_DIRTY:
      anshin_page_set_dirty (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
anshin_page_dispose (GObject *object)
{
  AnshinPagePrivate *priv = anshin_page_get_instance_private (ANSHIN_PAGE (object));

  g_clear_object (&priv->header_end);
  g_clear_object (&priv->subject);
  g_clear_object (&priv->foot);

  G_OBJECT_CLASS (anshin_page_parent_class)->dispose (object);
}

static void
anshin_page_finalize (GObject *object)
{
  AnshinPagePrivate *priv = anshin_page_get_instance_private (ANSHIN_PAGE (object));

  g_free (priv->title);
  g_free (priv->subtitle);

  G_OBJECT_CLASS (anshin_page_parent_class)->finalize (object);
}

static void
anshin_page_class_init (AnshinPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = anshin_page_get_property;
  object_class->set_property = anshin_page_set_property;
  object_class->dispose = anshin_page_dispose;
  object_class->finalize = anshin_page_finalize;

  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_SUBTITLE] = g_param_spec_string ("subtitle", NULL, NULL, NULL, flags);
  props[PROP_HEADER_END]
    = g_param_spec_object ("header-end", NULL, NULL, GTK_TYPE_WIDGET, flags);
  props[PROP_DIRTY] = g_param_spec_boolean ("dirty", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_REGION);
}

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* A GtkStack asks how wide a page is for a height, and makes it wider than the window if a text
 * would find room in fewer lines then. Pages are as wide as there is room, and texts break. */
static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural,
         int *minimum_baseline, int *natural_baseline)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));

  if (child != NULL)
    gtk_widget_measure (child, orientation,
                        orientation == GTK_ORIENTATION_HORIZONTAL ? -1 : for_size, minimum,
                        natural, NULL, NULL);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = adw_bin_get_child (ADW_BIN (widget));

  if (child != NULL)
    gtk_widget_allocate (child, width, height, baseline, NULL);
}

static void
anshin_page_init (AnshinPage *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 gtk_custom_layout_new (get_request_mode, measure, allocate));
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

const char *
anshin_page_get_title (AnshinPage *self)
{
  AnshinPagePrivate *priv = anshin_page_get_instance_private (self);

  return priv->title;
}

void
anshin_page_set_title (AnshinPage *self, const char *title)
{
  AnshinPagePrivate *priv = anshin_page_get_instance_private (self);

  if (!replace_text (&priv->title, title))
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  title != NULL ? title : "", -1);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TITLE]);
}

const char *
anshin_page_get_subtitle (AnshinPage *self)
{
  AnshinPagePrivate *priv = anshin_page_get_instance_private (self);

  return priv->subtitle;
}

void
anshin_page_set_subtitle (AnshinPage *self, const char *subtitle)
{
  AnshinPagePrivate *priv = anshin_page_get_instance_private (self);

  if (replace_text (&priv->subtitle, subtitle))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SUBTITLE]);
}

GtkWidget *
anshin_page_get_header_end (AnshinPage *self)
{
  AnshinPagePrivate *priv = anshin_page_get_instance_private (self);

  return priv->header_end;
}

/* Set it before the page is shown: the header bar is made then. */
void
anshin_page_set_header_end (AnshinPage *self, GtkWidget *widget)
{
  AnshinPagePrivate *priv = anshin_page_get_instance_private (self);

  if (priv->header_end == widget)
    return;
  g_clear_object (&priv->header_end);
  if (widget != NULL)
    priv->header_end = g_object_ref_sink (widget);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_HEADER_END]);
}

gboolean
anshin_page_get_dirty (AnshinPage *self)
{
  AnshinPagePrivate *priv = anshin_page_get_instance_private (self);

  return priv->dirty;
}

void
anshin_page_set_dirty (AnshinPage *self, gboolean dirty)
{
  AnshinPagePrivate *priv = anshin_page_get_instance_private (self);

  if (priv->dirty == !!dirty)
    return;
  priv->dirty = !!dirty;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_DIRTY]);
}

void
anshin_page_shown (AnshinPage *self)
{
  if (ANSHIN_PAGE_GET_CLASS (self)->shown != NULL)
    ANSHIN_PAGE_GET_CLASS (self)->shown (self);
}

void
anshin_page_hidden (AnshinPage *self)
{
  if (ANSHIN_PAGE_GET_CLASS (self)->hidden != NULL)
    ANSHIN_PAGE_GET_CLASS (self)->hidden (self);
}

void
anshin_page_closed (AnshinPage *self)
{
  if (ANSHIN_PAGE_GET_CLASS (self)->closed != NULL)
    ANSHIN_PAGE_GET_CLASS (self)->closed (self);
}

gboolean
anshin_page_search (AnshinPage *self)
{
  AnshinPageClass *klass = ANSHIN_PAGE_GET_CLASS (self);

  return klass->search != NULL && klass->search (self);
}

/**
 * anshin_page_set_loss:
 * @self: a page
 * @loss: what is asked before the page is left while it is dirty; the texts are static. Without
 *   it the person is asked about what was typed
 */
void
anshin_page_set_loss (AnshinPage *self, const AnshinPageLoss *loss)
{
  AnshinPagePrivate *priv = anshin_page_get_instance_private (self);

  priv->loss = *loss;
}

/* Returns: (transfer none): what is asked; its texts are NULL where the page has nothing own */
const AnshinPageLoss *
anshin_page_get_loss (AnshinPage *self)
{
  AnshinPagePrivate *priv = anshin_page_get_instance_private (self);

  return &priv->loss;
}

/* Returns: (transfer none) (nullable): the group or the patient of whom the page tells */
AnshinRecord *
anshin_page_get_subject (AnshinPage *self)
{
  AnshinPagePrivate *priv = anshin_page_get_instance_private (self);

  return priv->subject;
}

/**
 * anshin_page_set_subject:
 * @subject: (transfer none): an #AnshinGroup or an #AnshinPatient
 *
 * The page, and what is opened from it, goes as soon as one may not see that any more.
 */
void
anshin_page_set_subject (AnshinPage *self, AnshinRecord *subject)
{
  AnshinPagePrivate *priv = anshin_page_get_instance_private (self);

  g_return_if_fail (ANSHIN_IS_PAGE (self));

  g_set_object (&priv->subject, subject);
}

/* Returns: (transfer none) (nullable): where one writes at the foot of the page */
GtkWidget *
anshin_page_get_foot (AnshinPage *self)
{
  AnshinPagePrivate *priv = anshin_page_get_instance_private (self);

  return priv->foot;
}

/**
 * anshin_page_set_foot:
 * @foot: (transfer none): a widget of the page
 *
 * What is said for a moment stands above it.
 */
void
anshin_page_set_foot (AnshinPage *self, GtkWidget *foot)
{
  AnshinPagePrivate *priv = anshin_page_get_instance_private (self);

  g_return_if_fail (ANSHIN_IS_PAGE (self));

  g_set_object (&priv->foot, foot);
}

void
anshin_page_sight_lost (AnshinPage *self)
{
  if (ANSHIN_PAGE_GET_CLASS (self)->sight_lost != NULL)
    ANSHIN_PAGE_GET_CLASS (self)->sight_lost (self);
}
