package io.engagement.outcome.experiment;

import io.engagement.history.LogView;
import io.engagement.internal.math.Checks;
import io.engagement.measure.Filter;
import io.engagement.outcome.effect.ArmSums;
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
    private final List<Figure> figures;

    private ExperimentPlan(double customers, double heldOutShare, Power power, List<Figure> figures) {
        this.customers = customers;
        this.heldOutShare = heldOutShare;
        this.power = power;
        this.figures = figures;
    }

    /**
     * A figure as it is without contacts.
     *
     * @param name of the figure
     * @param mean of a customer
     * @param standardDeviation between customers, not negative
     * @param isShare whether it is 0 or 1 of each customer
     */
    public record Figure(String name, double mean, double standardDeviation, boolean isShare) {
        /**
         * Checks the numbers.
         *
         * @param name of the figure
         * @param mean of a customer
         * @param standardDeviation between customers, not negative
         * @param isShare whether it is 0 or 1 of each customer
         * @throws IllegalArgumentException if the name is blank, a number is not finite, the deviation negative or a share not
         *     between 0 and 1
         */
        public Figure {
            Assignments.present("name", name);
            Checks.within("mean", mean, isShare ? 0 : -Double.MAX_VALUE, isShare ? 1 : Double.MAX_VALUE);
            Checks.notNegative("standardDeviation", standardDeviation);
        }

        /**
         * Of a share.
         *
         * @param name of the figure
         * @param share of customers who do it, from 0 to 1
         * @return with the deviation &radic;(share (1 - share))
         * @throws IllegalArgumentException if the share does not lie between 0 and 1
         */
        public static Figure ofShare(String name, double share) {
            return new Figure(name, share, Math.sqrt(Checks.share("share", share) * (1 - share)), true);
        }

        /**
         * Of customers.
         *
         * @param name of the figure
         * @param customers at least two
         * @return their mean and deviation
         * @throws IllegalArgumentException if there are fewer than two
         */
        public static Figure of(String name, ArmSums customers) {
            return new Figure(name, customers.mean(), Math.sqrt(customers.variance()), false);
        }

        /** Whether it could be so much more or less: a share lies between 0 and 1. */
        boolean canChangeBy(double relative) {
            double target = mean * (1 + relative);
            return mean != 0 && (!isShare || (target >= 0 && target <= 1));
        }
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
    public static ExperimentPlan of(double customers, double heldOutShare, Power power, List<Figure> figures) {
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
    public List<Figure> figures() {
        return figures;
    }

    /**
     * The least effect on a figure that is found.
     *
     * @param figure one of the figures
     * @return in the figure's unit, positive; NaN if a share could not even be told from 1
     */
    public double detectable(Figure figure) {
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
    public double customersFor(Figure figure, double relative) {
        if (!(Math.abs(relative) > 0 && Double.isFinite(relative))) {
            throw new IllegalArgumentException("relative must be finite and not 0, was " + relative);
        }
        if (!figure.canChangeBy(relative)) {
            return Double.NaN;
        }
        double target = figure.mean() * (1 + relative);
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
    public Optional<Duration> duration(Figure figure, double relative, double customersADay, Duration window) {
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
        for (Figure figure : figures) {
            double detectable = detectable(figure);
            table.row(
                    figure.name(),
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
        for (Figure figure : figures) {
            double needed = customersFor(figure, relative);
            Optional<Duration> length = customersADay.isEmpty()
                    ? Optional.empty()
                    : duration(figure, relative, customersADay.getAsDouble(), window);
            table.row(
                    figure.name(),
                    figure.mean() * relative,
                    needed,
                    Math.ceil(needed * heldOutShare),
                    length.map(days -> days.toMillis() / MILLIS_A_DAY).orElse(Double.NaN));
        }
        return table.build();
    }

    /**
     * Which campaigns of the past could have shown anything, had some of their customers been held out: by how many were contacted
     * and how much what they brought in a window before the contact differs between them.
     *
     * @param view the log
     * @param value which interactions bring value
     * @param window before the first contact, as long as the outcome would be counted; positive
     * @param relative effect that is thought possible, to the mean; positive
     * @return a row for each campaign of which the company contacted anybody, by name: {@code campaign, customers, mean,
     *     detectable, detectable_relative, could_show}; detectable is NaN of fewer than three customers
     * @throws IllegalArgumentException if an argument is not so
     */
    public Table past(LogView view, Filter value, Duration window, double relative) {
        Checks.positive("relative", relative);
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("window must be positive, was " + window);
        }
        LogFigure before = new LogFigure("before", LogFigure.Kind.VALUE, value, window.negated(), Duration.ZERO);
        return PastCampaigns.table(view, before, heldOutShare, power, relative);
    }

    @Override
    public String toString() {
        return table().toString();
    }
}
