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
        Units units = Units.of(near);
        double[] start = model.parameters();
        Arrays.setAll(start, i -> units.fits(i, start[i]));
        Maximum maximum =
                MaximumLikelihood.withDefaults().maximize(family.name(), parameters, new InUnits(whole, units), start);
        double[] estimates = new double[start.length];
        Arrays.setAll(estimates, i -> units.users(i, maximum.estimate(i)));
        double[] factors = new double[start.length];
        Arrays.setAll(factors, i -> units.users(i, 1));
        return Fitted.of(
                        family.make(estimates, model.population()),
                        maximum,
                        factors,
                        maximum.logLikelihood(),
                        family.remarks(maximum, units.ofTime),
                        provenance)
                .withSelectedParameters(near.selectedParameters());
    }

    /** The units of a search, so that bounds, steps and remarks mean the same as in the fit of a whole base. */
    private static final class Units {
        private final List<Parameter> parameters;
        private final double ofTime;
        /** Of what has no unit of time: one of a coefficient's is one per spread of its covariate. */
        private final double[] others;

        private Units(List<Parameter> parameters, double ofTime, double[] others) {
            this.parameters = parameters;
            this.ofTime = ofTime;
            this.others = others;
        }

        /** About the mean age; and the units of the fit to a sample, which its bounds tell. */
        static Units of(Fitted<? extends FamilyMember<?>> near) {
            List<Parameter> parameters = near.model().family().parameters();
            double age = near.model().typical().age();
            double[] others = new double[parameters.size()];
            Arrays.setAll(others, i -> {
                Parameter own = parameters.get(i);
                boolean hasUnit = own.kind() == Parameter.Kind.REAL && own.powerOfTime() == 0;
                return hasUnit ? near.parameters().get(i).upper() / own.upper() : 1;
            });
            return new Units(parameters, age > 0 ? age : 1, others);
        }

        double users(int i, double fits) {
            return parameters.get(i).scaled(fits, ofTime) * others[i];
        }

        double fits(int i, double users) {
            return parameters.get(i).scaledBack(users, ofTime) / others[i];
        }

        double usersCoordinate(int i, double fits) {
            Parameter parameter = parameters.get(i);
            return parameter.kind() == Parameter.Kind.POSITIVE
                    ? fits + parameter.powerOfTime() * Math.log(ofTime)
                    : users(i, fits);
        }

        /** By what a derivative by a user's coordinate is multiplied. */
        double slope(int i) {
            return parameters.get(i).kind() == Parameter.Kind.POSITIVE ? 1 : users(i, 1);
        }
    }

    /** A log-likelihood by the coordinates of parameters in other units. */
    private record InUnits(LogLikelihood whole, Units units) implements LogLikelihood {
        @Override
        public int dimension() {
            return whole.dimension();
        }

        @Override
        public double valueAndGradient(double[] coordinates, double[] gradient) {
            double[] users = new double[coordinates.length];
            Arrays.setAll(users, i -> units.usersCoordinate(i, coordinates[i]));
            double value = whole.valueAndGradient(users, gradient);
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= units.slope(i);
            }
            return value;
        }
    }
}
