package io.engagement.retention;

import io.engagement.domain.TimeScale;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.Covariates;
import io.engagement.measure.Definition;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureTable;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.survival.ContractModel;
import io.engagement.survival.SurvivalModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The churn risk of customers under contract: the probability that a customer leaves within the horizon, given how long
 * they have stayed. 0.3 means that 3 of 10 such customers do not renew.
 *
 * <p>With a {@link ContractModel} it is 1 - S(n + h) / S(n) after n renewals, for the next h (Fader and Hardie 2007);
 * with a {@link SurvivalModel}, 1 - S(a + t) / S(a) at the age a, in continuous time. Where leaving is not observed,
 * use {@link RetentionRiskScorer}.
 *
 * <p>NaN, with the reason, for customers who never signed up or have cancelled, and beyond what the model has observed.
 * Explained by exact Shapley values over the tenure and the covariates, from the model's typical customer.
 *
 * <p>Immutable, thread-safe.
 */
public final class ChurnRiskScorer implements Scorer {
    private final String name;
    private final ContractTerms terms;
    private final Optional<TimeScale> timeScale;
    /** The tenure, then covariates. */
    private final List<Measure> factors;
    /** Of the factors, what a model of contracts reads of customers. */
    private final Covariates known;
    /** The factors, and whether the customer has cancelled. */
    private final List<Measure> inputs;

    /** The typical customer's, in the order of the factors. */
    private final double[] typical;

    private final ChurnRisk risk;

    private ChurnRiskScorer(
            String name,
            ContractTerms terms,
            Optional<TimeScale> timeScale,
            List<Measure> factors,
            Covariates known,
            double[] typical,
            ChurnRisk risk) {
        this.name = Objects.requireNonNull(name, "name");
        this.terms = terms;
        this.timeScale = timeScale;
        this.factors = List.copyOf(factors);
        this.known = known;
        this.typical = typical;
        this.risk = risk;
        List<Measure> all = new ArrayList<>(factors);
        all.add(terms.cancelled());
        this.inputs = List.copyOf(all);
    }

    /**
     * The risk that a customer does not renew; where the model reads covariates, that of customers who have the same.
     *
     * @param model of how many periods contracts last, whose terms say what a contract is
     * @param renewals how many of the next renewals count, from 1; {@link Integer#MAX_VALUE} for as many as the model
     *     counts
     * @return the scorer, named {@code churn_risk}
     * @throws IllegalArgumentException if the number of renewals is below 1, or the model has no terms
     */
    public static ChurnRiskScorer of(ContractModel model, int renewals) {
        if (renewals < 1) {
            throw new IllegalArgumentException("renewals must be at least 1, were " + renewals);
        }
        ContractTerms terms = model.requireTerms();
        List<Measure> factors = new ArrayList<>(List.of(terms.renewals()));
        factors.addAll(model.covariates().measures());
        return new ChurnRiskScorer(
                "churn_risk",
                terms,
                Optional.empty(),
                factors,
                model.covariates(),
                withTenure(model.typicalRenewals(), model.typicalCovariates()),
                new RiskByRenewals(model, renewals));
    }

    private static void checkCovariates(List<String> names, Measure... covariates) {
        if (covariates.length != names.size()) {
            throw new IllegalArgumentException("there must be a measure for each of the covariates " + names
                    + ", there were " + covariates.length);
        }
    }

    /**
     * The risk that a customer leaves, in continuous time.
     *
     * @param model of how long customers stay after the sign-up
     * @param terms what begins and ends a contract, as it did when the lifetimes were measured, which do not say; the
     *     period is ignored
     * @param horizon from the as-of instant on, positive
     * @param covariates the measures of the model's covariates, in its order, no two equal
     * @return the scorer, named {@code churn_risk}, of tables in the model's unit of time
     * @throws IllegalArgumentException if the horizon is not positive or there are not as many measures as covariates
     */
    public static ChurnRiskScorer of(
            SurvivalModel model, ContractTerms terms, Duration horizon, Measure... covariates) {
        if (horizon.isZero() || horizon.isNegative()) {
            throw new IllegalArgumentException("horizon must be positive, was " + horizon);
        }
        checkCovariates(model.covariates(), covariates);
        List<Measure> factors = new ArrayList<>(List.of(terms.age()));
        factors.addAll(List.of(covariates));
        double t = model.timeScale().of(horizon);
        return new ChurnRiskScorer(
                "churn_risk",
                terms,
                Optional.of(model.timeScale()),
                factors,
                Covariates.none(),
                withTenure(model.typicalAge(), model.typicalCovariates()),
                own -> risk(model, t, own));
    }

    private static double[] withTenure(double tenure, double... covariates) {
        return DoubleStream.concat(DoubleStream.of(tenure), Arrays.stream(covariates))
                .toArray();
    }

    private static double risk(SurvivalModel model, double t, double[] own) {
        double[] x = new double[own.length - 1];
        System.arraycopy(own, 1, x, 0, x.length);
        for (double value : own) {
            if (Double.isNaN(value)) {
                return Double.NaN;
            }
        }
        return 1 - model.survivalFrom(own[0], t, x);
    }

    /**
     * The same under another name, for plans with several horizons.
     *
     * @param other lower-case letters, digits and underscores
     * @return the changed copy
     */
    public ChurnRiskScorer withName(String other) {
        return new ChurnRiskScorer(other, terms, timeScale, factors, known, typical, risk);
    }

    @Override
    public String name() {
        return name;
    }

    /** PROBABILITY. */
    @Override
    public Scale scale() {
        return Scale.PROBABILITY;
    }

    /** The tenure, the covariates, and whether the customer has cancelled. */
    @Override
    public List<Measure> inputs() {
        return inputs;
    }

    /** That of a model in continuous time; empty for one of renewals, which takes any. */
    @Override
    public Optional<TimeScale> timeScale() {
        return timeScale;
    }

    /** What a contract is. */
    @Override
    public List<Definition> definitions() {
        return List.of(terms);
    }

    @Override
    public RowScorer prepare(MeasureTable table) {
        checkTimeScale(table);
        Optional<TimeScale> unit = known.isEmpty() ? Optional.empty() : Optional.of(terms.period());
        return new ChurnRiskRows(name, factors, known, unit, terms.cancelled(), typical, risk, table);
    }
}
