package io.engagement.survival;

import io.engagement.internal.index.RowSort;
import java.util.Arrays;

/** The distinct times of events, how many happened then and how many were at risk. */
final class EventTimes {
    private final double[] times;
    private final double[] atRisk;
    private final double[] events;
    private final double last;

    EventTimes(Lifetimes lifetimes) {
        int n = lifetimes.size();
        double[] time = new double[n];
        double[] risk = new double[n];
        double[] happened = new double[n];
        int[] byStop = new RowSort(lifetimes.stops()).order();
        int[] byStart = new RowSort(lifetimes.starts()).order();
        double observed = 0;
        double notYet = 0;
        int at = n;
        int later = n - 1;
        for (int i = n - 1; i >= 0; ) {
            double t = lifetimes.stop(byStop[i]);
            double sum = 0;
            for (; i >= 0 && lifetimes.stop(byStop[i]) == t; i--) {
                observed += lifetimes.weight(byStop[i]);
                sum += lifetimes.isEvent(byStop[i]) ? lifetimes.weight(byStop[i]) : 0;
            }
            if (sum > 0) {
                for (; later >= 0 && lifetimes.start(byStart[later]) >= t; later--) {
                    notYet += lifetimes.weight(byStart[later]);
                }
                at--;
                time[at] = t;
                risk[at] = observed - notYet;
                happened[at] = sum;
            }
        }
        times = Arrays.copyOfRange(time, at, n);
        atRisk = Arrays.copyOfRange(risk, at, n);
        events = Arrays.copyOfRange(happened, at, n);
        last = n == 0 ? 0 : lifetimes.stop(byStop[n - 1]);
    }

    int size() {
        return times.length;
    }

    double time(int index) {
        return times[index];
    }

    double atRisk(int index) {
        return atRisk[index];
    }

    double events(int index) {
        return events[index];
    }

    /** Until when anything was observed. */
    double last() {
        return last;
    }

    /** How many of the times are not after t: the step that holds then. */
    int step(double t) {
        return step(times, t);
    }

    static int step(double[] times, double t) {
        if (!(t >= 0)) {
            throw new IllegalArgumentException("time must not be negative, was " + t);
        }
        int found = Arrays.binarySearch(times, t);
        return found >= 0 ? found + 1 : -found - 1;
    }
}
