/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "anshin-message-parts.h"

#include "anshin-acknowledgements.h"
#include "anshin-attachments-part.h"
#include "anshin-request-box.h"
#include "anshin-request-marks.h"
#include "anshin-urgent-mark.h"
#include "anshin-vitals-part.h"

/**
 * Part:
 * @wanted: whether a message has it; called for every row that is shown, so it only looks
 * @create: makes it, empty
 * @update: shows what @item has, whenever anything of it may have changed; %NULL lets go of it
 */
typedef struct
{
  gboolean (*wanted) (AnshinTimelineItem *item);
  GtkWidget *(*create) (void);
  void (*update) (GtkWidget *part, AnshinTimelineItem *item);
} Part;

/* In the order in which they stand, below the text. */
static const Part all_parts[] = {
  { anshin_attachments_part_wanted, anshin_attachments_part_new,
    anshin_attachments_part_update },
  { anshin_urgent_mark_wanted, anshin_urgent_mark_new, anshin_urgent_mark_update },
  { anshin_request_box_wanted, anshin_request_box_new, anshin_request_box_update },
  { anshin_request_marks_wanted, anshin_request_marks_new, anshin_request_marks_update },
  { anshin_acknowledgements_wanted, anshin_acknowledgements_new, anshin_acknowledgements_update },
  { anshin_vitals_part_wanted, anshin_vitals_part_new, anshin_vitals_part_update },
};

struct _AnshinMessageParts
{
  GtkWidget parent_instance;

  GtkWidget *made[G_N_ELEMENTS (all_parts)];
  gboolean held[G_N_ELEMENTS (all_parts)];
};

G_DEFINE_FINAL_TYPE (AnshinMessageParts, anshin_message_parts, GTK_TYPE_WIDGET)

/* The part that stands before the one at @index, if any has been made. */
static GtkWidget *
find_before (AnshinMessageParts *self, guint index)
{
  for (guint i = index; i > 0; i--)
    if (self->made[i - 1] != NULL)
      return self->made[i - 1];
  return NULL;
}

static void
show_part (AnshinMessageParts *self, guint index, AnshinTimelineItem *item)
{
  const Part *part = &all_parts[index];

  if (self->made[index] == NULL)
    {
      self->made[index] = part->create ();
      gtk_widget_insert_after (self->made[index], GTK_WIDGET (self), find_before (self, index));
    }
  part->update (self->made[index], item);
  self->held[index] = TRUE;
  gtk_widget_set_visible (self->made[index], TRUE);
}

static void
hide_part (AnshinMessageParts *self, guint index)
{
  if (!self->held[index])
    return;
  self->held[index] = FALSE;
  all_parts[index].update (self->made[index], NULL);
  gtk_widget_set_visible (self->made[index], FALSE);
}

static void
anshin_message_parts_dispose (GObject *object)
{
  AnshinMessageParts *self = ANSHIN_MESSAGE_PARTS (object);

  for (guint i = 0; i < G_N_ELEMENTS (all_parts); i++)
    g_clear_pointer (&self->made[i], gtk_widget_unparent);

  G_OBJECT_CLASS (anshin_message_parts_parent_class)->dispose (object);
}

static void
anshin_message_parts_class_init (AnshinMessagePartsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = anshin_message_parts_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
anshin_message_parts_init (AnshinMessageParts *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 6);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
anshin_message_parts_new (void)
{
  return g_object_new (ANSHIN_TYPE_MESSAGE_PARTS, NULL);
}

/* Whether a message has any. */
gboolean
anshin_message_parts_wanted (AnshinTimelineItem *item)
{
  for (guint i = 0; i < G_N_ELEMENTS (all_parts); i++)
    if (all_parts[i].wanted (item))
      return TRUE;
  return FALSE;
}

void
anshin_message_parts_show (AnshinMessageParts *self, AnshinTimelineItem *item)
{
  gboolean any = FALSE;

  g_return_if_fail (ANSHIN_IS_MESSAGE_PARTS (self));

  for (guint i = 0; i < G_N_ELEMENTS (all_parts); i++)
    {
      if (item != NULL && all_parts[i].wanted (item))
        {
          show_part (self, i, item);
          any = TRUE;
        }
      else
        hide_part (self, i);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), any);
}
