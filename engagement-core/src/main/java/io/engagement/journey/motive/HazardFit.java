package io.engagement.journey.motive;

import io.engagement.fit.FitException;
import io.engagement.fit.Fitted;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.fit.Provenance;
import io.engagement.fit.StatisticalModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Estimates a {@link DiscreteHazard}. */
final class HazardFit {
    /** Without a ridge: Peduzzi et al. (1996), Journal of Clinical Epidemiology 49(12), 1373-1379. */
    private static final int FREE_EVENTS = 10;
    /** From so many on tests and intervals hold: Vittinghoff and McCulloch (2007), Am. J. of Epidemiology 165(6), 710-718. */
    static final int EVENTS_A_COLUMN = 5;
    /** Fewer tell nothing, whatever the ridge. */
    private static final int FEWEST_EVENTS = 10;

    /** Where the rows tell nothing better. */
    private static final double USUAL_RIDGE = 1;

    /** Log-odds farther out than these, of a standard deviation, are no estimates any more. */
    private static final double FARTHEST = 100;
    /** Of the log-likelihood. */
    private static final double TOLERANCE = 1e-12;

    private final PersonPeriods rows;
    private final Standardised standard;
    private final double[] columns;

    HazardFit(PersonPeriods rows) {
        this.rows = rows;
        require(FEWEST_EVENTS, "it takes " + FEWEST_EVENTS + " of either");
        standard = Standardised.of(rows);
        List<String> constant = standard.constant(rows.columns());
        if (!constant.isEmpty()) {
            throw FitException.of(
                    DiscreteHazard.KIND,
                    "the same in all rows: " + constant,
                    List.of("Leave these columns out: what never changes tells nothing."));
        }
        columns = standard.columns(rows);
    }

    private void require(int fewest, String needed) {
        if (rarer(rows) < fewest) {
            throw FitException.of(
                    DiscreteHazard.KIND,
                    rows.events() + " of " + rows.size() + " periods at risk end with leaving, and " + needed,
                    List.of(
                            "Are there fewer columns that matter, or is there a ridge?",
                            "Is there a longer log, or a wider definition of leaving?"));
        }
    }

    /** How many leave, or stay, whoever are fewer. */
    private static int rarer(PersonPeriods rows) {
        return Math.min(rows.events(), rows.size() - rows.events());
    }

    /** The ridge that forecasts best; nothing where the rows cannot tell. */
    OptionalDouble bestRidge() {
        return new RollingRidge(rows, standard).best();
    }

    /** With the best ridge, or the usual one, which is then said. */
    <M extends StatisticalModel> Fitted<M> withBestRidge(
            List<String> remarks, Provenance provenance, Function<DiscreteHazard, M> model) {
        OptionalDouble best = bestRidge();
        List<String> all = new ArrayList<>(remarks);
        if (best.isEmpty()) {
            all.add("too few periods or events to choose a ridge by forecasts: it is " + USUAL_RIDGE);
        }
        return withRidge(best.orElse(USUAL_RIDGE), all, provenance, model)
                .withSelectedParameters(best.isPresent() ? 1 : 0);
    }

    <M extends StatisticalModel> Fitted<M> withRidge(
            double ridge, List<String> before, Provenance provenance, Function<DiscreteHazard, M> model) {
        List<String> remarks = new ArrayList<>(before);
        checkWidth(ridge).ifPresent(remarks::add);
        HazardLikelihood likelihood = likelihood(ridge);
        Maximum maximum = maximum(rows.columns(), likelihood, start(), TOLERANCE);
        double[] point = point(maximum);
        DiscreteHazard hazard = new DiscreteHazard(
                rows.columns(),
                standard,
                point[0],
                Arrays.copyOfRange(point, 1, point.length),
                ridge,
                triangle(maximum, point.length));
        double[] units = new double[point.length];
        Arrays.fill(units, 1);
        double penalised = likelihood.valueAndGradient(point, new double[point.length]);
        double squares = Arrays.stream(point).skip(1).map(each -> each * each).sum();
        return Fitted.of(model.apply(hazard), maximum, units, penalised + 0.5 * ridge * squares, remarks, provenance)
                .withNull(-0.5 * rows.nullDeviance());
    }

    /** Refuses too many columns without a ridge; with one, tells of them. */
    private Optional<String> checkWidth(double ridge) {
        int width = rows.columns().size();
        if (ridge == 0) {
            require(
                    FREE_EVENTS * width,
                    width + " columns need " + FREE_EVENTS + " of either for each without a ridge");
        }
        return rarer(rows) < EVENTS_A_COLUMN * width
                ? Optional.of("fewer than " + EVENTS_A_COLUMN + " leave, or stay, for each of " + width
                        + " columns: errors are rough")
                : Optional.empty();
    }

    Provenance provenance() {
        return Provenance.of(DiscreteHazard.KIND, rows.units(), rows.size());
    }

    private HazardLikelihood likelihood(double ridge) {
        return new HazardLikelihood(rows.left(), standard.means().length, columns, ridge);
    }

    /** The risk of all, no differences. */
    private double[] start() {
        double[] start = new double[1 + standard.means().length];
        start[0] = Math.log(rows.events() / (double) (rows.size() - rows.events()));
        return start;
    }

    static Maximum maximum(List<String> names, HazardLikelihood likelihood, double[] start, double tolerance) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(Parameter.real(DiscreteHazard.LEVEL).within(-FARTHEST, FARTHEST));
        names.forEach(name -> parameters.add(Parameter.real(name).within(-FARTHEST, FARTHEST)));
        return MaximumLikelihood.withDefaults()
                .withTolerance(tolerance)
                .maximize(DiscreteHazard.KIND, parameters, likelihood, start);
    }

    static double[] point(Maximum maximum) {
        return IntStream.range(0, maximum.parameters().size())
                .mapToDouble(maximum::estimate)
                .toArray();
    }

    /** Lower triangle, row by row; NaN for what the rows do not determine. */
    private static double[] triangle(Maximum maximum, int size) {
        double[] triangle = new double[size * (size + 1) / 2];
        int cell = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                triangle[cell++] = maximum.coordinateCovariance(i, j);
            }
        }
        return triangle;
    }
}
