package io.engagement.dialogue;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import java.util.Arrays;

/**
 * The past cut into questions with known answers: at instants before the as-of instant, one window apart, what had every
 * customer done until then, and did they act within the window that followed? The grid is the same for all customers, so
 * that each of its instants sees the customers that a score at that instant would have seen: new ones, old ones and
 * those long gone. Nothing of a window is known at the instant before it.
 */
final class EvaluationWindows {
    /** Windows that a worker takes at once; fixed, so that sums do not depend on threads. */
    static final int CHUNK = 4096;

    private final double window;
    /** First instant of each customer, and one past the last. */
    private final int[] firstInstant;
    /** Time known at the customer's first instant. */
    private final double[] firstAge;
    /** First effort between the instant before (or the beginning) and this one, and one past the last. */
    private final int[] firstEffort;
    /** Time from an effort to the next instant. */
    private final double[] lag;

    private final double[] logWeight;
    private final boolean[] acted;

    private EvaluationWindows(Builder built) {
        window = built.window;
        firstInstant = Arrays.copyOf(built.firstInstant, built.customers + 1);
        firstAge = Arrays.copyOf(built.firstAge, built.customers);
        firstEffort = Arrays.copyOf(built.firstEffort, built.instants + 1);
        lag = Arrays.copyOf(built.lag, built.efforts);
        logWeight = Arrays.copyOf(built.logWeight, built.efforts);
        acted = Arrays.copyOf(built.acted, built.instants);
    }

    /**
     * Cuts a view into windows.
     *
     * @param effortByKind effort of each of the view's kinds, 0 for what does not count
     * @param windowMillis length of a window, positive
     * @param scale unit of all times that come out
     */
    static EvaluationWindows of(LogView view, double[] effortByKind, long windowMillis, TimeScale scale) {
        Builder builder = new Builder(windowMillis, scale);
        long end = view.asOf().toEpochMilli();
        for (int row = 0; row < view.customers(); row++) {
            builder.add(view, row, effortByKind, end);
        }
        return new EvaluationWindows(builder);
    }

    /** Length of a window. */
    double window() {
        return window;
    }

    int customers() {
        return firstAge.length;
    }

    /** Number of questions. */
    int instants() {
        return acted.length;
    }

    /** Number of questions answered with yes. */
    int yes() {
        int sum = 0;
        for (boolean one : acted) {
            sum += one ? 1 : 0;
        }
        return sum;
    }

    int firstInstant(int customer) {
        return firstInstant[customer];
    }

    double firstAge(int customer) {
        return firstAge[customer];
    }

    int firstEffort(int instant) {
        return firstEffort[instant];
    }

    double lag(int effort) {
        return lag[effort];
    }

    double logWeight(int effort) {
        return logWeight[effort];
    }

    /** Whether some efforts weigh more than others. */
    boolean weightsDiffer() {
        for (double one : logWeight) {
            if (one != logWeight[0]) {
                return true;
            }
        }
        return false;
    }

    boolean acted(int instant) {
        return acted[instant];
    }

    /** Customers at which chunks begin, and one past the last. */
    int[] chunks() {
        int[] starts = new int[1 + instants() / CHUNK + 1];
        int count = 0;
        int next = 0;
        for (int customer = 0; customer < customers(); customer++) {
            if (firstInstant[customer] >= next) {
                starts[count++] = customer;
                next = firstInstant[customer] + CHUNK;
            }
        }
        starts[count++] = customers();
        return Arrays.copyOf(starts, count);
    }

    /** Growing arrays. */
    private static final class Builder {
        private final long windowMillis;
        private final TimeScale scale;
        private final double window;
        private int customers;
        private int instants;
        private int efforts;
        private int[] firstInstant = new int[64];
        private double[] firstAge = new double[64];
        private int[] firstEffort = new int[64];
        private double[] lag = new double[64];
        private double[] logWeight = new double[64];
        private boolean[] acted = new boolean[64];

        Builder(long windowMillis, TimeScale scale) {
            this.windowMillis = windowMillis;
            this.scale = scale;
            this.window = scale.ofMillis((double) windowMillis);
        }

        void add(LogView view, int row, double[] effortByKind, long end) {
            int position = view.start(row);
            int past = view.end(row);
            if (position == past || end - windowMillis < view.epochMilli(position)) {
                return;
            }
            long known = view.epochMilli(position);
            int count = Math.toIntExact((end - windowMillis - known) / windowMillis) + 1;
            reserve(count, past - position);
            firstAge[customers] = scale.ofMillis((double) (end - count * windowMillis - known));
            for (int k = count; k > 0; k--) {
                long instant = end - k * windowMillis;
                firstEffort[instants] = efforts;
                while (position < past && view.epochMilli(position) <= instant) {
                    effort(effortByKind[view.kindIndex(position)], instant - view.epochMilli(position));
                    position++;
                }
                acted[instants] = acts(view, position, past, effortByKind, instant + windowMillis);
                instants++;
            }
            firstEffort[instants] = efforts;
            firstInstant[++customers] = instants;
        }

        private void effort(double size, long lagMillis) {
            if (size > 0) {
                lag[efforts] = scale.ofMillis((double) lagMillis);
                logWeight[efforts] = Math.log(size);
                efforts++;
            }
        }

        private static boolean acts(LogView view, int from, int past, double[] effortByKind, long until) {
            for (int p = from; p < past && view.epochMilli(p) <= until; p++) {
                if (effortByKind[view.kindIndex(p)] > 0) {
                    return true;
                }
            }
            return false;
        }

        private void reserve(int moreInstants, int moreEfforts) {
            firstAge = grown(firstAge, customers + 1);
            firstInstant = grown(firstInstant, customers + 2);
            firstEffort = grown(firstEffort, instants + moreInstants + 1);
            if (acted.length < instants + moreInstants) {
                acted = Arrays.copyOf(acted, length(acted.length, instants + moreInstants));
            }
            lag = grown(lag, efforts + moreEfforts);
            logWeight = grown(logWeight, efforts + moreEfforts);
        }

        private static double[] grown(double[] array, int needed) {
            return needed <= array.length ? array : Arrays.copyOf(array, length(array.length, needed));
        }

        private static int[] grown(int[] array, int needed) {
            return needed <= array.length ? array : Arrays.copyOf(array, length(array.length, needed));
        }

        private static int length(int old, int needed) {
            return Math.max(needed, old + (old >> 1));
        }
    }
}
