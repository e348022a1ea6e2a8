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
 * what takes away from them; beside both how long they are known and silent, which drives nobody, so that all adds up. Immutable.
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
     * What drives one customer. The typical customer's log-odds, the contributions of the rhythm, of the motives that are told and of
     * all others add up to the log-odds of the risk.
     *
     * @param customerId who
     * @param risk of leaving within a period
     * @param logOdds of that
     * @param typicalLogOdds of the customer of whom everything is typical
     * @param rhythm what goes with leaving in any base, in the order of the model: how long known, how long silent
     * @param leave the strongest first
     * @param stay the strongest first
     * @param others what the motives that are not told add together
     */
    public record OfCustomer(
            String customerId,
            double risk,
            double logOdds,
            double typicalLogOdds,
            List<Driver> rhythm,
            List<Driver> leave,
            List<Driver> stay,
            double others) {
        /**
         * Copies the lists.
         *
         * @param customerId who
         * @param risk of leaving within a period
         * @param logOdds of that
         * @param typicalLogOdds of the customer of whom everything is typical
         * @param rhythm in the order of the model
         * @param leave the strongest first
         * @param stay the strongest first
         * @param others what the motives that are not told add together
         */
        public OfCustomer {
            Objects.requireNonNull(customerId, "customerId");
            rhythm = List.copyOf(rhythm);
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
                all.add(customer(model, table.customerId(row), logOdds, most, own));
            }
        }
        all.sort(Comparator.comparingDouble((OfCustomer each) -> -each.risk()).thenComparing(OfCustomer::customerId));
        return new Drivers(List.copyOf(all));
    }

    private static OfCustomer customer(MotiveModel model, String id, double logOdds, int most, double... own) {
        int first = own.length - model.motives().size();
        List<Driver> rhythm = drivers(model, 0, first, own);
        List<Driver> motives = drivers(model, first, own.length, own);
        List<Driver> leave = strongest(motives, Side.LEAVE, most);
        List<Driver> stay = strongest(motives, Side.STAY, most);
        boolean areAllTold = leave.size() + stay.size() == motives.size();
        double typical = model.typicalLogOdds();
        return new OfCustomer(
                id,
                LogOdds.logistic(logOdds),
                logOdds,
                typical,
                rhythm,
                leave,
                stay,
                areAllTold ? 0 : logOdds - sum(typical, rhythm, leave, stay));
    }

    private static double sum(double typical, List<Driver> rhythm, List<Driver> leave, List<Driver> stay) {
        double sum = typical;
        for (List<Driver> some : List.of(rhythm, leave, stay)) {
            for (Driver each : some) {
                sum += each.contribution();
            }
        }
        return sum;
    }

    private static List<Driver> drivers(MotiveModel model, int from, int to, double... own) {
        List<Driver> drivers = new ArrayList<>();
        for (int j = from; j < to; j++) {
            double contribution = model.addend(j, own[j]);
            if (contribution != 0) {
                drivers.add(new Driver(model.readings().columns().get(j), contribution, own[j], model.typical(j)));
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

    /** By customer the typical log-odds, the rhythm, the motives that are told, and all others: contributions add up to the log-odds. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("customer")
                .column("risk", "%.4f")
                .column("log_odds", "%+.3f")
                .column("side")
                .column("motive")
                .column("contribution", "%+.3f")
                .column("value", "%.4g")
                .column("typical", "%.4g")
                .column("why");
        for (OfCustomer customer : customers) {
            add(table, customer, "typical", customer.typicalLogOdds(), "a customer of whom everything is typical");
            customer.rhythm().forEach(each -> add(table, customer, "rhythm", each));
            Stream.concat(customer.leave().stream(), customer.stay().stream())
                    .forEach(each -> add(table, customer, each.side().toString(), each));
            if (customer.others() != 0) {
                add(table, customer, "others", customer.others(), "all other motives together");
            }
        }
        return table.build();
    }

    private static void add(Table.Builder table, OfCustomer customer, String side, Driver driver) {
        table.row(
                customer.customerId(),
                customer.risk(),
                customer.logOdds(),
                side,
                driver.motive().name(),
                driver.contribution(),
                driver.value(),
                driver.typical(),
                driver.toString());
    }

    private static void add(Table.Builder table, OfCustomer customer, String side, double contribution, String why) {
        table.row(
                customer.customerId(),
                customer.risk(),
                customer.logOdds(),
                side,
                null,
                contribution,
                Double.NaN,
                Double.NaN,
                why);
    }

    /** The table. */
    @Override
    public String toString() {
        return table().toString();
    }
}
