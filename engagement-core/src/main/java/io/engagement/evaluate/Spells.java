package io.engagement.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Times between acts: from which of them customers came back, and of which others alarms can tell. */
final class Spells {
    private static final double YEAR = 365.25 * 86_400_000;

    private final long silence;
    private final long step;
    private final long start;
    private final long end;
    /** The highest score before each return. */
    private final List<Double> highest = new ArrayList<>();

    private final List<LeadTimeCurve.Lost> lost = new ArrayList<>();
    private double years;
    private int censored;

    Spells(long silence, long step, long start, long end) {
        this.silence = silence;
        this.step = step;
        this.start = start;
        this.end = end;
    }

    /** The acts of one customer in order, and the scores by step. */
    void add(long[] acts, double[] scores) {
        for (int i = 0; i < acts.length; i++) {
            boolean returns = i + 1 < acts.length && acts[i + 1] <= acts[i] + silence;
            if (returns) {
                addReturn(acts[i], acts[i + 1], scores);
            } else if (acts[i] + silence <= end) {
                addLost(acts[i], scores);
            } else {
                censored++;
            }
        }
    }

    private void addReturn(long from, long until, double[] scores) {
        if (until <= start) {
            return;
        }
        years += (until - Math.max(from, start)) / YEAR;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = stepFrom(from); i < scores.length && start + i * step < until; i++) {
            // A score that does not exist is no alarm; max would keep its NaN.
            most = scores[i] > most ? scores[i] : most;
        }
        highest.add(most);
    }

    /** The first step at or after an instant. */
    private int stepFrom(long instant) {
        return instant <= start ? 0 : (int) ((instant - start + step - 1) / step);
    }

    private void addLost(long last, double[] scores) {
        if (last < start) {
            return;
        }
        long sure = last + silence;
        List<double[]> leads = new ArrayList<>();
        double least = Double.POSITIVE_INFINITY;
        for (int i = Math.min(scores.length, stepFrom(sure)) - 1; i >= 0 && !Double.isNaN(scores[i]); i--) {
            double lead = sure - (start + i * step);
            if (scores[i] < least) {
                least = scores[i];
                leads.add(new double[] {least, lead});
            } else if (!leads.isEmpty()) {
                leads.get(leads.size() - 1)[1] = lead;
            }
        }
        lost.add(new LeadTimeCurve.Lost(
                leads.stream().mapToDouble(each -> each[0]).toArray(),
                leads.stream().mapToDouble(each -> each[1]).toArray()));
    }

    LeadTimeCurve curve() {
        double[] sorted = highest.stream().mapToDouble(each -> each).toArray();
        Arrays.sort(sorted);
        return new LeadTimeCurve(sorted, years, lost, censored);
    }
}
