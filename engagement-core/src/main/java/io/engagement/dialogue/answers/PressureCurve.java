package io.engagement.dialogue.answers;

import io.engagement.internal.metric.Isotonic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers by level of pressure over all customers, and the curve through them that never rises. */
final class PressureCurve {
    private PressureCurve() {}

    static List<Pressure.Level> levels(Map<PressurePass.Key, long[]> counts) {
        TreeMap<Integer, long[]> sums = new TreeMap<>();
        counts.forEach((key, count) -> sums.merge(key.level(), count, (a, b) -> new long[] {a[0] + b[0], a[1] + b[1]}));
        Isotonic falling = new Isotonic(sums.size());
        // The never falling fit, read backwards, is the never rising one.
        sums.descendingMap().forEach((level, count) -> {
            if (count[0] >= Pressure.FEWEST) {
                falling.add(-level, (double) count[1] / count[0], (double) count[0]);
            }
        });
        falling.pool();
        List<Pressure.Level> levels = new ArrayList<>();
        sums.forEach((level, count) -> levels.add(new Pressure.Level(level, count[0], count[1], fit(falling, level))));
        return List.copyOf(levels);
    }

    private static double fit(Isotonic falling, int level) {
        for (int block = 0; block < falling.blocks(); block++) {
            if (falling.first(block) <= -level && -level <= falling.last(block)) {
                return falling.mean(block);
            }
        }
        return Double.NaN;
    }
}
