package io.engagement.live;

import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.live.KnownKinds.Weights;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of a shard's held interactions, by numbers. Kinds of a campaign, of which there may be a hundred thousand, have a
 * number for each interaction; others share theirs, as far as they were met again soon. A number is free when nothing uses it.
 */
final class Kinds {
    /** By the numbers that snapshots have for them. */
    static final List<Initiator> INITIATORS = List.of(Initiator.CUSTOMER, Initiator.COMPANY, Initiator.UNKNOWN);

    /** No number. */
    static final int NONE = -1;

    private static final int RECENT = 32;
    private static final int LEAST = 16;

    /** The least size of a kind in a snapshot: five texts, two of them not empty, and two flags. */
    private static final int LEAST_BYTES = 5 * Integer.BYTES + 2 * Character.BYTES + 2;

    private final KnownKinds known;
    /** By their numbers; null where one is free. */
    private @Nullable Numbered[] all = {};

    /** How many interactions that are held are of each. */
    private int[] uses = {};
    /** How many are used. */
    private int used;
    /** The first one that may be free; all below {@link #limit} are told before it starts at 0 again. */
    private int next;

    private int limit;
    /** None is used from here on: above the limit are those of a peak. */
    private int end;
    /** Who asked for it may not have used it yet. */
    private int asked = NONE;
    /** By which object weighs them, kinds without a campaign that have a number. */
    private final @Nullable Weights[] recent = new Weights[RECENT];

    private final int[] recentNumbers = new int[RECENT];

    /**
     * A kind that held interactions have.
     *
     * @param kind as it counts
     * @param given as a log sorts it
     * @param weights what it weighs
     */
    record Numbered(InteractionKind kind, InteractionKind given, Weights weights) {}

    /** An initiator's place among {@link #INITIATORS}. */
    static int number(Initiator initiator) {
        return switch (initiator) {
            case CUSTOMER -> 0;
            case COMPANY -> 1;
            case UNKNOWN -> 2;
        };
    }

    Kinds(KnownKinds known) {
        this.known = known;
    }

    Numbered get(int number) {
        return Objects.requireNonNull(all[number]);
    }

    Weights of(InteractionKind kind) {
        return known.of(kind);
    }

    /**
     * The number of a kind of an interaction that may be held; the same one as the last time if that was not used. It stays this kind's
     * until the next number is asked for, even if the last other interaction that has it is let go of.
     */
    int number(InteractionKind kind, Weights weights) {
        return kind.campaign().isEmpty() ? shared(kind, weights) : asked(single(kind, weights));
    }

    @SuppressWarnings("ReferenceEquality") // the same object is of the same kind; others take a number of their own
    private int shared(InteractionKind kind, Weights weights) {
        int place = place(weights);
        if (recent[place] != weights) {
            recentNumbers[place] = single(kind, weights);
            recent[place] = weights;
        }
        return asked(recentNumbers[place]);
    }

    private int asked(int number) {
        if (number != asked) {
            clearAsked();
        }
        asked = number;
        return number;
    }

    /** Frees the number that was asked for last if nothing uses it. */
    private void clearAsked() {
        if (asked != NONE && uses[asked] == 0) {
            clear(asked);
        }
        asked = NONE;
    }

    private static int place(Weights weights) {
        return weights.number() & (RECENT - 1);
    }

    /** Where it fails, all is as it was. */
    private int single(InteractionKind kind, Weights weights) {
        Memory.ask();
        Numbered numbered = new Numbered(kind, kind.asGiven(), weights);
        clearAsked();
        skipUsed();
        if (next == limit) {
            startAgain();
            skipUsed();
        }
        clear(next);
        all[next] = numbered;
        return next;
    }

    private void clear(int number) {
        Numbered there = all[number];
        if (there != null) {
            all[number] = null;
            int place = place(there.weights);
            if (recentNumbers[place] == number) {
                recent[place] = null;
            }
        }
    }

    private void skipUsed() {
        while (next < limit && uses[next] > 0) {
            next++;
        }
    }

    /** With room for as many again as are used. So those of a peak go out of use one after the other, and it is given back. */
    private void startAgain() {
        int wanted = Math.max(LEAST, 2 * used);
        while (end > wanted && uses[end - 1] == 0) {
            end--;
        }
        int length = Math.max(wanted, end);
        if (length > all.length || length < all.length / 4) {
            Memory.ask();
            @Nullable Numbered[] others = Arrays.copyOf(all, length + length / 4);
            uses = Arrays.copyOf(uses, others.length);
            all = others;
        }
        limit = wanted;
        end = length;
        next = 0;
    }

    /** One more of a kind is held. */
    void use(int number) {
        if (uses[number]++ == 0) {
            used++;
        }
    }

    /** One less of a kind is held. */
    void release(int number) {
        if (--uses[number] == 0) {
            used--;
            if (number != asked) {
                clear(number);
            }
        }
    }

    /** Forgets kinds that are not used, and their texts, which may tell of a customer. */
    void forget() {
        clearAsked();
        if (next < end && uses[next] == 0) {
            clear(next);
        }
        known.forget();
    }

    /** As a log sorts them: in the natural order of kinds as they were given, not of their numbers. */
    int compareGiven(int number, int other) {
        return number == other ? 0 : get(number).given.compareTo(get(other).given);
    }

    /** In the natural order of kinds. */
    int compare(int number, int other) {
        return number == other ? 0 : get(number).kind.compareTo(get(other).kind);
    }

    /** Writes the used kinds, each once, and returns the place of each number's among those written. */
    int[] write(DataOutput out) throws IOException {
        int[] places = new int[end];
        Map<InteractionKind, Integer> held = new LinkedHashMap<>();
        for (int number = 0; number < end; number++) {
            if (uses[number] > 0) {
                InteractionKind kind = get(number).kind();
                int next = held.size();
                places[number] = held.computeIfAbsent(kind, unknown -> next);
            }
        }
        out.writeInt(held.size());
        for (InteractionKind kind : held.keySet()) {
            write(out, kind);
        }
        return places;
    }

    private static void write(DataOutput out, InteractionKind kind) throws IOException {
        Snapshots.writeText(out, kind.channel().name());
        Snapshots.writeText(out, kind.purpose().name());
        Snapshots.writeText(out, kind.initiator().name());
        out.writeBoolean(kind.initiatorInferred());
        Snapshots.writeText(out, kind.direction().name());
        Snapshots.writeText(out, kind.actor().name());
        out.writeBoolean(kind.department().isPresent());
        if (kind.department().isPresent()) {
            Snapshots.writeText(out, kind.department().get());
        }
        out.writeBoolean(kind.campaign().isPresent());
        if (kind.campaign().isPresent()) {
            Snapshots.writeText(out, kind.campaign().get());
        }
    }

    /**
     * Reads kinds, and keeps them in use until {@link #endReading}.
     *
     * @return the numbers that they have here, by those that they were written with
     */
    int[] read(SnapshotReader in) throws IOException {
        int[] here = new int[in.readSize("number of kinds", LEAST_BYTES)];
        for (int i = 0; i < here.length; i++) {
            InteractionKind kind = readKind(in);
            here[i] = number(kind, of(kind));
            use(here[i]);
        }
        return here;
    }

    /** When all is read that is of these kinds. */
    void endReading(SnapshotReader in, int[] here) throws SnapshotException {
        boolean first = in.format() == Snapshots.FIRST_FORMAT;
        for (int i = 0; i < here.length; i++) {
            release(here[i]);
            in.check(first || uses[here[i]] > 0, "kind", i, "one of something that waits");
        }
    }

    private static InteractionKind readKind(SnapshotReader in) throws IOException {
        Channel channel = Channel.of(in.readName("channel"));
        Purpose purpose = Purpose.of(in.readName("purpose"));
        Initiator initiator = readConstant(in, "initiator", Initiator.values());
        boolean inferred = in.readFlag("flag of an inferred initiator");
        in.check(!inferred || initiator != Initiator.UNKNOWN, "inferred initiator", "UNKNOWN", "CUSTOMER or COMPANY");
        Direction direction = readConstant(in, "direction", Direction.values());
        Actor actor = readConstant(in, "actor", Actor.values());
        Optional<String> department =
                in.readFlag("flag of a department") ? Optional.of(in.readName("department")) : Optional.empty();
        Optional<String> campaign = in.format() >= Snapshots.FORMAT_OF_THREADS && in.readFlag("flag of a campaign")
                ? Optional.of(in.readName("campaign"))
                : Optional.empty();
        return new InteractionKind(channel, purpose, initiator, inferred, direction, actor, department, campaign);
    }

    private static <E extends Enum<E>> E readConstant(SnapshotReader in, String what, E[] constants)
            throws IOException {
        String name = in.readText(what);
        for (E each : constants) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        throw in.wrong(what + " must be one of " + Arrays.toString(constants) + ", was " + SnapshotReader.shown(name));
    }
}
