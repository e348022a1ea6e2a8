package io.engagement.dialogue.answers;

import io.engagement.history.LogView;
import io.engagement.internal.math.LogOdds;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What customers do while nothing is asked: windows as long as that of an answer, with no ask in them nor in as long a time before
 * them. By these the level of the model of own acts is set, which has learnt from windows with asks too. Each has the log-odds of
 * an act by the model, and whether there was one.
 */
final class QuietWindows {
    /** Windows of a customer, the last ones. */
    private static final int MOST = 50;
    /** With fewer of either kind the level stays as it is. */
    private static final int FEWEST = 100;

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
        long end = view.asOf().toEpochMilli();
        long known = view.start(row) < view.end(row) ? view.epochMilli(view.start(row)) : Long.MAX_VALUE;
        for (long from = end - window; from >= known && end - from <= window * 10 * MOST && count < MOST; from -= window) {
            if (isQuiet(row, from - window, from + window)) {
                double p = rate.probability(effort(row, from), (double) (from - known), (double) window);
                odds[count] = Math.log(p) - Math.log1p(-p);
                acts[count++] = isActed(row, from, from + window);
            }
        }
        logOdds[customer] = Arrays.copyOf(odds, count);
        acted[customer] = Arrays.copyOf(acts, count);
    }

    private boolean isQuiet(int row, long after, long until) {
        for (int i = firstAfter(row, after); i < view.end(row) && view.epochMilli(i) <= until; i++) {
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
        int low = view.start(row);
        int high = view.end(row);
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (view.epochMilli(middle) <= at) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
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
        double slope = 0;
        for (int step = 0; step < 30; step++) {
            double rest = 0;
            slope = 0;
            for (int i = 0; i < acted.length; i++) {
                for (int j = 0; j < acted[i].length; j++) {
                    double p = LogOdds.logistic(logOdds[i][j] + shift);
                    rest += (acted[i][j] ? 1 : 0) - p;
                    slope += p * (1 - p);
                }
            }
            shift += Math.max(-1, Math.min(1, rest / slope));
        }
        double squares = 0;
        for (int i = 0; i < acted.length; i++) {
            double own = 0;
            for (int j = 0; j < acted[i].length; j++) {
                own += (acted[i][j] ? 1 : 0) - LogOdds.logistic(logOdds[i][j] + shift);
            }
            squares += own * own;
        }
        System.out.println("quiet windows " + all + " yes " + yes + " shift " + shift);
        return new OwnRate.Level(shift, squares / (slope * slope));
    }
}
