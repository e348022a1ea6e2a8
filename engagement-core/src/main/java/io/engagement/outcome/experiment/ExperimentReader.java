package io.engagement.outcome.experiment;

import io.engagement.fit.Interval;
import io.engagement.outcome.effect.ArmSums;
import io.engagement.outcome.effect.Effect;
import io.engagement.outcome.effect.ManyTests;
import io.engagement.outcome.effect.RelativeEffect;
import io.engagement.outcome.effect.TwoArms;
import io.engagement.outcome.experiment.ExperimentReading.Finding;
import io.engagement.outcome.experiment.ExperimentReading.Row;
import io.engagement.table.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads an experiment: who may be compared, by what, and what may be said of it. */
final class ExperimentReader {
    private static final double SURE = 0.9;
    private static final Interval NONE = new Interval(Double.NaN, Double.NaN);

    private final ExperimentData data;
    private final ReadingRules rules;

    ExperimentReader(ExperimentData data, ReadingRules rules) {
        this.data = data;
        this.rules = rules;
    }

    /** An arm and an outcome, with all that is estimated of them. */
    private record Cell(String arm, String outcome, TwoArms arms, Estimates all) {
        Estimates.Row main() {
            return all.main();
        }
    }

    ExperimentReading read() {
        requireArms();
        Optional<SampleRatio> ratio = rules.plannedShares()
                .map(shares -> SampleRatio.of(data.assignments().counts(), shares));
        Map<String, Balance> balances = balances();
        Set<String> read = new HashSet<>();
        if (!ratio.map(SampleRatio::isMismatch).orElse(false)) {
            read.addAll(contacted());
            balances.forEach((arm, balance) -> {
                if (balance.isImbalanced()) {
                    read.remove(arm);
                }
            });
        }
        List<Cell> cells = cells();
        return new ExperimentReading(
                ratio,
                balances,
                read(cells, read),
                estimates(
                        cells.stream().filter(cell -> read.contains(cell.arm())).toList()));
    }

    private void requireArms() {
        Assignments assignments = data.assignments();
        Map<String, Integer> counts = assignments.counts();
        String holdOut = assignments.holdOut();
        if (data.outcomes().isEmpty() || contacted().isEmpty()) {
            throw new IllegalArgumentException("a reading needs an outcome and an arm beside the hold-out '" + holdOut
                    + "'; outcomes are " + data.outcomes() + ", arms " + assignments.arms());
        }
        if (counts.getOrDefault(holdOut, 0) == 0) {
            throw new IllegalArgumentException("nobody is in the hold-out '" + holdOut + "', customers by arm are "
                    + counts + ": without a hold-out nobody knows what would have happened anyway");
        }
    }

    private List<String> contacted() {
        List<String> arms = data.assignments().arms();
        return arms.subList(1, arms.size());
    }

    /** That of covariates is the same whatever the outcome. */
    private Map<String, Balance> balances() {
        Map<String, Balance> balances = new LinkedHashMap<>();
        if (!data.covariates().isEmpty()) {
            String any = data.outcomes().iterator().next();
            contacted().forEach(arm -> balances.put(arm, Balance.of(data.arms(arm, any))));
        }
        return balances;
    }

    private List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        for (String arm : contacted()) {
            for (String outcome : data.outcomes()) {
                TwoArms two = data.arms(arm, outcome);
                cells.add(new Cell(arm, outcome, two, Estimates.of(two, propensity(arm, two), rules.level())));
            }
        }
        return cells;
    }

    /** Of being in the arm, of those who are in it or held out: as planned, where that is known. */
    private double propensity(String arm, TwoArms arms) {
        return rules.plannedShares()
                .map(shares -> shares.share(arm) / (shares.share(arm) + shares.share(shares.holdOut())))
                .orElseGet(() -> (double) arms.treated().customers() / arms.customers());
    }

    private List<Row> read(List<Cell> cells, Set<String> arms) {
        // Who has too little data, or is not read, counts as a test that found nothing.
        double[] pValues = cells.stream()
                .mapToDouble(cell -> arms.contains(cell.arm())
                                && isEnough(cell.arms())
                                && !Double.isNaN(cell.main().pValue())
                        ? cell.main().pValue()
                        : 1)
                .toArray();
        double[] holm = ManyTests.holm(pValues);
        List<Row> effects = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            Cell cell = cells.get(i);
            effects.add(arms.contains(cell.arm()) ? read(cell, holm[i], cells.size()) : unread(cell));
        }
        return List.copyOf(effects);
    }

    private static boolean isEnough(TwoArms arms) {
        return arms.treated().isEnough() && arms.heldOut().isEnough();
    }

    private Row read(Cell cell, double holm, int cells) {
        ArmSums treated = cell.arms().treated();
        ArmSums heldOut = cell.arms().heldOut();
        Effect effect = cell.main().effect();
        RelativeEffect relative = RelativeEffect.of(treated, heldOut);
        Optional<Double> bound = rules.bound(cells, cell.arms().customers());
        boolean isClear = bound.map(most -> Math.abs(effect.z()) >= most).orElse(holm < rules.level());
        return new Row(
                cell.arm(),
                cell.outcome(),
                cell.main().estimator(),
                treated.customers(),
                heldOut.customers(),
                treated.mean(),
                heldOut.mean(),
                effect,
                bound.map(most -> ReadingRules.interval(effect, most))
                        .orElse(cell.main().interval()),
                cell.main().pValue(),
                bound.isPresent() ? Double.NaN : holm,
                relative,
                bound.map(most -> change(ReadingRules.interval(relative.logRatio(), most)))
                        .orElseGet(() -> relative.interval(1 - rules.level())),
                detectable(effect, cells),
                finding(cell, isClear));
    }

    private static Interval change(Interval logRatio) {
        return new Interval(Math.expm1(logRatio.lower()), Math.expm1(logRatio.upper()));
    }

    private Finding finding(Cell cell, boolean isClear) {
        if (!isEnough(cell.arms())) {
            return Finding.TOO_LITTLE_DATA;
        }
        if (!isClear) {
            return Finding.NOT_CLEAR;
        }
        if (cell.arms().restsOnFewCustomers(rules.level())) {
            return Finding.RESTS_ON_FEW_CUSTOMERS;
        }
        return cell.main().effect().estimate() > 0 ? Finding.MORE : Finding.LESS;
    }

    private double detectable(Effect effect, int cells) {
        return new Power(rules.level(), SURE, cells).standardErrors() * effect.standardError();
    }

    private static Row unread(Cell cell) {
        return new Row(
                cell.arm(),
                cell.outcome(),
                cell.main().estimator(),
                cell.arms().treated().customers(),
                cell.arms().heldOut().customers(),
                Double.NaN,
                Double.NaN,
                Effect.undefined(),
                NONE,
                Double.NaN,
                Double.NaN,
                new RelativeEffect(Effect.undefined(), "arms are not as planned, or differed before"),
                NONE,
                Double.NaN,
                Finding.NO_READING);
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
}
