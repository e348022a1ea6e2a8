package io.engagement.score;

import io.engagement.measure.MeasureColumn;

/**
 * A scorer whose rows of the same readings share an explanation, which is made once while they are near each other: where days are
 * counted, half of a base has bought once and on a day when others did. Thread-safe.
 */
final class AlikeRows implements RowScorer {
    /** A power of two; what is forgotten is made again. */
    private static final int PLACES = 1 << 10;

    private final RowScorer scorer;
    private final MeasureColumn[] readings;
    /** Read and written without a lock: whoever comes later finds nothing, or something whole. */
    private final Made[] made = new Made[PLACES];

    private record Made(int row, Explanation explanation) {}

    AlikeRows(RowScorer scorer, MeasureColumn... readings) {
        this.scorer = scorer;
        this.readings = readings;
    }

    @Override
    public double score(int row) {
        return scorer.score(row);
    }

    @Override
    public void score(int from, int to, double[] out) {
        scorer.score(from, to, out);
    }

    @Override
    public Explanation explain(int row) {
        int place = place(row);
        Made last = made[place];
        if (last != null && isAlike(last.row(), row)) {
            return last.explanation();
        }
        Explanation explanation = scorer.explain(row);
        made[place] = new Made(row, explanation);
        return explanation;
    }

    private int place(int row) {
        long hash = 0;
        for (MeasureColumn reading : readings) {
            hash = (hash ^ Double.doubleToRawLongBits(reading.get(row))) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) hash & (PLACES - 1);
    }

    private boolean isAlike(int one, int other) {
        for (MeasureColumn reading : readings) {
            if (Double.doubleToRawLongBits(reading.get(one)) != Double.doubleToRawLongBits(reading.get(other))) {
                return false;
            }
        }
        return true;
    }
}
