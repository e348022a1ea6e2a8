package io.engagement.dialogue;

import io.engagement.domain.TimeScale;
import io.engagement.initiative.AdditiveLogistic;
import io.engagement.initiative.CustomerActs;

/** A customer who does nothing from now on, by an {@link AdditiveLogistic}. */
final class AdditiveSilence implements EngagementDoors.Silence {
    /** Of the horizon: what is shorter tells no more. */
    private static final int STEPS = 30;

    private final AdditiveLogistic model;
    private final CustomerActs now;

    AdditiveSilence(AdditiveLogistic model, CustomerActs now) {
        this.model = model;
        this.now = now;
    }

    @Override
    public double scoreAfter(long millis) {
        return AdditiveDoors.score(
                now.after(model.timeScale().ofMillis((double) millis)).logOdds());
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
