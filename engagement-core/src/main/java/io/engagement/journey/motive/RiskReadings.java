package io.engagement.journey.motive;

import io.engagement.initiative.SilenceHabit;
import io.engagement.internal.base.Leaving;
import io.engagement.internal.base.OwnGaps;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.Measure.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What is read of a customer, and what it says: whether they are there and can leave in the period that begins, and the numbers of
 * the motives. Times are in days.
 */
final class RiskReadings {
    private static final double DAY = 864e5;
    private static final Measure KNOWN = Measure.timeSinceFirst(Filter.all());
    private static final Motive TIME_KNOWN =
            Motive.of("time_known", "time known", Unit.TIME, List.of(KNOWN), in -> in[0]);

    private final double period;
    private final boolean told;
    private final boolean silent;
    private final Silence silence;
    private final List<Motive> columns;
    private final List<Measure> inputs = new ArrayList<>();
    /** Of exit, return and last act, where the exit has them. */
    private final int[] places = new int[3];

    private final int[] ofSilence;
    private final int[][] motives;

    /**
     * How many days a silence may last.
     *
     * @param label in words, what a silence is told by
     * @param unit of that
     * @param measures what is read
     * @param longest in days, from these
     */
    private record Silence(String label, Unit unit, List<Measure> measures, ToDoubleFunction<double[]> longest) {
        static Silence of(Patience patience) {
            return patience instanceof Patience.OwnGap gap ? ofGap(gap) : ofAll((Patience.Alike) patience);
        }

        private static Silence ofAll(Patience.Alike alike) {
            double longest = days(alike.longest());
            return new Silence("silence", Unit.TIME, List.of(), in -> longest);
        }

        private static Silence ofGap(Patience.OwnGap gap) {
            SilenceHabit habit = gap.habit().orElseThrow();
            OwnGaps.Quantile quantile =
                    OwnGaps.ofDeviations(habit.m(), habit.t(), habit.s()).at(gap.share());
            return new Silence(
                    "silence over the own longest gap",
                    Unit.NUMBER,
                    List.of(gap.days().frequency(), gap.days().geometricMeanGap()),
                    in -> quantile.millis(in[0], in[0] > 0 ? in[0] * Math.log(in[1]) : 0) / DAY);
        }

        /** What goes with leaving: how long silent, over the own longest silence where these differ. */
        Motive rhythm(Measure since) {
            if (measures.isEmpty()) {
                return Motive.of("silence", label, unit, List.of(since), in -> in[0]);
            }
            return Motive.of(
                    "silence",
                    label,
                    unit,
                    Stream.concat(Stream.of(since), measures.stream()).toList(),
                    in -> in[0] / longest.applyAsDouble(Arrays.copyOfRange(in, 1, in.length)));
        }
    }

    RiskReadings(Exit exit, Duration period, List<Motive> motives) {
        this.period = days(period);
        place(KNOWN);
        told = exit.told().isPresent();
        exit.told().ifPresent(filter -> {
            places[0] = place(Measure.timeSinceLast(filter));
            places[1] = place(Measure.timeSinceLast(Leaving.BACK.and(filter.negate())));
        });
        silent = exit.patience().isPresent();
        silence = exit.patience()
                .map(Silence::of)
                .orElse(new Silence("", Unit.NUMBER, List.of(), in -> Double.POSITIVE_INFINITY));
        columns = Stream.concat(rhythm(exit, period).stream(), motives.stream()).toList();
        exit.patience().ifPresent(patience -> places[2] = place(Measure.timeSinceLast(patience.acts())));
        ofSilence = silence.measures().stream().mapToInt(this::place).toArray();
        this.motives = columns.stream()
                .map(motive -> motive.measures().stream().mapToInt(this::place).toArray())
                .toArray(int[][]::new);
    }

    private static double days(Duration time) {
        return time.toMillis() / DAY;
    }

    private int place(Measure measure) {
        if (!inputs.contains(measure)) {
            inputs.add(measure);
        }
        return inputs.indexOf(measure);
    }

    /**
     * What goes with leaving in any base, and is nobody's motive: for how long a customer is known, and silent. Time known counts on a
     * line that bends at the end of the first period: who has just come can hardly leave yet, and one line for all would make what
     * grows in the first weeks, as the number of channels, a motive.
     */
    static List<Motive> rhythm(Exit exit, Duration period) {
        double first = days(period);
        Motive fresh = Motive.of(
                "first_period",
                "time known, at most a period",
                Unit.TIME,
                List.of(KNOWN),
                in -> Math.min(in[0], first));
        return Stream.concat(Stream.of(TIME_KNOWN, fresh), exit.patience().map(RiskReadings::silence).stream())
                .toList();
    }

    private static Motive silence(Patience patience) {
        return Silence.of(patience).rhythm(Measure.timeSinceLast(patience.acts()));
    }

    /** Each once. */
    List<Measure> inputs() {
        return List.copyOf(inputs);
    }

    /** Those of the rhythm, then the motives. */
    List<Motive> columns() {
        return columns;
    }

    boolean isKnown(double... in) {
        return !Double.isNaN(in[0]);
    }

    /** Whether they have gone and not come back. */
    boolean hasLeft(double... in) {
        return hasTold(in) || isSilent(in);
    }

    private boolean hasTold(double... in) {
        return told && !Double.isNaN(in[places[0]]) && !(in[places[1]] < in[places[0]]);
    }

    private boolean isSilent(double... in) {
        return silent && in[places[2]] >= longest(in);
    }

    private double longest(double... in) {
        return silence.longest().applyAsDouble(picked(in, ofSilence));
    }

    private static double[] picked(double[] in, int... places) {
        double[] some = new double[places.length];
        for (int i = 0; i < some.length; i++) {
            some[i] = in[places[i]];
        }
        return some;
    }

    /** Whether there is a way in which they could be seen leaving within the period. */
    boolean isAtRisk(double... in) {
        return isKnown(in) && !hasLeft(in) && (told || in[places[2]] + period >= longest(in));
    }

    /** Who was at risk and now has these readings. */
    boolean left(double... end) {
        return (told && end[places[0]] < period) || isSilent(end);
    }

    /** The numbers of the columns. */
    void values(double[] in, double[] own) {
        for (int j = 0; j < motives.length; j++) {
            own[j] = columns.get(j).value(picked(in, motives[j]));
        }
    }

    /** Why there is no risk. */
    String whyNone(double... in) {
        if (!isKnown(in)) {
            return "no risk: never seen yet";
        }
        if (hasTold(in)) {
            return "no risk: has left already, and not come back";
        }
        if (silent && Double.isNaN(in[places[2]])) {
            return "no risk yet: the first act gives one";
        }
        return isSilent(in)
                ? "no risk: silent for too long already, and so has left"
                : "no risk in this period: the silence cannot become long enough";
    }
}
