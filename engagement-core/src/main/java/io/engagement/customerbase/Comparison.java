package io.engagement.customerbase;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Models compared on one customer base: by what they say of all of it, and by what they foresaw. Immutable. */
public final class Comparison {
    private final Instant split;
    private final Instant end;
    private final int customers;
    private final double purchases;
    private final List<Contestant> contestants;

    private Comparison(Instant split, Instant end, int customers, double purchases, List<Contestant> contestants) {
        this.split = split;
        this.end = end;
        this.customers = customers;
        this.purchases = purchases;
        this.contestants = contestants;
    }

    static Comparison of(Instant split, Instant end, int customers, double purchases, List<Contestant> contestants) {
        List<Contestant> ranked = contestants.stream()
                .sorted(Comparator.comparingDouble(
                        each -> each.fitted().isPresent() ? -each.logScore() : Double.POSITIVE_INFINITY))
                .toList();
        return new Comparison(split, end, customers, purchases, ranked);
    }

    /**
     * The models.
     *
     * @return those with the best log score first, those that could not be fitted last
     */
    public List<Contestant> contestants() {
        return contestants;
    }

    /**
     * A model by its name.
     *
     * @param name of the candidate
     * @return the model
     * @throws IllegalArgumentException if there is none
     */
    public Contestant of(String name) {
        return contestants.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no " + name + " among "
                        + contestants.stream().map(Contestant::name).toList()));
    }

    /**
     * The model to use: of those whose log score is not worse than the best by more than a standard error of the difference
     * (nor all that came less likely by more than e^2), the one with the least BIC.
     *
     * @return the model
     * @throws IllegalStateException if none could be fitted
     */
    public Contestant best() {
        Contestant first = contestants.get(0);
        return contestants.stream()
                .filter(each -> each.fitted().isPresent() && !each.isBeatenBy(first))
                .min(Comparator.comparingDouble(Contestant::bic))
                .orElseThrow(() -> new IllegalStateException("no model could be fitted: " + first.failure()));
    }

    /**
     * Which model to use, and why.
     *
     * @return a sentence
     * @throws IllegalStateException if none could be fitted
     */
    public String advice() {
        Contestant best = best();
        Contestant foremost = contestants.get(0);
        String why = best.name().equals(foremost.name())
                ? "it foresaw best what customers bought"
                : "it foresaw what customers bought as well as " + foremost.name()
                        + ", within what chance explains, and fits the whole better for its number of parameters";
        return "Use " + best.name() + ": " + why + ".";
    }

    /** A table, and the advice. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "held out: %s to %s, %,d customers, %,.0f purchases%n%n%-14s %12s %10s %8s %8s %8s %8s %8s  %s%n",
                split,
                end,
                customers,
                purchases,
                "model",
                "BIC",
                "log score",
                "bias",
                "MAE",
                "RMSE",
                "in 80 %",
                "in 95 %",
                "converged"));
        for (Contestant each : contestants) {
            text.append(
                    each.fitted().isEmpty()
                            ? String.format("%-14s %s%n", each.name(), each.failure())
                            : String.format(
                                    Locale.ROOT,
                                    "%-14s %12.1f %10.4f %+7.1f%% %8.4f %8.4f %7.1f%% %7.1f%%  %s%n",
                                    each.name(),
                                    each.bic(),
                                    each.logScore(),
                                    100 * each.bias(),
                                    each.meanAbsoluteError(),
                                    each.rootMeanSquaredError(),
                                    100 * each.coverage80(),
                                    100 * each.coverage95(),
                                    each.fitted().get().converged() ? "yes" : "no"));
        }
        text.append(String.format("%n%s%n", advice()));
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
