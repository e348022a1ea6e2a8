package io.engagement.outcome.experiment;

import io.engagement.internal.math.Checks;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an experiment could find, before the first contact: with so many customers and such a hold-out, the least effect on each
 * figure; and for an effect that matters, the customers and the time it takes. Immutable.
 */
public final class ExperimentPlan implements Tabular {
    private static final double MILLIS_A_DAY = 86_400_000;

    private final double customers;
    private final double heldOutShare;
    private final Power power;
    private final List<Baseline> figures;

    private ExperimentPlan(double customers, double heldOutShare, Power power, List<Baseline> figures) {
        this.customers = customers;
        this.heldOutShare = heldOutShare;
        this.power = power;
        this.figures = figures;
    }

    /**
     * A plan.
     *
     * @param customers who take part, in both arms, positive
     * @param heldOutShare of them, above 0 and below 1
     * @param power to find an effect
     * @param figures that are looked at
     * @return the plan
     * @throws IllegalArgumentException if there are no customers or the share does not lie between 0 and 1
     */
    public static ExperimentPlan of(double customers, double heldOutShare, Power power, List<Baseline> figures) {
        Checks.positive("customers", customers);
        if (!(heldOutShare > 0 && heldOutShare < 1)) {
            throw new IllegalArgumentException("heldOutShare must be above 0 and below 1, was " + heldOutShare);
        }
        return new ExperimentPlan(
                customers, heldOutShare, Objects.requireNonNull(power, "power"), List.copyOf(figures));
    }

    /**
     * The figures.
     *
     * @return in the order given
     */
    public List<Baseline> figures() {
        return figures;
    }

    /**
     * The least effect on a figure that is found.
     *
     * @param figure one of the figures
     * @return in the figure's unit, positive; NaN if a share could not even be told from 1
     */
    public double detectable(Baseline figure) {
        double treated = customers * (1 - heldOutShare);
        double heldOut = customers * heldOutShare;
        return figure.isShare()
                ? power.detectableShare(figure.mean(), treated, heldOut) - figure.mean()
                : power.detectableDifference(figure.standardDeviation(), treated, heldOut);
    }

    /**
     * The customers that are needed to find an effect on a figure.
     *
     * @param figure one of the figures
     * @param relative to its mean, not 0: 0.05 for five percent more
     * @return in both arms; NaN if the mean is 0, or a share would leave 0 to 1
     * @throws IllegalArgumentException if the effect is 0 or not finite
     */
    public double customersFor(Baseline figure, double relative) {
        if (!(Math.abs(relative) > 0 && Double.isFinite(relative))) {
            throw new IllegalArgumentException("relative must be finite and not 0, was " + relative);
        }
        double target = figure.mean() * (1 + relative);
        if (figure.mean() == 0 || (figure.isShare() && !(target >= 0 && target <= 1))) {
            return Double.NaN;
        }
        return Math.ceil(
                figure.isShare()
                        ? power.customersForShare(figure.mean(), target, heldOutShare)
                        : power.customersForDifference(
                                figure.standardDeviation(), Math.abs(target - figure.mean()), heldOutShare));
    }

    /**
     * How long it takes until the last outcome is seen.
     *
     * @param figure one of the figures
     * @param relative effect, to its mean, not 0
     * @param customersADay who can be assigned, positive
     * @param window in which the outcome is counted, not negative
     * @return until enough are assigned, and the window; empty if there are never enough
     * @throws IllegalArgumentException if an argument is not so
     */
    public Optional<Duration> duration(Baseline figure, double relative, double customersADay, Duration window) {
        Checks.positive("customersADay", customersADay);
        if (window.isNegative()) {
            throw new IllegalArgumentException("window must not be negative, was " + window);
        }
        double millis = Math.ceil(customersFor(figure, relative) / customersADay) * MILLIS_A_DAY;
        return millis < 1e15 ? Optional.of(Duration.ofMillis((long) millis).plus(window)) : Optional.empty();
    }

    /**
     * What can be found.
     *
     * @return a row a figure: {@code figure, mean, standard_deviation, treated, held_out, detectable, detectable_relative}
     */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("figure")
                .column("mean")
                .column("standard_deviation")
                .column("treated", "%,.0f")
                .column("held_out", "%,.0f")
                .column("detectable")
                .column("detectable_relative", "%.3f");
        for (Baseline figure : figures) {
            double detectable = detectable(figure);
            table.row(
                    figure.figure(),
                    figure.mean(),
                    figure.standardDeviation(),
                    customers * (1 - heldOutShare),
                    customers * heldOutShare,
                    detectable,
                    figure.mean() == 0 ? Double.NaN : detectable / Math.abs(figure.mean()));
        }
        return table.build();
    }

    /**
     * What it takes to find effects of a size.
     *
     * @param relative to the mean of each figure, not 0
     * @param customersADay who can be assigned, positive; days are undefined if it is empty
     * @param window in which outcomes are counted, not negative
     * @return a row a figure: {@code figure, effect, customers, held_out, days}; days until the last outcome is seen
     * @throws IllegalArgumentException if an argument is not so
     */
    public Table needed(double relative, OptionalDouble customersADay, Duration window) {
        Table.Builder table = Table.builder()
                .column("figure")
                .column("effect")
                .column("customers", "%,.0f")
                .column("held_out", "%,.0f")
                .column("days", "%,.0f");
        for (Baseline figure : figures) {
            double needed = customersFor(figure, relative);
            Optional<Duration> length = customersADay.isEmpty()
                    ? Optional.empty()
                    : duration(figure, relative, customersADay.getAsDouble(), window);
            table.row(
                    figure.figure(),
                    figure.mean() * relative,
                    needed,
                    Math.ceil(needed * heldOutShare),
                    length.map(days -> days.toMillis() / MILLIS_A_DAY).orElse(Double.NaN));
        }
        return table.build();
    }

    @Override
    public String toString() {
        return table().toString();
    }
}
