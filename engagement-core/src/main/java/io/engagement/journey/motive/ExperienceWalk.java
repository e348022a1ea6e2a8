package io.engagement.journey.motive;

import io.engagement.history.LogView;
import io.engagement.internal.base.Positions;
import io.engagement.internal.base.Sides;
import io.engagement.internal.calendar.Millis;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What each customer lived through, interaction after interaction. A customer's time goes from when they are first seen to their last
 * own act, as after it nobody knows whether they are there; or to the present, for stages that begin with a silence. Tenure counts
 * from when they are known since, on their record or in the log, whichever is earlier. Thread-safe.
 */
final class ExperienceWalk {
    static final double DAY = 864e5;
    static final double MONTH = 30.436875 * DAY;
    private static final long NEVER = Long.MAX_VALUE;
    private static final long[] NONE = {};

    private final LogView view;
    private final List<ExperienceFigure> figures;
    private final IntPredicate[] of;
    private final IntPredicate[] among;
    private final IntPredicate acts;

    ExperienceWalk(LogView view, List<ExperienceFigure> figures) {
        this.view = view;
        this.figures = figures;
        of = figures.stream().map(figure -> Positions.of(figure.of(), view)).toArray(IntPredicate[]::new);
        among = figures.stream()
                .map(figure -> Positions.of(figure.among(), view))
                .toArray(IntPredicate[]::new);
        acts = Positions.of(Sides.CUSTOMER_ACTS, view);
    }

    /** Takes what is divided by what. */
    @FunctionalInterface
    interface Sink {
        void add(int figure, long at, double above, double below);
    }

    /**
     * A customer's time.
     *
     * @param start of their interactions
     * @param end after those that are of their time; the start if there is none
     * @param seen after all that is seen, which may answer
     * @param since when tenure begins
     * @param first when they are first seen
     * @param last when their time ends
     */
    record Span(int start, int end, int seen, double since, double first, double last) {
        boolean isEmpty() {
            return start == end;
        }
    }

    LogView view() {
        return view;
    }

    List<ExperienceFigure> figures() {
        return figures;
    }

    boolean isMonthly(int figure) {
        return figures.get(figure).kind() == ExperienceFigure.Kind.MONTHLY;
    }

    /** To the last own act. */
    Span span(int row) {
        int start = view.start(row);
        int end = view.end(row);
        while (end > start && !acts.test(end - 1)) {
            end--;
        }
        return span(row, end, end == start ? Double.NaN : view.epochMilli(end - 1));
    }

    /** To the present: who is silent, and whether they come back, is not looked at. */
    Span spanToPresent(int row) {
        return span(row, view.end(row), millis(view.asOf()));
    }

    private Span span(int row, int end, double last) {
        int start = view.start(row);
        if (end == start) {
            return new Span(start, end, end, Double.NaN, Double.NaN, Double.NaN);
        }
        double first = view.epochMilli(start);
        double known = view.customer(row).since().map(ExperienceWalk::millis).orElse(first);
        return new Span(start, end, view.end(row), Math.min(known, first), first, last);
    }

    private static double millis(Instant at) {
        return Millis.of(at);
    }

    /** All of a customer's interactions; of monthly figures the months are the caller's to add. */
    void walk(Span span, Sink sink) {
        for (int figure = 0; figure < figures.size(); figure++) {
            walk(figure, span, sink);
        }
    }

    private void walk(int f, Span span, Sink sink) {
        ExperienceFigure figure = figures.get(f);
        long[] answered = figure.kind() == ExperienceFigure.Kind.ANSWER ? answers(f, span) : NONE;
        for (int i = span.start(); i < span.end(); i++) {
            boolean counts = of[f].test(i);
            long at = view.epochMilli(i);
            switch (figure.kind()) {
                case MEAN -> {
                    if (counts) {
                        sink.add(f, at, figure.amount(view, i), 1);
                    }
                }
                case SHARE -> {
                    if (counts || among[f].test(i)) {
                        sink.add(f, at, counts ? 1 : 0, among[f].test(i) ? 1 : 0);
                    }
                }
                case MONTHLY -> {
                    if (counts) {
                        sink.add(f, at, figure.amount(view, i), 0);
                    }
                }
                case ANSWER -> {
                    if (counts && at + figure.longestMillis() <= view.asOf().toEpochMilli()) {
                        sink.add(f, at, hours(figure, at, answered[i - span.start()]), 1);
                    }
                }
            }
        }
    }

    /** When the first answer comes that is strictly later, for each interaction of a customer. */
    private long[] answers(int f, Span span) {
        int start = span.start();
        long[] answered = new long[span.seen() - start];
        long next = NEVER;
        for (int to = span.seen(); to > start; ) {
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
    private static double hours(ExperienceFigure figure, long asked, long answer) {
        return (answer < asked + figure.longestMillis() ? answer - asked : figure.longestMillis()) / 36e5;
    }
}
