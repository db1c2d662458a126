/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-staff-section.h"

#include <glib/gi18n.h>

#include "anshin-byod-page.h"
#include "anshin-paged-view.h"
#include "anshin-person-page.h"
#include "anshin-private-input.h"
#include "anshin-register-page.h"
#include "anshin-saving-page.h"
#include "anshin-staff-row.h"
#include "anshin-submitted-page.h"
#include "anshin-window.h"

struct _AnshinStaffSection
{
  AnshinSection parent_instance;

  /* template widgets */
  GtkEditable *search_entry;
  GtkDropDown *state_drop_down;
  AnshinPagedView *people_view;
  GtkWidget *register_button;

  /* owned */
  AnshinPagedList *people;
};

/* In the order of the drop-down. */
static const char *const states[] = { "active", "suspended", "retired" };

G_DEFINE_FINAL_TYPE (AnshinStaffSection, anshin_staff_section, ANSHIN_TYPE_SECTION)

static AnshinClient *
get_client (AnshinStaffSection *self)
{
  return anshin_section_get_client (ANSHIN_SECTION (self));
}

static char *
build_path (AnshinStaffSection *self)
{
  AnshinUser *me = anshin_client_get_user (get_client (self));
  const char *text = gtk_editable_get_text (self->search_entry);
  guint state = gtk_drop_down_get_selected (self->state_drop_down);

  return anshin_paged_list_build_path ("/v1/users", "facility",
                                       me != NULL ? me->facility_id : "", "state",
                                       states[MIN (state, G_N_ELEMENTS (states) - 1)],
                                       "q", text, NULL);
}

/* What only an administrator does isn't there for the others, who see their colleagues. */
static void
update_for_right (AnshinStaffSection *self)
{
  AnshinUser *me = anshin_client_get_user (get_client (self));
  gboolean admin = me != NULL && me->facility_admin;

  gtk_widget_set_visible (GTK_WIDGET (self->state_drop_down), admin);
  gtk_widget_set_visible (self->register_button, admin);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "staff.applications", admin);
}

static void
on_filter_changed_cb (AnshinStaffSection *self)
{
  g_autofree char *path = NULL;
  gboolean searching = FALSE;

  if (self->people == NULL)
    return;
  path = build_path (self);
  searching = *gtk_editable_get_text (self->search_entry) != '\0';
  anshin_paged_view_set_empty (self->people_view, _("Nobody found"),
                               searching ? _("Nobody’s name, kana or profession fits.")
                                         : _("There is nobody in this state."));
  anshin_paged_list_set_path (self->people, path);
}

static GtkWidget *
create_row (gpointer item, gpointer data)
{
  return anshin_staff_row_new (get_client (data), ANSHIN_USER (item));
}

static void
show_page (AnshinStaffSection *self, AnshinPage *page)
{
  anshin_window_show_page (anshin_window_get_for (self), page);
}

static void
on_activated_cb (AnshinStaffSection *self, AnshinUser *user)
{
  show_page (self, anshin_person_page_new (get_client (self), user));
}

static void
on_own_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinStaffSection *self = ANSHIN_STAFF_SECTION (widget);
  AnshinUser *me = anshin_client_get_user (get_client (self));

  if (me != NULL)
    show_page (self, anshin_person_page_new (get_client (self), me));
}

static void
on_register_cb (AnshinStaffSection *self)
{
  AnshinUser *me = anshin_client_get_user (get_client (self));

  if (me != NULL)
    show_page (self, anshin_register_page_new (get_client (self), me->facility_id));
}

static void
on_applications_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinStaffSection *self = ANSHIN_STAFF_SECTION (widget);
  AnshinUser *me = anshin_client_get_user (get_client (self));

  if (me != NULL)
    show_page (self, anshin_submitted_page_new (get_client (self), me->facility_id));
}

static void
on_byod_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinStaffSection *self = ANSHIN_STAFF_SECTION (widget);
  AnshinUser *me = anshin_client_get_user (get_client (self));

  if (me != NULL)
    show_page (self, anshin_byod_page_new (get_client (self), me->facility_id));
}

static void
on_saving_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  AnshinStaffSection *self = ANSHIN_STAFF_SECTION (widget);
  AnshinUser *me = anshin_client_get_user (get_client (self));

  if (me != NULL)
    show_page (self, anshin_saving_page_new (get_client (self), me->facility_id));
}

static void
on_stop_search_cb (AnshinStaffSection *self)
{
  gtk_editable_set_text (self->search_entry, "");
}

static void
anshin_staff_section_search (AnshinSection *section)
{
  gtk_widget_grab_focus (GTK_WIDGET (ANSHIN_STAFF_SECTION (section)->search_entry));
}

static gboolean
anshin_staff_section_add (AnshinSection *section)
{
  on_register_cb (ANSHIN_STAFF_SECTION (section));
  return TRUE;
}

static gboolean
anshin_staff_section_can_add (AnshinSection *section)
{
  return gtk_widget_get_visible (ANSHIN_STAFF_SECTION (section)->register_button);
}

static gboolean
anshin_staff_section_show_item (AnshinSection *section, const char *id)
{
  AnshinStaffSection *self = ANSHIN_STAFF_SECTION (section);
  AnshinUser *user = self->people != NULL ? anshin_paged_list_find (self->people, id) : NULL;

  if (user == NULL)
    return FALSE;
  on_activated_cb (self, user);
  return TRUE;
}

/* Fetched when it is looked at, and each time anew: rights and terminals change elsewhere. */
static void
anshin_staff_section_opened (AnshinSection *section)
{
  AnshinStaffSection *self = ANSHIN_STAFF_SECTION (section);
  g_autofree char *path = NULL;

  update_for_right (self);
  if (self->people != NULL)
    {
      anshin_paged_list_reload (self->people);
      return;
    }
  path = build_path (self);
  self->people = anshin_paged_list_new (get_client (self), path, anshin_user_get_type (), "id");
  anshin_paged_list_set_topic (self->people, "users");
  anshin_paged_view_set_list (self->people_view, self->people, create_row, self);
}

static void
on_me_changed_cb (AnshinStaffSection *self)
{
  update_for_right (self);
}

static void
anshin_staff_section_constructed (GObject *object)
{
  AnshinStaffSection *self = ANSHIN_STAFF_SECTION (object);
  AnshinUser *me = anshin_client_get_user (get_client (self));

  G_OBJECT_CLASS (anshin_staff_section_parent_class)->constructed (object);

  if (me != NULL)
    g_signal_connect_object (me, "notify", G_CALLBACK (on_me_changed_cb), self,
                             G_CONNECT_SWAPPED);
  update_for_right (self);
}

static void
anshin_staff_section_dispose (GObject *object)
{
  g_clear_object (&ANSHIN_STAFF_SECTION (object)->people);

  G_OBJECT_CLASS (anshin_staff_section_parent_class)->dispose (object);
}

static void
anshin_staff_section_class_init (AnshinStaffSectionClass *klass)
{
  AnshinSectionClass *section_class = ANSHIN_SECTION_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = anshin_staff_section_constructed;
  G_OBJECT_CLASS (klass)->dispose = anshin_staff_section_dispose;
  section_class->search = anshin_staff_section_search;
  section_class->add = anshin_staff_section_add;
  section_class->can_add = anshin_staff_section_can_add;
  section_class->show_item = anshin_staff_section_show_item;
  section_class->opened = anshin_staff_section_opened;

  g_type_ensure (ANSHIN_TYPE_PAGED_VIEW);
  gtk_widget_class_install_action (widget_class, "staff.own", NULL, on_own_cb);
  gtk_widget_class_install_action (widget_class, "staff.applications", NULL, on_applications_cb);
  gtk_widget_class_install_action (widget_class, "staff.byod", NULL, on_byod_cb);
  gtk_widget_class_install_action (widget_class, "staff.saving", NULL, on_saving_cb);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/jp/anshinnet/AnshinNet/ui/staff/anshin-staff-section.ui");
  gtk_widget_class_bind_template_child (widget_class, AnshinStaffSection, search_entry);
  gtk_widget_class_bind_template_child (widget_class, AnshinStaffSection, state_drop_down);
  gtk_widget_class_bind_template_child (widget_class, AnshinStaffSection, people_view);
  gtk_widget_class_bind_template_child (widget_class, AnshinStaffSection, register_button);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_register_cb);
}

static void
anshin_staff_section_init (AnshinStaffSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  anshin_private_input (self->search_entry);
}
