package io.engagement.dialogue.answers;

import io.engagement.history.LogView;
import io.engagement.internal.calendar.Millis;
import io.engagement.internal.math.LogOdds;
import io.engagement.internal.math.Search;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What customers do while nothing is asked of them: windows as long as that of an answer, one after another up to the as-of instant,
 * without an ask in them. By these the level of the model of own acts is set, which has learnt from all windows; what earlier asks
 * still bring is in them as it is in those of a control group. Each has the log-odds of an act by the model, and whether there
 * was one.
 */
final class QuietWindows {
    /** Windows of a customer, the last ones. */
    private static final int MOST = 50;
    /** With fewer of either kind the level stays as it is. */
    private static final int FEWEST = 100;

    private static final int STEPS = 50;

    private final LogView view;
    private final KindRoles roles;
    private final KindRoles.Answering answering;
    private final OwnRate rate;
    private final double[][] logOdds;
    private final boolean[][] acted;

    QuietWindows(LogView view, KindRoles roles, KindRoles.Answering answering, OwnRate rate, int[] rows) {
        this.view = view;
        this.roles = roles;
        this.answering = answering;
        this.rate = rate;
        logOdds = new double[rows.length][];
        acted = new boolean[rows.length][];
        IntStream.range(0, rows.length).parallel().forEach(i -> read(i, rows[i]));
    }

    private void read(int customer, int row) {
        double[] odds = new double[MOST];
        boolean[] acts = new boolean[MOST];
        int count = 0;
        long window = answering.window();
        long end = Millis.of(view.asOf());
        long known = view.start(row) < view.end(row) ? view.epochMilli(view.start(row)) : Long.MAX_VALUE;
        for (long from = end - window;
                from >= known && end - from <= window * 10 * MOST && count < MOST;
                from -= window) {
            if (isQuiet(row, from, from + window)) {
                double p = rate.probability(effort(row, from), (double) (from - known), (double) window);
                odds[count] = Math.log(p) - Math.log1p(-p);
                acts[count++] = isActed(row, from, from + window);
            }
        }
        logOdds[customer] = Arrays.copyOf(odds, count);
        acted[customer] = Arrays.copyOf(acts, count);
    }

    private boolean isQuiet(int row, long from, long until) {
        for (int i = firstAfter(row, from - 1); i < view.end(row) && view.epochMilli(i) <= until; i++) {
            if (roles.asks(view.kindIndex(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean isActed(int row, long after, long until) {
        for (int i = firstAfter(row, after); i < view.end(row) && view.epochMilli(i) <= until; i++) {
            if (roles.isActOn(view.kindIndex(i), answering)) {
                return true;
            }
        }
        return false;
    }

    private double effort(int row, long at) {
        double effort = 0;
        for (int i = view.start(row); i < view.end(row) && view.epochMilli(i) <= at; i++) {
            effort += roles.isActOn(view.kindIndex(i), answering) ? rate.fade(at - view.epochMilli(i)) : 0;
        }
        return effort;
    }

    private int firstAfter(int row, long at) {
        return Search.first(view.start(row), view.end(row), i -> view.epochMilli(i) > at);
    }

    /** The shift at which as many acts are expected as there were, by Newton's method. */
    OwnRate.Level level() {
        long yes = 0;
        long all = 0;
        for (boolean[] each : acted) {
            for (boolean one : each) {
                yes += one ? 1 : 0;
                all++;
            }
        }
        if (yes < FEWEST || all - yes < FEWEST) {
            return OwnRate.Level.AS_IT_IS;
        }
        double shift = 0;
        Sums sums = new Sums(shift);
        for (int step = 0; step < STEPS && Math.abs(sums.rest) > 1e-9 * all; step++) {
            shift += Math.max(-1, Math.min(1, sums.rest / sums.slope));
            sums = new Sums(shift);
        }
        return new OwnRate.Level(shift, Math.sqrt(sums.squares) / sums.slope);
    }

    /** Of what happened less what was expected at a shift: the sum, its slope, and the sum of squares over customers. */
    private final class Sums {
        private double rest;
        private double slope;
        private double squares;

        Sums(double shift) {
            for (int i = 0; i < acted.length; i++) {
                double own = 0;
                for (int j = 0; j < acted[i].length; j++) {
                    double p = LogOdds.logistic(logOdds[i][j] + shift);
                    own += (acted[i][j] ? 1 : 0) - p;
                    slope += p * (1 - p);
                }
                rest += own;
                squares += own * own;
            }
        }
    }
}
