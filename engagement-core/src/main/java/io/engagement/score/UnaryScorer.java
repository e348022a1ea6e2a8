package io.engagement.score;

import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;

/** A lambda of one measure. */
final class UnaryScorer implements Scorer {
    private static final LambdaLoops<DoubleUnaryOperator> LOOPS =
            LambdaLoops.of(UnaryRows.class, DoubleUnaryOperator.class, UnaryRows::new);

    private final ScorerHead head;
    private final DoubleUnaryOperator kernel;

    UnaryScorer(ScorerHead head, DoubleUnaryOperator kernel) {
        this.head = head;
        this.kernel = Objects.requireNonNull(kernel, "kernel");
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
        return LOOPS.rows(head, kernel, table);
    }
}
