package io.engagement.history;

import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** A log as of an instant: nothing later can be seen. Rows are customers in the order of their ids. */
public final class LogView {
    private LogView() {}

    public Instant asOf() {
        throw new UnsupportedOperationException();
    }

    /** number of customers = rows: those with an interaction at or before asOf, and registered ones not known to be later. */
    public int customers() {
        throw new UnsupportedOperationException();
    }

    public String customerId(int row) {
        throw new UnsupportedOperationException();
    }

    public Customer customer(int row) {
        throw new UnsupportedOperationException();
    }

    public OptionalInt row(String customerId) {
        throw new UnsupportedOperationException();
    }

    public CustomerHistory history(int row) {
        throw new UnsupportedOperationException();
    }

    public Optional<CustomerHistory> history(String customerId) {
        throw new UnsupportedOperationException();
    }

    /** interactions at or before asOf. */
    public int size() {
        throw new UnsupportedOperationException();
    }

    /** interactions of the log after asOf, which this view ignores. */
    public int later() {
        throw new UnsupportedOperationException();
    }

    // columns: positions start(row) <= p < end(row) are the row's interactions in time order

    public int start(int row) {
        throw new UnsupportedOperationException();
    }

    public int end(int row) {
        throw new UnsupportedOperationException();
    }

    public long epochMilli(int position) {
        throw new UnsupportedOperationException();
    }

    /** index into kinds(). */
    public int kindIndex(int position) {
        throw new UnsupportedOperationException();
    }

    /** all kinds of the log, in their natural order. */
    public List<InteractionKind> kinds() {
        throw new UnsupportedOperationException();
    }

    /** NaN where there is none. */
    public double value(int position) {
        throw new UnsupportedOperationException();
    }

    public double cost(int position) {
        throw new UnsupportedOperationException();
    }

    public double satisfaction(int position) {
        throw new UnsupportedOperationException();
    }

    /** in milliseconds, NaN where there is none. */
    public double durationMillis(int position) {
        throw new UnsupportedOperationException();
    }

    public Interaction interaction(int position) {
        throw new UnsupportedOperationException();
    }
}
