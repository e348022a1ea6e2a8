package io.engagement.history;

import io.engagement.domain.Customer;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;

/** All interactions, immutable, columnar, ordered by customer id and time. */
public final class InteractionLog {
    private InteractionLog() {}

    public static Builder builder() {
        throw new UnsupportedOperationException();
    }

    /** number of interactions. */
    public int size() {
        throw new UnsupportedOperationException();
    }

    /** number of customers, with or without interactions. */
    public int customers() {
        throw new UnsupportedOperationException();
    }

    public Optional<Currency> currency() {
        throw new UnsupportedOperationException();
    }

    /** when the first interaction happened; empty if there is none. */
    public Optional<Instant> firstAt() {
        throw new UnsupportedOperationException();
    }

    public Optional<Instant> lastAt() {
        throw new UnsupportedOperationException();
    }

    public LogView asOf(Instant asOf) {
        throw new UnsupportedOperationException();
    }

    public InteractionLog merge(InteractionLog other) {
        throw new UnsupportedOperationException();
    }

    public InteractionLog without(String customerId) {
        throw new UnsupportedOperationException();
    }

    public LoadReport loadReport() {
        throw new UnsupportedOperationException();
    }

    public static final class Builder {
        private Builder() {}

        public Builder currency(Currency currency) {
            throw new UnsupportedOperationException();
        }

        /** registers a customer, who need not have any interaction. */
        public Builder customer(Customer customer) {
            throw new UnsupportedOperationException();
        }

        public Builder add(Interaction interaction) {
            throw new UnsupportedOperationException();
        }

        /** bulk door without objects; value and cost NaN where there is none; same checks as Interaction. */
        public Builder add(String customerId, long epochMilli, InteractionKind kind, double value, double cost) {
            throw new UnsupportedOperationException();
        }

        /** a loader's word that it refused a row, for the LoadReport. */
        public Builder refuse(String reason, String row) {
            throw new UnsupportedOperationException();
        }

        /** throws if two interactions of one id differ. */
        public InteractionLog build() {
            throw new UnsupportedOperationException();
        }

        /** leaves out every interaction whose id is shared by another that differs, and reports them. */
        public InteractionLog buildRefusingConflicts() {
            throw new UnsupportedOperationException();
        }
    }
}
