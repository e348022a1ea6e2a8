package io.engagement.outcome.experiment;

import io.engagement.fit.Interval;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.RelativeEffect;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an experiment says: first whether arms are as planned and were alike before, then each arm's effect on each outcome. With
 * covariates the effect is Lin's (2013); without, that of Welch, or the difference of shares with Newcombe's interval where the
 * outcome is 0 or 1. That is fixed before any outcome is seen; {@link #estimates} shows the others beside it. Nothing is read of an
 * arm that differs from the hold-out before the contact by more than chance, nor of any if arms are not as planned. Immutable.
 */
public final class ExperimentReading implements Tabular {
    private final Optional<SampleRatio> sampleRatio;
    private final Map<String, Balance> balances;
    private final List<Row> effects;
    private final Table estimates;

    ExperimentReading(
            Optional<SampleRatio> sampleRatio, Map<String, Balance> balances, List<Row> effects, Table estimates) {
        this.sampleRatio = sampleRatio;
        this.balances = balances;
        this.effects = effects;
        this.estimates = estimates;
    }

    /** What an experiment says of one arm and one outcome. */
    public enum Finding {
        /** The treated clearly have more. */
        MORE,
        /** The treated clearly have less. */
        LESS,
        /** No clear difference: the interval tells how large one may be. */
        NOT_CLEAR,
        /** A difference that is gone once the highest outcomes are cut to the 99 % quantile. */
        RESTS_ON_FEW_CUSTOMERS,
        /** An arm has fewer than 100 customers, or fewer than 30 with an outcome other than 0. */
        TOO_LITTLE_DATA,
        /** Arms are not as planned, or differed before the contact: nothing can be read. */
        NO_READING
    }

    /**
     * What an experiment says of one arm and one outcome. At a look, or at any time, both intervals hold over all looks and
     * effects; at a single look each is that of this effect alone.
     *
     * @param arm its name
     * @param outcome its name
     * @param estimator by which the effect was estimated: {@code welch}, {@code newcombe} or {@code lin_hc2}
     * @param treated customers in the arm
     * @param heldOut customers in the hold-out
     * @param treatedMean outcome of a customer in the arm
     * @param heldOutMean outcome of a customer in the hold-out
     * @param effect on a customer; undefined if nothing is read
     * @param interval of the effect
     * @param pValue of no effect, alone; NaN if undefined
     * @param adjustedPValue by Holm over all arms and outcomes; NaN at looks, where bounds decide
     * @param relative to the hold-out, unadjusted
     * @param change interval of {@code relative.change()}; NaN ends if refused
     * @param detectable the least effect that this experiment finds with 90 %
     * @param finding what is said
     */
    public record Row(
            String arm,
            String outcome,
            String estimator,
            long treated,
            long heldOut,
            double treatedMean,
            double heldOutMean,
            Effect effect,
            Interval interval,
            double pValue,
            double adjustedPValue,
            RelativeEffect relative,
            Interval change,
            double detectable,
            Finding finding) {
        /**
         * The effect in a sentence.
         *
         * @return with its interval, or why there is none
         */
        public String sentence() {
            return ReadWords.sentence(this);
        }
    }

    /**
     * Reads an experiment.
     *
     * @param data with one outcome at least
     * @param rules when and how strictly
     * @return what it says
     * @throws IllegalArgumentException if there is no outcome, nobody was held out or contacted, or an arm was not planned
     */
    public static ExperimentReading of(ExperimentData data, ReadingRules rules) {
        return new ExperimentReader(data, Objects.requireNonNull(rules, "rules")).read();
    }

    /**
     * Whether arms have as many customers as planned.
     *
     * @return empty without planned shares
     */
    public Optional<SampleRatio> sampleRatio() {
        return sampleRatio;
    }

    /**
     * Whether arms were alike before.
     *
     * @return a row for each arm beside the hold-out and each covariate: {@code arm, covariate, treated_mean, held_out_mean,
     *     standardised_difference, p_value}; empty without covariates
     */
    public Table balance() {
        Map<String, Table> tables = new LinkedHashMap<>();
        balances.forEach((arm, balance) -> tables.put(arm, balance.table()));
        return Table.stacked("arm", tables);
    }

    /**
     * How probable arms so different before the contact would be if they were drawn by chance: all covariates at once.
     *
     * @return by arm beside the hold-out, NaN where no covariate varies; empty without covariates. Below 0.001 nothing is
     *     read of the arm
     */
    public Map<String, Double> balancePValues() {
        Map<String, Double> probabilities = new LinkedHashMap<>();
        balances.forEach((arm, balance) -> probabilities.put(arm, balance.pValue()));
        return probabilities;
    }

    /**
     * The effects.
     *
     * @return of each arm on each outcome
     */
    public List<Row> effects() {
        return effects;
    }

    /**
     * What other estimators say, for comparison: who takes the best of them finds effects that are not there.
     *
     * @return a row each of what is read: {@code arm, outcome, estimator, estimate, standard_error, degrees_of_freedom, lower, upper,
     *     p_value, variance_saved, correlation}; CUPED by the covariate that correlates most with the outcome, with this correlation;
     *     degrees of freedom undefined where the error is normal; empty if nothing is read
     */
    public Table estimates() {
        return estimates;
    }

    /**
     * What speaks against reading, in words.
     *
     * @return empty if nothing does
     */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        sampleRatio
                .filter(SampleRatio::isMismatch)
                .ifPresent(ratio -> warnings.add("arms are not as large as planned (p " + (float) ratio.pValue()
                        + "): customers were lost or moved; nothing is read"));
        balances.forEach((arm, balance) -> {
            if (balance.isImbalanced()) {
                warnings.add("'" + arm + "' and the hold-out differ before the contact (p " + (float) balance.pValue()
                        + "), most in '" + balance.mostDifferent()
                        + "': arms were not drawn by chance, or it may have been measured after the contact, then leave it"
                        + " out; nothing is read of '" + arm + "'");
            }
        });
        return warnings;
    }

    /**
     * The effects.
     *
     * @return a row each: {@code arm, outcome, estimator, treated, held_out, treated_mean, held_out_mean, effect, standard_error,
     *     lower, upper, p_value, p_holm, change, change_lower, change_upper, detectable, finding}
     */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("arm")
                .column("outcome")
                .column("estimator")
                .column("treated")
                .column("held_out")
                .column("treated_mean")
                .column("held_out_mean")
                .column("effect")
                .column("standard_error")
                .column("lower")
                .column("upper")
                .column("p_value", "%.3g")
                .column("p_holm", "%.3g")
                .column("change", "%.3f")
                .column("change_lower", "%.3f")
                .column("change_upper", "%.3f")
                .column("detectable")
                .column("finding");
        for (Row each : effects) {
            table.row(
                    each.arm(),
                    each.outcome(),
                    each.estimator(),
                    each.treated(),
                    each.heldOut(),
                    each.treatedMean(),
                    each.heldOutMean(),
                    each.effect().estimate(),
                    each.effect().standardError(),
                    each.interval().lower(),
                    each.interval().upper(),
                    each.pValue(),
                    each.adjustedPValue(),
                    each.relative().change(),
                    each.change().lower(),
                    each.change().upper(),
                    each.detectable(),
                    each.finding());
        }
        return table.build();
    }

    /** Warnings, then a sentence for each effect. */
    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        warnings().forEach(warning -> lines.add("warning: " + warning));
        effects.forEach(effect -> lines.add(effect.sentence()));
        return lines.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
