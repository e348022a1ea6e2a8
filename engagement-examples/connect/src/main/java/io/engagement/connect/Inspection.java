package io.engagement.connect;

import io.engagement.connect.FieldNames.Kind;
import io.engagement.connect.InspectedColumn.Repeats;
import io.engagement.table.Table;
import io.engagement.table.Tabular;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A look at the beginning of a file: how it holds its rows, what its columns are, and what they would be taken for. Nothing
 * of it is more than a guess from names and texts; what it leads to is a {@link #mapping()} to start from.
 */
public final class Inspection implements Tabular {
    private final FileSample sample;
    private final List<InspectedColumn> columns = new ArrayList<>();
    private final List<String> guessed = new ArrayList<>();
    private final Map<Field, InspectedColumn> fields = new EnumMap<>(Field.class);

    private Inspection(FileSample sample) {
        this.sample = sample;
        for (int i = 0; i < sample.header().size(); i++) {
            int place = i;
            List<String> texts = sample.rows().stream()
                    .filter(row -> place < row.size())
                    .map(row -> Blanks.strip(row.get(place)))
                    .filter(text -> !text.isEmpty())
                    .toList();
            columns.add(new InspectedColumn(
                    sample.header().get(i),
                    texts,
                    sample.types(i),
                    sample.rows().size(),
                    repeats(i)));
        }
        for (Field field : Field.values()) {
            guess(field, UnaryOperator.identity());
        }
        for (Field field : Field.values()) {
            guess(field, name -> name.substring(name.lastIndexOf('.') + 1));
        }
        if (!fields.containsKey(Field.AT)) {
            guessTime();
        }
    }

    private Repeats repeats(int place) {
        Map<String, List<String>> rows = new HashMap<>();
        Repeats found = Repeats.NONE;
        for (List<String> row : sample.rows()) {
            String text = place < row.size() ? Blanks.strip(row.get(place)) : "";
            List<String> before = text.isEmpty() ? null : rows.putIfAbsent(text, row);
            if (before != null && !before.equals(row)) {
                return Repeats.DIFFERENT;
            }
            found = before == null ? found : Repeats.EQUAL;
        }
        return found;
    }

    /**
     * Looks at a file.
     *
     * @param file a file of any format that {@link Sources} reads; {@code -} is standard input
     * @return what is seen in its first thousand rows
     * @throws DataRefused if it cannot be read or has no rows
     */
    public static Inspection of(Path file) {
        return of(file, Layout.usual());
    }

    /**
     * Looks at a file whose sheet is told.
     *
     * @param file a file of any format that {@link Sources} reads; {@code -} is standard input
     * @param layout with the sheet of a workbook; how a text holds its rows is found out
     * @return what is seen in its first thousand rows
     * @throws DataRefused if it cannot be read or has no rows
     */
    public static Inspection of(Path file, Layout layout) {
        return new Inspection(FileSample.of(
                Objects.requireNonNull(file, "file must not be null"),
                Objects.requireNonNull(layout, "layout must not be null")));
    }

    /**
     * Looks at what a query gives.
     *
     * @param query to a database
     * @return what is seen in its first thousand rows
     * @throws DataRefused if it cannot be answered
     */
    public static Inspection of(DatabaseQuery query) {
        return new Inspection(FileSample.of("a query to " + query.label(), query));
    }

    /** The column whose name is told first among the names of the field, and whose texts may be it. */
    private void guess(Field field, UnaryOperator<String> part) {
        for (String name : FieldNames.of(field)) {
            for (InspectedColumn column : columns) {
                boolean fits = FieldNames.plain(part.apply(column.name)).equals(name)
                        && column.field.isEmpty()
                        && column.kind.mayBe(field)
                        && (field != Field.ID || column.isKey);
                if (fits && !fields.containsKey(field)) {
                    column.field = Optional.of(field);
                    fields.put(field, column);
                }
            }
        }
    }

    /** The first of the columns that most rows have a time in, whatever it is called; numbers may be anything. */
    private void guessTime() {
        times().max(Comparator.comparingInt(column -> column.filled)).ifPresent(column -> {
            column.field = Optional.of(Field.AT);
            fields.put(Field.AT, column);
            guessed.add("at: column " + Excerpt.of(column.name) + ", as its texts are times"
                    + (times().findAny().isEmpty()
                            ? ""
                            : "; so are those of "
                                    + Excerpt.ofNames(
                                            times().map(each -> each.name).toList())));
        });
    }

    private Stream<InspectedColumn> times() {
        return columns.stream().filter(column -> column.field.isEmpty() && column.kind == Kind.TIME);
    }

    /** Whether rows are orders: they have amounts, names of columns of orders, and nothing that tells other kinds apart. */
    private boolean isOfOrders() {
        return fields.containsKey(Field.VALUE)
                && Stream.of(Field.PURPOSE, Field.INITIATOR, Field.DIRECTION, Field.CONVERSATION)
                        .noneMatch(fields::containsKey)
                && ofKinds().isEmpty()
                && columns.stream().anyMatch(column -> column.isFull && FieldNames.isOfOrders(column.name));
    }

    /** The column that tells what happened, by its name and by texts that come again and again. */
    private Optional<InspectedColumn> ofKinds() {
        return columns.stream()
                .filter(column -> column.field.isEmpty() && column.isFull && column.sorts)
                .filter(column -> FieldNames.tellsKinds(column.name))
                .findFirst();
    }

    /**
     * What the file is, if it tells its columns by itself.
     *
     * @return such as {@code JSON}; empty for a CSV text
     */
    public Optional<String> format() {
        return Optional.of(sample.format()).filter(name -> !name.isEmpty());
    }

    /**
     * How a CSV text holds its rows.
     *
     * @return delimiter and encoding
     */
    public Layout layout() {
        return sample.layout();
    }

    /**
     * What is before the header.
     *
     * @return each row in words
     */
    public List<String> before() {
        return sample.before();
    }

    /**
     * What every row needs and no column was found for, with what to do.
     *
     * @return empty if nothing is missing
     */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (!fields.containsKey(Field.CUSTOMER)) {
            missing.add("customer: whose the row is. Under [map] write customer = \"COLUMN\"");
        }
        if (!fields.containsKey(Field.AT)) {
            missing.add("at: when it happened. Under [map] write at = \"COLUMN\"");
        }
        if (!fields.containsKey(Field.PURPOSE) && !isOfOrders()) {
            missing.add(ofKinds()
                    .map(column -> "purpose: what happened. Column " + Excerpt.of(column.name) + " tells it, as "
                            + Excerpt.ofNames(column.examples) + ": under [map] write purpose = \""
                            + Excerpt.of(column.name) + "\", and under [translate.purpose] what its texts are")
                    .orElse(
                            "purpose: what happened. Under [set] write purpose = \"PURCHASE\" if all rows are purchases,"
                                    + " or under [map] purpose = \"COLUMN\""));
        }
        Optional.ofNullable(fields.get(Field.AT))
                .filter(column -> column.isUndecided)
                .ifPresent(column -> missing.add("time-format: whether the day or the month comes first in "
                        + Excerpt.of(column.name) + ", as no row seen shows it. Write time-format = \"dd/MM/yyyy\" or"
                        + " \"MM/dd/yyyy\""));
        Optional.ofNullable(fields.get(Field.CURRENCY))
                .filter(column -> column.kinds.size() > 1)
                .ifPresent(column -> missing.add("currency: which one amounts are counted in, of "
                        + Excerpt.ofNames(column.kinds) + ". Write currency = \"" + Excerpt.of(column.kinds.get(0))
                        + "\", and under [rates] what one of each other is worth in it; rows of others are refused"));
        Optional.ofNullable(fields.get(Field.VALUE))
                .filter(this::mayBeThousands)
                .ifPresent(column -> missing.add("decimal: whether " + Excerpt.of(column.examples.get(0)) + " in "
                        + Excerpt.of(column.name)
                        + " has thousands or three decimals. Write decimal = \",\" for thousands, or"
                        + " decimal = \".\""));
        return missing;
    }

    /** Where points stand in days or commas in numbers, a point before three digits may be no decimal one. */
    private boolean mayBeThousands(InspectedColumn value) {
        boolean areDaysDotted = Optional.ofNullable(fields.get(Field.AT))
                .filter(column -> column.examples.stream().allMatch(Overlooked::isDayDotted))
                .isPresent();
        return value.areAllOfThree && (areDaysDotted || layout().delimiter() == ';');
    }

    /**
     * What is taken for something by its texts or by other columns, and not by its name.
     *
     * @return each with why
     */
    public List<String> guessed() {
        List<String> all = new ArrayList<>(guessed);
        if (isOfOrders()) {
            all.add(
                    "purpose, initiator: rows are orders by the names of their columns, purchases that customers began");
        }
        columns.stream()
                .filter(column -> isOfOrders() && column.isFull && !column.isKey && column.field.isEmpty())
                .filter(column -> FieldNames.of(Field.ID).contains(FieldNames.plain(column.name)))
                .forEach(column -> all.add("id: none, as rows of one " + Excerpt.of(column.name)
                        + " repeat. If they are parts of one interaction, write add-up = \"id\" and under [map] id = \""
                        + Excerpt.of(column.name) + "\""));
        return all;
    }

    /**
     * The preset whose shape the file has, by the names of its columns.
     *
     * @return one of {@link Mapping#presets()}; empty if it looks like none
     */
    public Optional<String> preset() {
        return Presets.of(sample.header());
    }

    /**
     * Columns that often say which rows count, and that nothing was made of.
     *
     * @return their names
     */
    public List<String> unused() {
        return columns.stream()
                .filter(column -> column.field.isEmpty())
                .filter(column -> FieldNames.tellsWhatCounts(column.name)
                        || (column.sorts
                                && !TellingTexts.of(column.kinds.stream()).isEmpty()))
                .map(column -> column.name)
                .toList();
    }

    /**
     * A mapping to start from.
     *
     * @return layout, numbers and the fields that were found
     */
    public Mapping mapping() {
        MappingBuilder mapping = Mapping.builder().layout(layout());
        fields.forEach((field, column) -> mapping.map(field, Origin.column(column.name)));
        fields.values().stream()
                .flatMap(column -> column.kind.numbers().stream())
                .findFirst()
                .ifPresent(mapping::numbers);
        if (isOfOrders()) {
            mapping.map(Field.PURPOSE, Origin.constant("PURCHASE"));
            mapping.map(Field.INITIATOR, Origin.constant("CUSTOMER"));
        }
        return mapping.build();
    }

    /** A row a column: its name, what its texts are, how many are filled, examples, and what it is taken for. */
    @Override
    public Table table() {
        Table.Builder table = Table.builder()
                .column("column")
                .column("texts")
                .column("filled")
                .column("examples")
                .column("taken for");
        for (InspectedColumn column : columns) {
            table.row(
                    Excerpt.of(column.name),
                    column.words(),
                    column.filled + " of " + sample.rows().size(),
                    String.join(" | ", column.examples.stream().map(Excerpt::of).toList()),
                    column.field.map(Field::shortName).orElse(""));
        }
        return table.build();
    }

    @Override
    public String toString() {
        return table().toString();
    }
}
