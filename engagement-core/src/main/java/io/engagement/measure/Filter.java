package io.engagement.measure;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;

/** Which interactions a measure looks at, by their kind. A value: equal filters are equal; serialisable; toString() is its canonical text. */
public interface Filter extends java.io.Serializable {
    boolean matches(InteractionKind kind);

    default Filter and(Filter other) {
        throw new UnsupportedOperationException();
    }

    default Filter or(Filter other) {
        throw new UnsupportedOperationException();
    }

    default Filter negate() {
        throw new UnsupportedOperationException();
    }

    static Filter all() {
        throw new UnsupportedOperationException();
    }

    static Filter initiatedBy(Initiator... initiators) {
        throw new UnsupportedOperationException();
    }

    static Filter purpose(Purpose... purposes) {
        throw new UnsupportedOperationException();
    }

    static Filter channel(Channel... channels) {
        throw new UnsupportedOperationException();
    }

    static Filter department(String... departments) {
        throw new UnsupportedOperationException();
    }

    static Filter actor(Actor actor) {
        throw new UnsupportedOperationException();
    }

    /** initiated by the customer, acted by a person. */
    static Filter ownInitiative() {
        throw new UnsupportedOperationException();
    }
}
