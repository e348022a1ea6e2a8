package io.engagement.customerbase;

import io.engagement.domain.TimeScale;
import io.engagement.measure.Definition;
import io.engagement.measure.Measure;
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
 * A kernel of a customer-base model as a scorer. Customers without a purchase have no score. Explained by the
 * customer's {@link Rhythm} against the model's typical customer.
 */
final class PurchaseScorer implements Scorer {
    private final String name;
    private final Scale scale;
    private final String subject;
    private final CustomerBaseModel model;
    private final PurchaseQuantity quantity;
    private final PurchaseDefinition days;
    private final Rhythm rhythm;
    private final Factor factor;

    PurchaseScorer(String name, Scale scale, String subject, CustomerBaseModel model, PurchaseQuantity quantity) {
        this.name = name;
        this.scale = scale;
        this.subject = subject;
        this.model = model;
        this.quantity = quantity;
        this.days = model.definition();
        this.rhythm = Rhythm.ofGain(model);
        this.factor = Factor.number("rhythm", subject);
    }

    static PurchaseScorer ofExpected(CustomerBaseModel model, PurchaseQuantity quantity) {
        return new PurchaseScorer("expected_purchases", Scale.COUNT, "expected purchases", model, quantity);
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
        return quantity.inputs();
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
        return new Rows(quantity.prepare(table), table.size());
    }

    private final class Rows implements RowScorer {
        private final PurchaseRows rows;
        private final int size;

        Rows(PurchaseRows rows, int size) {
            this.rows = rows;
            this.size = size;
        }

        @Override
        public double score(int row) {
            return rows.of(row);
        }

        @Override
        public void score(int from, int to, double[] out) {
            Objects.checkFromToIndex(from, to, Math.min(size, out.length));
            rows.of(from, to, out);
        }

        @Override
        public Explanation explain(int row) {
            double score = score(row);
            if (Double.isNaN(score)) {
                return Explanation.undefined(
                        name, rows.whyNone(row, rhythm.act(), subject).orElse("the model does not tell"));
            }
            PurchaseRows.Reasons reasons = rows.reasons(row, rhythm);
            return Explainer.of(name, scale, reasons.factors(factor), reasons.quantity())
                    .withSubject(subject)
                    .explain(reasons.paths(), score);
        }
    }
}
