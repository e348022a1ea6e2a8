package io.engagement.initiative;

import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.internal.math.Scramble;
import java.util.Arrays;
import java.util.stream.IntStream;

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
    /** Which of the distinct weights an effort has. */
    private final int[] weight;
    /** Logarithms of the distinct weights, ascending. */
    private final double[] logWeights;

    private final boolean[] acted;

    /** Room for so many customers, instants and efforts. */
    private EvaluationWindows(double window, double[] logWeights, int customers, int instants, int efforts) {
        this.window = window;
        this.logWeights = logWeights;
        firstInstant = new int[customers + 1];
        firstAge = new double[customers];
        firstEffort = new int[instants + 1];
        acted = new boolean[instants];
        lag = new double[efforts];
        weight = new int[efforts];
    }

    /**
     * Cuts a view into windows.
     *
     * @param rows which customers, ascending
     * @param effortByKind effort of each of the view's kinds, 0 for what does not count
     * @param windowMillis length of a window, positive
     * @param scale unit of all times that come out
     */
    static EvaluationWindows of(LogView view, int[] rows, double[] effortByKind, long windowMillis, TimeScale scale) {
        return new Cut(view, rows, effortByKind, windowMillis, scale).windows();
    }

    /** The same with customers who become known by their first act, whatever was done to them before. */
    static EvaluationWindows sinceFirstAct(
            LogView view, int[] rows, double[] effortByKind, long windowMillis, TimeScale scale) {
        Cut cut = new Cut(view, rows, effortByKind, windowMillis, scale);
        cut.beginWithFirstActs();
        return cut.windows();
    }

    /**
     * The windows of some of the customers.
     *
     * @param share one of how many customers, about; chosen by a fixed scramble of their order, so that the same base gives
     *     the same customers
     */
    EvaluationWindows sample(int share) {
        int[] chosen = IntStream.range(0, customers())
                .filter(customer -> Integer.remainderUnsigned(Scramble.of(customer), share) == 0)
                .toArray();
        int instants = 0;
        int efforts = 0;
        for (int customer : chosen) {
            instants += firstInstant[customer + 1] - firstInstant[customer];
            efforts += firstEffort[firstInstant[customer + 1]] - firstEffort[firstInstant[customer]];
        }
        EvaluationWindows sample = new EvaluationWindows(window, logWeights, chosen.length, instants, efforts);
        for (int i = 0; i < chosen.length; i++) {
            sample.copy(this, chosen[i], i);
        }
        return sample;
    }

    private void copy(EvaluationWindows other, int from, int to) {
        int instant = other.firstInstant[from];
        int count = other.firstInstant[from + 1] - instant;
        int effort = other.firstEffort[instant];
        int start = firstInstant[to];
        int shift = firstEffort[start] - effort;
        firstAge[to] = other.firstAge[from];
        firstInstant[to + 1] = start + count;
        System.arraycopy(other.acted, instant, acted, start, count);
        for (int i = 0; i <= count; i++) {
            firstEffort[start + i] = other.firstEffort[instant + i] + shift;
        }
        int efforts = other.firstEffort[instant + count] - effort;
        System.arraycopy(other.lag, effort, lag, effort + shift, efforts);
        System.arraycopy(other.weight, effort, weight, effort + shift, efforts);
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

    /** Which of {@link #logWeights()} an effort has. */
    int weight(int effort) {
        return weight[effort];
    }

    /** Logarithms of the distinct weights, ascending; not a copy. */
    double[] logWeights() {
        return logWeights;
    }

    /** Whether some efforts weigh more than others. */
    boolean weightsDiffer() {
        for (int one : weight) {
            if (one != weight[0]) {
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

    /** Counts what every customer will take, and then fills it in; both in parallel. */
    private static final class Cut {
        private final LogView view;
        private final int[] candidates;
        private final long windowMillis;
        private final TimeScale scale;
        private final long end;
        /** Index of each kind's weight; -1 for what does not count. */
        private final int[] weightByKind;

        private final double[] logWeights;
        /** Position of the interaction by which each row became known. */
        private final int[] begins;

        Cut(LogView view, int[] rows, double[] effortByKind, long windowMillis, TimeScale scale) {
            this.view = view;
            this.candidates = rows;
            this.windowMillis = windowMillis;
            this.scale = scale;
            this.end = view.asOf().toEpochMilli();
            this.logWeights = Arrays.stream(effortByKind)
                    .filter(effort -> effort > 0)
                    .map(Math::log)
                    .sorted()
                    .distinct()
                    .toArray();
            this.weightByKind = Arrays.stream(effortByKind)
                    .mapToInt(effort -> effort > 0 ? Arrays.binarySearch(logWeights, Math.log(effort)) : -1)
                    .toArray();
            this.begins = IntStream.range(0, view.customers()).map(view::start).toArray();
        }

        void beginWithFirstActs() {
            for (int row : candidates) {
                while (begins[row] < view.end(row) && !counts(begins[row])) {
                    begins[row]++;
                }
            }
        }

        EvaluationWindows windows() {
            int[] rows =
                    IntStream.of(candidates).filter(row -> instants(row) > 0).toArray();
            int[] efforts = IntStream.of(rows).parallel().map(this::efforts).toArray();
            long sum = 0;
            for (int row : rows) {
                sum += instants(row);
            }
            EvaluationWindows windows = new EvaluationWindows(
                    scale.ofMillis((double) windowMillis),
                    logWeights,
                    rows.length,
                    Math.toIntExact(sum),
                    Arrays.stream(efforts).sum());
            int[] firstEffort = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                windows.firstInstant[i + 1] = windows.firstInstant[i] + instants(rows[i]);
                firstEffort[i] = i == 0 ? 0 : firstEffort[i - 1] + efforts[i - 1];
            }
            windows.firstEffort[windows.instants()] = windows.lag.length;
            IntStream.range(0, rows.length)
                    .parallel()
                    .forEach(customer -> fill(windows, customer, rows[customer], firstEffort[customer]));
            return windows;
        }

        /** Instants at which a customer was known, with a whole window to come. */
        private int instants(int row) {
            if (begins[row] == view.end(row)) {
                return 0;
            }
            long known = end - windowMillis - view.epochMilli(begins[row]);
            return known < 0 ? 0 : Math.toIntExact(known / windowMillis) + 1;
        }

        /** Efforts until the last instant. */
        private int efforts(int row) {
            int count = 0;
            for (int p = begins[row]; p < view.end(row) && view.epochMilli(p) <= end - windowMillis; p++) {
                count += counts(p) ? 1 : 0;
            }
            return count;
        }

        private boolean counts(int position) {
            return weightByKind[view.kindIndex(position)] >= 0;
        }

        private void fill(EvaluationWindows windows, int customer, int row, int firstEffort) {
            int effort = firstEffort;
            int position = begins[row];
            int past = view.end(row);
            int count = windows.firstInstant[customer + 1] - windows.firstInstant[customer];
            long known = view.epochMilli(position);
            windows.firstAge[customer] = scale.ofMillis((double) (end - count * windowMillis - known));
            for (int k = count; k > 0; k--) {
                long instant = end - k * windowMillis;
                int index = windows.firstInstant[customer + 1] - k;
                windows.firstEffort[index] = effort;
                for (; position < past && view.epochMilli(position) <= instant; position++) {
                    if (counts(position)) {
                        windows.lag[effort] = scale.ofMillis((double) (instant - view.epochMilli(position)));
                        windows.weight[effort] = weightByKind[view.kindIndex(position)];
                        effort++;
                    }
                }
                windows.acted[index] = acts(position, past, instant + windowMillis);
            }
        }

        private boolean acts(int from, int past, long until) {
            for (int p = from; p < past && view.epochMilli(p) <= until; p++) {
                if (counts(p)) {
                    return true;
                }
            }
            return false;
        }
    }
}
