package io.engagement.customerbase;

import io.engagement.fit.Fitted;
import io.engagement.fit.LogLikelihood;
import io.engagement.fit.Maximum;
import io.engagement.fit.MaximumLikelihood;
import io.engagement.fit.Parameter;
import io.engagement.fit.Provenance;
import java.util.Arrays;
import java.util.List;

/** Fits to a base in parts, known only by the sum of its log-likelihoods, in the unit of time of the parts. */
final class PartFit {
    private PartFit() {}

    static LogLikelihood likelihood(PurchaseFamily<?> family, Purchases part) {
        Purchases distinct = part.about(family.covariates()).distinct();
        LogLikelihood moving = family.likelihood(distinct, 1);
        double rest = family.whole(0, distinct, 1);
        return rest == 0 ? moving : new Whole(moving, rest);
    }

    /** With what no parameter moves. */
    private record Whole(LogLikelihood moving, double rest) implements LogLikelihood {
        @Override
        public int dimension() {
            return moving.dimension();
        }

        @Override
        public double valueAndGradient(double[] coordinates, double[] gradient) {
            return moving.valueAndGradient(coordinates, gradient) + rest;
        }
    }

    static <M extends FamilyMember<M>> Fitted<M> of(LogLikelihood whole, Fitted<M> near, Provenance provenance) {
        M model = near.model();
        PurchaseFamily<M> family = model.family();
        List<Parameter> parameters = family.parameters();
        // About the mean age, which is the unit of fits to whole bases, so that bounds and remarks mean the same.
        double unit = model.typical().age() > 0 ? model.typical().age() : 1;
        double[] start = model.parameters();
        double[] units = new double[start.length];
        for (int i = 0; i < start.length; i++) {
            start[i] = parameters.get(i).scaledBack(start[i], unit);
            units[i] = parameters.get(i).scaled(1, unit);
        }
        Maximum maximum = MaximumLikelihood.withDefaults()
                .maximize(family.name(), parameters, new InUnit(whole, parameters, unit), start);
        return Fitted.of(
                        family.make(estimates(maximum, parameters, unit), model.population()),
                        maximum,
                        units,
                        maximum.logLikelihood(),
                        family.remarks(maximum, unit),
                        provenance)
                .withSelectedParameters(near.selectedParameters());
    }

    /** A maximum's parameters in the user's unit of time. */
    static double[] estimates(Maximum maximum, List<Parameter> parameters, double unit) {
        double[] estimates = new double[parameters.size()];
        Arrays.setAll(estimates, i -> parameters.get(i).scaled(maximum.estimate(i), unit));
        return estimates;
    }

    /** A log-likelihood by the coordinates of parameters in another unit of time. */
    private record InUnit(LogLikelihood whole, List<Parameter> parameters, double unit) implements LogLikelihood {
        @Override
        public int dimension() {
            return whole.dimension();
        }

        @Override
        public double valueAndGradient(double[] coordinates, double[] gradient) {
            double[] users = new double[coordinates.length];
            Arrays.setAll(users, i -> {
                Parameter parameter = parameters.get(i);
                return parameter.kind() == Parameter.Kind.POSITIVE
                        ? coordinates[i] + parameter.powerOfTime() * Math.log(unit)
                        : parameter.scaled(coordinates[i], unit);
            });
            double value = whole.valueAndGradient(users, gradient);
            for (int i = 0; i < gradient.length; i++) {
                boolean positive = parameters.get(i).kind() == Parameter.Kind.POSITIVE;
                gradient[i] = positive ? gradient[i] : parameters.get(i).scaled(gradient[i], unit);
            }
            return value;
        }
    }
}
