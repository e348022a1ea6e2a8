package io.engagement.live;

import io.engagement.domain.Interaction;

/** What was looked up of an interaction before its shard takes it; for one thread. */
final class Lookup {
    /** The hash of the customer's id. */
    private long hashed;
    /** The hash of the interaction's id under its customer's key, 0 if it has none or none is remembered. */
    private long hashedId;
    /** The customer's row, as far as is known, or {@link Rows#NONE}. */
    private int row = Rows.NONE;

    /** Of an interaction without more fields. */
    static Lookup of(Interaction interaction, long hashed, Shard shard) {
        Lookup lookup = new Lookup();
        lookup.hashed = hashed;
        lookup.hashId(interaction, shard);
        return lookup;
    }

    void begin(long ofCustomer) {
        hashed = ofCustomer;
        hashedId = 0;
    }

    void guess(int guessed) {
        row = guessed;
    }

    void hashId(Interaction interaction, Shard shard) {
        hashedId = shard.hashOfId(interaction, hashed);
    }

    long hashed() {
        return hashed;
    }

    long hashedId() {
        return hashedId;
    }

    int row() {
        return row;
    }
}
