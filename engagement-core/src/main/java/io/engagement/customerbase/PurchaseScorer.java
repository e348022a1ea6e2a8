package io.engagement.customerbase;

import io.engagement.domain.TimeScale;
import io.engagement.measure.Definition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Explainer;
import io.engagement.score.Explanation;
import io.engagement.score.Factor;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A kernel of a customer-base model as a scorer. A customer without a purchase has no score. Explained by purchases, the
 * time over which they went and the silence since, against the model's typical customer.
 */
final class PurchaseScorer implements Scorer {
    private final String name;
    private final Scale scale;
    private final String subject;
    private final CustomerBaseModel model;
    private final PurchaseKernel kernel;
    private final PurchaseDefinition days;
    /** Made once: a live store prepares a scorer for each customer who is asked for. */
    private final List<Measure> inputs;

    PurchaseScorer(String name, Scale scale, String subject, CustomerBaseModel model, PurchaseKernel kernel) {
        this.name = name;
        this.scale = scale;
        this.subject = subject;
        this.model = model;
        this.kernel = kernel;
        this.days = model.definition();
        this.inputs = List.of(this.days.frequency(), this.days.recency(), this.days.age());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Scale scale() {
        return scale;
    }

    @Override
    public List<Measure> inputs() {
        return inputs;
    }

    @Override
    public Optional<TimeScale> timeScale() {
        return Optional.of(model.timeScale());
    }

    /** The model's. */
    @Override
    public List<Definition> definitions() {
        return List.of(days);
    }

    @Override
    public RowScorer prepare(MeasureTable table) {
        checkTimeScale(table);
        return new Rows(table);
    }

    private final class Rows implements RowScorer {
        private final MeasureColumn frequency;
        private final MeasureColumn recency;
        private final MeasureColumn age;

        Rows(MeasureTable table) {
            frequency = table.column(inputs.get(0));
            recency = table.column(inputs.get(1));
            age = table.column(inputs.get(2));
        }

        private List<Factor> factors() {
            return List.of(
                    Factor.of(days.frequency(), model.timeScale()),
                    Factor.of(days.recency(), model.timeScale()),
                    Factor.time("silence", "time since the last purchase", model.timeScale()));
        }

        @Override
        public double score(int row) {
            return kernel.of(frequency.get(row), recency.get(row), age.get(row));
        }

        @Override
        public void score(int from, int to, double[] out) {
            Objects.checkFromToIndex(from, to, Math.min(frequency.size(), out.length));
            kernel.of(frequency, recency, age, from, to, out);
        }

        @Override
        public Explanation explain(int row) {
            double[] own = {frequency.get(row), recency.get(row), age.get(row) - recency.get(row)};
            PurchaseSummary known = model.typical();
            double[] typical = {known.frequency(), known.recency(), known.age() - known.recency()};
            return Explainer.of(name, scale, factors(), of -> kernel.of(of[0], of[1], of[1] + of[2]))
                    .withSubject(subject)
                    .explain(typical, own, score(row));
        }
    }
}
