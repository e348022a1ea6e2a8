package io.engagement.connect;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Which rows fulfil conditions on the columns of their source. */
final class RowConditions {
    private final Function<String, Cell> columns;
    private final TimeFormat times;
    private final String option;

    /**
     * Conditions on columns.
     *
     * @param columns a column by its name
     * @param times how times are written
     * @param option that tells conditions, for messages
     */
    RowConditions(Function<String, Cell> columns, TimeFormat times, String option) {
        this.columns = columns;
        this.times = times;
        this.option = option;
    }

    /** The numbers of the columns that these are on. */
    List<Integer> columns(List<Condition> conditions) {
        List<Cell> all = new ArrayList<>();
        for (Condition condition : conditions) {
            all.add(columns.apply(condition.column()));
            if (condition.comparesColumns()) {
                all.add(columns.apply(condition.texts().get(0)));
            }
        }
        return all.stream().map(Cell::columns).reduce(List.of(), Cell::union);
    }

    /** Whether a row fulfils all of them. */
    Predicate<Row> test(List<Condition> conditions) {
        return conditions.stream().map(this::test).reduce(row -> true, Predicate::and);
    }

    /** The same, and what the rows have in the columns that are watched is seen. */
    Predicate<Row> test(List<Condition> conditions, ConditionTexts seen) {
        Predicate<Row> test = test(conditions);
        if (seen.isIdle()) {
            return test;
        }
        Map<String, Cell> watched = new LinkedHashMap<>();
        seen.columns().forEach(column -> watched.put(column, columns.apply(column)));
        return row -> {
            watched.forEach((column, cell) -> seen.see(column, stripped(cell, row)));
            return test.test(row);
        };
    }

    private Predicate<Row> test(Condition condition) {
        Cell cell = columns.apply(condition.column());
        Predicate<String> fits =
                switch (condition.test()) {
                    case IS -> condition.isOne();
                    case IS_NOT -> condition.isOne().negate();
                    case BEGINS_WITH -> condition.matches();
                    case BEFORE -> before(cell, condition);
                    case FROM -> before(cell, condition).negate();
                    case SAME_AS, NOT_SAME_AS -> text -> true;
                };
        if (condition.comparesColumns()) {
            Cell other = columns.apply(condition.texts().get(0));
            boolean isWanted = condition.test() == Condition.Test.SAME_AS;
            return row -> stripped(cell, row).equals(stripped(other, row)) == isWanted;
        }
        return row -> fits.test(stripped(cell, row));
    }

    private static String stripped(Cell cell, Row row) {
        return Blanks.strip(cell.text().apply(row));
    }

    private Predicate<String> before(Cell cell, Condition condition) {
        long limit;
        try {
            limit = times.epochMilli(condition.texts().get(0));
        } catch (DateTimeException e) {
            throw new MappingRefused(
                    option + " " + condition + " compares with no time; it takes one " + times.allowed());
        }
        return text -> time(cell, text) < limit;
    }

    private long time(Cell cell, String text) {
        try {
            return times.epochMilli(text);
        } catch (DateTimeException e) {
            throw RowRefused.of(cell.name(), "time of a condition", text, "is not a date or time", times.allowed());
        }
    }
}
