package io.engagement.outcome.experiment;

import io.engagement.fit.Interval;
import io.engagement.outcome.effect.ArmSums;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.ManyTests;
import io.engagement.outcome.effect.RelativeEffect;
import io.engagement.outcome.effect.TwoArms;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an experiment says: first whether arms are as planned and were alike before, then each arm's effect on each outcome. With
 * covariates the effect is Lin's (2013); without, that of Welch, or the difference of shares with Newcombe's interval where the
 * outcome is 0 or 1. That is fixed before any outcome is seen; {@link #estimates} shows the others beside it. Immutable.
 */
public final class ExperimentReading implements Tabular {
    private static final double SURE = 0.9;

    private final Optional<SampleRatio> sampleRatio;
    private final Map<String, Balance> balances;
    private final List<ReadEffect> effects;
    private final Table estimates;

    private ExperimentReading(
            Optional<SampleRatio> sampleRatio,
            Map<String, Balance> balances,
            List<ReadEffect> effects,
            Table estimates) {
        this.sampleRatio = sampleRatio;
        this.balances = balances;
        this.effects = effects;
        this.estimates = estimates;
    }

    /** An arm and an outcome, with all that is estimated of them. */
    private record Cell(String arm, String outcome, TwoArms arms, Estimates all) {
        Estimates.Row main() {
            return all.main();
        }
    }

    /**
     * Reads an experiment.
     *
     * @param data with one outcome at least
     * @param rules when and how strictly
     * @return what it says
     * @throws IllegalArgumentException if there is no outcome, no arm beside the hold-out, or an arm that was not planned
     */
    public static ExperimentReading of(ExperimentData data, ReadingRules rules) {
        Objects.requireNonNull(rules, "rules");
        List<String> arms = data.assignments().arms();
        if (data.outcomes().isEmpty() || arms.size() < 2) {
            throw new IllegalArgumentException("a reading needs an outcome and an arm beside the hold-out '"
                    + data.assignments().holdOut() + "'; outcomes are " + data.outcomes() + ", arms " + arms);
        }
        Optional<SampleRatio> ratio = rules.plannedShares()
                .map(shares -> SampleRatio.of(data.assignments().counts(), shares));
        boolean isRead = !ratio.map(SampleRatio::isMismatch).orElse(false);
        List<Cell> cells = new ArrayList<>();
        Map<String, Balance> balances = new LinkedHashMap<>();
        for (String arm : arms.subList(1, arms.size())) {
            for (String outcome : data.outcomes()) {
                TwoArms two = data.arms(arm, outcome);
                cells.add(new Cell(arm, outcome, two, Estimates.of(two, propensity(arm, two, rules), rules.level())));
                if (!data.covariates().isEmpty()) {
                    balances.putIfAbsent(arm, Balance.of(two));
                }
            }
        }
        return new ExperimentReading(
                ratio,
                balances,
                isRead
                        ? read(cells, rules)
                        : cells.stream().map(ExperimentReading::unread).toList(),
                estimates(isRead ? cells : List.of()));
    }

    /** Of being in the arm, of those who are in it or held out: as planned, where that is known. */
    private static double propensity(String arm, TwoArms arms, ReadingRules rules) {
        return rules.plannedShares()
                .map(shares -> shares.share(arm) / (shares.share(arm) + shares.share(shares.holdOut())))
                .orElseGet(() -> (double) arms.treated().customers() / arms.customers());
    }

    private static List<ReadEffect> read(List<Cell> cells, ReadingRules rules) {
        // Who has too little data counts as a test that found nothing.
        double[] pValues = cells.stream()
                .mapToDouble(cell ->
                        isEnough(cell.arms()) && !Double.isNaN(cell.main().pValue())
                                ? cell.main().pValue()
                                : 1)
                .toArray();
        double[] holm = ManyTests.holm(pValues);
        List<ReadEffect> effects = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            effects.add(read(cells.get(i), holm[i], cells.size(), rules));
        }
        return List.copyOf(effects);
    }

    private static boolean isEnough(TwoArms arms) {
        return arms.treated().isEnough() && arms.heldOut().isEnough();
    }

    private static ReadEffect read(Cell cell, double holm, int cells, ReadingRules rules) {
        Effect effect = cell.main().effect();
        Optional<Double> bound = rules.bound(cells, cell.arms().customers());
        boolean isClear = bound.map(most -> Math.abs(effect.z()) >= most).orElse(holm < rules.level());
        Interval interval = bound.map(most -> ReadingRules.interval(effect, most))
                .orElse(cell.main().interval());
        ReadFinding finding = !isEnough(cell.arms())
                ? ReadFinding.TOO_LITTLE_DATA
                : !isClear
                        ? ReadFinding.NOT_CLEAR
                        : cell.arms().restsOnFewCustomers(rules.level())
                                ? ReadFinding.RESTS_ON_FEW_CUSTOMERS
                                : effect.estimate() > 0 ? ReadFinding.MORE : ReadFinding.LESS;
        return effect(
                cell,
                effect,
                interval,
                cell.main().pValue(),
                bound.isPresent() ? Double.NaN : holm,
                detectable(effect, cells, rules),
                finding);
    }

    private static double detectable(Effect effect, int cells, ReadingRules rules) {
        return new Power(rules.level(), SURE, cells).standardErrors() * effect.standardError();
    }

    private static ReadEffect unread(Cell cell) {
        return effect(
                cell,
                Effect.undefined(),
                new Interval(Double.NaN, Double.NaN),
                Double.NaN,
                Double.NaN,
                Double.NaN,
                ReadFinding.NO_READING);
    }

    private static ReadEffect effect(
            Cell cell,
            Effect effect,
            Interval interval,
            double p,
            double holm,
            double detectable,
            ReadFinding finding) {
        ArmSums treated = cell.arms().treated();
        ArmSums heldOut = cell.arms().heldOut();
        boolean isRead = finding != ReadFinding.NO_READING;
        return new ReadEffect(
                cell.arm(),
                cell.outcome(),
                cell.main().estimator(),
                treated.customers(),
                heldOut.customers(),
                isRead ? treated.mean() : Double.NaN,
                isRead ? heldOut.mean() : Double.NaN,
                effect,
                interval,
                p,
                holm,
                isRead
                        ? RelativeEffect.of(treated, heldOut)
                        : new RelativeEffect(Effect.undefined(), "arms are not as planned"),
                detectable,
                finding);
    }

    private static Table estimates(List<Cell> cells) {
        Table.Builder table = Table.builder()
                .column("arm")
                .column("outcome")
                .column("estimator")
                .column("estimate", "%.6g")
                .column("standard_error", "%.6g")
                .column("degrees_of_freedom", "%.1f")
                .column("lower", "%.6g")
                .column("upper", "%.6g")
                .column("p_value", "%.3g")
                .column("variance_saved", "%.4f")
                .column("correlation", "%.4f");
        for (Cell cell : cells) {
            double plain = cell.arms().welch().standardError();
            for (Estimates.Row row : cell.all().rows()) {
                double ratio = row.effect().standardError() / plain;
                table.row(
                        cell.arm(),
                        cell.outcome(),
                        row.estimator(),
                        row.effect().estimate(),
                        row.effect().standardError(),
                        // A normal error has none.
                        Double.isInfinite(row.effect().degreesOfFreedom())
                                ? Double.NaN
                                : row.effect().degreesOfFreedom(),
                        row.interval().lower(),
                        row.interval().upper(),
                        row.pValue(),
                        1 - ratio * ratio,
                        row.correlation());
            }
        }
        return table.build();
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
     * @return by arm beside the hold-out; empty without covariates
     */
    public Map<String, Balance> balances() {
        return Collections.unmodifiableMap(balances);
    }

    /**
     * The effects.
     *
     * @return of each arm on each outcome
     */
    public List<ReadEffect> effects() {
        return effects;
    }

    /**
     * What other estimators say, for comparison: who takes the best of them finds effects that are not there.
     *
     * @return a row each: {@code arm, outcome, estimator, estimate, standard_error, degrees_of_freedom, lower, upper, p_value,
     *     variance_saved, correlation}; CUPED by the covariate that correlates most with the outcome, with this correlation;
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
                        + "): arms were not drawn by chance, or a covariate was seen after the contact");
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
        for (ReadEffect each : effects) {
            Interval change = each.relative().interval(0.95);
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
                    change.lower(),
                    change.upper(),
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
