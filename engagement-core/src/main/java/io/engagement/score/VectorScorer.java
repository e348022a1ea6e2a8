package io.engagement.score;

import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;

/** A lambda of several measures. */
final class VectorScorer implements Scorer {
    private static final LambdaLoops<ToDoubleFunction<double[]>> LOOPS =
            LambdaLoops.of(VectorRows.class, ToDoubleFunction.class, VectorRows::new);

    private final ScorerHead head;
    private final ToDoubleFunction<double[]> kernel;

    VectorScorer(ScorerHead head, ToDoubleFunction<double[]> kernel) {
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
