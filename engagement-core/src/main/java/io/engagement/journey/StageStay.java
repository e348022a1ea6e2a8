package io.engagement.journey;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Interval;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.math.Checks;
import io.engagement.survival.AalenJohansen;
import io.engagement.survival.IntervalKind;
import io.engagement.survival.KaplanMeier;
import io.engagement.survival.Lifetimes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How long customers stay in a stage once they have come to it, and where they go from it. Who is still there counts as long as that
 * is known; whoever was there before the log begins counts from then on. Several stays of one customer count as if of several.
 *
 * <p>Of more than 200,000 stays times are rounded up to a ten-thousandth of the longest one. Immutable.
 */
public final class StageStay {
    private final String stage;
    private final long left;
    private final Lifetimes lifetimes;
    private final KaplanMeier curve;
    private final AalenJohansen exits;

    StageStay(String stage, Lifetimes lifetimes, List<String> ends, int[] endOfRow) {
        this.stage = stage;
        this.lifetimes = lifetimes;
        this.left = (long) lifetimes.events();
        this.curve = KaplanMeier.of(lifetimes);
        this.exits = AalenJohansen.of(lifetimes, ends, endOfRow);
    }

    /**
     * The stage.
     *
     * @return its name
     */
    public String stage() {
        return stage;
    }

    /**
     * How many stays there are, those that last too.
     *
     * @return at least 1
     */
    public long stays() {
        return lifetimes.size();
    }

    /**
     * How many of them are over.
     *
     * @return from 0 to {@link #stays}
     */
    public long left() {
        return left;
    }

    /**
     * The share that stays longer than so many days.
     *
     * @return the estimate, with its standard errors and intervals
     */
    public KaplanMeier curve() {
        return curve;
    }

    /**
     * The share that has gone to each other stage within so many days.
     *
     * @return the estimates, with their standard errors and intervals; {@code (none)} is no stage at all
     */
    public AalenJohansen exits() {
        return exits;
    }

    /**
     * The time within which half have left.
     *
     * @return empty if more than half are still there for as long as is known
     */
    public Optional<Duration> median() {
        return duration(curve.median());
    }

    /**
     * Where {@link #median} may lie with a probability of 95 %, symmetric in ln(-ln S).
     *
     * @return both ends in days; an end is empty if it is not known how late it is
     */
    public KaplanMeier.QuantileInterval medianInterval() {
        return curve.quantileInterval(0.5, 0.95, IntervalKind.LOG_LOG);
    }

    private static Optional<Duration> duration(OptionalDouble days) {
        return days.isEmpty()
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) Math.rint(days.getAsDouble() * TimeScale.DAYS.millis())));
    }

    /**
     * The share that has gone to a stage within a time.
     *
     * @param to the other stage
     * @param within not negative
     * @return from 0 to 1; NaN where nothing is known of so long a time
     * @throws IllegalArgumentException if there is no such stage, or the time is negative
     */
    public double exits(String to, Duration within) {
        return exits.incidence(end(to), days(within));
    }

    /**
     * An interval of {@link #exits(String, Duration)}, symmetric in ln(-ln F).
     *
     * @param to the other stage
     * @param within not negative
     * @return at the level 0.95; NaN where nothing is known
     * @throws IllegalArgumentException if there is no such stage, or the time is negative
     */
    public Interval exitsInterval(String to, Duration within) {
        return exits.interval(end(to), days(within));
    }

    private int end(String to) {
        int end = exits.ends().indexOf(to);
        if (end < 0) {
            throw new IllegalArgumentException("no stage is named '" + to + "', there are " + exits.ends());
        }
        return end;
    }

    static double days(Duration time) {
        return TimeScale.DAYS.ofMillis(Checks.notNegative("within", (double) Millis.of(time)));
    }

    /** In words. */
    @Override
    public String toString() {
        return median().map(time -> String.format(
                        Locale.ROOT,
                        "%s: half have left within %.1f days",
                        stage,
                        time.toMillis() / TimeScale.DAYS.millis()))
                .orElse(stage + ": more than half are still there");
    }
}
