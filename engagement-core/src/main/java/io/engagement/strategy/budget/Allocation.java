package io.engagement.strategy.budget;

import io.engagement.outcome.experiment.Assignments;
import io.engagement.strategy.budget.Options.Option;
import io.engagement.strategy.policy.ContactReason;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/** Which contacts are made at an instant, which are not, and why. By customer, then by the contact's name. Immutable. */
public final class Allocation implements Tabular {
    private final double money;
    private final Instant at;
    private final List<Row> rows;

    /**
     * One candidate.
     *
     * @param candidate whom and how
     * @param staying what is expected to stay in the long window, in money
     * @param fatigue what earlier contacts are expected to take
     * @param value short gain and what stays, less cost and fatigue
     * @param reason why the contact is made, or not
     * @param allowed what the contact policy says of it
     * @param probability by which chance decided so; NaN where it did not decide
     */
    public record Row(
            Candidate candidate,
            double staying,
            double fatigue,
            double value,
            AllocationReason reason,
            ContactReason allowed,
            double probability) {
        /**
         * Refuses nulls.
         *
         * @param candidate whom and how
         * @param staying what is expected to stay in the long window, in money
         * @param fatigue what earlier contacts are expected to take
         * @param value short gain and what stays, less cost and fatigue
         * @param reason why the contact is made, or not
         * @param allowed what the contact policy says of it
         * @param probability by which chance decided so
         */
        public Row {
            Objects.requireNonNull(candidate, "candidate");
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(allowed, "allowed");
        }
    }

    private Allocation(double money, Instant at, List<Row> rows) {
        this.money = money;
        this.at = at;
        this.rows = rows;
    }

    static Allocation of(ContactBudget budget, Instant at, Chances chances, Options options) {
        return new Allocation(budget.money(), at, new Choosing(budget.money(), chances, options.all()).rows());
    }

    /** Decides, the best for the money first. */
    private static final class Choosing {
        private final Chances chances;
        private final List<Option> options;
        private final AllocationReason[] reasons;
        private final Set<String> contacted = new HashSet<>();
        private double left;

        Choosing(double money, Chances chances, List<Option> options) {
            this.chances = chances;
            this.options = options;
            this.reasons = new AllocationReason[options.size()];
            this.left = money - chances.spent();
            for (int i = 0; i < reasons.length; i++) {
                if (options.get(i).isService()) {
                    reasons[i] = AllocationReason.SERVICE;
                    contacted.add(options.get(i).customerId());
                }
            }
            order().forEach(i -> reasons[i] = reason(options.get(i)));
        }

        private List<Integer> order() {
            double[] perCost = options.stream().mapToDouble(Option::perCost).toArray();
            double[] value = options.stream().mapToDouble(Option::value).toArray();
            return IntStream.range(0, reasons.length)
                    .filter(i -> reasons[i] == null)
                    .boxed()
                    .sorted(Comparator.comparingDouble((Integer i) -> -perCost[i])
                            .thenComparingDouble(i -> -value[i])
                            .thenComparing(i -> i))
                    .toList();
        }

        private AllocationReason reason(Option option) {
            if (!option.allowed().mayContact()) {
                return AllocationReason.WITHHELD;
            }
            return chances.of(option.customerId())
                    .map(draw -> drawn(draw, option))
                    .orElseGet(() -> chosen(option));
        }

        private static AllocationReason drawn(Chances.Draw draw, Option option) {
            if (draw.contact().isEmpty()) {
                return AllocationReason.HELD_OUT;
            }
            return draw.contact().get().equals(option) ? AllocationReason.EXPLORED : AllocationReason.OTHER_CONTACT;
        }

        private AllocationReason chosen(Option option) {
            if (contacted.contains(option.customerId())) {
                return AllocationReason.OTHER_CONTACT;
            }
            if (Double.isNaN(option.value())) {
                return AllocationReason.NOT_KNOWN;
            }
            if (!(option.value() > 0)) {
                return AllocationReason.NOT_WORTH_IT;
            }
            if (option.cost() > left) {
                return AllocationReason.NO_BUDGET;
            }
            left -= option.cost();
            contacted.add(option.customerId());
            return AllocationReason.CHOSEN;
        }

        List<Row> rows() {
            List<Row> rows = new ArrayList<>();
            for (int i = 0; i < reasons.length; i++) {
                Option each = options.get(i);
                boolean byChance =
                        switch (reasons[i]) {
                            case EXPLORED, HELD_OUT, OTHER_CONTACT ->
                                chances.of(each.customerId()).isPresent();
                            default -> false;
                        };
                rows.add(new Row(
                        each.candidate(),
                        each.staying(),
                        each.fatigue(),
                        each.value(),
                        reasons[i],
                        each.allowed(),
                        byChance ? chances.of(each.customerId()).orElseThrow().probability() : Double.NaN));
            }
            return Collections.unmodifiableList(rows);
        }
    }

    /**
     * All candidates.
     *
     * @return by customer, then by the contact's name
     */
    public List<Row> rows() {
        return rows;
    }

    /**
     * The contacts that are made.
     *
     * @return by customer, then by the contact's name
     */
    public List<Row> made() {
        return rows.stream().filter(row -> row.reason().isMade()).toList();
    }

    /**
     * The experiment that goes on in it: customers of whom chance decided, and to whom all contacts were open, so that each had the
     * same probability of each.
     *
     * @param holdOut a name for those without a contact, not blank and no contact's
     * @return who is in which arm, as of the instant of the contacts
     * @throws IllegalArgumentException if the name is blank or a contact's
     */
    public Assignments explored(String holdOut) {
        Assignments.Builder explored = Assignments.builder(holdOut);
        long contacts = rows.stream()
                .filter(row -> row.allowed().mayContact() && row.reason() != AllocationReason.SERVICE)
                .map(row -> row.candidate().contact().name())
                .distinct()
                .count();
        if (rows.stream().anyMatch(row -> row.candidate().contact().name().equals(holdOut))) {
            throw new IllegalArgumentException("holdOut must be no contact's name, was '" + holdOut + "'");
        }
        rows.stream()
                .filter(row -> Math.abs(row.probability() * (contacts + 1) - 1) < 1e-9)
                .filter(row -> row.reason() != AllocationReason.OTHER_CONTACT)
                .forEach(row -> explored.assign(
                        row.candidate().customerId(),
                        row.reason() == AllocationReason.HELD_OUT
                                ? holdOut
                                : row.candidate().contact().name(),
                        at));
        return explored.build();
    }

    /**
     * What the contacts cost, those of service left out.
     *
     * @return at most the budget
     */
    public double spent() {
        return made().stream()
                .filter(row -> row.reason() != AllocationReason.SERVICE)
                .mapToDouble(row -> row.candidate().contact().cost())
                .sum();
    }

    /**
     * What is expected of the contacts that were chosen for it: short gain and what stays, less cost and fatigue.
     *
     * @return in money
     */
    public double expectedValue() {
        return rows.stream()
                .filter(row -> row.reason() == AllocationReason.CHOSEN)
                .mapToDouble(Row::value)
                .sum();
    }

    /**
     * How many candidates there are for each reason.
     *
     * @return those that there are, in the order of {@link AllocationReason}
     */
    public Map<AllocationReason, Integer> counts() {
        Map<AllocationReason, Integer> counts = new EnumMap<>(AllocationReason.class);
        rows.forEach(row -> counts.merge(row.reason(), 1, Integer::sum));
        return Collections.unmodifiableMap(counts);
    }

    /**
     * The candidates.
     *
     * @return {@code customer, contact, gain, staying, fatigue, cost, value, made, reason, policy, probability}
     */
    @Override
    public Table table() {
        Table.Builder table = Table.builder();
        Arrays.asList(
                        "customer",
                        "contact",
                        "gain",
                        "staying",
                        "fatigue",
                        "cost",
                        "value",
                        "made",
                        "reason",
                        "policy",
                        "probability")
                .forEach(table::column);
        for (Row row : rows) {
            Candidate candidate = row.candidate();
            table.row(
                    candidate.customerId(),
                    candidate.contact().name(),
                    candidate.gain(),
                    row.staying(),
                    row.fatigue(),
                    candidate.contact().cost(),
                    row.value(),
                    row.reason().isMade(),
                    row.reason(),
                    row.allowed(),
                    row.probability());
        }
        return table.build();
    }

    /** How many for each reason, and what is spent. */
    @Override
    public String toString() {
        Table.Builder table =
                Table.builder().column("reason").column("candidates").column("in_words");
        counts().forEach((reason, count) -> table.row(reason, count, reason.words()));
        return String.format(
                        Locale.ROOT, "%.2f of %.2f spent, %.2f expected above cost\n", spent(), money, expectedValue())
                + table.build();
    }
}
