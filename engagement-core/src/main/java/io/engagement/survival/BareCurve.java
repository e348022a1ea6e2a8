package io.engagement.survival;

import io.engagement.domain.TimeScale;
import java.util.List;

/** What is estimated without covariates and without a form: steps at the times of events. */
abstract class BareCurve<M extends BareCurve<M>> implements SurvivalModel {
    final TimeScale timeScale;
    final EventTimes times;
    private final TypicalLifetime typical;

    BareCurve(TimeScale timeScale, EventTimes times, TypicalLifetime typical) {
        this.timeScale = timeScale;
        this.times = times;
        this.typical = typical;
    }

    static void checkSize(Lifetimes lifetimes) {
        if (lifetimes.size() == 0) {
            throw new IllegalArgumentException("lifetimes must be at least one, were none");
        }
    }

    /** The same curve. */
    abstract M with(TypicalLifetime other);

    @Override
    public TimeScale timeScale() {
        return timeScale;
    }

    /** None. */
    @Override
    public List<String> covariates() {
        return List.of();
    }

    @Override
    public double typicalAge() {
        return typical.age();
    }

    @Override
    public double[] typicalCovariates() {
        return typical.covariates();
    }

    @Override
    public M withTypical(double age, double... x) {
        return with(typical.with(age, x));
    }

    static void checkBare(String model, double t, double... x) {
        if (x.length > 0) {
            throw new IllegalArgumentException(model + " has no covariates, were given " + x.length);
        }
        if (!(t >= 0)) {
            throw new IllegalArgumentException("time must not be negative, was " + t);
        }
    }
}
