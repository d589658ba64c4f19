/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "exp-example.h"

#include <glib/gi18n-lib.h>

/* In the order in which they are best read */
static const ExpExample examples[] = {
  {
    "three-targets",
    "attractors",
    N_ ("Three targets, one of which cannot be learned"),
    N_ ("Theory tells which target a network will leave"),
    N_ ("The readout is exact at all three targets, and yet the output leaves 0.9: theory "
        "finds a pole at +0.095 there, and no network of this kind learns it. Train one, "
        "and see that trajectories which begin near 0.9 end at 1.6 or at −0.6 or at their "
        "mirror images. Then drag 0.9 down below 0.6: the targets change places, and it "
        "is −0.6 that is lost."),
  },
  {
    "resonance",
    "frequency-response",
    N_ ("A resonance at one attractor only"),
    N_ ("Which frequencies a network prefers depends on the state that it holds"),
    N_ ("One readout, three attractors, and three different frequency responses. At −0.6 "
        "the leading poles are a complex pair, −0.10 ± 0.30 i, and the response has a "
        "peak near ω = 0.29; at 1.6 and 1.2 it only falls. Lower the gain to 0.5 and "
        "watch in the spectrum how the pair moves towards the real axis while the peak "
        "goes to lower frequencies."),
  },
  {
    "one-target",
    "attractors",
    N_ ("One target is always learned by a saturating network"),
    N_ ("The pole of a single target is negative for tanh and its like, whatever the "
        "target"),
    N_ ("With a single target A the pole is −1 + ⟨x φ φ′⟩ / ⟨φ²⟩, which is negative for "
        "every transfer function that saturates as this one does. Move the target and the "
        "gain: the attractor stays stable up to the edge of chaos, at g = 2.22 for this "
        "target. The return map has the reason: it crosses the diagonal from above to "
        "below."),
  },
  {
    "threshold-above-zero",
    "relaxation",
    N_ ("Rectified linear, threshold above zero: nothing is learned"),
    N_ ("Both attractors are unstable, and the output falls to zero or grows without "
        "bound"),
    N_ ("Rectified linear neurons whose threshold is above zero do the opposite of "
        "saturating ones: both targets have a pole at +0.42, and a small kick sends the "
        "output away. Training is exact and does not help. Slide the threshold through "
        "zero and watch both poles change their sign at the same moment."),
  },
  {
    "threshold-below-zero",
    "relaxation",
    N_ ("Rectified linear, threshold below zero: all is learned"),
    N_ ("The same task as above zero, and both attractors are stable"),
    N_ ("Below zero the threshold leaves every neuron some activity at rest, which makes "
        "the return map less steep than the diagonal: both poles are at −0.15, and after "
        "a kick the output returns. Train, and compare the relaxation of the network with "
        "the line that theory draws. Closer to zero the return takes ever longer."),
  },
  {
    "line-attractor",
    "attractors",
    N_ ("Threshold zero: a line of attractors"),
    N_ ("A rectified linear network that holds any output of the target’s sign"),
    N_ ("At threshold zero the neurons know no scale: whatever output is fed back comes "
        "back unchanged, so that the return map is the diagonal itself and the pole is "
        "exactly zero. One target is trained, and every output above zero is held; a "
        "trained network shows the same to the last digit. Move the threshold by 0.1 "
        "either way and the line becomes one stable attractor, or one unstable."),
  },
  {
    "edge-of-chaos",
    "time-constants",
    N_ ("The output stays fast at the edge of chaos"),
    N_ ("One time constant diverges, and it is not that of the output"),
    N_ ("Towards the edge of chaos, g = 1.96 here, the bulk of the spectrum reaches the "
        "imaginary axis and the time constant of the neurons grows without bound. The "
        "output takes no notice: its time constant is 1.4 and becomes even shorter. "
        "Train, and compare in the relaxation how the output returns after a kick and how "
        "long the neurons take."),
  },
  {
    "ring",
    "attractors",
    N_ ("Five targets on a ring"),
    N_ ("Two outputs, and a slow direction along the ring"),
    N_ ("Each of the five attractors has one slow pole, at −0.006, which belongs to the "
        "direction along the ring: with more targets the ring becomes a continuous "
        "attractor. A network of 600 neurons scatters about theory by more than this pole "
        "is away from zero, so some attractors of a trained one are unstable. Try more "
        "neurons and other seeds, or pull the targets outwards."),
  },
  {
    "spurious-attractors",
    "attractors",
    N_ ("Attractors that nobody asked for"),
    N_ ("Training two targets makes four attractors"),
    N_ ("Because tanh is odd, the mirror image of each target is an attractor too, and "
        "between neighbours lies a saddle that parts their basins. Train, and see that "
        "trajectories end at four places although there are two targets. With the "
        "logistic function, which is not odd, only the two that were asked for remain."),
  },
  {
    "ridge",
    "attractors",
    N_ ("A ridge moves the attractor"),
    N_ ("What keeps the weights small also keeps the output from its target"),
    N_ ("With λ = 0.1 the readout is smaller than it would have to be, and the output "
        "rests near 0.91, not at its target of 1.2. Theory and network agree about where; "
        "the attractor is stable all the same. Slide λ towards zero and the fixed point "
        "comes back to the target; slide it up and it falls to zero."),
  },
  {
    "force",
    "relaxation",
    N_ ("FORCE learns on-line"),
    N_ ("Recursive least squares while the network runs, in the closed loop"),
    N_ ("The two targets are presented in turn, and the readout changes five times in "
        "each unit of time. On the training page the error falls by orders of magnitude "
        "while the weights grow and settle. In the end the network relaxes as theory says "
        "of least squares, with poles near −0.33; try a shorter training, or the delta "
        "rule, which is much slower."),
  },
  {
    "cues",
    "attractors",
    N_ ("A cue for each target makes all three learnable"),
    N_ ("Static inputs take the targets out of each other’s way"),
    N_ ("These are the targets of which one cannot be learned without help. Here each has "
        "a static input of its own, and with it all three are stable; with the input of a "
        "target, that target is the only attractor there is. Make the inputs weaker: at "
        "0.3 the attractor at −0.6 is lost, and others that nobody asked for appear."),
  },
};

/**
 * exp_example_list:
 * @n_examples: (out): how many
 *
 * Returns: (transfer none) (array length=n_examples): all examples
 */
const ExpExample *
exp_example_list (gsize *n_examples)
{
  *n_examples = G_N_ELEMENTS (examples);
  return examples;
}

/**
 * exp_example_translate:
 * @experiment: one that was read from the file of an example
 *
 * Gives it title and notes in the language of the person.
 */
void
exp_example_translate (ExpExperiment *experiment)
{
  for (gsize i = 0; i < G_N_ELEMENTS (examples); i++) {
    if (g_strcmp0 (experiment->title, examples[i].title) != 0)
      continue;
    g_free (experiment->title);
    g_free (experiment->notes);
    experiment->title = g_strdup (_ (examples[i].title));
    experiment->notes = g_strdup (_ (examples[i].notes));
    return;
  }
}
