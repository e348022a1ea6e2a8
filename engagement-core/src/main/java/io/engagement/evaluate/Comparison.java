package io.engagement.evaluate;

import io.engagement.customerbase.PurchaseFamily;
import io.engagement.customerbase.Purchases;
import io.engagement.domain.TimeScale;
import io.engagement.history.LogView;
import io.engagement.internal.text.Names;
import io.engagement.measure.PurchaseDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Models compared on one customer base, by fit and by forecasts of a hold-out. Immutable. */
public final class Comparison {
    private final Instant split;
    private final Instant end;
    private final int customers;
    private final double purchases;
    private final List<ComparedModel> contestants;

    private Comparison(Instant split, Instant end, int customers, double purchases, List<ComparedModel> contestants) {
        this.split = split;
        this.end = end;
        this.customers = customers;
        this.purchases = purchases;
        this.contestants = contestants;
    }

    /**
     * Compares models of {@linkplain PurchaseDefinition#standard() purchases} in weeks; the last third of the time is held out.
     *
     * @param view the customer base
     * @param candidates the models
     * @return the comparison
     * @throws IllegalArgumentException if there is no candidate or no purchase before the hold-out
     */
    public static Comparison of(LogView view, List<? extends PurchaseFamily<?>> candidates) {
        return of(view, TimeScale.WEEKS, PurchaseDefinition.standard(), candidates);
    }

    /**
     * Compares models; the last third of the time since the first interaction is held out.
     *
     * @param view the customer base
     * @param scale the models' unit of time
     * @param days what counts as a purchase
     * @param candidates the models
     * @return the comparison
     * @throws IllegalArgumentException if there is no candidate or no purchase before the hold-out
     */
    public static Comparison of(
            LogView view, TimeScale scale, PurchaseDefinition days, List<? extends PurchaseFamily<?>> candidates) {
        Instant first = view.asOf();
        for (int row = 0; row < view.customers(); row++) {
            if (view.start(row) < view.end(row)) {
                Instant start = Instant.ofEpochMilli(view.epochMilli(view.start(row)));
                first = start.isBefore(first) ? start : first;
            }
        }
        Duration all = Duration.between(first, view.asOf());
        return of(view, scale, days, first.plus(all.multipliedBy(2).dividedBy(3)), candidates);
    }

    /**
     * Compares models. Each is fitted to what was known at the split and judged by the purchases after it: by the mean
     * logarithm of the probability that it gave to each customer's number of purchases (the log score), by the errors
     * of its expectations, and by the coverage of its prediction intervals. It is also fitted to all data, for the
     * information criteria and for use.
     *
     * <p>For purchases {@linkplain PurchaseDefinition#byPeriod by period}, the hold-out consists of the periods that
     * ended after the split, and customers whose first purchase was in the period of the split are not judged.
     *
     * <p>Where a candidate reads covariates, all are compared on the customers of whom all of these are known.
     *
     * @param view the customer base
     * @param scale the models' unit of time
     * @param days what counts as a purchase
     * @param split where the hold-out begins, before {@code view.asOf()}
     * @param candidates the models
     * @return the comparison
     * @throws IllegalArgumentException if there is no candidate, no purchase before the split, or no time after it, or if
     *     purchases are by period and the scale is not that
     */
    public static Comparison of(
            LogView view,
            TimeScale scale,
            PurchaseDefinition days,
            Instant split,
            List<? extends PurchaseFamily<?>> candidates) {
        if (candidates.isEmpty()) {
            throw new IllegalArgumentException("there must be a candidate");
        }
        HoldOut holdOut = HoldOut.of(view, scale, days, split, candidates);
        Purchases whole = HoldOut.read(view, scale, days, candidates);
        return of(
                split,
                view.asOf(),
                holdOut.customers(),
                holdOut.purchases(),
                candidates.stream()
                        .map(candidate -> ComparedModel.of(candidate, whole, holdOut))
                        .toList());
    }

    static Comparison of(Instant split, Instant end, int customers, double purchases, List<ComparedModel> contestants) {
        List<ComparedModel> ranked = contestants.stream()
                .sorted(Comparator.comparingDouble(
                        each -> each.fitted().isPresent() ? -each.logScore() : Double.POSITIVE_INFINITY))
                .toList();
        return new Comparison(split, end, customers, purchases, ranked);
    }

    /**
     * The models.
     *
     * @return best log score first; those that could not be fitted last
     */
    public List<ComparedModel> models() {
        return contestants;
    }

    /**
     * A model by its name.
     *
     * @param name of the candidate
     * @return the model
     * @throws IllegalArgumentException if there is none
     */
    public ComparedModel of(String name) {
        return contestants.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Names.unknown(
                        "model in the comparison",
                        name,
                        contestants.stream().map(ComparedModel::name).toList()));
    }

    /**
     * The model to use: of those whose log score is within a standard error of the best (or whose likelihood of all
     * outcomes is within a factor e^2), the one with the lowest BIC. Where nothing was bought in the hold-out, the one with the
     * lowest BIC of all.
     *
     * @return the model
     * @throws IllegalStateException if none could be fitted
     */
    public ComparedModel best() {
        ComparedModel first = contestants.get(0);
        return contestants.stream()
                .filter(each -> each.fitted().isPresent() && (purchases == 0 || !each.isBeatenBy(first)))
                .min(Comparator.comparingDouble(ComparedModel::bic))
                .orElseThrow(() -> new IllegalStateException("no model could be fitted: " + first.failure()));
    }

    /**
     * Which model to use, and why.
     *
     * @return a sentence
     * @throws IllegalStateException if none could be fitted
     */
    public String advice() {
        ComparedModel best = best();
        if (purchases == 0) {
            return "Nothing was bought in the hold-out, which tells no model from another: use " + best.name()
                    + ", which fits the whole best for its number of parameters.";
        }
        ComparedModel foremost = contestants.get(0);
        String why = best.name().equals(foremost.name())
                ? "it foresaw best what customers bought"
                : "it foresaw what customers bought as well as " + foremost.name()
                        + ", within what chance explains, and fits the whole better for its number of parameters";
        return "Use " + best.name() + ": " + why + ".";
    }

    /** A table, and the advice. */
    @Override
    public String toString() {
        String name = "%-"
                + contestants.stream().mapToInt(each -> each.name().length()).reduce(14, Math::max)
                + "s";
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "held out: %s to %s, %,d customers, %,.0f purchases%n%n" + name
                        + " %12s %10s %8s %8s %8s %8s %8s  %s%n",
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
        for (ComparedModel each : contestants) {
            text.append(
                    each.fitted().isEmpty()
                            ? String.format(name + " %s%n", each.name(), each.failure())
                            : String.format(
                                    Locale.ROOT,
                                    name + " %12.1f %10.4f %8s %8.4f %8.4f %7.1f%% %7.1f%%  %s%n",
                                    each.name(),
                                    each.bic(),
                                    each.logScore(),
                                    Double.isNaN(each.bias()) ? "-" : Words.of("%+.1f%%", 100 * each.bias()),
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
