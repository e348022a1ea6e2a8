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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A shard's kinds, and the numbers of those that held interactions have. */
final class Kinds {
    /** By the numbers that snapshots have for them. */
    static final List<Initiator> INITIATORS = List.of(Initiator.CUSTOMER, Initiator.COMPANY, Initiator.UNKNOWN);

    private static final int RECENT = 64;
    private static final int LEAST = 64;

    /** The least size of a kind in a snapshot: five texts, two of them not empty, and two flags. */
    private static final int LEAST_BYTES = 5 * Integer.BYTES + 2 * Character.BYTES + 2;

    private final KnownKinds known;
    /** By their numbers; null where a kind was forgotten. */
    private final List<@Nullable Numbered> all = new ArrayList<>();

    /** How many interactions that are held are of each. */
    private int[] uses = new int[LEAST];
    /** From this many kinds on, unused ones are forgotten; they are added again when they come. */
    private int most = LEAST;

    private int free;
    /** Open addressing: keys of kinds, never 0, and their numbers. */
    private long[] keys = new long[2 * LEAST];

    private int[] numbers = new int[2 * LEAST];
    private int size;
    /** By identity, as a kind's own hash takes longer than all that is added up. */
    private final @Nullable InteractionKind[] recent = new InteractionKind[RECENT];

    private final int[] recentNumbers = new int[RECENT];

    /** A kind that held interactions may have. */
    static final class Numbered {
        private final InteractionKind kind;
        private final long key;
        /** As a log sorts it. */
        private final InteractionKind given;

        private final Weights weights;
        /** With an initiator inferred, by its number: made once, so that it is found by which object it is. */
        private @Nullable InteractionKind @Nullable [] inferred;

        private Numbered(InteractionKind kind, long key, Weights weights) {
            this.kind = kind;
            this.key = key;
            this.given = kind.asGiven();
            this.weights = weights;
        }

        InteractionKind kind() {
            return kind;
        }

        Weights weights() {
            return weights;
        }

        /** This one, whose initiator is as given, with one that its thread tells. */
        InteractionKind inferred(Initiator initiator) {
            if (initiator == kind.initiator()) {
                return kind;
            }
            @Nullable InteractionKind[] known = inferred == null ? new InteractionKind[INITIATORS.size()] : inferred;
            inferred = known;
            int number = Kinds.number(initiator);
            InteractionKind made = known[number];
            if (made == null) {
                made = kind.withInferredInitiator(initiator);
                known[number] = made;
            }
            return made;
        }
    }

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
        return Objects.requireNonNull(all.get(number));
    }

    /** One more of a kind is held. */
    void use(int number) {
        uses[number]++;
    }

    /** One less of a kind is held. */
    void release(int number) {
        uses[number]--;
    }

    Weights of(InteractionKind kind) {
        return known.of(kind);
    }

    Weights of(InteractionKind kind, long key) {
        return known.of(kind, key);
    }

    /** The number of a kind of an interaction that will be held. */
    @SuppressWarnings("ReferenceEquality") // the same object is of the same kind; others are looked up
    int number(InteractionKind kind, Weights weights) {
        int place = System.identityHashCode(kind) & (RECENT - 1);
        if (recent[place] == kind) {
            return recentNumbers[place];
        }
        int number = number(kind, known.key(kind), weights);
        recent[place] = kind;
        recentNumbers[place] = number;
        return number;
    }

    /** The same of a kind whose key is known. */
    int number(InteractionKind kind, long key, Weights weights) {
        int at = find(key);
        return keys[at] == key ? numbers[at] : put(kind, key, weights);
    }

    /** Where a key is, or would be. */
    private int find(long key) {
        int mask = keys.length - 1;
        int at = (int) key & mask;
        while (keys[at] != 0 && keys[at] != key) {
            at = (at + 1) & mask;
        }
        return at;
    }

    /** Where it fails, none is known by half. */
    private int put(InteractionKind kind, long key, Weights weights) {
        Memory.ask();
        if (size >= most) {
            forgetUnused();
            reserve(Math.max(LEAST, 2 * size));
        }
        int number = freeNumber();
        Numbered numbered = new Numbered(kind, key, weights);
        Memory.ask();
        all.set(number, numbered);
        enter(key, number);
        return number;
    }

    private void enter(long key, int number) {
        int at = find(key);
        keys[at] = key;
        numbers[at] = number;
        size++;
    }

    /** Room for twice as many as there are. */
    private void reserve(int kinds) {
        if (2L * kinds > keys.length) {
            Memory.ask();
            long[] moreKeys = new long[2 * Integer.highestOneBit(2 * kinds - 1)];
            numbers = new int[moreKeys.length];
            keys = moreKeys;
            enterAll();
        }
        most = kinds;
    }

    private void enterAll() {
        Arrays.fill(keys, 0);
        size = 0;
        for (int number = 0; number < all.size(); number++) {
            Numbered each = all.get(number);
            if (each != null) {
                enter(each.key, number);
            }
        }
    }

    private int freeNumber() {
        while (free < all.size() && all.get(free) != null) {
            free++;
        }
        if (free == all.size()) {
            if (free == uses.length) {
                uses = Arrays.copyOf(uses, 2 * free);
            }
            all.add(null);
        }
        return free;
    }

    /** Forgets unused kinds and all their texts, which may tell of a customer. */
    void forget() {
        forgetUnused();
        known.forgetRecent();
    }

    private void forgetUnused() {
        for (int number = 0; number < all.size(); number++) {
            if (uses[number] == 0) {
                all.set(number, null);
            }
        }
        for (int last = all.size() - 1; last >= 0 && all.get(last) == null; last--) {
            all.remove(last);
        }
        enterAll();
        Arrays.fill(recent, null);
        free = 0;
    }

    /** As a log sorts them: in the natural order of kinds as they were given, not of their numbers. */
    int compareGiven(int number, int other) {
        return number == other ? 0 : get(number).given.compareTo(get(other).given);
    }

    /** In the natural order of kinds. */
    int compare(int number, int other) {
        return number == other ? 0 : get(number).kind.compareTo(get(other).kind);
    }

    /** Writes the used kinds, and returns the number of each among those written. */
    int[] write(DataOutput out) throws IOException {
        int[] places = new int[all.size()];
        List<InteractionKind> held = new ArrayList<>();
        for (int number = 0; number < places.length; number++) {
            if (uses[number] > 0) {
                places[number] = held.size();
                held.add(get(number).kind());
            }
        }
        out.writeInt(held.size());
        for (InteractionKind kind : held) {
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
            in.check(!isNumbered(kind), "kind", i, "another one than those before");
            here[i] = number(kind, of(kind));
            use(here[i]);
        }
        return here;
    }

    private boolean isNumbered(InteractionKind kind) {
        long key = known.key(kind);
        return keys[find(key)] == key;
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
