package io.engagement.journey.motive;

import io.engagement.internal.math.LogOdds;
import io.engagement.journey.motive.MotiveFinding.Side;
import io.engagement.measure.MeasureTable;
import io.engagement.score.InputColumns;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What drives each customer who is at risk now: to leave what adds to the log-odds of leaving against the typical customer, to stay
 * what takes away from them. Immutable.
 */
public final class Drivers implements Tabular {
    static final int USUAL = 3;

    private final List<OfCustomer> customers;

    private Drivers(List<OfCustomer> customers) {
        this.customers = customers;
    }

    /**
     * One motive of one customer.
     *
     * @param motive what drives
     * @param contribution to the log-odds of leaving: the coefficient times what the customer has more of it than the typical one
     * @param value the customer's number
     * @param typical the typical customer's
     */
    public record Driver(Motive motive, double contribution, double value, double typical) {
        /**
         * Checks that nothing is missing.
         *
         * @param motive what drives
         * @param contribution to the log-odds of leaving
         * @param value the customer's number
         * @param typical the typical customer's
         */
        public Driver {
            Objects.requireNonNull(motive, "motive");
        }

        /**
         * Which way it drives.
         *
         * @return to leave for a contribution above 0
         */
        public Side side() {
            return Side.of(contribution);
        }

        /** The fact: {@code questions in the last 90 days: 4 (typical: 0)}. */
        @Override
        public String toString() {
            return motive.fact(value, typical);
        }
    }

    /**
     * What drives one customer.
     *
     * @param customerId who
     * @param risk of leaving within a period
     * @param leave the strongest first
     * @param stay the strongest first
     */
    public record OfCustomer(String customerId, double risk, List<Driver> leave, List<Driver> stay) {
        /**
         * Copies the lists.
         *
         * @param customerId who
         * @param risk of leaving within a period
         * @param leave the strongest first
         * @param stay the strongest first
         */
        public OfCustomer {
            Objects.requireNonNull(customerId, "customerId");
            leave = List.copyOf(leave);
            stay = List.copyOf(stay);
        }
    }

    static Drivers of(MotiveModel model, MeasureTable table, int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most must be at least 1, was " + most);
        }
        InputColumns rows = model.rows(table);
        double[] own = new double[model.readings().columns().size()];
        List<OfCustomer> all = new ArrayList<>();
        for (int row = 0; row < table.size(); row++) {
            double logOdds = model.logOdds(rows.row(row), own);
            if (!Double.isNaN(logOdds)) {
                List<Driver> drivers = drivers(model, own);
                all.add(new OfCustomer(
                        table.customerId(row),
                        LogOdds.logistic(logOdds),
                        strongest(drivers, Side.LEAVE, most),
                        strongest(drivers, Side.STAY, most)));
            }
        }
        all.sort(Comparator.comparingDouble((OfCustomer each) -> -each.risk()).thenComparing(OfCustomer::customerId));
        return new Drivers(List.copyOf(all));
    }

    private static List<Driver> drivers(MotiveModel model, double... own) {
        int rhythm = own.length - model.motives().size();
        List<Driver> drivers = new ArrayList<>();
        for (int j = rhythm; j < own.length; j++) {
            double contribution = model.addend(j, own[j]);
            if (contribution != 0) {
                drivers.add(new Driver(model.motives().get(j - rhythm), contribution, own[j], model.typical(j)));
            }
        }
        return drivers;
    }

    private static List<Driver> strongest(List<Driver> drivers, Side side, int most) {
        return drivers.stream()
                .filter(each -> each.side() == side)
                .sorted(Comparator.comparingDouble(each -> -Math.abs(each.contribution())))
                .limit(most)
                .toList();
    }

    /**
     * Who is at risk.
     *
     * @return the highest risk first
     */
    public List<OfCustomer> customers() {
        return customers;
    }

    /**
     * What drives one customer.
     *
     * @param customerId who
     * @return empty if they are not known or not at risk
     */
    public Optional<OfCustomer> of(String customerId) {
        return customers.stream()
                .filter(each -> each.customerId().equals(customerId))
                .findFirst();
    }

    /**
     * Those with the highest risks only.
     *
     * @param most how many at most
     * @return the changed copy
     * @throws IllegalArgumentException if it is negative
     */
    public Drivers first(int most) {
        return new Drivers(customers.stream().limit(most).toList());
    }

    /**
     * One customer only.
     *
     * @param customerId who
     * @return without a customer if they are not known or not at risk
     */
    public Drivers only(String customerId) {
        return new Drivers(of(customerId).stream().toList());
    }

    /** A row for each customer, side and motive. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("customer")
                .column("risk", "%.4f")
                .column("side")
                .column("motive")
                .column("contribution", "%+.3f")
                .column("value", "%.4g")
                .column("typical", "%.4g")
                .column("why");
        for (OfCustomer customer : customers) {
            Stream.concat(customer.leave().stream(), customer.stay().stream())
                    .forEach(each -> table.row(
                            customer.customerId(),
                            customer.risk(),
                            each.side().toString(),
                            each.motive().name(),
                            each.contribution(),
                            each.value(),
                            each.typical(),
                            each.toString()));
        }
        return table.build();
    }

    /** The table. */
    @Override
    public String toString() {
        return table().toString();
    }
}
