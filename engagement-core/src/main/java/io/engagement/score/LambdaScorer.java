package io.engagement.score;

import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.util.List;
import java.util.function.Function;

/**
 * A lambda of one or more measures. Several lambdas share one loop, in which none is inlined. A hidden class for each, and checks
 * apart from the kernels so that these become vector instructions, won 6 to 13 % of a plan of four lambdas (CPU time, on a
 * loaded machine): too little for them.
 */
final class LambdaScorer implements Scorer {
    private final ScorerHead head;
    private final Function<MeasureTable, RowScorer> rows;

    LambdaScorer(ScorerHead head, Function<MeasureTable, RowScorer> rows) {
        this.head = head;
        this.rows = rows;
    }

    @Override
    public String name() {
        return head.name();
    }

    @Override
    public Scale scale() {
        return head.scale();
    }

    @Override
    public List<Measure> inputs() {
        return head.inputs();
    }

    @Override
    public RowScorer prepare(MeasureTable table) {
        return rows.apply(table);
    }
}
