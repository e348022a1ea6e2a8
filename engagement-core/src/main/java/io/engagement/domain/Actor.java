package io.engagement.domain;

/** Whether a person or a machine acted. An automatic reply is nobody's engagement. */
public enum Actor {
    /** A person acted, or nothing says that it was a machine. */
    PERSON,
    /** A machine acted: an out-of-office reply, a bounce, a prefetched pixel. It never counts as anybody's effort. */
    MACHINE
}
