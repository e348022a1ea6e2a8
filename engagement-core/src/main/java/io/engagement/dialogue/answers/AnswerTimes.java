package io.engagement.dialogue.answers;

import io.engagement.domain.TimeScale;
import io.engagement.fit.Interval;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.math.Checks;
import io.engagement.internal.text.Lengths;
import io.engagement.survival.IntervalKind;
import io.engagement.survival.KaplanMeier;
import io.engagement.survival.Lifetimes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How long answers take: the estimate of Kaplan and Meier (1958) over all asks, in which one without an answer counts as long
 * as its window or what is known of it lasts. Apart from it, how long the answered ones took, which says nothing of the others.
 *
 * <p>Of more than 200,000 asks times are rounded up to a ten-thousandth of the longest one. Immutable.
 */
public final class AnswerTimes {
    private static final int EXACT = 200_000;
    /** What an answer at the instant of the ask takes, on a clock that cannot tell. */
    private static final double AT_ONCE = 0.5;

    private final KaplanMeier curve;
    /** How many asks are answered, and how long that took, by rank. */
    private final int answered;

    private final IntToDoubleFunction ofRank;
    /** Whether all asks are of one customer: nobody knows how far others are from that. */
    private final boolean isOfOne;

    private AnswerTimes(boolean isOfOne, KaplanMeier curve, int answered, IntToDoubleFunction ofRank) {
        this.isOfOne = isOfOne;
        this.curve = curve;
        this.answered = answered;
        this.ofRank = ofRank;
    }

    /**
     * By cells, and of all asks in one more, the last; empty where there is none.
     *
     * @param cells how many, without that of all
     * @param cell the one that an ask is in; below 0 if in none but that of all
     * @param customers whose asks are in each cell
     */
    static List<Optional<AnswerTimes>> of(Answers answers, int cells, AskGroup cell, long[] customers) {
        List<Times> all = Times.of(answers, cells, cell);
        return IntStream.range(0, all.size())
                .mapToObj(each -> Optional.of(all.get(each))
                        .filter(times -> times.size() > 0)
                        .map(times -> of(times, customers[each] == 1)))
                .toList();
    }

    private static AnswerTimes of(Times times, boolean isOfOne) {
        if (times.size() > EXACT) {
            TimeSteps steps = new TimeSteps(times.millis, times.events);
            return new AnswerTimes(isOfOne, KaplanMeier.of(steps.lifetimes()), steps.answered(), steps::ofRank);
        }
        double[] sorted = times.answered();
        return new AnswerTimes(isOfOne, KaplanMeier.of(times.exact()), sorted.length, rank -> sorted[rank]);
    }

    /** Milliseconds until the answer, or while nothing was answered. */
    private static final class Times {
        private final double[] millis;
        private final boolean[] events;

        private Times(int size) {
            millis = new double[size];
            events = new boolean[size];
        }

        static List<Times> of(Answers answers, int cells, AskGroup cell) {
            List<AskColumns> chunks = answers.chunks();
            // Where each chunk's asks begin, by cell: so that chunks can be taken at once, and stay in order.
            int[][] from = chunks.parallelStream()
                    .map(asks -> sizes(answers, asks, cells, cell))
                    .toArray(int[][]::new);
            int[] size = new int[cells + 1];
            for (int[] own : from) {
                for (int each = 0; each <= cells; each++) {
                    int mine = own[each];
                    own[each] = size[each];
                    size[each] = Math.addExact(size[each], mine);
                }
            }
            List<Times> all = IntStream.of(size).mapToObj(Times::new).toList();
            IntStream.range(0, chunks.size())
                    .parallel()
                    .forEach(i -> fill(answers, chunks.get(i), cells, cell, all, from[i]));
            return all;
        }

        private static int[] sizes(Answers answers, AskColumns asks, int cells, AskGroup cell) {
            int[] size = new int[cells + 1];
            for (int i = 0; i < asks.size(); i++) {
                if (answers.isChosen(asks, i)) {
                    int own = cell.of(asks.row(i), asks.kind(i), asks.first(i));
                    size[cells]++;
                    if (own >= 0) {
                        size[own]++;
                    }
                }
            }
            return size;
        }

        private static void fill(
                Answers answers, AskColumns asks, int cells, AskGroup cell, List<Times> all, int[] next) {
            for (int i = 0; i < asks.size(); i++) {
                if (answers.isChosen(asks, i)) {
                    int own = cell.of(asks.row(i), asks.kind(i), asks.first(i));
                    boolean event = asks.isAnswered(i);
                    long until = event ? asks.answered(i) : Math.min(answers.asOf(), answers.close(asks, i));
                    double time = Math.max(AT_ONCE, (double) (until - asks.first(i)));
                    all.get(cells).set(next[cells]++, time, event);
                    if (own >= 0) {
                        all.get(own).set(next[own]++, time, event);
                    }
                }
            }
        }

        private void set(int place, double time, boolean event) {
            millis[place] = time;
            events[place] = event;
        }

        int size() {
            return millis.length;
        }

        double[] answered() {
            return IntStream.range(0, size())
                    .filter(i -> events[i])
                    .mapToDouble(i -> millis[i])
                    .sorted()
                    .toArray();
        }

        Lifetimes exact() {
            double[] hours = new double[size()];
            Arrays.setAll(hours, i -> TimeScale.HOURS.ofMillis(millis[i]));
            return Lifetimes.of(TimeScale.HOURS, hours, events);
        }
    }

    /**
     * The whole curve: the share of asks that wait longer than t hours.
     *
     * @return the estimate, with its standard errors and intervals
     */
    public KaplanMeier curve() {
        return curve;
    }

    /**
     * The share of asks that are answered within a time.
     *
     * @param time not negative
     * @return from 0 to 1; NaN where nothing is known of so long a time
     */
    public double within(Duration time) {
        return 1 - curve.survival(hours(time));
    }

    /**
     * An interval of {@link #within}, symmetric in ln(-ln S).
     *
     * @param time not negative
     * @return at the level 0.95, of asks that are independent of each other; NaN where nothing is known, and of a single customer
     */
    public Interval withinInterval(Duration time) {
        if (isOfOne) {
            return new Interval(Double.NaN, Double.NaN);
        }
        Interval waiting = curve.interval(hours(time), 0.95, IntervalKind.LOG_LOG);
        return new Interval(1 - waiting.upper(), 1 - waiting.lower());
    }

    private static double hours(Duration time) {
        return TimeScale.HOURS.ofMillis((double) Millis.of(time));
    }

    /**
     * The time within which half of all asks are answered.
     *
     * @return empty if more than half are unanswered
     */
    public Optional<Duration> median() {
        return quantile(0.5);
    }

    /**
     * The time within which a share of all asks is answered.
     *
     * @param share between 0 and 1
     * @return empty if fewer are answered
     * @throws IllegalArgumentException if the share is not between 0 and 1
     */
    public Optional<Duration> quantile(double share) {
        return duration(curve.quantile(share));
    }

    private static Optional<Duration> duration(OptionalDouble hours) {
        return hours.isEmpty() ? Optional.empty() : Optional.of(duration(hours.getAsDouble()));
    }

    private static Duration duration(double hours) {
        return Duration.ofMillis((long) Math.rint(hours * TimeScale.HOURS.millis()));
    }

    /**
     * Where {@link #quantile} may lie with a probability of 95 %, symmetric in ln(-ln S) (Brookmeyer and Crowley 1982).
     *
     * @param share between 0 and 1
     * @return the first end, the last end; an end is empty if it is not known how late it is
     */
    public TimeInterval quantileInterval(double share) {
        return quantileInterval(share, IntervalKind.LOG_LOG);
    }

    /**
     * The same on another scale.
     *
     * @param share between 0 and 1
     * @param kind where intervals of the curve are symmetric
     * @return the first end, the last end; an end is empty if it is not known how late it is, both are of a single customer
     */
    public TimeInterval quantileInterval(double share, IntervalKind kind) {
        if (isOfOne) {
            Checks.share("share", share);
            return new TimeInterval(Optional.empty(), Optional.empty());
        }
        KaplanMeier.QuantileInterval hours = curve.quantileInterval(share, 0.95, kind);
        return new TimeInterval(duration(hours.lower()), duration(hours.upper()));
    }

    /**
     * Where a time may lie.
     *
     * @param lower empty if it is not known how late it is
     * @param upper empty if it is not known how late it is
     */
    public record TimeInterval(Optional<Duration> lower, Optional<Duration> upper) {
        /**
         * Checks that nothing is missing.
         *
         * @param lower empty if it is not known how late it is
         * @param upper empty if it is not known how late it is
         */
        public TimeInterval {
            Objects.requireNonNull(lower, "lower");
            Objects.requireNonNull(upper, "upper");
        }
    }

    /**
     * The time within which half of those asks were answered that were answered. It says nothing of the others.
     *
     * @return empty if none was answered
     */
    public Optional<Duration> medianOfAnswered() {
        return quantileOfAnswered(0.5);
    }

    /**
     * The time within which a share of those asks was answered that were answered.
     *
     * @param share from 0 to 1
     * @return interpolated between the two answers next to it; empty if none was answered
     * @throws IllegalArgumentException if the share is not from 0 to 1
     */
    public Optional<Duration> quantileOfAnswered(double share) {
        if (answered == 0) {
            return Optional.empty();
        }
        double place = Checks.share("share", share) * (answered - 1);
        int below = (int) place;
        double lower = ofRank.applyAsDouble(below);
        double upper = ofRank.applyAsDouble(Math.min(below + 1, answered - 1));
        return Optional.of(Duration.ofMillis((long) Math.rint(lower + (place - below) * (upper - lower))));
    }

    /**
     * What a manager is told.
     *
     * @return such as {@code half are answered within PT3H} or {@code more than half unanswered}
     */
    public String verdict() {
        return median().map(time -> "half are answered within " + Lengths.words(time))
                .orElse("more than half unanswered");
    }
}
