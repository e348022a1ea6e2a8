package io.engagement.journey.motive;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How a figure changes within customers: the mean of what comes after less what was before, over those with both; and the same for all who
 * began, after a straight line from before to after. Where customers leave because of what they lived through, those who stay
 * were lucky before, and fall back; the line takes that out. Where they leave for what they are, the mean alone is right. Both
 * bounds together claim nothing wrong in either case.
 */
final class WithinCustomers {
    private final int began;
    private final int both;
    private final double before;
    private final double after;
    private final double error;
    private final double ofAll;
    private final double ofAllError;

    /** By customer; NaN where there is nothing. */
    WithinCustomers(double[] first, double[] then) {
        double[] all = Arrays.stream(first).filter(each -> !Double.isNaN(each)).toArray();
        int[] pairs = IntStream.range(0, first.length)
                .filter(i -> !Double.isNaN(first[i] - then[i]))
                .toArray();
        began = all.length;
        both = pairs.length;
        before = Arrays.stream(pairs).mapToDouble(i -> first[i]).sum() / both;
        after = Arrays.stream(pairs).mapToDouble(i -> then[i]).sum() / both;
        double difference = after - before;
        double squares = Arrays.stream(pairs)
                .mapToDouble(i -> square(then[i] - first[i] - difference))
                .sum();
        error = Math.sqrt(squares / (both - 1.0) / both);

        double spread =
                Arrays.stream(pairs).mapToDouble(i -> square(first[i] - before)).sum();
        double together = Arrays.stream(pairs)
                .mapToDouble(i -> (first[i] - before) * (then[i] - after))
                .sum();
        double line = spread > 0 ? together / spread : 1;
        double beforeAll = Arrays.stream(all).sum() / began;
        double shift = beforeAll - before;
        ofAll = difference + (line - 1) * shift;
        double ofLine = Arrays.stream(pairs)
                .mapToDouble(i -> square((then[i] - after - line * (first[i] - before))
                        * (1.0 / both + (spread > 0 ? shift * (first[i] - before) / spread : 0))))
                .sum();
        double ofBegin =
                Arrays.stream(all).map(each -> square(each - beforeAll)).sum() / (began - 1.0) / began;
        ofAllError = Math.sqrt(ofLine * both / (both - 2.0) + square(line - 1) * ofBegin);
    }

    private static double square(double x) {
        return x * x;
    }

    int began() {
        return began;
    }

    int both() {
        return both;
    }

    double before() {
        return before;
    }

    double after() {
        return after;
    }

    double difference() {
        return after - before;
    }

    double error() {
        return error;
    }

    double ofAll() {
        return ofAll;
    }

    double ofAllError() {
        return ofAllError;
    }
}
