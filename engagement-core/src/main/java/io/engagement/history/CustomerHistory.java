package io.engagement.history;

import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One customer's interactions in the order of time, as of an instant: a view of one row. */
public final class CustomerHistory {
    private final LogView view;

    CustomerHistory(LogView view) {
        this.view = view;
    }

    /**
     * A history from values, the same as a log of them would give.
     *
     * @param customer the customer
     * @param asOf the instant; interactions after it are ignored
     * @param interactions this customer's, in any order
     * @return the history
     * @throws IllegalArgumentException if an interaction is another customer's, or two of one id differ
     */
    public static CustomerHistory of(Customer customer, Instant asOf, List<Interaction> interactions) {
        InteractionLog.Builder builder = InteractionLog.builder().customer(customer);
        for (Interaction interaction : interactions) {
            if (!interaction.customerId().equals(customer.id())) {
                throw new IllegalArgumentException("interactions must all be of customer " + customer.id()
                        + ", one is of " + interaction.customerId());
            }
            builder.add(interaction);
        }
        InteractionLog log = builder.build();
        return log.asOf(asOf).history(customer.id()).orElseGet(() -> new CustomerHistory(log.onlyRow(asOf)));
    }

    /**
     * This history with a number that you supply, as {@link LogView#withGiven}.
     *
     * @param name the number's name
     * @param number finite
     * @return the changed copy; a number of the same name is replaced
     * @throws IllegalArgumentException if the name is blank or the number is not finite
     */
    public CustomerHistory withGiven(String name, double number) {
        return new CustomerHistory(view.withGiven(name, Map.of(customer().id(), number)));
    }

    /**
     * The customer.
     *
     * @return as registered, or with nothing but the id
     */
    public Customer customer() {
        return view.customer(0);
    }

    /**
     * The instant that this history is as of.
     *
     * @return the instant
     */
    public Instant asOf() {
        return view.asOf();
    }

    /**
     * Number of interactions.
     *
     * @return how many
     */
    public int size() {
        return view.size();
    }

    /**
     * The interactions.
     *
     * @return in the order of time, immutable
     */
    public List<Interaction> interactions() {
        return IntStream.range(view.start(0), view.end(0))
                .mapToObj(view::interaction)
                .toList();
    }

    /**
     * The history in columns.
     *
     * @return a view whose only row is this customer
     */
    public LogView view() {
        return view;
    }
}
