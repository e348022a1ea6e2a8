package io.engagement.journey.motive;

import io.engagement.domain.Purpose;
import io.engagement.history.LogView;
import io.engagement.internal.base.Positions;
import io.engagement.internal.base.Sides;
import io.engagement.measure.Filter;
import io.engagement.measure.spi.Quantity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What each customer lived through, by their tenure: numerators and denominators of figures, and incentives of the first year and
 * later ones. A customer's time goes from when they are first seen to their last own act: after it nobody knows whether they are
 * there. Tenure counts from when they are known since, on their record or in the log, whichever is earlier.
 */
final class ExperienceWalk {
    private static final double DAY = 864e5;
    private static final double MONTH = 30.436875 * DAY;
    /** Days at which bands of tenure begin, and the end of the last one. */
    static final double[] BANDS = {0, 30, 90, 180, 365, 730, Double.POSITIVE_INFINITY};

    /** The first that is not among the first 90 days. */
    static final int AFTER = 2;

    private static final long NEVER = Long.MAX_VALUE;
    private static final long[] NONE = {};

    private final LogView view;
    private final List<ExperienceFigure> figures;
    private final IntPredicate[] of;
    private final IntPredicate[] among;
    private final IntPredicate acts;
    private final IntPredicate purchases;
    private final IntPredicate incentives;

    ExperienceWalk(LogView view, List<ExperienceFigure> figures, Filter incentives) {
        this.view = view;
        this.figures = figures;
        of = figures.stream().map(figure -> Positions.of(figure.of(), view)).toArray(IntPredicate[]::new);
        among = figures.stream()
                .map(figure -> Positions.of(figure.among(), view))
                .toArray(IntPredicate[]::new);
        acts = Positions.of(Sides.CUSTOMER_ACTS, view);
        purchases = Positions.of(Filter.purpose(Purpose.PURCHASE), view);
        this.incentives = Positions.of(incentives, view);
    }

    /**
     * One customer.
     *
     * @param above by figure and band what is divided
     * @param below by what
     * @param months of the first year seen, and of later ones
     * @param incentives in them
     * @param value of purchases
     */
    @SuppressWarnings("ArrayRecordComponent") // within the package, where nobody changes them
    record OfCustomer(double[][] above, double[][] below, double[] months, double[] incentives, double value) {
        /** Of a figure in bands from one to another, the latter not included; NaN where there is nothing. */
        double figure(int figure, int from, int to, double least) {
            double all = sum(below[figure], from, to);
            return all > 0 && all >= least ? sum(above[figure], from, to) / all : Double.NaN;
        }

        private static double sum(double[] bands, int from, int to) {
            double sum = 0;
            for (int band = from; band < to; band++) {
                sum += bands[band];
            }
            return sum;
        }

        /** Value a month of the time seen. */
        double monthly() {
            return value / (months[0] + months[1]);
        }
    }

    /** In the order of rows; who never acted has nothing. */
    List<OfCustomer> customers() {
        return IntStream.range(0, view.customers())
                .parallel()
                .mapToObj(this::customer)
                .toList();
    }

    private OfCustomer customer(int row) {
        int bands = BANDS.length - 1;
        OfCustomer one = new OfCustomer(
                new double[figures.size()][bands], new double[figures.size()][bands], new double[2], new double[2], 0);
        int start = view.start(row);
        int end = afterLastAct(row);
        if (end == start) {
            return one;
        }
        double first = view.epochMilli(start);
        double last = view.epochMilli(end - 1);
        double since = view.customer(row)
                .since()
                .map(Instant::toEpochMilli)
                .map(Long::doubleValue)
                .filter(at -> at < first)
                .orElse(first);
        for (int f = 0; f < figures.size(); f++) {
            add(f, row, end, since, one);
            if (figures.get(f).kind() == ExperienceFigure.Kind.MONTHLY) {
                addMonths(first - since, last - since, one.below()[f]);
            }
        }
        double year = BANDS[4] * DAY;
        one.months()[0] = Math.max(0, Math.min(last - since, year) - (first - since)) / MONTH;
        one.months()[1] = Math.max(0, last - since - Math.max(first - since, year)) / MONTH;
        double value = 0;
        for (int i = start; i < end; i++) {
            if (incentives.test(i)) {
                one.incentives()[view.epochMilli(i) - since < year ? 0 : 1]++;
            }
            if (purchases.test(i) && !Double.isNaN(view.value(i))) {
                value += view.value(i);
            }
        }
        return new OfCustomer(one.above(), one.below(), one.months(), one.incentives(), value);
    }

    private int afterLastAct(int row) {
        int end = view.end(row);
        while (end > view.start(row) && !acts.test(end - 1)) {
            end--;
        }
        return end;
    }

    private static int band(double tenure) {
        int place = Arrays.binarySearch(BANDS, tenure / DAY);
        return place >= 0 ? place : -place - 2;
    }

    private static void addMonths(double from, double to, double... below) {
        for (int band = 0; band < below.length; band++) {
            below[band] += Math.max(0, Math.min(to, BANDS[band + 1] * DAY) - Math.max(from, BANDS[band] * DAY)) / MONTH;
        }
    }

    private void add(int f, int row, int end, double since, OfCustomer one) {
        ExperienceFigure figure = figures.get(f);
        Quantity quantity = figure.quantity().orElse(null);
        long[] answered = figure.kind() == ExperienceFigure.Kind.ANSWER ? answers(f, row) : NONE;
        for (int i = view.start(row); i < end; i++) {
            int band = band(view.epochMilli(i) - since);
            boolean counts = of[f].test(i);
            switch (figure.kind()) {
                case MEAN -> {
                    if (counts && quantity != null) {
                        one.above()[f][band] += quantity.of(view, i);
                        one.below()[f][band]++;
                    }
                }
                case SHARE -> {
                    one.above()[f][band] += counts ? 1 : 0;
                    one.below()[f][band] += among[f].test(i) ? 1 : 0;
                }
                case MONTHLY -> {
                    double amount = quantity == null ? 1 : quantity.of(view, i);
                    one.above()[f][band] += counts && !Double.isNaN(amount) ? amount : 0;
                }
                case ANSWER -> {
                    if (counts && isSeen(figure, i)) {
                        one.above()[f][band] += hours(figure, i, answered[i - view.start(row)]);
                        one.below()[f][band]++;
                    }
                }
            }
        }
    }

    private boolean isSeen(ExperienceFigure figure, int position) {
        return view.epochMilli(position) + figure.longestMillis() <= view.asOf().toEpochMilli();
    }

    /** When the first answer comes that is strictly later, for each interaction of a customer. */
    private long[] answers(int f, int row) {
        int start = view.start(row);
        long[] answered = new long[view.end(row) - start];
        long next = NEVER;
        for (int to = view.end(row); to > start; ) {
            int from = to - 1;
            while (from > start && view.epochMilli(from - 1) == view.epochMilli(to - 1)) {
                from--;
            }
            Arrays.fill(answered, from - start, to - start, next);
            next = IntStream.range(from, to).anyMatch(among[f]) ? view.epochMilli(from) : next;
            to = from;
        }
        return answered;
    }

    /** Until the answer, the limit at most. */
    private double hours(ExperienceFigure figure, int position, long answer) {
        long asked = view.epochMilli(position);
        return (answer < asked + figure.longestMillis() ? answer - asked : figure.longestMillis()) / 36e5;
    }
}
