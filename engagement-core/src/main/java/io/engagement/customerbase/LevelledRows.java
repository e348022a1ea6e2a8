package io.engagement.customerbase;

import io.engagement.score.Factor;
import io.engagement.score.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** By a model whose level is corrected: the quantity times one factor. */
final class LevelledRows implements PurchaseRows {
    private final PurchaseRows rows;
    private final LevelCorrection level;
    private final double factor;

    LevelledRows(PurchaseRows rows, LevelCorrection level, double factor) {
        this.rows = rows;
        this.level = level;
        this.factor = factor;
    }

    @Override
    public double of(int row) {
        return rows.of(row) * factor;
    }

    @Override
    public void of(int from, int to, double[] out) {
        rows.of(from, to, out);
        for (int row = from; row < to; row++) {
            out[row] *= factor;
        }
    }

    @Override
    public Optional<String> whyNone(int row, String act, String wanted) {
        return rows.whyNone(row, act, wanted);
    }

    @Override
    public Reasons reasons(int row, Rhythm rhythm) {
        Reasons reasons = rows.reasons(row, rhythm);
        int last = reasons.paths().size();
        List<Path> paths = new ArrayList<>(reasons.paths());
        paths.add(level.path(factor));
        List<Factor> others = new ArrayList<>(reasons.others());
        others.add(LevelCorrection.FACTOR);
        return new Reasons(paths, others, inputs -> reasons.quantity().applyAsDouble(inputs) * inputs[last]);
    }
}
