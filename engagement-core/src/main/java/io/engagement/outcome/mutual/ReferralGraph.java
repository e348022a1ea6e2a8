package io.engagement.outcome.mutual;

import io.engagement.internal.index.TextIndex;
import io.engagement.internal.math.Checks;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Who came through whom. Each customer came through one other at most: of several referrals the earliest counts, then the one of the
 * first id; the others are {@linkplain #repeated() told}. A circle is refused by the names in it, as nobody can have brought somebody
 * who had brought them. Immutable.
 */
public final class ReferralGraph implements Tabular {
    private static final int NOBODY = -1;
    private static final int MOST_SHOWN = 12;

    /** In order. */
    private final String[] customers;

    private final int[] referrer;
    /** Those who came before those through whom they came. */
    private final int[] leavesFirst;

    private final List<Referral> counted;
    private final List<Referral> repeated;

    private ReferralGraph(
            String[] customers, int[] referrer, int[] leavesFirst, List<Referral> counted, List<Referral> repeated) {
        this.customers = customers;
        this.referrer = referrer;
        this.leavesFirst = leavesFirst;
        this.counted = counted;
        this.repeated = repeated;
    }

    /**
     * A graph.
     *
     * @param referrals in any order
     * @return the graph
     * @throws IllegalArgumentException if customers came through each other in a circle; the message names them
     */
    public static ReferralGraph of(Collection<Referral> referrals) {
        List<Referral> sorted = new ArrayList<>(referrals);
        sorted.sort(Comparator.comparing(Referral::referred)
                .thenComparing(Referral::at)
                .thenComparing(Referral::referrer));
        List<Referral> counted = new ArrayList<>();
        List<Referral> repeated = new ArrayList<>();
        for (Referral each : sorted) {
            boolean again = !counted.isEmpty()
                    && counted.get(counted.size() - 1).referred().equals(each.referred());
            (again ? repeated : counted).add(each);
        }
        TextIndex ids = new TextIndex();
        counted.forEach(each -> {
            ids.indexOf(each.referrer());
            ids.indexOf(each.referred());
        });
        String[] customers = ids.sorted();
        int[] referrer = new int[customers.length];
        Arrays.fill(referrer, NOBODY);
        for (Referral each : counted) {
            referrer[Arrays.binarySearch(customers, each.referred())] = Arrays.binarySearch(customers, each.referrer());
        }
        return new ReferralGraph(
                customers, referrer, leavesFirst(customers, referrer), List.copyOf(counted), List.copyOf(repeated));
    }

    /** Kahn's order (1962): who has nobody left below comes next. */
    private static int[] leavesFirst(String[] customers, int... referrer) {
        int[] below = new int[referrer.length];
        for (int each : referrer) {
            if (each != NOBODY) {
                below[each]++;
            }
        }
        int[] order = new int[referrer.length];
        int size = 0;
        for (int i = 0; i < below.length; i++) {
            if (below[i] == 0) {
                order[size++] = i;
            }
        }
        for (int next = 0; next < size; next++) {
            int above = referrer[order[next]];
            if (above != NOBODY && --below[above] == 0) {
                order[size++] = above;
            }
        }
        if (size < order.length) {
            throw circle(customers, referrer, below);
        }
        return order;
    }

    private static IllegalArgumentException circle(String[] customers, int[] referrer, int... below) {
        // Whoever has somebody left below is in a circle: nobody is above one, as each has one referrer at most.
        int at = IntStream.range(0, below.length)
                .filter(i -> below[i] > 0)
                .findFirst()
                .orElseThrow();
        List<String> names = new ArrayList<>(List.of(customers[at]));
        for (int i = referrer[at]; i != at; i = referrer[i]) {
            names.add(customers[i]);
        }
        names.add(customers[at]);
        List<String> shown = names.size() <= MOST_SHOWN ? names : names.subList(0, MOST_SHOWN);
        return new IllegalArgumentException("nobody can have come through somebody whom they had brought: "
                + String.join(" through ", shown)
                + (shown.size() < names.size() ? " and so on, " + (names.size() - 1) + " in a circle" : "")
                + "; correct one of these referrals");
    }

    private OptionalInt place(String customer) {
        int place = Arrays.binarySearch(customers, customer);
        return place < 0 ? OptionalInt.empty() : OptionalInt.of(place);
    }

    /**
     * Through whom a customer came.
     *
     * @param customer an id
     * @return empty if through nobody known
     */
    public Optional<String> referrer(String customer) {
        OptionalInt place = place(customer);
        return place.isEmpty() || referrer[place.getAsInt()] == NOBODY
                ? Optional.empty()
                : Optional.of(customers[referrer[place.getAsInt()]]);
    }

    /**
     * How many came through each customer directly.
     *
     * @return of those through whom anybody came, by id
     */
    public Map<String, Integer> referred() {
        Map<String, Integer> counts = new TreeMap<>();
        counted.forEach(each -> counts.merge(each.referrer(), 1, Integer::sum));
        return counts;
    }

    /**
     * How many came through each customer, through those whom these brought, and so on; each counts once.
     *
     * @return of those through whom anybody came, by id
     */
    public Map<String, Integer> descendants() {
        double[] all = upwards(id -> 1, 1, 0);
        Map<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < all.length; i++) {
            if (all[i] > 0) {
                counts.put(customers[i], (int) all[i]);
            }
        }
        return counts;
    }

    /**
     * The referrals that count.
     *
     * @return in the order of those who came
     */
    public List<Referral> counted() {
        return counted;
    }

    /**
     * Later referrals of customers who had come through another one already: they count for nobody.
     *
     * @return in the order of those who came
     */
    public List<Referral> repeated() {
        return repeated;
    }

    /**
     * What customers brought by referrals: for each who came, their value is credited once. Their referrer keeps it, but for a share that
     * is passed on to whoever brought the referrer, and so on; who came through nobody keeps all. So together nobody is credited with
     * more than the values of those who came.
     *
     * @param value of a customer, in money, from -1e100 to 1e100; NaN if there is none, which credits nothing
     * @param passedOn which share of a credit goes on to the referrer's own referrer, from 0 to less than 1
     * @return of those through whom anybody of a known value came, by id
     * @throws IllegalArgumentException if the share or a value is out of range
     */
    public Map<String, Double> credits(ToDoubleFunction<String> value, double passedOn) {
        if (!(Checks.share("passedOn", passedOn) < 1)) {
            throw new IllegalArgumentException("passedOn must be less than 1, was " + passedOn);
        }
        double[] credits = upwards(value, passedOn, passedOn);
        Map<String, Double> byCustomer = new TreeMap<>();
        for (int i = 0; i < credits.length; i++) {
            if (!Double.isNaN(credits[i])) {
                byCustomer.put(customers[i], credits[i]);
            }
        }
        return byCustomer;
    }

    /**
     * Sums from the leaves up; NaN where nothing came.
     *
     * @param up which share of what came to a customer goes on to the referrer
     * @param less which share of it the customer then lacks
     */
    private double[] upwards(ToDoubleFunction<String> value, double up, double less) {
        double[] came = new double[customers.length];
        Arrays.fill(came, Double.NaN);
        for (int i : leavesFirst) {
            int above = referrer[i];
            if (above == NOBODY) {
                continue;
            }
            double own = finite(customers[i], value.applyAsDouble(customers[i]));
            came[above] = plus(plus(came[above], own), up == 0 ? Double.NaN : came[i] * up);
            came[i] -= came[i] * less;
        }
        return came;
    }

    /** However many customers there are, such values add up to a number. */
    private static double finite(String customer, double value) {
        return Double.isNaN(value) ? value : Checks.squarable("value of customer '" + customer + "'", value);
    }

    /** NaN is nothing. */
    private static double plus(double sum, double more) {
        return Double.isNaN(sum) ? more : Double.isNaN(more) ? sum : sum + more;
    }

    /**
     * The referrals that count.
     *
     * @return {@code referred, referrer, at}
     */
    @Override
    public Table table() {
        Table.Builder table =
                Table.builder().column("referred").column("referrer").column("at");
        counted.forEach(each -> table.row(each.referred(), each.referrer(), each.at()));
        return table.build();
    }

    /** How many. */
    @Override
    public String toString() {
        if (counted.isEmpty()) {
            return "nobody is known to have come through another customer";
        }
        String again = repeated.isEmpty()
                ? ""
                : "; " + repeated.size() + " more referrals of customers who had come already count for nobody";
        return "customers who came through another one: " + counted.size() + ", through "
                + referred().size() + " in all" + again;
    }
}
