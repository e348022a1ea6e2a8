package io.engagement.journey.motive;

import io.engagement.domain.Purpose;
import io.engagement.internal.base.Sides;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.Measure.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is read of a customer, and what it says: whether they are there and can leave in the period that begins, and the numbers of
 * the motives. Times are in days.
 */
final class RiskReadings {
    /** What is done again only by who came back. */
    private static final Filter BACK =
            Filter.purpose(Purpose.PURCHASE, Purpose.USE, Purpose.SIGN_UP).and(Sides.CUSTOMER_ACTS);

    private static final Measure KNOWN = Measure.timeSinceFirst(Filter.all());
    private static final Motive TIME_KNOWN =
            Motive.of("time_known", "time known", Unit.TIME, List.of(KNOWN), in -> in[0]);

    private final double period;
    private final boolean told;
    private final boolean silent;
    private final boolean ownGaps;
    private final double otherwise;
    private final List<Motive> columns;
    private final List<Measure> inputs = new ArrayList<>();
    /** Of exit, return, last act and own gap, where the exit has them. */
    private final int[] places = new int[4];

    private final int[][] motives;

    RiskReadings(Exit exit, Duration period, List<Motive> motives) {
        this.period = days(period);
        place(KNOWN);
        told = exit.told().isPresent();
        exit.told().ifPresent(filter -> {
            places[0] = place(Measure.timeSinceLast(filter));
            places[1] = place(Measure.timeSinceLast(BACK.and(filter.negate())));
        });
        silent = exit.patience().isPresent();
        ownGaps = silent && exit.patience().get().share().isPresent();
        otherwise = exit.patience().map(patience -> days(patience.otherwise())).orElse(Double.NaN);
        columns = Stream.concat(rhythm(exit, period).stream(), motives.stream()).toList();
        exit.patience().ifPresent(patience -> {
            places[2] = place(Measure.timeSinceLast(patience.acts()));
            patience.share().ifPresent(share -> places[3] = place(Measure.gapQuantile(patience.acts(), share)));
        });
        this.motives = columns.stream()
                .map(motive -> motive.measures().stream().mapToInt(this::place).toArray())
                .toArray(int[][]::new);
    }

    private static double days(Duration time) {
        return time.toMillis() / 864e5;
    }

    private int place(Measure measure) {
        if (!inputs.contains(measure)) {
            inputs.add(measure);
        }
        return inputs.indexOf(measure);
    }

    /**
     * What goes with leaving in any base, and is nobody's motive: for how long a customer is known, and silent. Who is hardly known
     * leaves as no curve of the time known tells.
     */
    static List<Motive> rhythm(Exit exit, Duration period) {
        double first = days(period);
        Motive fresh = Motive.of(
                "just_known", "known for less than a period", Unit.FLAG, List.of(KNOWN), in -> in[0] < first ? 1 : 0);
        return Stream.concat(Stream.of(TIME_KNOWN, fresh), exit.patience().map(RiskReadings::silence).stream())
                .toList();
    }

    private static Motive silence(Exit.Patience patience) {
        Measure since = Measure.timeSinceLast(patience.acts());
        if (patience.share().isEmpty()) {
            return Motive.of("silence", "silence", Unit.TIME, List.of(since), in -> in[0]);
        }
        double otherwise = days(patience.otherwise());
        return Motive.of(
                "silence",
                "silence over the own longest gap",
                Unit.NUMBER,
                List.of(
                        since,
                        Measure.gapQuantile(patience.acts(), patience.share().getAsDouble())),
                in -> in[0] / patience(in[1], otherwise));
    }

    private static double patience(double own, double otherwise) {
        return Double.isNaN(own) ? otherwise : own;
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
        return silent && in[places[2]] > patience(in);
    }

    private double patience(double... in) {
        return ownGaps ? patience(in[places[3]], otherwise) : otherwise;
    }

    /** Whether there is a way in which they could be seen leaving within the period. */
    boolean isAtRisk(double... in) {
        return isKnown(in) && !hasLeft(in) && (told || in[places[2]] + period > patience(in));
    }

    /** Who was at risk and now has other readings; gaps are those of the start. */
    boolean left(double[] start, double[] end) {
        return (told && end[places[0]] < period) || (silent && end[places[2]] > patience(start));
    }

    /** The numbers of the columns. */
    void values(double[] in, double[] own) {
        for (int j = 0; j < motives.length; j++) {
            double[] readings = new double[motives[j].length];
            for (int i = 0; i < readings.length; i++) {
                readings[i] = in[motives[j][i]];
            }
            own[j] = columns.get(j).value(readings);
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
