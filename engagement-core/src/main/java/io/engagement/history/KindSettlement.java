package io.engagement.history;

import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.internal.index.Chunks;
import io.engagement.internal.thread.InThread;
import io.engagement.internal.thread.Remembered;
import io.engagement.internal.thread.ThreadRow;
import io.engagement.internal.thread.Threads;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Turns rows' kinds as given into those with initiators as inferred, numbered in their natural order. */
final class KindSettlement {
    private static final List<Initiator> SIDES = List.of(Initiator.CUSTOMER, Initiator.COMPANY, Initiator.UNKNOWN);

    private final Columns rows;
    private final List<InteractionKind> given;
    private final int[] unchanged;

    /** Where it stands, and what it says of its thread. */
    private record Row(int position, ThreadRow thread) implements InThread {}

    private KindSettlement(Columns rows, List<InteractionKind> given) {
        this.rows = rows;
        this.given = given;
        this.unchanged = IntStream.range(0, given.size())
                .map(i -> number(i, given.get(i).initiator()))
                .toArray();
    }

    /**
     * Renumbers the rows' kinds.
     *
     * @param rows in order of customer and time; their kinds are changed
     * @param given the kinds of their numbers
     * @param offsets where each customer's rows begin
     * @return the kinds of the new numbers: those that rows have, in natural order
     */
    static List<InteractionKind> settle(Columns rows, List<InteractionKind> given, int[] offsets) {
        KindSettlement settlement = new KindSettlement(rows, given);
        if (rows.inReplyTo.length == 0 && rows.conversation.length == 0) {
            Chunks.LONG.forEach(rows.size(), settlement::leave);
        } else {
            IntStream.range(0, offsets.length - 1)
                    .parallel()
                    .forEach(place -> settlement.settle(offsets[place], offsets[place + 1]));
        }
        return settlement.renumber();
    }

    private void settle(int from, int to) {
        leave(from, to);
        if (IntStream.range(from, to).anyMatch(this::isInThread)) {
            infer(from, to);
        }
    }

    /** Rows are in the order of time, and those of one instant in their order, before they are added. */
    private void infer(int from, int to) {
        Threads<Row> threads = new Threads<>(Comparator.comparingLong(row -> row.thread.at()), Remembered.NOTHING);
        for (int i = from; i < to; i++) {
            if (matters(i)) {
                threads.add(new Row(i, thread(i)));
            }
        }
        threads.resolve();
        for (int place = 0; place < threads.size(); place++) {
            Row row = threads.get(place);
            rows.kind[row.position] = number(rows.kind[row.position] / SIDES.size(), row.thread.initiator());
        }
    }

    private ThreadRow thread(int row) {
        return new ThreadRow(
                rows.at[row],
                given.get(rows.kind[row] / SIDES.size()),
                Columns.get(rows.id, row),
                Columns.get(rows.inReplyTo, row),
                Columns.get(rows.conversation, row));
    }

    private boolean matters(int row) {
        return ThreadRow.matters(
                given.get(rows.kind[row] / SIDES.size()).initiator(),
                Columns.get(rows.id, row),
                Columns.get(rows.inReplyTo, row),
                Columns.get(rows.conversation, row));
    }

    /** Initiators as they are given. */
    private void leave(int from, int to) {
        for (int i = from; i < to; i++) {
            rows.kind[i] = unchanged[rows.kind[i]];
        }
    }

    private static int number(int given, Initiator initiator) {
        return given * SIDES.size() + SIDES.indexOf(initiator);
    }

    private boolean isInThread(int row) {
        return Columns.get(rows.inReplyTo, row) != null || Columns.get(rows.conversation, row) != null;
    }

    private List<InteractionKind> renumber() {
        @Nullable InteractionKind[] settled = new InteractionKind[given.size() * SIDES.size()];
        boolean[] used = used();
        IntStream.range(0, used.length)
                .filter(number -> used[number])
                .forEach(number ->
                        settled[number] = settled(given.get(number / SIDES.size()), SIDES.get(number % SIDES.size())));
        List<InteractionKind> ordered =
                Arrays.stream(settled).filter(Objects::nonNull).sorted().toList();
        int[] places = Arrays.stream(settled)
                .mapToInt(kind -> kind == null ? -1 : Collections.binarySearch(ordered, kind))
                .toArray();
        Chunks.LONG.forEach(rows.size(), (from, to) -> {
            for (int i = from; i < to; i++) {
                rows.kind[i] = places[rows.kind[i]];
            }
        });
        return ordered;
    }

    /** The numbers that rows have. */
    private boolean[] used() {
        boolean[] used = new boolean[given.size() * SIDES.size()];
        Chunks.LONG.forEach(rows.size(), (from, to) -> {
            boolean[] ofPart = new boolean[used.length];
            for (int i = from; i < to; i++) {
                ofPart[rows.kind[i]] = true;
            }
            for (int number = 0; number < ofPart.length; number++) {
                if (ofPart[number]) {
                    // Whoever writes it writes the same.
                    used[number] = true;
                }
            }
        });
        return used;
    }

    private static InteractionKind settled(InteractionKind kind, Initiator initiator) {
        return kind.initiator() == initiator ? kind : kind.withInferredInitiator(initiator);
    }
}
