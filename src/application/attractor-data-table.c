/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "attractor-data-table.h"

#include <string.h>

#include <glib/gi18n.h>

#include "attractor-figure-rows.h"
#include "attractor-widget.h"
#include "fig-text.h"

/**
 * AttractorDataTable:
 *
 * A window with the data of a figure, to be read and copied.
 */
struct _AttractorDataTable {
  AdwWindow parent_instance;

  AdwWindowTitle *heading;
  GtkColumnView *view;

  char *titles[ATTRACTOR_N_FIGURE_COLUMNS];
};

G_DEFINE_FINAL_TYPE (AttractorDataTable, attractor_data_table, ADW_TYPE_WINDOW)

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  AttractorFigureColumn column = (AttractorFigureColumn)GPOINTER_TO_UINT (user_data);
  GtkWidget *label = gtk_label_new (NULL);
  gboolean number = column >= ATTRACTOR_FIGURE_COLUMN_X;

  gtk_label_set_xalign (GTK_LABEL (label), number ? 1.0f : 0.0f);
  if (number) {
    gtk_widget_add_css_class (label, "numeric");
    attractor_widget_show_number (label);
  }
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  AttractorFigureColumn column = (AttractorFigureColumn)GPOINTER_TO_UINT (user_data);
  g_autofree char *text = attractor_figure_row_dup_shown (gtk_list_item_get_item (item), column);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
add_column (AttractorDataTable *self, AttractorFigureColumn column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (column));
  view_column = gtk_column_view_column_new (self->titles[column], factory);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_expand (view_column, column >= ATTRACTOR_FIGURE_COLUMN_X);
  gtk_column_view_append_column (self->view, view_column);
}

static void
append_row (GString *text, AttractorFigureRow *row)
{
  for (guint column = 0; column < ATTRACTOR_N_FIGURE_COLUMNS; column++) {
    g_autofree char *cell = attractor_figure_row_dup_text (row, (AttractorFigureColumn)column);

    if (column > 0)
      g_string_append_c (text, '\t');
    g_string_append (text, cell);
  }
  g_string_append_c (text, '\n');
}

/* The rows that are selected, or all; with tabs between the cells, as
 * spreadsheets take them. */
static void
copy_cb (AttractorDataTable *self)
{
  GtkSelectionModel *model = gtk_column_view_get_model (self->view);
  g_autoptr (GtkBitset) rows = gtk_selection_model_get_selection (model);
  GString *text = g_string_new (NULL);
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (model));
  gboolean all = gtk_bitset_is_empty (rows);

  for (guint column = 0; column < ATTRACTOR_N_FIGURE_COLUMNS; column++)
    g_string_append_printf (text, "%s%s", column > 0 ? "\t" : "", self->titles[column]);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < n_rows; i++) {
    if (all || gtk_bitset_contains (rows, i)) {
      g_autoptr (AttractorFigureRow) row = g_list_model_get_item (G_LIST_MODEL (model), i);

      append_row (text, row);
    }
  }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text->str);
  g_string_free (text, TRUE);
}

static gboolean
copy_shortcut_cb (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  copy_cb (ATTRACTOR_DATA_TABLE (widget));
  return TRUE;
}

static void
attractor_data_table_finalize (GObject *object)
{
  AttractorDataTable *self = ATTRACTOR_DATA_TABLE (object);

  for (guint i = 0; i < ATTRACTOR_N_FIGURE_COLUMNS; i++)
    g_free (self->titles[i]);

  G_OBJECT_CLASS (attractor_data_table_parent_class)->finalize (object);
}

static void
attractor_data_table_class_init (AttractorDataTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = attractor_data_table_finalize;

  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/attractor/Attractor/attractor-data-table.ui");
  gtk_widget_class_bind_template_child (widget_class, AttractorDataTable, heading);
  gtk_widget_class_bind_template_child (widget_class, AttractorDataTable, view);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, copy_shortcut_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
attractor_data_table_init (AttractorDataTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What all panels measure along an axis, or just the axis' letter. */
static char *
get_axis_title (FigFigure *figure, gboolean across)
{
  const char *common = NULL;

  for (guint i = 0; i < fig_figure_get_n_panels (figure); i++) {
    const FigPanel *panel = fig_figure_get_panel (figure, i);
    const char *title = across ? panel->x.title : panel->y.title;

    if (title == NULL || (common != NULL && strcmp (common, title) != 0))
      return g_strdup (across ? "x" : "y");
    common = title;
  }
  return common != NULL ? fig_text_from_markup (common) : g_strdup (across ? "x" : "y");
}

/**
 * attractor_data_table_new:
 * @parent: the window it belongs to
 * @figure: whose data it shows
 *
 * Returns: a window
 */
GtkWidget *
attractor_data_table_new (GtkWindow *parent, FigFigure *figure)
{
  AttractorDataTable *self;
  AttractorFigureRows *rows = attractor_figure_rows_new (figure);
  g_autoptr (GtkSelectionModel) selection = NULL;
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (rows));
  g_autofree char *subtitle = NULL;

  self = g_object_new (ATTRACTOR_TYPE_DATA_TABLE, "transient-for", parent, NULL);
  self->titles[ATTRACTOR_FIGURE_COLUMN_PANEL] = g_strdup (_ ("Panel"));
  self->titles[ATTRACTOR_FIGURE_COLUMN_SERIES] = g_strdup (_ ("Series"));
  self->titles[ATTRACTOR_FIGURE_COLUMN_KIND] = g_strdup (_ ("Kind"));
  self->titles[ATTRACTOR_FIGURE_COLUMN_X] = get_axis_title (figure, TRUE);
  self->titles[ATTRACTOR_FIGURE_COLUMN_Y] = get_axis_title (figure, FALSE);
  for (guint i = 0; i < ATTRACTOR_N_FIGURE_COLUMNS; i++)
    add_column (self, (AttractorFigureColumn)i);

  subtitle = g_strdup_printf (
    ngettext ("%s – %u point", "%s – %u points", n_rows), fig_figure_get_title (figure), n_rows);
  adw_window_title_set_subtitle (self->heading, subtitle);
  selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (G_LIST_MODEL (rows)));
  gtk_column_view_set_model (self->view, selection);
  return GTK_WIDGET (self);
}
