package io.engagement.dialogue.goals;

import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import io.engagement.history.CustomerHistory;
import io.engagement.history.LogView;
import io.engagement.internal.base.Groups;
import io.engagement.internal.index.Parallel;
import io.engagement.table.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The goals that customers state: how many of them are reached, and which contacts served them. Immutable.
 */
public final class CustomerGoals {
    private final List<StatedGoal> goals;
    private final int customers;

    private CustomerGoals(List<StatedGoal> goals, int customers) {
        this.goals = goals;
        this.customers = customers;
    }

    /**
     * A goal of one customer. One that is stated again is the same goal, since it was stated first.
     *
     * @param customerId whose
     * @param name of the goal: the campaign of the interaction that states it, the text of the attribute, or {@code goal}
     * @param since when it was stated; empty if the customer's record tells it
     * @param reached when it was reached; empty if it was not, or the customer's record tells that it was
     * @param isReached whether it was reached
     * @param served contacts that served it, from when it was stated until it was reached
     */
    public record StatedGoal(
            String customerId,
            String name,
            Optional<Instant> since,
            Optional<Instant> reached,
            boolean isReached,
            int served) {
        /**
         * Checks what is given.
         *
         * @param customerId whose
         * @param name of the goal
         * @param since when it was stated, if known
         * @param reached when it was reached, if known
         * @param isReached whether it was reached
         * @param served contacts that served it
         */
        public StatedGoal {
            Objects.requireNonNull(customerId, "customerId");
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(since, "since");
            Objects.requireNonNull(reached, "reached");
        }

        /**
         * How long it took.
         *
         * @return empty if it was not reached, or it is not known when
         */
        public Optional<Duration> took() {
            return since.flatMap(from -> reached.map(to -> Duration.between(from, to)));
        }
    }

    /**
     * The goals of all customers of a view.
     *
     * @param view the interactions as of an instant
     * @param rule how goals are stated, reached and served
     * @return the goals
     */
    public static CustomerGoals of(LogView view, GoalRule rule) {
        Objects.requireNonNull(rule, "rule");
        List<StatedGoal> goals = Parallel.run(() -> IntStream.range(0, view.customers())
                .parallel()
                .filter(row -> isStated(view, row, rule))
                .boxed()
                .flatMap(row -> new One(view.history(row), rule).goals().stream())
                .toList());
        return new CustomerGoals(goals, view.customers());
    }

    /** Of most customers it is not, and their interactions need not be made. */
    private static boolean isStated(LogView view, int row, GoalRule rule) {
        return view.customer(row).attribute(rule.attribute()).isPresent()
                || IntStream.range(view.start(row), view.end(row))
                        .anyMatch(i -> rule.stated().matches(view, i));
    }

    /** One customer's. */
    private static final class One {
        private static final String UNNAMED = "goal";

        private final CustomerHistory history;
        private final GoalRule rule;

        One(CustomerHistory history, GoalRule rule) {
            this.history = history;
            this.rule = rule;
        }

        Collection<StatedGoal> goals() {
            Map<String, StatedGoal> goals = new LinkedHashMap<>();
            onRecord().ifPresent(goal -> goals.put(goal.name(), goal));
            for (Interaction each : history.interactions()) {
                if (rule.stated().matches(each)) {
                    goals.computeIfAbsent(name(each), unused -> stated(each));
                }
            }
            return goals.values();
        }

        private static String name(Interaction stating) {
            return stating.campaign().orElse(UNNAMED);
        }

        private Optional<StatedGoal> onRecord() {
            Customer customer = history.customer();
            return customer.attribute(rule.attribute())
                    .filter(text -> !text.isBlank())
                    .map(text -> {
                        Optional<Instant> at = reached(Instant.MIN, text);
                        boolean isReached = at.isPresent()
                                || customer.attribute(rule.reachedAttribute())
                                        .filter(One::isYes)
                                        .isPresent();
                        return new StatedGoal(
                                customer.id(),
                                text,
                                Optional.empty(),
                                at,
                                isReached,
                                served(Instant.MIN, at, Optional.empty()));
                    });
        }

        private static boolean isYes(String text) {
            return !text.isBlank() && !text.equalsIgnoreCase("no") && !text.equalsIgnoreCase("false");
        }

        private StatedGoal stated(Interaction stating) {
            Optional<Instant> at = reached(stating.at(), name(stating));
            return new StatedGoal(
                    stating.customerId(),
                    name(stating),
                    Optional.of(stating.at()),
                    at,
                    at.isPresent(),
                    served(stating.at(), at, stating.conversation()));
        }

        /** Without a campaign any goal is meant. */
        private Optional<Instant> reached(Instant since, String name) {
            return history.interactions().stream()
                    .filter(each -> rule.reached().matches(each) && !each.at().isBefore(since))
                    .filter(each -> each.campaign().map(name::equals).orElse(true))
                    .map(Interaction::at)
                    .findFirst();
        }

        private int served(Instant since, Optional<Instant> until, Optional<String> conversation) {
            return (int) history.interactions().stream()
                    .filter(each -> !each.at().isBefore(since)
                            && until.map(end -> !each.at().isAfter(end)).orElse(true))
                    .filter(each -> GoalRule.byCompany().matches(each))
                    .filter(each -> rule.serving().matches(each)
                            || (conversation.isPresent() && each.conversation().equals(conversation)))
                    .count();
        }
    }

    /**
     * All goals.
     *
     * @return in the order of customers
     */
    public List<StatedGoal> goals() {
        return goals;
    }

    /**
     * How many customers state a goal.
     *
     * @return each once
     */
    public long customersWithGoals() {
        return goals.stream().map(StatedGoal::customerId).distinct().count();
    }

    /**
     * What is known of goals of one name.
     *
     * @return a summary for each name, in their order. Goals of fewer than ten customers are put together as {@code (small
     *     groups)}, with those of the next more where all of them are fewer than ten: else all goals less the others would tell of
     *     them. Empty if all goals are
     */
    public List<GoalSummary> byName() {
        Map<String, List<StatedGoal>> groups = byName(name -> name);
        Map<String, Integer> sizes = new TreeMap<>();
        groups.forEach((name, some) -> sizes.put(name, customers(some)));
        Set<String> small = Set.copyOf(Groups.small(sizes));
        Map<String, List<StatedGoal>> shown = byName(name -> small.contains(name) ? Groups.SMALL : name);
        return shown.entrySet().stream()
                .filter(group -> customers(group.getValue()) >= Groups.LEAST)
                .map(group -> GoalSummary.of(group.getKey(), group.getValue()))
                .toList();
    }

    private Map<String, List<StatedGoal>> byName(UnaryOperator<String> shown) {
        Map<String, List<StatedGoal>> groups = new TreeMap<>();
        goals.forEach(goal -> groups.computeIfAbsent(shown.apply(goal.name()), each -> new ArrayList<>())
                .add(goal));
        return groups;
    }

    private static int customers(List<StatedGoal> some) {
        return (int) some.stream().map(StatedGoal::customerId).distinct().count();
    }

    /**
     * What is known of all goals.
     *
     * @return the summary
     */
    public GoalSummary all() {
        return GoalSummary.of("all", goals);
    }

    /**
     * All goals, then those of each name.
     *
     * @return for people, as CSV and as JSON; goals of fewer than ten customers are put together
     */
    public Table table() {
        Table.Builder table = GoalSummary.columns();
        all().addTo(table);
        byName().forEach(each -> each.addTo(table));
        return table.build();
    }

    /**
     * For a reader.
     *
     * @return one line, ended by {@code \n}
     */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%,d of %,d customers state a goal. %s\n", customersWithGoals(), customers, all().words());
    }
}
