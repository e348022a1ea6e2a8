package io.engagement.dialogue.answers;

import io.engagement.domain.Channel;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Asks by purpose and channel of their first contacts, and all together in the last cell. */
final class Cells {
    /**
     * A purpose and a channel.
     *
     * @param purpose of the contact
     * @param channel of the contact
     */
    record Cell(Purpose purpose, Channel channel) {
        static Cell of(InteractionKind kind) {
            return new Cell(kind.purpose(), kind.channel());
        }
    }

    private final List<Cell> cells;
    private final int[] ofKind;

    Cells(Answers answers) {
        List<InteractionKind> kinds = answers.view().kinds();
        cells = IntStream.of(answers.kinds())
                .mapToObj(kind -> Cell.of(kinds.get(kind)))
                .distinct()
                .sorted(Comparator.comparing(Cell::purpose).thenComparing(Cell::channel))
                .toList();
        ofKind = kinds.stream().mapToInt(kind -> cells.indexOf(Cell.of(kind))).toArray();
    }

    /** Without that of all. */
    List<Cell> list() {
        return cells;
    }

    /** With that of all. */
    int count() {
        return cells.size() + 1;
    }

    /** The cell of all. */
    int all() {
        return cells.size();
    }

    /** The cell of an ask, as a group of one's own. */
    int of(int row, int kind, long epochMilli) {
        return ofKind[kind];
    }

    int[] ofKind() {
        return ofKind;
    }

    /** Whether asks of a kind are in a cell. */
    boolean has(int cell, int kind) {
        return cell == all() || ofKind[kind] == cell;
    }

    String purpose(int cell) {
        return cell == all() ? "all" : cells.get(cell).purpose().name();
    }

    String channel(int cell) {
        return cell == all() ? "all" : cells.get(cell).channel().name();
    }
}
