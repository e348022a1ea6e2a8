package io.engagement.history;

import io.engagement.internal.index.KindIndex;
import io.engagement.internal.index.TextIndex;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Rows that share an id: duplicates where they are equal in everything, conflicts where they are not. */
final class SharedIds {
    private final Columns rows;
    private final BitSet duplicates = new BitSet();
    private final BitSet conflicts = new BitSet();

    private SharedIds(Columns rows) {
        this.rows = rows;
    }

    static SharedIds among(Columns rows, KindIndex kinds) {
        SharedIds shared = new SharedIds(rows);
        if (rows.id.length > 0) {
            shared.find(kinds.ranks());
        }
        return shared;
    }

    private void find(int[] kindRank) {
        TextIndex ids = new TextIndex();
        int[] firstRow = new int[Math.min(rows.size(), rows.id.length)];
        for (int row = 0; row < firstRow.length; row++) {
            String id = rows.id[row];
            if (id == null) {
                continue;
            }
            int known = ids.size();
            int number = ids.indexOf(id);
            if (number == known) {
                firstRow[number] = row;
            } else if (isSame(firstRow[number], row, kindRank)) {
                duplicates.set(row);
            } else {
                conflicts.set(firstRow[number]);
                conflicts.set(row);
            }
        }
        spreadConflicts(ids, firstRow);
    }

    /** All rows of an id with two meanings are in conflict, so that the order of arrival does not decide. */
    private void spreadConflicts(TextIndex ids, int[] firstRow) {
        for (int row = duplicates.nextSetBit(0); row >= 0; row = duplicates.nextSetBit(row + 1)) {
            String id = rows.id[row];
            if (id != null && conflicts.get(firstRow[ids.indexOf(id)])) {
                conflicts.set(row);
            }
        }
        duplicates.andNot(conflicts);
    }

    private boolean isSame(int a, int b, int[] kindRank) {
        return rows.customer[a] == rows.customer[b] && rows.compareContent(a, b, kindRank) == 0;
    }

    int duplicates() {
        return duplicates.cardinality();
    }

    /** All rows but one of each id that is not in conflict, none of those that are. */
    BitSet leftOut() {
        BitSet leftOut = (BitSet) duplicates.clone();
        leftOut.or(conflicts);
        return leftOut;
    }

    /** The conflicting rows in words by their id, in an order that does not depend on that of their arrival. */
    Map<String, List<String>> conflicts(RowText text) {
        return conflicts.stream()
                .boxed()
                .collect(Collectors.groupingBy(
                        row -> String.valueOf(rows.id[row]),
                        TreeMap::new,
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                of -> of.stream().map(text::of).sorted().toList())));
    }
}
