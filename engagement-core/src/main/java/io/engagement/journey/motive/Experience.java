package io.engagement.journey.motive;

import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import io.engagement.internal.base.Positions;
import io.engagement.internal.index.Chunks;
import io.engagement.internal.index.Parallel;
import io.engagement.measure.Filter;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What all customers lived through, by their tenure: of each customer every figure of the first 90 days and of all that came after,
 * and incentives of the first year and later ones; of each band of tenure means only.
 */
final class Experience {
    /** Days at which bands of tenure begin, and the end of the last one. */
    static final double[] BANDS = {0, 30, 90, 180, 365, 730, Double.POSITIVE_INFINITY};

    /** The first that is not among the first 90 days. */
    static final int AFTER = 2;

    static final int COUNT = BANDS.length - 1;
    private static final double YEAR = BANDS[4] * ExperienceWalk.DAY;
    /** Of a figure by months that is compared. */
    static final double LEAST_MONTHS = 1;

    private static final Chunks CHUNKS = new Chunks(1024);

    private final ExperienceWalk walk;
    private final IntPredicate purchases;
    private final IntPredicate incentives;
    /** By figure and customer; NaN where there is nothing. */
    private final double[][] first;

    private final double[][] after;
    /** By customer: in the first year, then later. */
    private final double[] months;

    private final float[] given;
    private final double[] value;
    /** By figure and band. */
    private final Band[][] bands;

    /** Of a band: means of all, and of what is within customers more than in their first 90 days. */
    record Band(RunningMean all, RunningMean change) {
        static Band empty() {
            return new Band(new RunningMean(), new RunningMean());
        }

        void add(Band other) {
            all.add(other.all);
            change.add(other.change);
        }
    }

    private Experience(ExperienceWalk walk, Filter incentives) {
        this.walk = walk;
        LogView view = walk.view();
        int figures = walk.figures().size();
        int customers = view.customers();
        purchases = Positions.of(Filter.purpose(Purpose.PURCHASE), view);
        this.incentives = Positions.of(incentives, view);
        first = new double[figures][customers];
        after = new double[figures][customers];
        months = new double[2 * customers];
        given = new float[2 * customers];
        value = new double[customers];
        bands = emptyBands(figures);
    }

    static Experience of(ExperienceWalk walk, Filter incentives) {
        Experience all = new Experience(walk, incentives);
        int customers = walk.view().customers();
        Parallel.run(() -> IntStream.range(0, CHUNKS.count(customers))
                        .parallel()
                        .mapToObj(chunk -> all.customers(CHUNKS.from(chunk), CHUNKS.to(chunk, customers)))
                        .toList())
                .forEach(all::add);
        return all;
    }

    private static Band[][] emptyBands(int figures) {
        Band[][] bands = new Band[figures][COUNT];
        for (Band[] each : bands) {
            Arrays.setAll(each, band -> Band.empty());
        }
        return bands;
    }

    private void add(Band[][] part) {
        for (int f = 0; f < bands.length; f++) {
            for (int band = 0; band < COUNT; band++) {
                bands[f][band].add(part[f][band]);
            }
        }
    }

    private Band[][] customers(int from, int to) {
        Band[][] part = emptyBands(bands.length);
        double[][] above = new double[bands.length][COUNT];
        double[][] below = new double[bands.length][COUNT];
        for (int row = from; row < to; row++) {
            ExperienceWalk.Span span = walk.span(row);
            for (int f = 0; f < bands.length; f++) {
                Arrays.fill(above[f], 0);
                Arrays.fill(below[f], 0);
            }
            if (!span.isEmpty()) {
                live(span, above, below);
                spend(row, span);
            }
            for (int f = 0; f < bands.length; f++) {
                keep(f, row, above[f], below[f], part[f]);
            }
        }
        return part;
    }

    private void live(ExperienceWalk.Span span, double[][] above, double[][] below) {
        walk.walk(span, (f, at, more, by) -> {
            int band = band(at - span.since());
            above[f][band] += more;
            below[f][band] += by;
        });
        for (int f = 0; f < below.length; f++) {
            if (walk.isMonthly(f)) {
                addMonths(span.first() - span.since(), span.last() - span.since(), below[f]);
            }
        }
    }

    private static int band(double tenure) {
        int place = Arrays.binarySearch(BANDS, tenure / ExperienceWalk.DAY);
        return place >= 0 ? place : -place - 2;
    }

    private static void addMonths(double from, double to, double... below) {
        for (int band = 0; band < below.length; band++) {
            double begin = Math.max(from, BANDS[band] * ExperienceWalk.DAY);
            double end = Math.min(to, BANDS[band + 1] * ExperienceWalk.DAY);
            below[band] += Math.max(0, end - begin) / ExperienceWalk.MONTH;
        }
    }

    private void spend(int row, ExperienceWalk.Span span) {
        double begin = span.first() - span.since();
        double end = span.last() - span.since();
        months[2 * row] = Math.max(0, Math.min(end, YEAR) - begin) / ExperienceWalk.MONTH;
        months[2 * row + 1] = Math.max(0, end - Math.max(begin, YEAR)) / ExperienceWalk.MONTH;
        LogView view = walk.view();
        double sum = 0;
        for (int i = span.start(); i < span.end(); i++) {
            if (incentives.test(i)) {
                given[2 * row + (view.epochMilli(i) - span.since() < YEAR ? 0 : 1)]++;
            }
            if (purchases.test(i) && !Double.isNaN(view.value(i))) {
                sum += view.value(i);
            }
        }
        value[row] = sum;
    }

    private void keep(int f, int row, double[] above, double[] below, Band... part) {
        double least = walk.isMonthly(f) ? LEAST_MONTHS : 0;
        double start = ratio(above, below, 0, AFTER, least);
        first[f][row] = start;
        after[f][row] = ratio(above, below, AFTER, COUNT, least);
        for (int band = 0; band < COUNT; band++) {
            double here = ratio(above, below, band, band + 1, 0);
            part[band].all().add(here);
            part[band].change().add(here - start);
        }
    }

    /** In bands from one to another, the latter not included; NaN where there is nothing. */
    private static double ratio(double[] above, double[] below, int from, int to, double least) {
        double over = 0;
        double by = 0;
        for (int band = from; band < to; band++) {
            over += above[band];
            by += below[band];
        }
        return by > 0 && by >= least ? over / by : Double.NaN;
    }

    /** Of the first 90 days, by customer. */
    double[] first(int figure) {
        return first[figure];
    }

    /** Of what came after them, by customer. */
    double[] after(int figure) {
        return after[figure];
    }

    Band band(int figure, int band) {
        return bands[figure][band];
    }

    int customers() {
        return value.length;
    }

    /** Of the first year or of later ones. */
    double months(int customer, int which) {
        return months[2 * customer + which];
    }

    double incentives(int customer, int which) {
        return given[2 * customer + which];
    }

    boolean isSeen(int customer) {
        return months(customer, 0) + months(customer, 1) > 0;
    }

    /** Value of purchases a month of the time seen. */
    double monthlyValue(int customer) {
        return value[customer] / (months(customer, 0) + months(customer, 1));
    }
}
