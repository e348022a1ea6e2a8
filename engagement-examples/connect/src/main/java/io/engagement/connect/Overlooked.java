package io.engagement.connect;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What rows that were taken hold in columns that nothing is made of, and how their amounts look. Amounts that were given back are
 * looked at in every row, the rest in some rows of each batch, whatever thread reads it.
 */
final class Overlooked implements Serializable {
    private static final long serialVersionUID = 1;
    private static final int FIRST_ROWS = 128;
    private static final int EVERY = 64;
    /** A column of more texts does not sort rows. */
    private static final int MOST_TEXTS = 12;

    private static final int LONGEST = 40;
    /** Fewer values say nothing. */
    private static final int LEAST_VALUES = 20;

    private static final double LARGE = 500;
    private static final Pattern OF_THREE = Pattern.compile("[-+]?\\d{1,3}\\.\\d{3}");
    private static final Pattern DOTTED_DAY = Pattern.compile("\\d{1,2}\\.\\d{1,2}\\.\\d{2,4}.*");

    /** Of each column, until there are too many. */
    private final TreeMap<String, TreeSet<String>> texts = new TreeMap<>();

    private final TreeMap<String, GivenBack> givenBack = new TreeMap<>();

    private long rows;
    private long looked;
    private long values;
    private long ofThree;
    private long whole;
    private long large;
    private long dottedDays;

    /**
     * Amounts of a column.
     *
     * @param count how many are not 0
     * @param sum what they add up to
     */
    record GivenBack(long count, double sum) implements Serializable {
        GivenBack plus(GivenBack other) {
            return new GivenBack(count + other.count, sum + other.sum);
        }
    }

    /** A column of the source. */
    private record Watched(int number, String name) {
        String text(Row row) {
            return Blanks.strip(row.field(number));
        }
    }

    /** Which columns are looked at. Immutable. */
    static final class Watch {
        private final NumberFormat numbers;
        private final List<Watched> telling = new ArrayList<>();
        private final List<Watched> givenBack = new ArrayList<>();
        private final int value;
        private final int at;

        /**
         * Of the columns of a source.
         *
         * @param used numbers of those that something is made of
         * @param value the one of values, or {@link Cell#NONE}
         * @param at the one of times, or {@link Cell#NONE}
         */
        Watch(List<String> header, Set<Integer> used, NumberFormat numbers, int value, int at) {
            this.numbers = numbers;
            this.value = value;
            this.at = at;
            for (int i = 0; i < header.size(); i++) {
                String name = header.get(i);
                if (!used.contains(i) && !FieldNames.tellsWhatCounts(name) && !FieldNames.tellsCurrency(name)) {
                    telling.add(new Watched(i, name));
                    if (FieldNames.isAmountGivenBack(name)) {
                        givenBack.add(new Watched(i, name));
                    }
                }
            }
        }

        /** Looks at a row that was taken. */
        void look(Row row, Overlooked found) {
            for (Watched column : givenBack) {
                found.addGivenBack(column.name(), amount(column.text(row)));
            }
            found.rows++;
            if (found.rows > FIRST_ROWS && found.rows % EVERY != 0) {
                return;
            }
            found.looked++;
            telling.forEach(column -> found.addText(column, row));
            if (value != Cell.NONE && found.mayTellOfValues() && row.type(value) == Row.Type.TEXT) {
                found.addValue(Blanks.strip(row.field(value)));
            }
            if (at != Cell.NONE && found.dottedDays == found.looked - 1 && isDayDotted(Blanks.strip(row.field(at)))) {
                found.dottedDays++;
            }
        }

        private double amount(String text) {
            return text.isEmpty() ? 0 : numbers.amount(text).number().orElse(0);
        }
    }

    /** Whether a text is a number with three digits behind a point, and no more than three before it. */
    static boolean isOfThree(String text) {
        return OF_THREE.matcher(text).matches();
    }

    /** Whether a text begins with a day as 31.12.2025 is. */
    static boolean isDayDotted(String text) {
        return DOTTED_DAY.matcher(text).matches();
    }

    private void addGivenBack(String column, double amount) {
        if (amount != 0 && Double.isFinite(amount)) {
            givenBack.merge(column, new GivenBack(1, Math.abs(amount)), GivenBack::plus);
        }
    }

    private void addText(Watched column, Row row) {
        TreeSet<String> own = texts.computeIfAbsent(column.name(), any -> new TreeSet<>());
        if (own.size() <= MOST_TEXTS) {
            String text = column.text(row);
            own.add(text.length() > LONGEST ? text.substring(0, LONGEST) : text);
        }
    }

    /** Once values differ in how they look, more of them say nothing. */
    private boolean mayTellOfValues() {
        return ofThree == values || whole == values;
    }

    private void addValue(String text) {
        OptionalDouble number = Numbers.read(text);
        if (number.isPresent()) {
            double size = Math.abs(number.getAsDouble());
            values++;
            ofThree += isOfThree(text) ? 1 : 0;
            whole += size == Math.rint(size) && text.indexOf('.') < 0 ? 1 : 0;
            large += size > LARGE ? 1 : 0;
        }
    }

    void add(Overlooked other) {
        rows += other.rows;
        looked += other.looked;
        values += other.values;
        ofThree += other.ofThree;
        whole += other.whole;
        large += other.large;
        dottedDays += other.dottedDays;
        other.texts.forEach((column, more) -> texts.merge(column, new TreeSet<>(more), (one, all) -> {
            if (one.size() <= MOST_TEXTS) {
                one.addAll(all);
            }
            return one;
        }));
        other.givenBack.forEach((column, more) -> givenBack.merge(column, more, GivenBack::plus));
    }

    /** Of columns that sort rows, those with texts that tell, and all their texts. */
    Map<String, Set<String>> telling() {
        Map<String, Set<String>> telling = new TreeMap<>();
        texts.forEach((column, all) -> {
            boolean sorts = all.size() <= MOST_TEXTS && all.size() <= Math.max(2, looked / 3);
            if (sorts && !TellingTexts.of(all.stream()).isEmpty()) {
                telling.put(column, all);
            }
        });
        return telling;
    }

    /** Of columns of what was given back, how many rows have an amount, and what these add up to. */
    Map<String, GivenBack> givenBack() {
        Map<String, GivenBack> amounts = new TreeMap<>(givenBack);
        // Yes and no as 1 and 0 are no amounts.
        amounts.values().removeIf(each -> each.sum() == each.count());
        return amounts;
    }

    /** Whether all values have three digits behind a point, and none has another number of them. */
    boolean areAllOfThree() {
        return values > 0 && ofThree == values;
    }

    /** Whether all times begin with a day as 31.12.2025 is. */
    boolean areDaysDotted() {
        return looked > 0 && dottedDays == looked;
    }

    /** Whether all values are whole, and most above 500. */
    boolean looksLikeCents() {
        return values >= LEAST_VALUES && whole == values && 2 * large > values;
    }
}
