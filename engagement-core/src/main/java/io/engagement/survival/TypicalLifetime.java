package io.engagement.survival;

import io.engagement.fit.ModelText;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** The typical customer of a model of lifetimes, from whom explanations start: an age, and covariates in the model's order. */
final class TypicalLifetime {
    private static final String AGE = "typical_age";

    private final double age;
    private final double[] covariates;

    TypicalLifetime(double age, double... covariates) {
        if (!(age >= 0 && age < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("typical age must be finite and not negative, was " + age);
        }
        for (double each : covariates) {
            if (!Double.isFinite(each)) {
                throw new IllegalArgumentException(
                        "typical covariates must be finite, were " + Arrays.toString(covariates));
            }
        }
        this.age = age;
        this.covariates = covariates.clone();
    }

    /** One who has just begun, with covariates of 0. */
    static TypicalLifetime beginner(int covariates) {
        return new TypicalLifetime(0, new double[covariates]);
    }

    /**
     * The typical moment of what was observed: half of the time under observation was at a younger age, and half of it at values of
     * each covariate that are not larger. Unlike the ages at the end, it is well within what was observed.
     */
    static TypicalLifetime of(Lifetimes lifetimes) {
        double[] time = new double[lifetimes.size()];
        Arrays.setAll(time, row -> lifetimes.weight(row) * (lifetimes.stop(row) - lifetimes.start(row)));
        double half = Arrays.stream(time).sum() / 2;
        double[] covariates = new double[lifetimes.covariates().size()];
        Arrays.setAll(covariates, j -> median(time, half, row -> lifetimes.covariate(row, j)));
        return new TypicalLifetime(age(lifetimes, half), covariates);
    }

    /** By bisection, down to the last digit. */
    private static double age(Lifetimes lifetimes, double half) {
        double low = 0;
        double high = Arrays.stream(lifetimes.stops()).max().orElse(0);
        for (double middle = high / 2; middle > low && middle < high; middle = low + (high - low) / 2) {
            if (observedBefore(middle, lifetimes) < half) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double observedBefore(double age, Lifetimes lifetimes) {
        double sum = 0;
        for (int row = 0; row < lifetimes.size(); row++) {
            double start = lifetimes.start(row);
            sum += lifetimes.weight(row) * Math.max(0, Math.min(lifetimes.stop(row), age) - start);
        }
        return sum;
    }

    private interface Value {
        double of(int row);
    }

    /** The value of a row: half a category is none. */
    private static double median(double[] time, double half, Value value) {
        int[] sorted = IntStream.range(0, time.length)
                .boxed()
                .sorted(Comparator.comparingDouble(value::of))
                .mapToInt(Integer::intValue)
                .toArray();
        double below = 0;
        for (int row : sorted) {
            below += time[row];
            if (below >= half) {
                return value.of(row);
            }
        }
        return value.of(sorted[sorted.length - 1]);
    }

    TypicalLifetime with(double otherAge, double... others) {
        if (others.length != covariates.length) {
            throw new IllegalArgumentException("a typical customer must have a value for each of the "
                    + covariates.length + " covariates, had " + others.length);
        }
        return new TypicalLifetime(otherAge, others);
    }

    double age() {
        return age;
    }

    double[] covariates() {
        return covariates.clone();
    }

    /** Texts of version 1 have none. */
    static TypicalLifetime read(ModelText text, TypicalLifetime otherwise) {
        if (text.optionalWord(AGE).isEmpty()) {
            return otherwise;
        }
        double[] covariates = new double[otherwise.covariates.length];
        Arrays.setAll(covariates, j -> text.number("covariate." + j + ".typical"));
        return new TypicalLifetime(text.number(AGE), covariates);
    }

    ModelText write(ModelText text) {
        ModelText written = text.with(AGE, age);
        for (int j = 0; j < covariates.length; j++) {
            written = written.with("covariate." + j + ".typical", covariates[j]);
        }
        return written;
    }
}
