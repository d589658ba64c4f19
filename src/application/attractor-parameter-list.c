/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-parameter-list.h"

#include <glib/gi18n.h>
#include <gtk/gtk.h>

/* The parameters that theory can be drawn over, as a drop-down list offers them. */

/**
 * attractor_parameter_list_new:
 * @optional: whether there may be none, which is the first choice then
 *
 * Returns: (transfer full): the names of all parameters
 */
GListModel *
attractor_parameter_list_new (gboolean optional)
{
  GtkStringList *names = gtk_string_list_new (NULL);
  gsize n;
  const ExpParameter *parameters = exp_parameter_list (&n);

  if (optional)
    /* TRANSLATORS: no parameter */
    gtk_string_list_append (names, _ ("None"));
  for (gsize i = 0; i < n; i++)
    gtk_string_list_append (names, _ (parameters[i].label));
  return G_LIST_MODEL (names);
}

/**
 * attractor_parameter_list_find:
 * @parameter: (nullable): one of them, or none
 * @optional: whether there may be none
 *
 * Returns: where it is in the list
 */
guint
attractor_parameter_list_find (const ExpParameter *parameter, gboolean optional)
{
  gsize n;
  const ExpParameter *parameters = exp_parameter_list (&n);

  if (parameter == NULL)
    return optional ? 0 : GTK_INVALID_LIST_POSITION;
  return (guint)(parameter - parameters) + (optional ? 1 : 0);
}

/**
 * attractor_parameter_list_get:
 * @position: in the list
 * @optional: whether there may be none
 *
 * Returns: (nullable): what is there
 */
const ExpParameter *
attractor_parameter_list_get (guint position, gboolean optional)
{
  gsize n;
  const ExpParameter *parameters = exp_parameter_list (&n);

  if (optional && position == 0)
    return NULL;
  position -= optional ? 1 : 0;
  return position < n ? &parameters[position] : NULL;
}
