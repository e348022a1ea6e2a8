package io.engagement.history;

import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import java.time.Instant;
import java.util.List;

/** One customer's interactions in time order, as of an instant. */
public final class CustomerHistory {
    private CustomerHistory() {}

    /** from values, in any order. */
    public static CustomerHistory of(Customer customer, Instant asOf, List<Interaction> interactions) {
        throw new UnsupportedOperationException();
    }

    public Customer customer() {
        throw new UnsupportedOperationException();
    }

    public Instant asOf() {
        throw new UnsupportedOperationException();
    }

    public int size() {
        throw new UnsupportedOperationException();
    }

    public List<Interaction> interactions() {
        throw new UnsupportedOperationException();
    }

    /** a view whose only row is this customer. */
    public LogView view() {
        throw new UnsupportedOperationException();
    }
}
