/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "attractor-plot.h"

#include <adwaita.h>

#include "fig-fit.h"
#include "fig-hit.h"
#include "fig-layout.h"
#include "fig-viewport.h"

#include "attractor-live-study.h"

G_BEGIN_DECLS

typedef enum {
  PLOT_DRAG_NONE,
  PLOT_DRAG_PAN,
  PLOT_DRAG_BOX,
  PLOT_DRAG_TARGET,
} PlotDrag;

/* How near the pointer has to be to a point to read it out */
#define ATTRACTOR_PLOT_READ_REACH 24.0

typedef struct _PlotPicture PlotPicture;
typedef struct _PlotRaster PlotRaster;
typedef struct _PlotSource PlotSource;

struct _AttractorPlot {
  GtkWidget parent_instance;

  AdwStatusPage *message_page; /* (nullable): since there was an error */
  GtkSpinner *spinner;
  GtkLabel *readout;
  char *described; /* (nullable): what assistive technology was told last */
  GMenuModel *menu_model;
  GtkWidget *menu;        /* (nullable): since it was opened */
  GtkWidget *menu_focus;  /* (nullable) (weak): what had the focus then */
  GMenu *place_menu;      /* what can be done at the place that it was opened at */
  FigFigure *menu_figure; /* (nullable): that it was opened over */
  FigPick menu_pick;      /* where, in that figure */

  const FigKind *kind;
  ExpTheory *theory;
  ExpMeasurement *measurement;
  AttractorLiveStudy *study;
  ExpTrainingTrace *training; /* of a run that goes on; NULL where it has no use */
  ExpSweep *sweep;
  ExpBasins *basins;                 /* (nullable): what many networks say */
  AttractorComparisons *comparisons; /* NULL for none */
  FigFigure *figure;                 /* NULL if it must be made anew */
  char *error;
  guint busy_source;
  gboolean busy;     /* for longer than BUSY_DELAY */
  GPtrArray *traces; /* (nullable) (element-type FigTrace): laid over the figure */
  gboolean widen;    /* the axes make room for them */
  guint selected;    /* 1 and an attractor's index, or 0 */
  gboolean untitled; /* its title stands elsewhere */

  /* What of the figure is in sight; NULL what must be made anew */
  FigViewport *viewport;
  FigViewport *settled; /* as it was when nobody was changing it last */
  FigFigure *shown;
  guint version; /* another one whenever the two are forgotten */
  FigLayout *layout;
  FigStyle style;       /* of the layout */
  PlotPicture *picture; /* (nullable): all of the figure as it was drawn last */
  PlotRaster *raster;   /* (nullable): the data as a worker drew it last */
  gboolean drawing;     /* a worker draws */
  GskRenderNode *node;  /* (nullable): the frame around the data that is in the raster */
  int layout_width;
  int layout_height;

  /* The pointer and the keys */
  FigHit hit;
  gboolean has_hit;
  gboolean keyboard;    /* the hit was made by keys */
  guint readout_source; /* what is read out is to be found anew */
  double pointer_x, pointer_y;
  int stop; /* where the keys are: an entry of the legend, then a panel; -1 neither */
  PlotDrag drag;
  gboolean box_mode; /* the next drag marks a box */
  guint drag_panel;
  FigScale drag_x, drag_y; /* of the panel when the drag began */
  double drag_start_x, drag_start_y;
  double drag_dx, drag_dy;
  double pinch_scale;
  FigViewport *view_before; /* a target was dragged */
  guint target;             /* that is dragged */
  FigPick drag_pick;        /* where to */
};

/* attractor-plot.c */
gboolean attractor_plot_ensure_shown (AttractorPlot *self);
void attractor_plot_get_style (AttractorPlot *self, FigStyle *style);
gboolean attractor_plot_ensure_layout (AttractorPlot *self);
void attractor_plot_view_changed (AttractorPlot *self);
void attractor_plot_source_changed (AttractorPlot *self);
void attractor_plot_take_figure (AttractorPlot *self, FigFigure *figure, FigFigure *shown);
void attractor_plot_describe (AttractorPlot *self, const char *text);
void attractor_plot_update (AttractorPlot *self);
void attractor_plot_forget_layout (AttractorPlot *self);

/* attractor-plot-signals.c */
void attractor_plot_install_signals (GType type);
gboolean attractor_plot_can_pick (AttractorPlot *self);
void attractor_plot_emit_picked (AttractorPlot *self, const FigPick *pick);
void attractor_plot_emit_selected (AttractorPlot *self, int attractor);
gboolean attractor_plot_cancel_drag (AttractorPlot *self);
void attractor_plot_emit_target_dragged (AttractorPlot *self,
                                         guint target,
                                         const FigPick *pick,
                                         AttractorDragPhase phase);
void attractor_plot_emit_copy (AttractorPlot *self);
void attractor_plot_emit_data_table (AttractorPlot *self);
void attractor_plot_emit_export (AttractorPlot *self);
void attractor_plot_emit_view_changed (AttractorPlot *self, const FigViewport *before);

/* attractor-plot-view.c */
void
attractor_plot_set_limits (AttractorPlot *self, guint panel, const FigRange *x, const FigRange *y);
void attractor_plot_zoom (AttractorPlot *self, double x, double y, double factor);
void attractor_plot_pan (AttractorPlot *self, guint panel, double dx, double dy);
void attractor_plot_reset_limits (AttractorPlot *self);
void attractor_plot_toggle_entry (AttractorPlot *self, guint entry);
guint attractor_plot_get_panel (AttractorPlot *self);

/* attractor-plot-history.c */
void attractor_plot_settle_view (AttractorPlot *self);

/* attractor-plot-readout.c */
void attractor_plot_set_hit (AttractorPlot *self, const FigHit *hit, gboolean keyboard);
GtkLayoutManager *attractor_plot_create_layout (void);
void attractor_plot_update_readout (AttractorPlot *self);
void attractor_plot_await_readout (AttractorPlot *self);
char *attractor_plot_dup_readout (AttractorPlot *self);
void attractor_plot_snapshot_marks (AttractorPlot *self, GtkSnapshot *snapshot);

/* attractor-plot-source.c */
PlotSource *attractor_plot_source_new (AttractorPlot *self);
PlotSource *attractor_plot_source_new_as_is (AttractorPlot *self, const ExpExperiment *experiment);
gboolean
attractor_plot_source_complete (PlotSource *source, GCancellable *cancellable, GError **error);
void attractor_plot_source_free (PlotSource *source);
FigFigure *attractor_plot_source_build (const PlotSource *source);
FigFigure *
attractor_plot_source_show (const PlotSource *source, FigFigure *figure, gboolean keep_entries);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlotSource, attractor_plot_source_free)

/* attractor-plot-picture.c */
void attractor_plot_picture_free (PlotPicture *picture);
gboolean attractor_plot_has_picture (AttractorPlot *self);
void attractor_plot_snapshot_picture (AttractorPlot *self, GtkSnapshot *snapshot);
void attractor_plot_draw_in_thread (GTask *task, GTaskThreadFunc func);
GskRenderNode *attractor_plot_make_node (cairo_surface_t *surface, int width, int height);

/* attractor-plot-raster.c */
void attractor_plot_raster_free (PlotRaster *raster);
gboolean attractor_plot_has_many_points (AttractorPlot *self);
void attractor_plot_snapshot_raster (AttractorPlot *self, GtkSnapshot *snapshot);

/* attractor-plot-pointer.c */
void attractor_plot_mark_pick (AttractorPlot *self, const FigHit *hit, FigPick *pick);
gboolean
attractor_plot_find_pick (AttractorPlot *self, guint panel, double x, double y, FigPick *pick);
void attractor_plot_take_frequency (AttractorPlot *self, FigPick *pick);
void attractor_plot_add_controllers (AttractorPlot *self);

/* attractor-plot-keys.c */
void attractor_plot_class_add_keys (GtkWidgetClass *widget_class);
gboolean attractor_plot_focus (GtkWidget *widget, GtkDirectionType direction);
gboolean attractor_plot_get_stop (AttractorPlot *self, FigRect *box);

/* attractor-plot-menu.c */
void attractor_plot_class_add_actions (GtkWidgetClass *widget_class);
gboolean attractor_plot_get_logarithmic (AttractorPlot *self, FigDirection direction);
void
attractor_plot_set_logarithmic (AttractorPlot *self, FigDirection direction, gboolean logarithmic);
void attractor_plot_update_actions (AttractorPlot *self);
void attractor_plot_open_menu (AttractorPlot *self, double x, double y);

G_END_DECLS
