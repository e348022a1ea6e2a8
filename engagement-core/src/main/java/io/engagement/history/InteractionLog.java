package io.engagement.history;

import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Currency;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * All interactions between a company and its customers: immutable, in columns, ordered by customer id and time. The
 * order in which rows came does not matter.
 *
 * <p>Customers are in the natural order of their ids. A customer may be registered without any interaction. Amounts are
 * in the log's one currency.
 *
 * <p>A log holds at most 2<sup>31</sup> - 9 interactions.
 */
public final class InteractionLog {
    private final LogColumns columns;
    private final Optional<Currency> currency;
    private final LoadReport report;

    InteractionLog(LogColumns columns, Optional<Currency> currency, LoadReport report) {
        this.columns = columns;
        this.currency = currency;
        this.report = report;
    }

    /**
     * A new log's builder.
     *
     * @return a builder without interactions
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * A log that was saved.
     *
     * @param file one that {@link #write} wrote
     * @return a log equal to the one that was saved, with its load report
     * @throws LogFileException if the file is damaged, cut off, of a later format or of another kind, or holds what no log
     *     writes
     * @throws IOException if it cannot be read
     */
    public static InteractionLog read(Path file) throws IOException {
        return LogFile.read(file);
    }

    /**
     * Saves this log, whole or not at all: it is written beside the file under a name of its own, forced to the disk, and takes
     * the file's place in one step. Where the system knows of owners, only the file's may read it. Reading it takes a small
     * part of the time that its rows took.
     *
     * @param file is replaced if it is there; where a link stands, what it leads to. Beside it are files of the same name and
     *     {@code .lock}, which stays, and a number and {@code .partial} while it is written
     * @throws IOException if it cannot be written, or another writer is writing to it; the file is then as it was
     */
    public void write(Path file) throws IOException {
        LogFile.write(file, columns, currency, report);
    }

    /**
     * A builder that begins with all that is in this log, to which more is added; initiators are inferred anew.
     *
     * @return the builder
     */
    public Builder toBuilder() {
        return builder().addAll(this);
    }

    /**
     * Number of interactions.
     *
     * @return how many this log holds
     */
    public int size() {
        return columns.size();
    }

    /**
     * Number of customers, with or without interactions.
     *
     * @return how many this log holds
     */
    public int customers() {
        return columns.customers();
    }

    /**
     * The currency of all amounts.
     *
     * @return the currency, empty if the builder was not told
     */
    public Optional<Currency> currency() {
        return currency;
    }

    /**
     * When the first interaction happened.
     *
     * @return the earliest instant, empty if there is no interaction
     */
    public Optional<Instant> firstAt() {
        return columns.firstAt();
    }

    /**
     * When the last interaction happened.
     *
     * @return the latest instant, empty if there is no interaction
     */
    public Optional<Instant> lastAt() {
        return columns.lastAt();
    }

    /**
     * How the rows that this log was built from were loaded.
     *
     * @return the report
     */
    public LoadReport loadReport() {
        return report;
    }

    /**
     * This log as it was known at an instant: interactions at or before it. A view is made in time proportional to the
     * number of customers.
     *
     * @param asOf the instant
     * @return a view that cannot see anything later
     */
    public LogView asOf(Instant asOf) {
        return LogView.of(columns, asOf);
    }

    LogColumns columns() {
        return columns;
    }

    LogView onlyRow(Instant asOf) {
        return LogView.ofOnlyRow(columns, asOf);
    }

    /**
     * This log and another one in one. Duplicates by id are found across both, initiators inferred anew; the load report
     * tells of what both reports told.
     *
     * @param other a log in the same currency, or one of the two without a currency
     * @return the merged log
     * @throws IllegalArgumentException if the currencies differ, two different interactions have one id, or a customer
     *     is registered differently in both
     */
    public InteractionLog merge(InteractionLog other) {
        return toBuilder().addAll(other).build();
    }

    /**
     * This log as if a customer had never been in it: the right to be forgotten. The load report begins anew, as its
     * rows might tell of the customer.
     *
     * @param customerId the customer's id
     * @return a log without that customer; an equal one if there is no such customer
     */
    public InteractionLog without(String customerId) {
        return without(Set.of(Objects.requireNonNull(customerId, "customerId must not be null")));
    }

    /**
     * This log as if some customers had never been in it. The load report begins anew, as its rows might tell of them.
     *
     * @param customerIds their ids; those of nobody do not matter
     * @return a log without them
     */
    public InteractionLog without(Set<String> customerIds) {
        Objects.requireNonNull(customerIds, "customerIds must not be null");
        LogAssembly others = new LogAssembly();
        currency.ifPresent(others::currency);
        others.addAllBut(columns, customerIds);
        return others.build();
    }

    /**
     * This log by accounts: all interactions of an account's customers are those of one customer, so that the contacts of a
     * company are scored as the one buyer that they are. Initiators are inferred anew, as one contact may have answered what
     * another was asked.
     *
     * <pre>{@code
     * InteractionLog companies = log.by(customer -> customer.attributes().getOrDefault("company", customer.id()));
     * }</pre>
     *
     * @param account the id of the account that a customer belongs to, not blank
     * @return a log whose customers are the accounts. One that is the id of a registered customer of this log is registered as
     *     that customer is. Others are since the first of their customers, if that is known of all, with those attributes on
     *     which all agree who have them: where two differ, the account has none
     * @throws IllegalArgumentException if an account is blank
     * @throws NullPointerException if an account is null
     */
    public InteractionLog by(Function<Customer, String> account) {
        LogAssembly accounts = new LogAssembly();
        currency.ifPresent(accounts::currency);
        accounts.addAllAs(columns, Accounts.of(columns, account));
        accounts.addAll(report);
        return accounts.build();
    }

    /**
     * How much memory the columns take, ids and texts apart: for each customer 4 bytes, and for each interaction 4 for
     * its time (6 where they are not all whole seconds apart or more than 136 years, 8 where more than 8,900 years), 1 or
     * 2 for its kind (4 where there are more than 65,536 kinds), and, where any interaction of the log has one, 4 each
     * for value, cost and satisfaction (8 where they are not all whole hundredths) and 4 for duration (6 where any takes
     * more than 24 days). That is 9 bytes for dated purchases with a price, and at most 42.
     *
     * @return bytes of the arrays of primitives
     */
    public long bytesInColumns() {
        return columns.bytes();
    }

    /**
     * Whether the other is a log of equal customers and interactions in the same currency. The load reports do not
     * matter.
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof InteractionLog log && currency.equals(log.currency) && columns.sameContent(log.columns);
    }

    @Override
    public int hashCode() {
        return Objects.hash(currency, customers(), size(), firstAt(), lastAt());
    }

    /** For example {@code InteractionLog[23570 customers, 69659 interactions, 1997-01-01T00:00:00Z to ...]}. */
    @Override
    public String toString() {
        String period = firstAt()
                .map(first -> ", " + first + " to " + lastAt().orElse(first))
                .orElse("");
        return "InteractionLog[" + customers() + " customers, " + size() + " interactions" + period + "]";
    }

    /** Takes interactions in any order. Not for several threads. */
    public static final class Builder {
        private final LogAssembly assembly = new LogAssembly();

        private Builder() {}

        /**
         * Tells the currency of all amounts.
         *
         * @param currency the one currency
         * @return this builder
         * @throws IllegalArgumentException if another one was told before
         */
        public Builder currency(Currency currency) {
            assembly.currency(currency);
            return this;
        }

        /**
         * Makes room for interactions before they come: that saves copying what is there whenever there are more.
         *
         * @param interactions about how many; 0 or more
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        public Builder expecting(int interactions) {
            if (interactions < 0) {
                throw new IllegalArgumentException("interactions must not be negative, was " + interactions);
            }
            assembly.expect(interactions);
            return this;
        }

        /**
         * Registers a customer, who need not have any interaction.
         *
         * @param customer the customer
         * @return this builder
         * @throws IllegalArgumentException if the customer is registered already and differs; one with nothing but the
         *     id agrees with any
         */
        public Builder customer(Customer customer) {
            assembly.customer(customer);
            return this;
        }

        /**
         * Adds an interaction.
         *
         * @param interaction the interaction
         * @return this builder
         */
        public Builder add(Interaction interaction) {
            assembly.add(interaction);
            return this;
        }

        /**
         * Adds an interaction that has no more than value and cost, without making an object of it.
         *
         * @param customerId the customer's id, not blank
         * @param epochMilli when it happened, in milliseconds since 1970
         * @param kind what sort of contact it is
         * @param value what it was worth, NaN if there is no value
         * @param cost what it cost, not negative, NaN if there is no cost
         * @return this builder
         * @throws IllegalArgumentException if a field is out of its range, as in {@link Interaction}
         */
        public Builder add(String customerId, long epochMilli, InteractionKind kind, double value, double cost) {
            assembly.add(customerId, epochMilli, kind, value, cost);
            return this;
        }

        /**
         * Adds an interaction of a customer whose id is a number: the same as its decimal text, in half the time.
         *
         * @param customerId whose
         * @param epochMilli when, in milliseconds since 1970, between years -140,000 and 140,000
         * @param kind what sort of contact it is; hand in the same object again where it is the same
         * @param value what it was worth, 0 or from 1e-12 to 1e15 in size; NaN for none
         * @param cost what it cost, 0 or from 1e-12 to 1e15; NaN for none
         * @return this builder
         * @throws IllegalArgumentException if a field is out of its range
         */
        public Builder add(long customerId, long epochMilli, InteractionKind kind, double value, double cost) {
            assembly.add(customerId, epochMilli, kind, value, cost);
            return this;
        }

        /**
         * Adds rows that were read before, on any thread. The log is the one of the same interactions added one by one.
         *
         * @param rows the rows, which stay as they are
         * @return this builder
         * @throws IllegalStateException if the log had more than 2<sup>31</sup> - 9 interactions
         */
        public Builder addAll(InteractionRows rows) {
            assembly.addAll(rows);
            return this;
        }

        /**
         * Adds all of another log, and what its report tells. Initiators are inferred anew.
         *
         * @param log the log
         * @return this builder
         * @throws IllegalArgumentException if its currency is another one, or a customer is registered differently in it
         */
        public Builder addAll(InteractionLog log) {
            log.currency.ifPresent(this::currency);
            assembly.addAll(log.columns);
            assembly.addAll(log.report);
            return this;
        }

        /**
         * A loader's word that it refused a row, so that the log's report tells of it.
         *
         * @param reason why, the same text for the same reason
         * @param row which row, and what is wrong with it
         * @return this builder
         */
        public Builder refuse(String reason, String row) {
            return refuse(reason, row, 1);
        }

        /**
         * A loader's word that it refused several rows for one fault, such as a quote that makes one of them.
         *
         * @param reason why, the same text for the same reason
         * @param rows which rows, and what is wrong with them
         * @param count how many
         * @return this builder
         * @throws IllegalArgumentException if the count is not positive
         */
        public Builder refuse(String reason, String rows, long count) {
            if (count <= 0) {
                throw new IllegalArgumentException("count of refused rows must be positive, was " + count);
            }
            assembly.refuse(reason, rows, count);
            return this;
        }

        /**
         * The log.
         *
         * @return all that was added, exact duplicates by id once
         * @throws IllegalArgumentException if two interactions of one id differ
         */
        public InteractionLog build() {
            return assembly.build();
        }

        /**
         * The log, without those interactions whose id is shared by a different one: neither can be trusted. They are
         * in the report.
         *
         * @return all else that was added, exact duplicates by id once
         */
        public InteractionLog buildRefusingConflicts() {
            return assembly.buildRefusingConflicts();
        }
    }
}
