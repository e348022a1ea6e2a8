package io.engagement.history;

import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
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
     * @param given what their numbers stand for
     * @param offsets where each customer's rows begin
     * @return what the new numbers stand for: the kinds that rows have, in natural order
     */
    static List<InteractionKind> settle(Columns rows, List<InteractionKind> given, int[] offsets) {
        KindSettlement settlement = new KindSettlement(rows, given);
        if (rows.inReplyTo.length == 0 && rows.conversation.length == 0) {
            Chunks.forEach(rows.size(), settlement::leave);
        } else {
            IntStream.range(0, offsets.length - 1)
                    .parallel()
                    .forEach(place -> settlement.settle(offsets[place], offsets[place + 1]));
        }
        return settlement.renumber();
    }

    private void settle(int from, int to) {
        if (IntStream.range(from, to).anyMatch(this::isInThread)) {
            Initiator[] initiators = ThreadInference.infer(rows, given, from, to);
            for (int i = from; i < to; i++) {
                rows.kind[i] = number(rows.kind[i], initiators[i - from]);
            }
        } else {
            leave(from, to);
        }
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
        used().stream()
                .forEach(number ->
                        settled[number] = settled(given.get(number / SIDES.size()), SIDES.get(number % SIDES.size())));
        List<InteractionKind> ordered =
                Arrays.stream(settled).filter(Objects::nonNull).sorted().toList();
        int[] places = Arrays.stream(settled)
                .mapToInt(kind -> kind == null ? -1 : Collections.binarySearch(ordered, kind))
                .toArray();
        Chunks.forEach(rows.size(), (from, to) -> {
            for (int i = from; i < to; i++) {
                rows.kind[i] = places[rows.kind[i]];
            }
        });
        return ordered;
    }

    /** The numbers that rows have. */
    private BitSet used() {
        BitSet used = new BitSet();
        Chunks.forEach(rows.size(), (from, to) -> {
            boolean[] ofPart = new boolean[given.size() * SIDES.size()];
            for (int i = from; i < to; i++) {
                ofPart[rows.kind[i]] = true;
            }
            synchronized (used) {
                IntStream.range(0, ofPart.length)
                        .filter(number -> ofPart[number])
                        .forEach(used::set);
            }
        });
        return used;
    }

    private static InteractionKind settled(InteractionKind kind, Initiator initiator) {
        return kind.initiator() == initiator ? kind : kind.withInferredInitiator(initiator);
    }
}
