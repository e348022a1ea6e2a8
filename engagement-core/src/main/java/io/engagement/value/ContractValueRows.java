package io.engagement.value;

import io.engagement.measure.Covariates;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureColumn;
import io.engagement.measure.MeasureTable;
import io.engagement.score.CovariateSteps;
import io.engagement.score.Explainer;
import io.engagement.score.Explanation;
import io.engagement.score.Factor;
import io.engagement.score.InputColumns;
import io.engagement.score.Path;
import io.engagement.score.RowScorer;
import io.engagement.score.Scale;
import io.engagement.survival.ContractReasons;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Residual value of the contracts of a table's rows. */
final class ContractValueRows implements RowScorer {
    private static final Factor RENEWALS = ContractReasons.renewals();

    private final ContractValueScorer.Settings settings;
    private final MeasureTable table;
    private final MeasureColumn renewals;
    private final MeasureColumn value;
    private final MeasureColumn cancelled;
    private final Covariates known;
    /** Renewals, of which a median between two numbers stands for the lower one, and covariates. */
    private final InputColumns inputs;

    ContractValueRows(ContractValueScorer.Settings settings, MeasureTable table) {
        this.settings = settings;
        this.table = table;
        this.renewals = table.column(settings.terms().renewals());
        this.value = table.column(settings.value());
        this.cancelled = table.column(settings.terms().cancelled());
        this.known = settings.model().covariates();
        List<Measure> read = new ArrayList<>(List.of(settings.terms().renewals()));
        read.addAll(known.measures());
        this.inputs = InputColumns.of(table, read, settings.terms().period());
    }

    private double value(double[] own, double ofPeriod) {
        return settings.renewals().of(own) * (ofPeriod * settings.margin());
    }

    @Override
    public double score(int row) {
        return value(inputs.row(row), value.get(row));
    }

    @Override
    public void score(int from, int to, double[] out) {
        Objects.checkFromToIndex(from, to, Math.min(out.length, table.size()));
        double[] own = new double[inputs.size()];
        for (int row = from; row < to; row++) {
            inputs.read(row, own);
            out[row] = value(own, value.get(row));
        }
    }

    @Override
    public Explanation explain(int row) {
        double score = score(row);
        if (Double.isNaN(renewals.get(row))) {
            return ContractReasons.noContract(settings.name(), "a value", cancelled.get(row) == 1);
        }
        double[] own = inputs.row(row);
        return Double.isNaN(score)
                ? Explanation.undefined(settings.name(), whyNone(row, facts(own)))
                : explained(own, value.get(row), score);
    }

    private static double[] facts(double[] own) {
        return Arrays.copyOfRange(own, 1, own.length);
    }

    /** Where nobody tells what is typical of a period, the typical customer brings as much. */
    private Explanation explained(double[] own, double ofPeriod, double score) {
        double[] typical = settings.model().typicalCovariates();
        double[][] mixtures = CovariateSteps.mixtures(known, typical, facts(own));
        Factor money = Factor.of(settings.value(), table.timeScale());
        List<Factor> told = new ArrayList<>(List.of(RENEWALS));
        List<Path> paths = new ArrayList<>();
        paths.add(Path.of(RENEWALS, settings.model().typicalRenewals(), own[0]));
        if (!known.isEmpty()) {
            told.add(CovariateSteps.factor());
            paths.add(CovariateSteps.path(
                    known, typical, facts(own), settings.terms().period()));
        }
        boolean isMoneyTold = settings.typicalValue().isPresent();
        if (isMoneyTold) {
            told.add(money);
            paths.add(Path.of(money, settings.typicalValue().getAsDouble(), ofPeriod));
        }
        int last = told.size() - 1;
        Explainer explainer = Explainer.of(settings.name(), Scale.MONEY, told, point -> {
                    double[] mixture = new double[own.length];
                    mixture[0] = point[0];
                    int step = known.isEmpty() ? 0 : (int) point[1];
                    System.arraycopy(mixtures[step], 0, mixture, 1, mixture.length - 1);
                    return value(mixture, isMoneyTold ? point[last] : ofPeriod);
                })
                .withSubject("value");
        return (isMoneyTold ? explainer : explainer.withReference("a typical customer who brings as much in a period"))
                .explain(paths, score);
    }

    private String whyNone(int row, double[] facts) {
        if (Double.isNaN(value.get(row))) {
            return "no value yet, for want of " + settings.value().label()
                    + ": the first interaction that tells it gives one";
        }
        return CovariateSteps.whyUnknown(known, facts)
                .orElse("the model does not tell: what is known of the customer is too far from the others'");
    }
}
