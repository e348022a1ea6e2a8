package io.engagement.customerbase.pareto;

import io.engagement.customerbase.BaseFit;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.Search;
import io.engagement.domain.TimeScale;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What Pareto/NBD with correlated rates says of itself. */
record CorrelatedParetoFamily() implements PurchaseFamily<CorrelatedParetoNbd> {
    private static final List<Parameter> PARAMETERS = Stream.concat(
                    ParetoFamily.PARAMETERS.stream(),
                    Stream.of(Parameter.real("association").within(-1, 1)))
            .toList();

    private static final int ASSOCIATION = 4;
    private static final double[] ASSOCIATIONS = {-0.8, 0.8};
    private static final double[][] LEAVING = {{0.6, 0.4}, {2, 2}, {0.2, 10}, {0.15, 1e-5}};

    /** Half the 95 % quantile of chi squared with one degree of freedom. */
    private static final double TELLING = 1.92;

    @Override
    public String kind() {
        return "pareto-nbd-cor";
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public CorrelatedParetoNbd make(double[] values, Population population) {
        return new CorrelatedParetoNbd(values, population);
    }

    @Override
    public LogLikelihood likelihood(Purchases distinct, double unit) {
        return CorrelatedParetoLikelihood.of(distinct, unit, PARAMETERS);
    }

    /** From Pareto/NBD's maximum; and strong correlation of either sign, with that and with lives short or long, equal or spread. */
    @Override
    public Search search(BaseFit base) {
        Maximum independent = base.maximum(ParetoNbd.FAMILY);
        List<double[]> guesses = new ArrayList<>();
        for (double association : ASSOCIATIONS) {
            guesses.add(with(independent, association));
            for (double[] leaving : LEAVING) {
                guesses.add(new double[] {1, 1 / (1.5 * base.rate()), leaving[0], leaving[1], association});
            }
        }
        return Search.from(guesses).near(() -> List.of(with(independent, 0))).remarking(maximum -> {
            List<String> remarks = new ArrayList<>(remarks(maximum, base.unit()));
            addReach(remarks, maximum, maximum.logLikelihood() - independent.logLikelihood());
            return remarks;
        });
    }

    private static double[] with(Maximum independent, double association) {
        double[] values = new double[ASSOCIATION + 1];
        Arrays.setAll(values, i -> i < ASSOCIATION ? independent.estimate(i) : association);
        return values;
    }

    @Override
    public List<String> remarks(Maximum maximum, double unit) {
        List<String> remarks = new ArrayList<>(ParetoNbd.FAMILY.remarks(maximum, unit));
        if (isBound(maximum) || maximum.isDetermined(ASSOCIATION)) {
            remarks.add(correlation(maximum));
        }
        return remarks;
    }

    private static boolean isBound(Maximum maximum) {
        return Math.abs(maximum.estimate(ASSOCIATION)) == 1;
    }

    private String correlation(Maximum maximum) {
        double[] values = new double[PARAMETERS.size()];
        Arrays.setAll(values, maximum::estimate);
        // Neither the correlation nor its error has a unit.
        CorrelatedParetoNbd model = make(values, Population.of(TimeScale.WEEKS));
        double error = model.correlationError((i, j) -> PARAMETERS.get(i).slope(values[i])
                * maximum.coordinateCovariance(i, j)
                * PARAMETERS.get(j).slope(values[j]));
        return String.format(
                Locale.ROOT,
                "the rates of purchase and of leaving have a correlation of %.4f (%s); with r and s as they are it can be "
                        + "from %.4f to %.4f",
                model.correlation(),
                Double.isNaN(error) ? "without a standard error" : String.format(Locale.ROOT, "std. error %.4f", error),
                -model.greatestCorrelation(),
                model.greatestCorrelation());
    }

    private static void addReach(List<String> remarks, Maximum maximum, double gain) {
        if (gain < TELLING) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "the correlation cannot be told from 0 (the log-likelihood gains %.2f by it): Pareto/NBD fits as well",
                    Math.max(0, gain)));
        } else if (isBound(maximum)) {
            remarks.add("the association is at its bound, beyond which there is no such density: the rates may be more "
                    + "strongly correlated than this model can say");
        }
    }
}
