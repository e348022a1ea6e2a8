package io.engagement.dialogue.answers;

/** How an ask came to its answer. */
enum How {
    /** Not at all, so far. */
    NOT,
    /** The act says that it replies. */
    REPLY,
    /** The act belongs to the conversation. */
    CONVERSATION,
    /** By the policy: the answer is inferred. */
    INFERRED,
    /** The act says that it replies, but it came after the window. */
    LATE;

    private static final How[] ALL = values();

    static How of(byte code) {
        return ALL[code];
    }

    byte code() {
        return (byte) ordinal();
    }
}
