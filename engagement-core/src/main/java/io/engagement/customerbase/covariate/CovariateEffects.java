package io.engagement.customerbase.covariate;

import io.engagement.fit.ModelText;
import io.engagement.internal.text.Names;
import java.util.List;
import java.util.stream.IntStream;

/** How much each covariate moves purchases and leaving, by the logarithm of the rates. Immutable. */
final class CovariateEffects {
    private final List<String> names;
    private final double[] purchases;
    private final double[] leaving;

    private CovariateEffects(List<String> names, double[] purchases, double[] leaving) {
        this.names = List.copyOf(names);
        this.purchases = purchases.clone();
        this.leaving = leaving.clone();
    }

    /**
     * Effects of covariates.
     *
     * @throws IllegalArgumentException if there are not as many coefficients as names, or one is not finite
     */
    static CovariateEffects of(List<String> names, double[] purchases, double[] leaving) {
        if (purchases.length != names.size() || leaving.length != names.size()) {
            throw new IllegalArgumentException("there must be a coefficient of each process for each of " + names
                    + ", were " + purchases.length + " and " + leaving.length);
        }
        for (int i = 0; i < purchases.length; i++) {
            if (!(Double.isFinite(purchases[i]) && Double.isFinite(leaving[i]))) {
                throw new IllegalArgumentException("coefficients of " + names.get(i) + " must be finite, were "
                        + purchases[i] + " for purchases and " + leaving[i] + " for leaving");
            }
        }
        return new CovariateEffects(names, purchases, leaving);
    }

    List<String> names() {
        return names;
    }

    double purchases(int covariate) {
        return purchases[covariate];
    }

    double leaving(int covariate) {
        return leaving[covariate];
    }

    double onPurchases(String name) {
        return purchases[index(name)];
    }

    double onLeaving(String name) {
        return leaving[index(name)];
    }

    private int index(String name) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw Names.unknown("covariate", name, names);
        }
        return index;
    }

    /** By how much values move the logarithm of the rate of purchases. */
    double onPurchases(double... values) {
        return sum(purchases, values);
    }

    double onLeaving(double... values) {
        return sum(leaving, values);
    }

    private double sum(double[] coefficients, double... values) {
        if (values.length != names.size()) {
            throw new IllegalArgumentException(
                    "there must be a value for each of " + names + ", there were " + values.length);
        }
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(names.get(i) + " must be finite, was " + values[i]);
            }
            sum += coefficients[i] * values[i];
        }
        return sum;
    }

    ModelText write(ModelText before) {
        ModelText text = before.with("covariates", Integer.toString(names.size()));
        for (int i = 0; i < names.size(); i++) {
            text = text.with("covariate." + i + ".name", names.get(i))
                    .with("covariate." + i + ".purchases", purchases[i])
                    .with("covariate." + i + ".leaving", leaving[i]);
        }
        return text;
    }

    static CovariateEffects read(ModelText text) {
        int size = text.count("covariates");
        return of(
                IntStream.range(0, size)
                        .mapToObj(i -> text.word("covariate." + i + ".name"))
                        .toList(),
                IntStream.range(0, size)
                        .mapToDouble(i -> text.number("covariate." + i + ".purchases"))
                        .toArray(),
                IntStream.range(0, size)
                        .mapToDouble(i -> text.number("covariate." + i + ".leaving"))
                        .toArray());
    }

    /** One phrase for each covariate. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.size(); i++) {
            text.append(", ").append(names.get(i)).append(": purchases ").append(purchases[i]);
            text.append(", leaving ").append(leaving[i]);
        }
        return text.toString();
    }
}
