package io.engagement.customerbase.covariate;

import io.engagement.fit.Parameter;
import io.engagement.internal.math.Spread;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The coordinates of a search: first the model's own parameters, then the coefficients of covariates. */
final class CovariateCoordinates {
    /** A covariate that does not move a process has no coordinate there. */
    static final int NONE = -1;

    /** A coefficient that moves a rate by more than e^30 for the spread of its covariate is none. */
    private static final double LARGEST = 30;

    private final List<Parameter> parameters;
    private final int[] purchases;
    private final int[] leaving;

    CovariateCoordinates(List<Parameter> own, List<String> names, CovariateTerms terms) {
        terms.check(names);
        List<Parameter> all = new ArrayList<>(own);
        this.purchases = new int[names.size()];
        this.leaving = new int[names.size()];
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean equal = terms.equal().contains(name);
            purchases[i] = terms.isOnPurchases(name) ? add(all, (equal ? "both." : "purchases.") + name) : NONE;
            leaving[i] = equal ? purchases[i] : NONE;
        }
        for (int i = 0; i < names.size(); i++) {
            if (leaving[i] == NONE && terms.isOnLeaving(names.get(i))) {
                leaving[i] = add(all, "leaving." + names.get(i));
            }
        }
        this.parameters = List.copyOf(all);
    }

    private static int add(List<Parameter> parameters, String name) {
        parameters.add(Parameter.real(name).within(-LARGEST, LARGEST));
        return parameters.size() - 1;
    }

    List<Parameter> parameters() {
        return parameters;
    }

    int size() {
        return parameters.size();
    }

    /** The coordinate of a covariate's coefficient for purchases, or {@link #NONE}. */
    int ofPurchases(int covariate) {
        return purchases[covariate];
    }

    /** The same for leaving. */
    int ofLeaving(int covariate) {
        return leaving[covariate];
    }

    /** By coordinate what one of it is in the parameters' own unit, where covariates are in units of their spread. */
    double[] scales(List<Spread> spreads) {
        double[] scales = new double[parameters.size()];
        Arrays.fill(scales, 1);
        for (int i = 0; i < purchases.length; i++) {
            if (purchases[i] != NONE) {
                scales[purchases[i]] = 1 / spreads.get(i).deviation();
            }
            if (leaving[i] != NONE) {
                scales[leaving[i]] = 1 / spreads.get(i).deviation();
            }
        }
        return scales;
    }

    /** The coefficients for purchases, 0 where there is none. */
    double[] purchases(double[] found) {
        return coefficients(purchases, found);
    }

    double[] leaving(double[] found) {
        return coefficients(leaving, found);
    }

    /** All parameters of a model: its own, then the coefficients. */
    double[] all(double[] own, CovariateEffects effects) {
        double[] all = Arrays.copyOf(own, parameters.size());
        for (int i = 0; i < purchases.length; i++) {
            if (purchases[i] != NONE) {
                all[purchases[i]] = effects.purchases(i);
            }
            if (leaving[i] != NONE) {
                all[leaving[i]] = effects.leaving(i);
            }
        }
        return all;
    }

    private static double[] coefficients(int[] coordinates, double[] found) {
        return Arrays.stream(coordinates)
                .mapToDouble(i -> i == NONE ? 0 : found[i])
                .toArray();
    }
}
