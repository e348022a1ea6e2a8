package io.engagement.connect;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A text that each row has: that of a column, or one that is made of the texts of columns.
 *
 * @param name what messages call it
 * @param columns the numbers of the columns that it depends on, so that rows which are equal in these have the same text
 * @param verbatim the number of the column that it is, or {@link #NONE}
 * @param text the text of a row, with blanks around it if it has some
 */
record Cell(String name, List<Integer> columns, int verbatim, Function<Row, String> text) {
    /** In place of a column's number, counted from 0. */
    static final int NONE = -1;

    /** In a translation: any text that is not named. */
    static final String ANY = "*";

    static Cell column(String name, int number) {
        return new Cell("column " + name, List.of(number), number, row -> row.field(number));
    }

    static Cell constant(String name, String text) {
        return new Cell(name, List.of(), NONE, row -> text);
    }

    /** Texts with others around them, one more than there are texts; empty where one of them is. */
    static Cell pattern(List<Cell> cells, List<String> around) {
        String name = cells.stream().map(Cell::name).distinct().collect(Collectors.joining(" and "));
        List<Integer> all = cells.stream().map(Cell::columns).reduce(List.of(), Cell::union);
        return new Cell(name, all, NONE, row -> {
            StringBuilder whole = new StringBuilder(around.get(0));
            for (int i = 0; i < cells.size(); i++) {
                String text = Blanks.strip(cells.get(i).text.apply(row));
                if (text.isEmpty()) {
                    return "";
                }
                whole.append(text).append(around.get(i + 1));
            }
            return whole.toString();
        });
    }

    /** The column of another file, in the row that this text leads to. */
    Cell joined(String joinedName, LookupTable table, int column) {
        return new Cell(joinedName, columns, NONE, row -> table.get(Blanks.strip(text.apply(row)), column));
    }

    /** What this text stands for; each text is told before it is translated. */
    Cell translated(Map<String, String> translations, Consumer<String> met) {
        if (translations.isEmpty()) {
            return this;
        }
        Optional<String> otherwise = Optional.ofNullable(translations.get(ANY));
        return new Cell(name, columns, NONE, row -> {
            String given = Blanks.strip(text.apply(row));
            met.accept(given);
            String meant = translations.get(given);
            return meant == null ? otherwise.orElse(given) : meant;
        });
    }

    /** This text in rows that fulfil a test of some columns, and none in others. */
    Cell when(Predicate<Row> test, List<Integer> tested) {
        return new Cell(name, union(columns, tested), NONE, row -> test.test(row) ? text.apply(row) : "");
    }

    /** The first text that is not blank; empty if all are. */
    static Cell firstOf(List<Cell> cells) {
        if (cells.size() == 1) {
            return cells.get(0);
        }
        String name = cells.stream().map(Cell::name).distinct().collect(Collectors.joining(" or "));
        List<Integer> all = cells.stream().map(Cell::columns).reduce(List.of(), Cell::union);
        return new Cell(name, all, NONE, row -> {
            for (Cell cell : cells) {
                String text = cell.text.apply(row);
                if (!text.isBlank()) {
                    return text;
                }
            }
            return "";
        });
    }

    static List<Integer> union(List<Integer> one, List<Integer> other) {
        TreeSet<Integer> all = new TreeSet<>(one);
        all.addAll(other);
        return new ArrayList<>(all);
    }
}
