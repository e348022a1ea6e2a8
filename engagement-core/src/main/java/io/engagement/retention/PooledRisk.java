package io.engagement.retention;

import io.engagement.customerbase.PurchaseRows;
import io.engagement.domain.TimeScale;
import io.engagement.initiative.ActRows;
import io.engagement.initiative.CustomerActs;
import io.engagement.measure.Definition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.score.Explainer;
import io.engagement.score.Explanation;
import io.engagement.score.Path;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.score.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The mean of two risks, by a model of a customer base and an additive one. */
record PooledRisk(RiskByPurchases purchases, RiskByActs acts) implements RiskDoors {
    PooledRisk {
        purchases
                .definition()
                .withoutRefunds()
                .requireSame("the model of purchases", acts.definition(), "the additive model");
        if (acts.retention().ownGaps().isPresent()) {
            throw new IllegalArgumentException("the additive model must be of one horizon for all, was of "
                    + acts.retention().within() + ": a model of purchases knows no own gaps");
        }
    }

    @Override
    public String name() {
        return acts.name();
    }

    @Override
    public PooledRisk withName(String other) {
        return new PooledRisk(purchases.withName(other), acts.withName(other));
    }

    @Override
    public PooledRisk withAct(String act) {
        return new PooledRisk(purchases.withAct(act), acts.withAct(act));
    }

    @Override
    public Duration horizon() {
        return acts.horizon();
    }

    @Override
    public List<Measure> inputs() {
        return Stream.concat(purchases.inputs().stream(), acts.inputs().stream())
                .distinct()
                .toList();
    }

    @Override
    public Optional<TimeScale> timeScale() {
        return purchases.timeScale();
    }

    @Override
    public PurchaseDefinition definition() {
        return purchases.definition();
    }

    @Override
    public List<Definition> definitions() {
        return Stream.concat(purchases.definitions().stream(), acts.definitions().stream())
                .toList();
    }

    private static double mean(double one, double other) {
        return 0.5 * (one + other);
    }

    @Override
    public RowScorer prepare(MeasureTable table) {
        return new Rows(
                this,
                purchases.risk().prepare(table),
                acts.model().rows(table),
                purchases.prepare(table),
                acts.prepare(table));
    }

    private record Rows(PooledRisk doors, PurchaseRows buying, ActRows acting, RowScorer purchases, RowScorer acts)
            implements RowScorer {
        @Override
        public double score(int row) {
            return mean(purchases.score(row), acts.score(row));
        }

        /** The others row by row, because there is one array and no other is made. */
        @Override
        public void score(int from, int to, double[] out) {
            purchases.score(from, to, out);
            for (int row = from; row < to; row++) {
                out[row] = mean(out[row], acts.score(row));
            }
        }

        @Override
        public Explanation explain(int row) {
            double score = score(row);
            if (Double.isNaN(score)) {
                return doors.purchases.whyNone(buying, row);
            }
            PurchaseRows.Reasons reasons = buying.reasons(row, doors.purchases.rhythm());
            Moments moments =
                    new Moments(reasons.paths().get(0), doors.acts.model().typical(), acting.customer(row));
            List<Path> paths = new ArrayList<>(reasons.paths());
            paths.set(0, moments.path());
            return Explainer.of(
                            doors.name(),
                            Scale.PROBABILITY,
                            reasons.factors(RiskByPurchases.RHYTHM),
                            moments.pooled(reasons.quantity()))
                    .withSubject(RetentionRiskScorer.SUBJECT)
                    .explain(paths, score);
        }
    }

    /** The typical customer, this one when the next purchase is due, and this one now: by both models. */
    private record Moments(Path rhythm, CustomerActs typical, CustomerActs own) {
        /** By the numbers of the moments. */
        Path path() {
            List<Step> steps = new ArrayList<>();
            for (Step step : rhythm.steps()) {
                steps.add(new Step(step.name(), step.value(), step.typical(), steps.size() + 1.0, step.fact()));
            }
            return new Path(0, steps);
        }

        private double buying(int moment) {
            return moment == 0
                    ? rhythm.typical()
                    : rhythm.steps().get(moment - 1).input();
        }

        private double acting(int moment) {
            CustomerActs then = moment == 0 ? typical : moment == rhythm.steps().size() ? own : own.whenDue();
            return RiskByActs.risk(then.logOdds());
        }

        ToDoubleFunction<double[]> pooled(ToDoubleFunction<double[]> buying) {
            double[] acting = new double[rhythm.steps().size() + 1];
            for (int moment = 0; moment < acting.length; moment++) {
                acting[moment] = acting(moment);
            }
            return in -> {
                int moment = (int) in[0];
                double[] there = in.clone();
                there[0] = buying(moment);
                return mean(buying.applyAsDouble(there), acting[moment]);
            };
        }
    }
}
