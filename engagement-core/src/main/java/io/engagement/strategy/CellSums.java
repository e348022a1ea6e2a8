package io.engagement.strategy;

import io.engagement.dialogue.answers.AnswerCounts;
import io.engagement.domain.Actor;
import io.engagement.domain.Direction;
import io.engagement.domain.InteractionKind;
import io.engagement.history.LogView;
import io.engagement.strategy.ContactMap.Cell;
import io.engagement.strategy.ContactMap.Dimension;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Counts the contacts of cells, customer by customer. */
final class CellSums {
    private static final double DAY = 86_400_000;

    private final LogView view;
    private final int[] ofKind;
    private final List<List<String>> names;
    private final int[] contacts;
    private final int[] customers;
    private final double[] cost;
    private final boolean[] costKnown;
    private final List<DayGaps> gaps;
    private final int[] lastRow;
    private final long[] lastTime;
    private int machineActs;

    CellSums(LogView view, List<Dimension> dimensions) {
        this.view = view;
        Map<List<String>, Integer> cells = new TreeMap<>(CellSums::compare);
        List<List<String>> byKind = view.kinds().stream()
                .map(kind -> dimensions.stream().map(each -> each.of(kind)).toList())
                .toList();
        byKind.forEach(key -> cells.put(key, 0));
        this.names = List.copyOf(cells.keySet());
        for (int i = 0; i < names.size(); i++) {
            cells.put(names.get(i), i);
        }
        this.ofKind = IntStream.range(0, byKind.size())
                .map(kind -> isMachines(view.kinds().get(kind)) ? -1 : cells.getOrDefault(byKind.get(kind), -1))
                .toArray();
        int size = names.size();
        this.contacts = new int[size];
        this.customers = new int[size];
        this.cost = new double[size];
        this.costKnown = new boolean[size];
        this.gaps = IntStream.range(0, size).mapToObj(i -> new DayGaps()).toList();
        this.lastRow = new int[size];
        Arrays.fill(lastRow, -1);
        this.lastTime = new long[size];
    }

    private static int compare(List<String> one, List<String> other) {
        for (int i = 0; i < one.size(); i++) {
            int order = one.get(i).compareTo(other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    static boolean isMachines(InteractionKind kind) {
        return kind.actor() == Actor.MACHINE && kind.direction() != Direction.OUTBOUND;
    }

    /** How many cells there may be. */
    int size() {
        return names.size();
    }

    /** The cell of a kind; negative if it is no contact. */
    int cell(int kind) {
        return ofKind[kind];
    }

    int machineActs() {
        return machineActs;
    }

    void addRow(int row, long from) {
        for (int i = view.start(row); i < view.end(row); i++) {
            int cell = ofKind[view.kindIndex(i)];
            if (view.epochMilli(i) < from) {
                continue;
            }
            if (cell < 0) {
                machineActs++;
            } else {
                add(cell, row, i);
            }
        }
    }

    private void add(int cell, int row, int position) {
        long at = view.epochMilli(position);
        contacts[cell]++;
        if (lastRow[cell] == row) {
            gaps.get(cell).add((at - lastTime[cell]) / DAY);
        } else {
            customers[cell]++;
        }
        lastRow[cell] = row;
        lastTime[cell] = at;
        double paid = view.cost(position);
        if (!Double.isNaN(paid)) {
            costKnown[cell] = true;
            cost[cell] += paid;
        }
    }

    List<Cell> cells(IntFunction<Optional<AnswerCounts>> asks) {
        return IntStream.range(0, names.size())
                .filter(i -> contacts[i] > 0)
                .mapToObj(i -> new Cell(
                        names.get(i),
                        contacts[i],
                        customers[i],
                        costKnown[i] ? cost[i] : Double.NaN,
                        gaps.get(i).median(),
                        asks.apply(i)))
                .toList();
    }
}
