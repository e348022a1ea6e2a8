package io.engagement.outcome.targeting;

import io.engagement.internal.index.ArrayLengths;
import io.engagement.internal.index.TextIndex;
import io.engagement.internal.math.Checks;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The columns of a trial, by row. Not changed once made. */
final class TrialRows {
    final String[] customers;
    final int[] arm;
    final double[] outcome;
    final double[] cost;
    final double[][] columns;
    /** Customers numbered from 0 in the order of their ids. */
    final int[] customer;

    private TrialRows(String[] customers, int[] arm, double[] outcome, double[] cost, double[][] columns) {
        this.customers = customers;
        this.arm = arm;
        this.outcome = outcome;
        this.cost = cost;
        this.columns = columns;
        this.customer = new int[customers.length];
        for (int row = 1; row < customer.length; row++) {
            customer[row] = customer[row - 1] + (customers[row].equals(customers[row - 1]) ? 0 : 1);
        }
    }

    int size() {
        return arm.length;
    }

    /** How many different customers there are. */
    int distinctCustomers() {
        return customer.length == 0 ? 0 : customer[customer.length - 1] + 1;
    }

    int[] counts(int arms) {
        int[] counts = new int[arms];
        for (int each : arm) {
            counts[each]++;
        }
        return counts;
    }

    double mean(double[] values, int ofArm) {
        return IntStream.range(0, size())
                .filter(row -> arm[row] == ofArm)
                .mapToDouble(row -> values[row])
                .average()
                .orElse(Double.NaN);
    }

    /** Numbers of an arm's rows. */
    double[] ofArm(int wanted, IntToDoubleFunction number) {
        return Arrays.stream(of(wanted)).mapToDouble(number).toArray();
    }

    int[] of(int wanted) {
        return IntStream.range(0, size()).filter(row -> arm[row] == wanted).toArray();
    }

    TrialRows picked(int... wanted) {
        return picked(customers, arm, outcome, cost, columns, wanted);
    }

    private static TrialRows picked(
            String[] customers, int[] arm, double[] outcome, double[] cost, double[][] columns, int... wanted) {
        return new TrialRows(
                Arrays.stream(wanted).mapToObj(row -> customers[row]).toArray(String[]::new),
                Arrays.stream(wanted).map(row -> arm[row]).toArray(),
                picked(outcome, wanted),
                picked(cost, wanted),
                Arrays.stream(columns).map(column -> picked(column, wanted)).toArray(double[][]::new));
    }

    static double[] picked(double[] values, int... wanted) {
        return Arrays.stream(wanted).mapToDouble(row -> values[row]).toArray();
    }

    /** Rows while they come. */
    static final class Growing {
        private final TextIndex arms = new TextIndex();
        private final List<String> names;
        private String[] customers = new String[32];
        private int[] arm = new int[32];
        private double[] outcome = new double[32];
        private double[] cost = new double[32];
        private final double[][] columns;
        private int size;

        Growing(String holdOut, List<String> names) {
            if (names.stream().anyMatch(String::isBlank)
                    || names.stream().distinct().count() < names.size()) {
                throw new IllegalArgumentException("covariates must have different names, not blank, were " + names);
            }
            this.names = names;
            this.columns = new double[names.size()][32];
            arms.indexOf(present("holdOut", holdOut));
        }

        List<String> names() {
            return names;
        }

        void add(String ofCustomer, String toArm, double came, double paid, double... known) {
            check(present("customer", ofCustomer), present("arm", toArm), came, paid, known);
            if (size == arm.length) {
                grow(ArrayLengths.longer(size));
            }
            customers[size] = ofCustomer;
            arm[size] = arms.indexOf(toArm);
            outcome[size] = came;
            cost[size] = paid;
            for (int column = 0; column < columns.length; column++) {
                columns[column][size] = known[column];
            }
            size++;
        }

        private void check(String ofCustomer, String toArm, double came, double paid, double... known) {
            String who = " of customer '" + ofCustomer + "'";
            if (!Double.isFinite(came)) {
                throw new IllegalArgumentException("outcome" + who + " must be finite, was " + came
                        + ": leave out who was not seen to the end of the window");
            }
            Checks.amount("outcome" + who, came);
            if (!(paid >= 0 && paid < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("cost" + who + " must be finite and not negative, was " + paid);
            }
            Checks.amount("cost" + who, paid);
            if (paid > 0 && toArm.equals(arms.text(0))) {
                throw new IllegalArgumentException(
                        "cost" + who + " must be 0, as nobody contacts the hold-out '" + toArm + "', was " + paid);
            }
            if (known.length != names.size()) {
                throw new IllegalArgumentException(
                        "covariates" + who + " must be " + names + ", were " + known.length + " numbers");
            }
            for (int column = 0; column < known.length; column++) {
                if (Double.isInfinite(known[column])) {
                    throw new IllegalArgumentException(
                            names.get(column) + who + " must be finite, or NaN where not known, was " + known[column]);
                }
                if (!Double.isNaN(known[column])) {
                    Checks.squarable(names.get(column) + who, known[column]);
                }
            }
        }

        private static String present(String what, String text) {
            if (Objects.requireNonNull(text, what).isBlank()) {
                throw new IllegalArgumentException(what + " must not be blank");
            }
            return text;
        }

        private void grow(int length) {
            customers = Arrays.copyOf(customers, length);
            arm = Arrays.copyOf(arm, length);
            outcome = Arrays.copyOf(outcome, length);
            cost = Arrays.copyOf(cost, length);
            Arrays.setAll(columns, column -> Arrays.copyOf(columns[column], length));
        }

        /** The hold-out, then the others by name. */
        List<String> arms() {
            TreeSet<String> others = new TreeSet<>();
            IntStream.range(1, arms.size()).forEach(i -> others.add(arms.text(i)));
            return Stream.concat(Stream.of(arms.text(0)), others.stream()).toList();
        }

        /** By customer; rows of one customer stay as they came. */
        TrialRows sorted() {
            List<String> inOrder = arms();
            int[] places = IntStream.range(0, arms.size())
                    .map(i -> inOrder.indexOf(arms.text(i)))
                    .toArray();
            int[] order = IntStream.range(0, size)
                    .boxed()
                    .sorted(Comparator.comparing((Integer row) -> customers[row]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[] inPlace = Arrays.stream(arm, 0, size).map(i -> places[i]).toArray();
            return picked(customers, inPlace, outcome, cost, columns, order);
        }
    }
}
