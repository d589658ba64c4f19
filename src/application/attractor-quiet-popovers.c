/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-quiet-popovers.h"

/* What had a tooltip when the popover opened has it again when that closes. */
static void
unmap_cb (GtkWidget *popover, GPtrArray *hushed)
{
  for (guint i = 0; i < hushed->len; i++)
    gtk_widget_set_has_tooltip (g_ptr_array_index (hushed, i), TRUE);
  g_signal_handlers_disconnect_by_func (popover, unmap_cb, hushed);
}

static void
free_hushed (gpointer hushed, GClosure *closure)
{
  g_ptr_array_unref (hushed);
}

static void
hush (GtkWidget *popover)
{
  g_autoptr (GPtrArray) hushed = g_ptr_array_new_with_free_func (g_object_unref);

  for (GtkWidget *widget = gtk_widget_get_parent (popover); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    if (gtk_widget_get_has_tooltip (widget)) {
      gtk_widget_set_has_tooltip (widget, FALSE);
      g_ptr_array_add (hushed, g_object_ref (widget));
    }
  if (hushed->len > 0)
    g_signal_connect_data (
      popover, "unmap", G_CALLBACK (unmap_cb), g_ptr_array_ref (hushed), free_hushed, 0);
}

static gboolean
map_hook (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  GtkWidget *widget = g_value_get_object (&values[0]);

  if (GTK_IS_POPOVER (widget))
    hush (widget);
  return TRUE;
}

/**
 * attractor_quiet_popovers_init:
 *
 * From now on no tooltip of what a list or a menu belongs to covers it while it is open: to
 * GTK the pointer over a popover is over the popover's parents as well. Once, on the main
 * thread, after GTK was initialised.
 */
void
attractor_quiet_popovers_init (void)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (GTK_TYPE_WIDGET);

  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, map_hook, NULL, NULL);
}
