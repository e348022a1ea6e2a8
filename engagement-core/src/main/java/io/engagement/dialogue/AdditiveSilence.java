package io.engagement.dialogue;

import io.engagement.domain.TimeScale;
import io.engagement.initiative.AdditiveLogistic;

/**
 * A customer who does nothing from now on, of whom an {@link AdditiveLogistic} knows how long it is since the first and the last act,
 * and what is left of acts that fade. Own terms stay as they are.
 */
final class AdditiveSilence implements EngagementDoors.Silence {
    /** Of the horizon: what is shorter tells no more. */
    private static final int STEPS = 30;

    private static final int TENURE = 1;
    private static final int SILENCE = 2;
    private static final int FRESH = 6;
    private static final int RECENT = 7;
    private static final int LASTING = 8;

    private final AdditiveLogistic model;
    private final double[] now;
    private final double horizon;

    AdditiveSilence(AdditiveLogistic model, double... now) {
        this.model = model;
        this.now = now;
        horizon = model.timeScale().of(model.definition().horizon());
    }

    @Override
    public double scoreAfter(long millis) {
        double elapsed = model.timeScale().ofMillis((double) millis);
        double[] then = now.clone();
        then[TENURE] += elapsed;
        then[SILENCE] += elapsed;
        then[FRESH] *= remaining(4 * elapsed / horizon);
        then[RECENT] *= remaining(elapsed / horizon);
        then[LASTING] *= remaining(elapsed / (4 * horizon));
        if (model.gammaPoissonShare() > 0) {
            then[model.inputs().size() - 1] =
                    model.gammaPoisson().effortAfter(then[model.inputs().size() - 1], elapsed);
        }
        return AdditiveDoors.score(model.logOdds(then));
    }

    private static double remaining(double halfLives) {
        return Math.exp(-Math.log(2) * halfLives);
    }

    @Override
    public long step() {
        return Math.max(1, model.definition().horizon().toMillis() / STEPS);
    }

    /** Silence and rates move a score both ways, if hardly: so that no crossing is missed, the steps are short. */
    @Override
    public double stride() {
        return 1.1;
    }

    @Override
    public long endless() {
        return (long) (1000 * TimeScale.YEARS.millis());
    }
}
