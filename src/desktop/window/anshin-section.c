/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-section.h"

typedef struct
{
  AnshinClient *client;
  char *texts[5];
  char *name;
  guint badge;
} AnshinSectionPrivate;

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_ICON_NAME,
  PROP_EMPTY_ICON_NAME,
  PROP_EMPTY_TITLE,
  PROP_EMPTY_DESCRIPTION,
  PROP_CLIENT,
  PROP_NAME,
  PROP_BADGE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_TYPE_WITH_PRIVATE (AnshinSection, anshin_section, ADW_TYPE_BIN)

static void
anshin_section_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  AnshinSectionPrivate *priv = anshin_section_get_instance_private (ANSHIN_SECTION (object));

  switch (prop_id)
    {
    case PROP_CLIENT:
      g_value_set_object (value, priv->client);
      break;
    case PROP_NAME:
      g_value_set_string (value, priv->name);
      break;
    case PROP_BADGE:
      g_value_set_uint (value, priv->badge);
      break;
    case PROP_TITLE:
    case PROP_ICON_NAME:
    case PROP_EMPTY_ICON_NAME:
    case PROP_EMPTY_TITLE:
    case PROP_EMPTY_DESCRIPTION:
      g_value_set_string (value, priv->texts[prop_id - PROP_TITLE]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
anshin_section_set_property (GObject *object, guint prop_id, const GValue *value,
                             GParamSpec *pspec)
{
  AnshinSection *self = ANSHIN_SECTION (object);
  AnshinSectionPrivate *priv = anshin_section_get_instance_private (self);

  switch (prop_id)
    {
    case PROP_CLIENT:
      priv->client = g_value_dup_object (value);
      break;
    case PROP_NAME:
      g_free (priv->name);
      priv->name = g_value_dup_string (value);
      break;
    case PROP_BADGE:
      anshin_section_set_badge (self, g_value_get_uint (value));
      break;
    case PROP_TITLE:
    case PROP_ICON_NAME:
    case PROP_EMPTY_ICON_NAME:
    case PROP_EMPTY_TITLE:
    case PROP_EMPTY_DESCRIPTION:
      g_free (priv->texts[prop_id - PROP_TITLE]);
      priv->texts[prop_id - PROP_TITLE] = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
anshin_section_dispose (GObject *object)
{
  AnshinSectionPrivate *priv = anshin_section_get_instance_private (ANSHIN_SECTION (object));

  g_clear_object (&priv->client);

  G_OBJECT_CLASS (anshin_section_parent_class)->dispose (object);
}

static void
anshin_section_finalize (GObject *object)
{
  AnshinSectionPrivate *priv = anshin_section_get_instance_private (ANSHIN_SECTION (object));

  for (guint i = 0; i < G_N_ELEMENTS (priv->texts); i++)
    g_free (priv->texts[i]);
  g_free (priv->name);

  G_OBJECT_CLASS (anshin_section_parent_class)->finalize (object);
}

static void
anshin_section_class_init (AnshinSectionClass *klass)
{
  static const char *const names[]
    = { "title", "icon-name", "empty-icon-name", "empty-title", "empty-description" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = anshin_section_get_property;
  object_class->set_property = anshin_section_set_property;
  object_class->dispose = anshin_section_dispose;
  object_class->finalize = anshin_section_finalize;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    props[PROP_TITLE + i] = g_param_spec_string (names[i], NULL, NULL, NULL, flags);
  props[PROP_CLIENT] = g_param_spec_object ("client", NULL, NULL, ANSHIN_TYPE_CLIENT,
                                            flags | G_PARAM_CONSTRUCT_ONLY);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  props[PROP_BADGE] = g_param_spec_uint ("badge", NULL, NULL, 0, G_MAXUINT, 0,
                                         flags | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
anshin_section_init (AnshinSection *self)
{
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
}

AnshinClient *
anshin_section_get_client (AnshinSection *self)
{
  AnshinSectionPrivate *priv = anshin_section_get_instance_private (self);

  return priv->client;
}

const char *
anshin_section_get_name (AnshinSection *self)
{
  AnshinSectionPrivate *priv = anshin_section_get_instance_private (self);

  return priv->name;
}

void
anshin_section_set_badge (AnshinSection *self, guint badge)
{
  AnshinSectionPrivate *priv = anshin_section_get_instance_private (self);

  if (priv->badge == badge)
    return;
  priv->badge = badge;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BADGE]);
}

void
anshin_section_search (AnshinSection *self)
{
  if (ANSHIN_SECTION_GET_CLASS (self)->search != NULL)
    ANSHIN_SECTION_GET_CLASS (self)->search (self);
}

gboolean
anshin_section_add (AnshinSection *self)
{
  return ANSHIN_SECTION_GET_CLASS (self)->add != NULL
         && ANSHIN_SECTION_GET_CLASS (self)->add (self);
}

gboolean
anshin_section_can_add (AnshinSection *self)
{
  AnshinSectionClass *klass = ANSHIN_SECTION_GET_CLASS (self);

  return klass->add != NULL && (klass->can_add == NULL || klass->can_add (self));
}

gboolean
anshin_section_show_item (AnshinSection *self, const char *id)
{
  return ANSHIN_SECTION_GET_CLASS (self)->show_item != NULL
         && ANSHIN_SECTION_GET_CLASS (self)->show_item (self, id);
}

void
anshin_section_opened (AnshinSection *self)
{
  if (ANSHIN_SECTION_GET_CLASS (self)->opened != NULL)
    ANSHIN_SECTION_GET_CLASS (self)->opened (self);
}

void
anshin_section_content_changed (AnshinSection *self, AnshinPage *page)
{
  if (ANSHIN_SECTION_GET_CLASS (self)->content_changed != NULL)
    ANSHIN_SECTION_GET_CLASS (self)->content_changed (self, page);
}
