package io.engagement.internal.thread;

import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import org.jspecify.annotations.Nullable;

/** An interaction as far as its thread goes, and what {@link Threads} inferred of it. */
public final class ThreadRow implements InThread {
    private final long at;
    private final Initiator given;
    private final Direction direction;

    @Nullable
    private final String id;

    @Nullable
    private final String inReplyTo;

    @Nullable
    private final String conversation;

    private Initiator initiator;
    private boolean seen;
    /** What was told when it was asked last: who told it may have forgotten since. */
    private Initiator answered = Initiator.UNKNOWN;

    @Nullable
    private Initiator opened;

    /**
     * Of an interaction.
     *
     * @param at when it happened, in milliseconds since 1970
     * @param kind as given
     * @param id its own id
     * @param inReplyTo the id of what it answers
     * @param conversation the conversation that it belongs to
     */
    public ThreadRow(
            long at,
            InteractionKind kind,
            @Nullable String id,
            @Nullable String inReplyTo,
            @Nullable String conversation) {
        this.at = at;
        this.given = kind.initiator();
        this.direction = kind.direction();
        this.id = id;
        this.inReplyTo = inReplyTo;
        this.conversation = conversation;
        this.initiator = given;
    }

    /**
     * Whether an interaction can tell another one's initiator, or can have its own inferred: if neither, its thread need not
     * be known.
     *
     * @param given its initiator
     * @param id its own id
     * @param inReplyTo the id of what it answers
     * @param conversation the conversation that it belongs to
     * @return if so
     */
    public static boolean matters(
            Initiator given, @Nullable String id, @Nullable String inReplyTo, @Nullable String conversation) {
        return conversation != null || (given == Initiator.UNKNOWN ? inReplyTo : id) != null;
    }

    @Override
    public ThreadRow thread() {
        return this;
    }

    /**
     * When it happened.
     *
     * @return milliseconds since 1970
     */
    public long at() {
        return at;
    }

    /**
     * Its own id.
     *
     * @return null if it has none
     */
    @Nullable
    public String id() {
        return id;
    }

    /**
     * The id of what it answers.
     *
     * @return null if it answers nothing
     */
    @Nullable
    public String inReplyTo() {
        return inReplyTo;
    }

    /**
     * The conversation that it belongs to.
     *
     * @return null if it belongs to none
     */
    @Nullable
    public String conversation() {
        return conversation;
    }

    /**
     * Its initiator, given or inferred.
     *
     * @return as of the last {@link Threads#resolve}
     */
    public Initiator initiator() {
        return initiator;
    }

    /**
     * What was told of the one before it that it answers.
     *
     * @return UNKNOWN if nothing
     */
    public Initiator answered() {
        return answered;
    }

    /**
     * What was told of the first of its conversation before it.
     *
     * @return null if nothing
     */
    @Nullable
    public Initiator opened() {
        return opened;
    }

    /**
     * Tells what was told before, as after it was written and read.
     *
     * @param answer of what it answers, UNKNOWN for nothing
     * @param opening of its conversation's first, null for nothing
     */
    public void told(Initiator answer, @Nullable Initiator opening) {
        answered = answer;
        opened = opening;
    }

    boolean isKnown() {
        return initiator != Initiator.UNKNOWN;
    }

    void initiator(Initiator inferred) {
        initiator = inferred;
    }

    boolean isSeen() {
        return seen;
    }

    void see() {
        seen = true;
    }

    void begin() {
        initiator = given;
        seen = false;
    }

    /** What it tells if it is the first of its conversation: a reply is nobody's opening. */
    Initiator opener() {
        if (inReplyTo != null) {
            return Initiator.UNKNOWN;
        }
        return switch (direction) {
            case INBOUND -> Initiator.CUSTOMER;
            case OUTBOUND -> Initiator.COMPANY;
            case UNKNOWN -> Initiator.UNKNOWN;
        };
    }
}
