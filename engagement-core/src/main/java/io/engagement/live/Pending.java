package io.engagement.live;

import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.internal.thread.InThread;
import io.engagement.internal.thread.ThreadRow;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An interaction in a thread, whose initiator an earlier one that is still to come can change; or that waits for its time. */
final class Pending implements InThread {
    /** In place of a kind. */
    static final int NONE = -1;

    private final ThreadRow thread;
    /** What is held of it, of the kind as given. */
    private final long[] words;

    private int counted = NONE;
    private boolean inOrder;
    private boolean late;

    Pending(ThreadRow thread, long[] words) {
        this.thread = thread;
        this.words = words;
    }

    static Pending of(Interaction interaction, int number, InteractionKind given) {
        long[] words = new long[PackedInteraction.WORDS];
        PackedInteraction.put(interaction, number, words, 0);
        return new Pending(
                new ThreadRow(
                        words[PackedInteraction.AT],
                        given,
                        interaction.id().orElse(null),
                        interaction.inReplyTo().orElse(null),
                        interaction.conversation().orElse(null)),
                words);
    }

    @Override
    public ThreadRow thread() {
        return thread;
    }

    /** Words as {@link PackedInteraction} has them, not a copy. */
    long[] words() {
        return words;
    }

    long at() {
        return thread.at();
    }

    /** The number of its kind as given. */
    int given() {
        return PackedInteraction.kind(words, 0);
    }

    /** The number of the kind with which it counts, or none: it waits for its time. */
    int counted() {
        return counted;
    }

    boolean isCounted() {
        return counted != NONE;
    }

    void count(int kind) {
        counted = kind;
    }

    /** Copies what is held of it, of a kind with which it counts. */
    void copy(int kind, long[] into) {
        System.arraycopy(words, 0, into, 0, PackedInteraction.WORDS);
        into[PackedInteraction.KIND] = kind;
    }

    /** Whether it is among those that wait for ordered measures. */
    boolean isInOrder() {
        return inOrder;
    }

    void inOrder(boolean is) {
        inOrder = is;
    }

    /** Whether it came too late for ordered measures. */
    boolean isLate() {
        return late;
    }

    void late(boolean is) {
        late = is;
    }

    /** As the snapshot's format has it; see the package's notes. */
    void write(DataOutput out, int[] numbers) throws IOException {
        PackedInteraction.write(out, words, 0, isCounted(), numbers);
        if (isCounted()) {
            out.writeInt(numbers[counted]);
            out.writeBoolean(inOrder);
            out.writeBoolean(late);
        }
        write(out, thread.id());
        write(out, thread.inReplyTo());
        write(out, thread.conversation());
        out.writeByte(Kinds.number(thread.answered()));
        Initiator opened = thread.opened();
        out.writeByte(opened == null ? NONE : Kinds.number(opened));
    }

    private static void write(DataOutput out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            Snapshots.writeText(out, text);
        }
    }

    /** Reads what was written. */
    static Pending read(SnapshotReader in, Kinds kinds, int[] numbers) throws IOException {
        long[] words = new long[PackedInteraction.WORDS];
        boolean isCounted = PackedInteraction.read(in, numbers, words, 0);
        InteractionKind given = kinds.get(PackedInteraction.kind(words, 0)).kind();
        in.check(!given.initiatorInferred(), "kind in a thread", words[PackedInteraction.KIND], "one as given");
        int counted = NONE;
        boolean inOrder = false;
        boolean late = false;
        if (isCounted) {
            int number = in.readInt();
            in.check(number >= 0 && number < numbers.length, "kind in a thread", number, "one of the list");
            counted = numbers[number];
            InteractionKind kind = kinds.get(counted).kind();
            in.check(kind.asGiven().equals(given), "kind in a thread", number, "its own, with any initiator");
            inOrder = in.readFlag("flag of what waits in order");
            late = in.readFlag("flag of what came late");
        }
        ThreadRow thread = new ThreadRow(
                words[PackedInteraction.AT],
                given,
                readName(in, "id"),
                readName(in, "inReplyTo"),
                readName(in, "conversation"));
        thread.told(Objects.requireNonNullElse(readInitiator(in), Initiator.UNKNOWN), readInitiator(in));
        Pending pending = new Pending(thread, words);
        pending.counted = counted;
        pending.inOrder = inOrder;
        pending.late = late;
        return pending;
    }

    private static @Nullable String readName(SnapshotReader in, String what) throws IOException {
        return in.readFlag("flag of " + what) ? in.readName(what) : null;
    }

    private static @Nullable Initiator readInitiator(SnapshotReader in) throws IOException {
        int number = in.readByte();
        boolean known = number >= NONE && number < Kinds.INITIATORS.size();
        in.check(known, "initiator of a thread", number, "from -1 to 2");
        return number == NONE ? null : Kinds.INITIATORS.get(number);
    }
}
