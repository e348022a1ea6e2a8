package io.engagement.internal.thread;

import io.engagement.domain.Initiator;
import org.jspecify.annotations.Nullable;

/** What is remembered of a customer's interactions before those that {@link Threads} hold. */
public interface Remembered {
    /** Of a log, which holds them all. */
    Remembered NOTHING = new Remembered() {
        @Override
        public Initiator answered(String id, long at) {
            return Initiator.UNKNOWN;
        }

        @Override
        public @Nullable Initiator opened(String conversation, long at) {
            return null;
        }
    };

    /**
     * The initiator of the interaction of an id.
     *
     * @param id its id
     * @param at it must not be later
     * @return UNKNOWN if it is not known, or later
     */
    Initiator answered(String id, long at);

    /**
     * The initiator of the first interaction of a conversation.
     *
     * @param conversation its id
     * @param at the first one must not be later
     * @return null if the conversation is not remembered, or began later
     */
    @Nullable
    Initiator opened(String conversation, long at);
}
