package io.engagement.initiative;

import java.util.Locale;

/** The terms of an {@link AdditiveLogistic}: readings on scales on which log-odds are about straight. */
enum ActTerm {
    /** ln of acts a unit of time, both halving every horizon. */
    RECENT_RATE(Group.RHYTHM, Move.UP),
    /** The same, halving every four horizons. */
    LASTING_RATE(Group.RHYTHM, Move.UP),
    /** The same over all the time known. */
    RATE(Group.HISTORY, Move.UP),
    /** ln of the time since the last act. */
    SILENCE(Group.RHYTHM, Move.DOWN),
    /** ln of the time since the first act. */
    TENURE(Group.HISTORY, Move.NONE),
    /** ln of the number of acts. */
    ACTS(Group.HISTORY, Move.UP),
    /** ln of the number of days with one. */
    DAYS(Group.HISTORY, Move.UP),
    /** ln of acts on such a day. */
    ACTS_A_DAY(Group.HISTORY, Move.EITHER),
    /** ln of the silence in usual gaps: the own mean, with two of the base's gaps added. */
    HABIT(Group.RHYTHM, Move.EITHER),
    /** Coefficient of variation of the gaps, with three gaps of 1 added. */
    IRREGULARITY(Group.RHYTHM, Move.EITHER),
    /** 1 if all acts were on one day. */
    ONE_DAY(Group.HISTORY, Move.DOWN),
    /** ln(1 + acts that halve every quarter of the horizon). */
    FRESH_ACTS(Group.RHYTHM, Move.UP),
    /** ln(1 + acts that halve every horizon). */
    RECENT_ACTS(Group.RHYTHM, Move.UP);

    /** What a customer would call it. */
    enum Group {
        /** How long they have been silent, against their rhythm, and how much they did of late. */
        RHYTHM,
        /** What they did in all the time known. */
        HISTORY;

        /** Where it stands among the parts. */
        @SuppressWarnings("EnumOrdinal") // the order of the constants is that of the parts
        int place() {
            return ordinal();
        }
    }

    /** Where an own act moves a term, if it moves it. */
    enum Move {
        UP,
        DOWN,
        NONE,
        EITHER
    }

    static final int SIZE = values().length;

    /** Terms with hinges, at the quartiles. */
    private static final int[] HINGED = {RECENT_RATE.place(), LASTING_RATE.place(), SILENCE.place(), HABIT.place()};

    private final Group group;
    private final Move move;

    ActTerm(Group group, Move move) {
        this.group = group;
        this.move = move;
    }

    Group group() {
        return group;
    }

    static ActTerm at(int place) {
        return values()[place];
    }

    /** Where it stands among the terms. */
    @SuppressWarnings("EnumOrdinal") // the order of the constants is that of the terms
    int place() {
        return ordinal();
    }

    Move move() {
        return move;
    }

    /** Places of the terms with hinges. */
    static int[] hinged() {
        return HINGED.clone();
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
