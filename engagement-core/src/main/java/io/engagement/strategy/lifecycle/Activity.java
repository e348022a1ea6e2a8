package io.engagement.strategy.lifecycle;

import io.engagement.history.LogView;
import io.engagement.internal.base.Positions;
import io.engagement.measure.Filter;
import java.util.Arrays;
import java.util.function.IntPredicate;

/** In which periods each customer did something: of each its number, on how many days, and what it brought. */
final class Activity {
    private final int[] starts;
    private int[] periods = new int[16];
    private int[] days = new int[16];
    private double[] values = new double[16];
    private int size;

    private Activity(int customers) {
        this.starts = new int[customers + 1];
    }

    static Activity of(LogView view, Filter filter, CalendarPeriods calendar) {
        Activity all = new Activity(view.customers());
        IntPredicate counts = Positions.of(filter, view);
        for (int row = 0; row < view.customers(); row++) {
            all.addRow(view, row, counts, calendar);
        }
        return all;
    }

    private void addRow(LogView view, int row, IntPredicate counts, CalendarPeriods calendar) {
        int first = size;
        long end = Long.MIN_VALUE;
        long lastDay = Long.MIN_VALUE;
        for (int i = view.start(row); i < view.end(row); i++) {
            if (!counts.test(i)) {
                continue;
            }
            long at = view.epochMilli(i);
            if (at >= end || size == first) {
                int number = calendar.number(at);
                end = calendar.start(number + 1).toEpochMilli();
                append(number);
            }
            long day = calendar.day(at);
            days[size - 1] += day == lastDay ? 0 : 1;
            lastDay = day;
            double value = view.value(i);
            values[size - 1] += Double.isNaN(value) ? 0 : value;
        }
        starts[row + 1] = size;
    }

    private void append(int number) {
        if (size == periods.length) {
            periods = Arrays.copyOf(periods, 2 * size);
            days = Arrays.copyOf(days, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        periods[size] = number;
        days[size] = 0;
        values[size++] = 0;
    }

    int customers() {
        return starts.length - 1;
    }

    /** Where a row's periods begin, in the order of time. */
    int start(int row) {
        return starts[row];
    }

    int end(int row) {
        return starts[row + 1];
    }

    boolean isActive(int row) {
        return end(row) > start(row);
    }

    int period(int at) {
        return periods[at];
    }

    int days(int at) {
        return days[at];
    }

    double value(int at) {
        return values[at];
    }

    /** The first period of some rows; the other one if there is none. */
    int first(IntPredicate rows, int otherwise) {
        int first = Integer.MAX_VALUE;
        for (int row = 0; row < customers(); row++) {
            if (rows.test(row) && isActive(row)) {
                first = Math.min(first, periods[start(row)]);
            }
        }
        return first == Integer.MAX_VALUE ? otherwise : first;
    }
}
