/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-idle-watch.h"

#define CHECK_SECONDS 5
#define MINUTE (60 * G_USEC_PER_SEC)
#define DEFAULT_MINUTES 5
#define MAX_MINUTES 15

/* Where the computer says that it is being locked or put to sleep. */
typedef struct
{
  GBusType bus;
  const char *path;
  const char *interface;
  const char *member;
} AwayNotice;

static const AwayNotice away_notices[] = {
  { G_BUS_TYPE_SESSION, NULL, "org.freedesktop.ScreenSaver", "ActiveChanged" },
  { G_BUS_TYPE_SESSION, NULL, "org.gnome.ScreenSaver", "ActiveChanged" },
  { G_BUS_TYPE_SYSTEM, "/org/freedesktop/login1", "org.freedesktop.login1.Manager",
    "PrepareForSleep" },
  { G_BUS_TYPE_SYSTEM, NULL, "org.freedesktop.login1.Session", "Lock" },
};

struct _AnshinIdleWatch
{
  GObject parent_instance;

  GCancellable *cancellable;
  GDBusConnection *buses[2];
  guint subscriptions[G_N_ELEMENTS (away_notices)];
  gint64 touched_at;
  guint check_id;
  guint minutes;
  gboolean active;
};

enum
{
  PROP_0,
  PROP_MINUTES,
  N_PROPS
};

static GParamSpec *props[N_PROPS];
static guint idle_signal;

G_DEFINE_FINAL_TYPE (AnshinIdleWatch, anshin_idle_watch, G_TYPE_OBJECT)

static gboolean
on_event_cb (AnshinIdleWatch *self, GdkEvent *event)
{
  switch ((int) gdk_event_get_event_type (event))
    {
    case GDK_KEY_PRESS:
    case GDK_MOTION_NOTIFY:
    case GDK_BUTTON_PRESS:
    case GDK_SCROLL:
    case GDK_TOUCH_BEGIN:
    case GDK_TOUCH_UPDATE:
      self->touched_at = g_get_monotonic_time ();
      break;
    default:
      break;
    }
  return GDK_EVENT_PROPAGATE;
}

static gboolean
on_check_cb (gpointer data)
{
  AnshinIdleWatch *self = ANSHIN_IDLE_WATCH (data);

  if (g_get_monotonic_time () - self->touched_at >= self->minutes * MINUTE)
    g_signal_emit (self, idle_signal, 0);
  return G_SOURCE_CONTINUE;
}

static void
on_away_cb (GDBusConnection *bus, const char *sender, const char *path, const char *interface,
            const char *member, GVariant *parameters, gpointer data)
{
  AnshinIdleWatch *self = ANSHIN_IDLE_WATCH (data);
  gboolean away = TRUE;

  /* What carries a flag says with the same signal that the person is back. */
  if (g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(b)")))
    g_variant_get (parameters, "(b)", &away);
  if (away && self->active)
    g_signal_emit (self, idle_signal, 0);
}

static void
subscribe (AnshinIdleWatch *self, GDBusConnection *bus, GBusType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (away_notices); i++)
    {
      const AwayNotice *notice = &away_notices[i];

      if (notice->bus == type)
        self->subscriptions[i]
          = g_dbus_connection_signal_subscribe (bus, NULL, notice->interface, notice->member,
                                                notice->path, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                on_away_cb, self, NULL);
    }
}

static void
on_session_bus_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AnshinIdleWatch *self = ANSHIN_IDLE_WATCH (data);
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus != NULL && self->cancellable != NULL)
    {
      self->buses[0] = g_object_ref (bus);
      subscribe (self, bus, G_BUS_TYPE_SESSION);
    }
  g_object_unref (self);
}

static void
on_system_bus_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  AnshinIdleWatch *self = ANSHIN_IDLE_WATCH (data);
  g_autoptr (GDBusConnection) bus = g_bus_get_finish (result, NULL);

  if (bus != NULL && self->cancellable != NULL)
    {
      self->buses[1] = g_object_ref (bus);
      subscribe (self, bus, G_BUS_TYPE_SYSTEM);
    }
  g_object_unref (self);
}

static void
unsubscribe (AnshinIdleWatch *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (away_notices); i++)
    {
      GDBusConnection *bus = self->buses[away_notices[i].bus == G_BUS_TYPE_SESSION ? 0 : 1];

      if (bus != NULL && self->subscriptions[i] != 0)
        g_dbus_connection_signal_unsubscribe (bus, self->subscriptions[i]);
      self->subscriptions[i] = 0;
    }
  g_clear_object (&self->buses[0]);
  g_clear_object (&self->buses[1]);
}

static void
anshin_idle_watch_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_MINUTES:
      g_value_set_int (value, ANSHIN_IDLE_WATCH (object)->minutes);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
anshin_idle_watch_set_property (GObject *object, guint prop_id, const GValue *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_MINUTES:
      ANSHIN_IDLE_WATCH (object)->minutes = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
anshin_idle_watch_dispose (GObject *object)
{
  AnshinIdleWatch *self = ANSHIN_IDLE_WATCH (object);

  g_clear_handle_id (&self->check_id, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  unsubscribe (self);

  G_OBJECT_CLASS (anshin_idle_watch_parent_class)->dispose (object);
}

static void
anshin_idle_watch_class_init (AnshinIdleWatchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = anshin_idle_watch_get_property;
  object_class->set_property = anshin_idle_watch_set_property;
  object_class->dispose = anshin_idle_watch_dispose;

  props[PROP_MINUTES] = g_param_spec_int ("minutes", NULL, NULL, 1, MAX_MINUTES, DEFAULT_MINUTES,
                                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  idle_signal = g_signal_new ("idle", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
}

static void
anshin_idle_watch_init (AnshinIdleWatch *self)
{
  self->minutes = DEFAULT_MINUTES;
  self->cancellable = g_cancellable_new ();
}

AnshinIdleWatch *
anshin_idle_watch_new (GtkWidget *window)
{
  AnshinIdleWatch *self = g_object_new (ANSHIN_TYPE_IDLE_WATCH, NULL);
  GtkEventController *controller = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (on_event_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (window, controller);

  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, on_session_bus_cb, g_object_ref (self));
  g_bus_get (G_BUS_TYPE_SYSTEM, self->cancellable, on_system_bus_cb, g_object_ref (self));
  return self;
}

/* Only while somebody is signed in and content is seen. */
void
anshin_idle_watch_set_active (AnshinIdleWatch *self, gboolean active)
{
  g_return_if_fail (ANSHIN_IS_IDLE_WATCH (self));

  if (self->active == !!active)
    return;
  self->active = !!active;
  g_clear_handle_id (&self->check_id, g_source_remove);
  if (!self->active)
    return;
  self->touched_at = g_get_monotonic_time ();
  self->check_id = g_timeout_add_seconds (CHECK_SECONDS, on_check_cb, self);
}
