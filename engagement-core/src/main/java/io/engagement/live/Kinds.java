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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A shard's kinds, and the numbers of those of which something is held. */
final class Kinds {
    /** By the numbers that snapshots have for them. */
    static final List<Initiator> INITIATORS = List.of(Initiator.CUSTOMER, Initiator.COMPANY, Initiator.UNKNOWN);

    private static final int RECENT = 64;
    private static final int LEAST = 64;

    /** What a kind takes in a snapshot at the least: five texts, of which two have a character at the least, and two flags. */
    private static final int LEAST_BYTES = 5 * Integer.BYTES + 2 * Character.BYTES + 2;

    private final KnownKinds known;
    /** By their numbers; null where a kind was forgotten. */
    private final List<@Nullable Numbered> all = new ArrayList<>();

    /** How many interactions that are held are of each. */
    private int[] uses = new int[LEAST];
    /** Of how many kinds those are forgotten of which nothing is held: they come again by themselves. */
    private int most = LEAST;

    private int free;
    private final Map<InteractionKind, Integer> numbers = new HashMap<>();
    /** By identity, as a kind's own hash takes longer than all that is added up. */
    private final @Nullable InteractionKind[] recent = new InteractionKind[RECENT];

    private final int[] recentNumbers = new int[RECENT];

    /** A kind of which something may be held. */
    static final class Numbered {
        private final InteractionKind kind;
        /** As a log sorts it. */
        private final InteractionKind given;

        private final Weights weights;
        /** With an initiator inferred, by its number: made once, so that it is found by which object it is. */
        private final @Nullable InteractionKind[] inferred = new InteractionKind[INITIATORS.size()];

        private Numbered(InteractionKind kind, Weights weights) {
            this.kind = kind;
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
            int number = INITIATORS.indexOf(initiator);
            InteractionKind made = inferred[number];
            if (made == null) {
                made = kind.withInferredInitiator(initiator);
                inferred[number] = made;
            }
            return made;
        }
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

    /** The number of a kind of which something is to be held. */
    @SuppressWarnings("ReferenceEquality") // the same object is of the same kind; others are looked up
    int number(InteractionKind kind, Weights weights) {
        int place = System.identityHashCode(kind) & (RECENT - 1);
        if (recent[place] == kind) {
            return recentNumbers[place];
        }
        Integer found = numbers.get(kind);
        int number = found == null ? put(kind, weights) : found;
        recent[place] = kind;
        recentNumbers[place] = number;
        return number;
    }

    /** Where it fails, none is known by half. */
    private int put(InteractionKind kind, Weights weights) {
        Memory.ask();
        if (numbers.size() >= most) {
            forgetUnused();
            most = Math.max(LEAST, 2 * numbers.size());
        }
        int number = freeNumber();
        try {
            Memory.ask();
            numbers.put(kind, number);
        } catch (Throwable failed) {
            numbers.remove(kind);
            throw failed;
        }
        all.set(number, new Numbered(kind, weights));
        return number;
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

    /** Forgets kinds of which nothing is held, with their texts, which may tell of a customer. */
    void forgetUnused() {
        for (int number = 0; number < all.size(); number++) {
            Numbered each = all.get(number);
            if (each != null && uses[number] == 0) {
                numbers.remove(each.kind);
                all.set(number, null);
            }
        }
        for (int last = all.size() - 1; last >= 0 && all.get(last) == null; last--) {
            all.remove(last);
        }
        Arrays.fill(recent, null);
        known.forgetRecent();
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

    /** Writes those of which something is held, and tells the number of each in what was written. */
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
            in.check(!numbers.containsKey(kind), "kind", i, "another one than those before");
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
