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
import io.engagement.score.Path;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A kernel of a customer-base model as a scorer. Customers without a purchase have no score. Explained by the
 * customer's {@link Rhythm} against the model's typical customer.
 */
final class PurchaseScorer implements Scorer {
    private final String name;
    private final Scale scale;
    private final String subject;
    private final CustomerBaseModel model;
    private final PurchaseKernel kernel;
    private final PurchaseDefinition days;
    private final Rhythm rhythm;
    private final Explainer explainer;
    /** Made once: a live store prepares a scorer for each customer who is asked for. */
    private final List<Measure> inputs;

    PurchaseScorer(String name, Scale scale, String subject, CustomerBaseModel model, PurchaseKernel kernel) {
        this.name = name;
        this.scale = scale;
        this.subject = subject;
        this.model = model;
        this.kernel = kernel;
        this.days = model.definition();
        this.rhythm = Rhythm.ofGain(model);
        this.explainer = Explainer.of(name, scale, List.of(Factor.number("rhythm", subject)), of -> of[0])
                .withSubject(subject);
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
            double score = score(row);
            if (Double.isNaN(score)) {
                return Explanation.undefined(name, "no " + rhythm.act() + " yet: the first one gives " + subject);
            }
            Path path = rhythm.path(kernel, frequency.get(row), recency.get(row), age.get(row));
            return explainer.explain(List.of(path), score);
        }
    }
}
