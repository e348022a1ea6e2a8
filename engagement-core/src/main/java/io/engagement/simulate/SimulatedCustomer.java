package io.engagement.simulate;

import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One customer of a simulated base, with the truth that no company sees.
 *
 * @param customer the customer, with preferences
 * @param purchaseRate the true purchase rate while active, purchases a week; 0 for one who never buys
 * @param dropoutProbability the true probability of leaving after a repeat purchase; 0 for one who never buys
 * @param leftAt when the customer left for good, if they did within the period
 * @param interactions everything that happened, in the order of time
 */
public record SimulatedCustomer(
        Customer customer,
        double purchaseRate,
        double dropoutProbability,
        Optional<Instant> leftAt,
        List<Interaction> interactions) {
    /**
     * A simulated customer; the list is copied.
     *
     * @param customer the customer, with preferences
     * @param purchaseRate the true purchase rate while active, purchases a week; 0 for one who never buys
     * @param dropoutProbability the true probability of leaving after a repeat purchase; 0 for one who never buys
     * @param leftAt when the customer left for good, if they did within the period
     * @param interactions everything that happened, in the order of time
     */
    public SimulatedCustomer {
        Objects.requireNonNull(customer, "customer");
        Objects.requireNonNull(leftAt, "leftAt");
        interactions = List.copyOf(Objects.requireNonNull(interactions, "interactions"));
    }
}
