/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ATTRACTOR_TYPE_FIGURE_PAGE (attractor_figure_page_get_type ())

G_DECLARE_FINAL_TYPE (AttractorFigurePage, attractor_figure_page, ATTRACTOR, FIGURE_PAGE, GtkWidget)

/**
 * AttractorFigurePageFunc:
 * @page: the page
 * @user_data: what was given to attractor_figure_page_new()
 *
 * Adds the controls.
 */
typedef void (*AttractorFigurePageFunc) (AttractorFigurePage *page, gpointer user_data);

GtkWidget *
attractor_figure_page_new (GtkWidget *figure, AttractorFigurePageFunc fill, gpointer user_data);
void attractor_figure_page_add (AttractorFigurePage *self, GtkWidget *group);

G_END_DECLS
