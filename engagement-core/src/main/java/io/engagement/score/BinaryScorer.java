package io.engagement.score;

import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleBinaryOperator;

/** A lambda of two measures. */
final class BinaryScorer implements Scorer {
    private static final LambdaLoops<DoubleBinaryOperator> LOOPS =
            LambdaLoops.of(BinaryRows.class, DoubleBinaryOperator.class, BinaryRows::new);

    private final ScorerHead head;
    private final DoubleBinaryOperator kernel;

    BinaryScorer(ScorerHead head, DoubleBinaryOperator kernel) {
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
