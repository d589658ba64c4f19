/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-entry-error.h"

#include <string.h>

#include <glib/gi18n.h>

#include "attractor-widget.h"

/**
 * attractor_entry_error_dup:
 * @name: what an entry is called
 * @text: what was written there, which is no number
 * @kept: the number that it keeps
 *
 * Returns: (transfer full): a sentence that says so
 */
char *
attractor_entry_error_dup (const char *name, const char *text, const char *kept)
{
  g_return_val_if_fail (name != NULL && text != NULL && kept != NULL, NULL);

  if (text[strspn (text, " \t")] == '\0')
    /* TRANSLATORS: what an entry is called, which was left empty, and the number that it keeps */
    return g_strdup_printf (_ ("%s needs a number; it stays %s."), name, kept);

  /* TRANSLATORS: what an entry is called, what was written there, and what it keeps */
  return g_strdup_printf (_ ("%s: “%s” is not a number; it stays %s."), name, text, kept);
}

/* Whether the row of a list that the label is in ends within what is scrolled into sight, with
 * the label, for which it has no place yet if that is new */
static gboolean
is_in_sight (GtkLabel *label, gboolean is_new)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (label), GTK_TYPE_LIST_BOX_ROW);
  GtkWidget *list = row != NULL ? gtk_widget_get_parent (row) : NULL;
  GtkWidget *pane = list != NULL ? gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW) : NULL;
  graphene_rect_t bounds;
  int height = 0;
  float end;

  if (pane == NULL || !gtk_widget_compute_bounds (row, pane, &bounds))
    return TRUE;

  if (is_new)
    gtk_widget_measure (GTK_WIDGET (label),
                        GTK_ORIENTATION_VERTICAL,
                        gtk_widget_get_width (gtk_widget_get_parent (GTK_WIDGET (label))),
                        NULL,
                        &height,
                        NULL,
                        NULL);
  end = bounds.origin.y + bounds.size.height + (float)height;
  return end > 0.0f && end <= (float)gtk_widget_get_height (pane);
}

/**
 * attractor_entry_error_show:
 * @entry: an entry
 * @label: a label near it, for errors alone
 * @message: why what was written there is refused, one sentence
 *
 * Marks @entry, and says @message in @label until attractor_entry_error_clear(); as a message of
 * the window as well where the label is not in sight.
 */
void
attractor_entry_error_show (GtkWidget *entry, GtkLabel *label, const char *message)
{
  gboolean is_new;

  g_return_if_fail (GTK_IS_WIDGET (entry));
  g_return_if_fail (GTK_IS_LABEL (label));
  g_return_if_fail (message != NULL);

  is_new = !gtk_widget_get_visible (GTK_WIDGET (label));
  gtk_widget_add_css_class (entry, "error");
  gtk_accessible_update_state (
    GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, message, -1);
  gtk_label_set_label (label, message);
  gtk_widget_set_visible (GTK_WIDGET (label), TRUE);
  if (!is_in_sight (label, is_new))
    attractor_widget_show_message (entry, message);
}

/**
 * attractor_entry_error_clear:
 * @entry: an entry
 * @label: the label that says why what was written there was refused
 * @explanation: what @entry is for, which is its description again
 *
 * Takes mark and message away.
 */
void
attractor_entry_error_clear (GtkWidget *entry, GtkLabel *label, const char *explanation)
{
  g_return_if_fail (GTK_IS_WIDGET (entry));
  g_return_if_fail (GTK_IS_LABEL (label));
  g_return_if_fail (explanation != NULL);

  gtk_widget_remove_css_class (entry, "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, explanation, -1);
  gtk_label_set_label (label, "");
  gtk_widget_set_visible (GTK_WIDGET (label), FALSE);
}
