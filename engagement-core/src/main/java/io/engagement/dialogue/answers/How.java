package io.engagement.dialogue.answers;

/** How an ask came to its answer. */
enum How {
    /** Not at all, so far. */
    NOT(0),
    /** The act says that it replies. */
    REPLY(1),
    /** The act belongs to the conversation. */
    CONVERSATION(2),
    /** By the policy: the answer is inferred. */
    INFERRED(3),
    /** The act says that it replies, but it came after the window. */
    LATE(4);

    private final byte code;

    How(int code) {
        this.code = (byte) code;
    }

    static How of(byte code) {
        return switch (code) {
            case 0 -> NOT;
            case 1 -> REPLY;
            case 2 -> CONVERSATION;
            case 3 -> INFERRED;
            default -> LATE;
        };
    }

    byte code() {
        return code;
    }
}
