package io.engagement.live;

import io.engagement.domain.Interaction;
import io.engagement.live.KnownKinds.Weights;
import org.jspecify.annotations.Nullable;

/** What was looked up of an interaction before its shard takes it; for one thread. */
final class Lookup {
    /** In place of a kind's key: it was not worked out. */
    static final long NO_KEY = 0;

    /** The hash of the customer's id. */
    private long hashed;
    /** The hash of the interaction's id under its customer's key, 0 if it has none or none is remembered. */
    private long hashedId;
    /** The customer's row, as far as is known, or {@link Rows#NONE}. */
    private int row = Rows.NONE;

    private long kindKey;

    @Nullable
    private Weights weights;

    /** Of an interaction without more fields. */
    static Lookup of(Interaction interaction, long hashed, Shard shard) {
        Lookup lookup = new Lookup();
        lookup.hashed = hashed;
        lookup.hashId(interaction, shard);
        return lookup;
    }

    void begin(long ofCustomer) {
        hashed = ofCustomer;
    }

    void guess(int guessed) {
        row = guessed;
    }

    void hashId(Interaction interaction, Shard shard) {
        hashedId = shard.hashOfId(interaction, hashed);
    }

    /** Works out the key of a kind that is not known by which object it is. */
    void hashKind(Interaction interaction, KnownKinds known) {
        weights = known.ifRecent(interaction.kind());
        kindKey = weights == null ? known.key(interaction.kind()) : NO_KEY;
    }

    void weigh(Interaction interaction, KnownKinds known) {
        if (weights == null) {
            weights = known.ifKnown(interaction.kind(), kindKey);
        }
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

    long kindKey() {
        return kindKey;
    }

    /** What its kind weighs, if that is known. */
    @Nullable
    Weights weights() {
        return weights;
    }
}
