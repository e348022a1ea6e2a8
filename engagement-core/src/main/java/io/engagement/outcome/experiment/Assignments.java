package io.engagement.outcome.experiment;

import io.engagement.internal.calendar.Millis;
import io.engagement.internal.index.TextIndex;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which customer is in which arm of one experiment, and since when; one arm is the hold-out, which is not contacted. A row for
 * each customer, in the order of ids whatever the order of arrival. Of an experiment with several waves, each wave is
 * assignments of its own. Immutable.
 */
public final class Assignments implements Tabular {
    private final String[] customers;
    private final int[] armOf;
    private final long[] millis;
    private final List<String> arms;

    private Assignments(String[] customers, int[] armOf, long[] millis, List<String> arms) {
        this.customers = customers;
        this.armOf = armOf;
        this.millis = millis;
        this.arms = arms;
    }

    /** Customers one after another, in any order. */
    public static final class Builder {
        private final String holdOut;
        private final TextIndex customers = new TextIndex();
        private final TextIndex arms = new TextIndex();
        private int[] armOf = new int[32];
        private long[] millis = new long[32];

        private Builder(String holdOut) {
            this.holdOut = present("holdOut", holdOut);
            arms.indexOf(holdOut);
        }

        /**
         * Adds a customer. The same customer in the same arm again keeps the earlier instant.
         *
         * @param customer the id, not blank
         * @param arm its name, not blank; the hold-out's is that of the builder
         * @param at when the customer was assigned; outcomes count from then on
         * @return this
         * @throws IllegalArgumentException if the id or the arm is blank, the instant is more than 285,000 years from 1970, or the
         *     customer is in another arm already
         */
        public Builder assign(String customer, String arm, Instant at) {
            present("customer", customer);
            present("arm", arm);
            long time = Millis.checked("at", Objects.requireNonNull(at, "at"));
            int known = customers.size();
            int row = customers.indexOf(customer);
            int number = arms.indexOf(arm);
            if (row < known) {
                again(row, number, time);
                return this;
            }
            if (row == armOf.length) {
                armOf = Arrays.copyOf(armOf, 2 * row);
                millis = Arrays.copyOf(millis, 2 * row);
            }
            armOf[row] = number;
            millis[row] = time;
            return this;
        }

        private void again(int row, int number, long time) {
            if (armOf[row] != number) {
                throw new IllegalArgumentException(
                        "customer '" + customers.text(row) + "' is in arm '"
                                + arms.text(armOf[row]) + "' and in arm '" + arms.text(number)
                                + "': who was treated in two ways shows the effect of neither; give each wave its own assignments");
            }
            millis[row] = Math.min(millis[row], time);
        }

        /**
         * All customers so far.
         *
         * @return the assignments
         */
        public Assignments build() {
            int[] order = customers.order();
            int[] numbers = inOrder();
            return new Assignments(
                    Arrays.stream(order).mapToObj(customers::text).toArray(String[]::new),
                    Arrays.stream(order).map(row -> numbers[armOf[row]]).toArray(),
                    Arrays.stream(order).mapToLong(row -> millis[row]).toArray(),
                    names());
        }

        private List<String> names() {
            TreeSet<String> others = new TreeSet<>();
            IntStream.range(1, arms.size()).forEach(i -> others.add(arms.text(i)));
            return Stream.concat(Stream.of(holdOut), others.stream()).toList();
        }

        private int[] inOrder() {
            List<String> names = names();
            return IntStream.range(0, arms.size())
                    .map(i -> names.indexOf(arms.text(i)))
                    .toArray();
        }
    }

    static String present(String what, String text) {
        if (Objects.requireNonNull(text, what).isBlank()) {
            throw new IllegalArgumentException(what + " must not be blank");
        }
        return text;
    }

    /**
     * Assignments to be filled.
     *
     * @param holdOut the arm that is not contacted, not blank
     * @return without customers
     * @throws IllegalArgumentException if the name is blank
     */
    public static Builder builder(String holdOut) {
        return new Builder(holdOut);
    }

    /**
     * How many customers there are.
     *
     * @return the number of rows
     */
    public int size() {
        return customers.length;
    }

    /**
     * A customer.
     *
     * @param row from 0
     * @return the id; ids ascend
     */
    public String customer(int row) {
        return customers[row];
    }

    /**
     * A customer's arm.
     *
     * @param row from 0
     * @return its place in {@link #arms()}; 0 is the hold-out
     */
    public int arm(int row) {
        return armOf[row];
    }

    /**
     * When a customer was assigned.
     *
     * @param row from 0
     * @return to the millisecond
     */
    public Instant at(int row) {
        return Instant.ofEpochMilli(millis[row]);
    }

    /**
     * The row of a customer.
     *
     * @param customer an id
     * @return empty if the customer takes no part
     */
    public OptionalInt row(String customer) {
        int row = Arrays.binarySearch(customers, Objects.requireNonNull(customer, "customer"));
        return row < 0 ? OptionalInt.empty() : OptionalInt.of(row);
    }

    /**
     * The arms.
     *
     * @return the hold-out first, then the others by name
     */
    public List<String> arms() {
        return arms;
    }

    /**
     * The arm that is not contacted.
     *
     * @return its name
     */
    public String holdOut() {
        return arms.get(0);
    }

    /**
     * How many customers are in each arm.
     *
     * @return by name, in the order of {@link #arms()}
     */
    public Map<String, Integer> counts() {
        int[] counts = new int[arms.size()];
        Arrays.stream(armOf).forEach(arm -> counts[arm]++);
        Map<String, Integer> byName = new LinkedHashMap<>();
        IntStream.range(0, counts.length).forEach(i -> byName.put(arms.get(i), counts[i]));
        return Collections.unmodifiableMap(byName);
    }

    /**
     * The customers of each arm.
     *
     * @return a row an arm: {@code arm, customers}
     */
    @Override
    public Table table() {
        Table.Builder table = Table.builder().column("arm").column("customers");
        counts().forEach(table::row);
        return table.build();
    }

    @Override
    public String toString() {
        return table().toString();
    }
}
