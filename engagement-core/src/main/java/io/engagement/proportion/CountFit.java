package io.engagement.proportion;

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
import java.util.function.Function;
import java.util.stream.IntStream;

/** Fits alpha to counts. */
final class CountFit {
    /** Customers with two or more, below whom no difference between customers is to be told. */
    static final int FEWEST = 50;

    /** Precisions above this say that customers do not differ. */
    static final double ALIKE = 1e4;

    private final String model;
    private final CountSums sums;

    private CountFit(String model, CountSums sums) {
        this.model = model;
        this.sums = sums;
        if (sums.categories() < 2) {
            throw FitException.of(
                    model,
                    sums.customers() == 0 ? "no customer has a count" : "all counts are of " + sums.name(0),
                    List.of(
                            "Are there interactions of this kind in the period?",
                            "Are all categories counted, also the rare ones?"));
        }
    }

    /**
     * The fit.
     *
     * @param seen in which each category is somebody's
     * @param names the parameters', in the categories' order
     * @param make makes the model from alpha
     */
    static <M extends StatisticalModel> Fitted<M> of(
            String model, CountSums seen, List<String> names, Function<double[], M> make, List<String> remarks) {
        return new CountFit(model, seen).fit(names, make, remarks);
    }

    private <M extends StatisticalModel> Fitted<M> fit(
            List<String> names, Function<double[], M> make, List<String> remarks) {
        Maximum maximum = MaximumLikelihood.withDefaults()
                .maximize(
                        model,
                        names.stream().map(Parameter::positive).toList(),
                        new CountLikelihood(sums),
                        start(4),
                        start(100),
                        start(0.1));
        double[] alpha =
                IntStream.range(0, names.size()).mapToDouble(maximum::estimate).toArray();
        double[] units = new double[alpha.length];
        Arrays.fill(units, 1);
        return Fitted.of(
                make.apply(alpha),
                maximum,
                units,
                maximum.logLikelihood(),
                remarks(alpha, remarks),
                Provenance.of(model, (double) sums.customers(), sums.rows()));
    }

    /** The population's shares with a precision. */
    private double[] start(double precision) {
        double all = sums.total(sums.categories());
        return IntStream.range(0, sums.categories())
                .mapToDouble(j -> precision * sums.total(j) / all)
                .toArray();
    }

    private List<String> remarks(double[] alpha, List<String> more) {
        List<String> remarks = new ArrayList<>(more);
        if (sums.several() == 0) {
            remarks.add("nobody has two or more: by how much customers differ is not determined");
        } else if (Arrays.stream(alpha).sum() > ALIKE) {
            remarks.add("customers do not differ by more than chance");
        }
        return remarks;
    }
}
