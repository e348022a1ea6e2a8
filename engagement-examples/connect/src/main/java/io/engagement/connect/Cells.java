package io.engagement.connect;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The texts that the rows of one source have for fields. */
final class Cells {
    private final Map<Field, Cell> cells = new EnumMap<>(Field.class);

    Cells(Columns columns) {
        for (Field field : Field.values()) {
            columns.cell(field).ifPresent(cell -> cells.put(field, cell));
        }
    }

    boolean has(Field field) {
        return cells.containsKey(field);
    }

    /** Null if the source has no such field. */
    @Nullable
    Cell find(Field field) {
        return cells.get(field);
    }

    /** Of a field that the source has. */
    Cell get(Field field) {
        Cell cell = cells.get(field);
        if (cell == null) {
            throw new IllegalStateException("there is no " + field.shortName());
        }
        return cell;
    }

    /** The number of the column that a field is; {@link Cell#NONE} if it is none, or made of several. */
    int verbatim(Field field) {
        Cell cell = cells.get(field);
        return cell == null ? Cell.NONE : cell.verbatim();
    }

    /** The numbers of the columns that some fields depend on. */
    List<Integer> columns(List<Field> fields) {
        return fields.stream()
                .filter(cells::containsKey)
                .map(field -> get(field).columns())
                .reduce(List.of(), Cell::union);
    }

    /** A row's text for a field, with blanks around it if it has some; empty if it has nothing else. */
    Optional<String> text(Field field, Row row) {
        Cell cell = cells.get(field);
        return cell == null
                ? Optional.empty()
                : Optional.of(cell.text().apply(row))
                        .filter(text -> !Blanks.strip(text).isEmpty());
    }

    /** The same without blanks around it; an empty text if there is none. */
    String stripped(Field field, Row row) {
        return text(field, row).map(Blanks::strip).orElse("");
    }

    /**
     * The text of a field that every row needs.
     *
     * @throws RowRefused if there is none
     */
    String needed(Field field, Row row) {
        return text(field, row).orElseThrow(() -> isEmpty(field));
    }

    RowRefused isEmpty(Field field) {
        return new RowRefused(
                field.shortName() + " is empty",
                get(field).name() + " is empty, but every row needs one" + ifEmpty(field));
    }

    private static String ifEmpty(Field field) {
        return switch (field) {
            case CUSTOMER -> "; rows of nobody are left out with --no-customer drop";
            case PURPOSE ->
                "; a column and, where it is empty, a purpose are told with --map purpose=COLUMN --set purpose=USE";
            default -> "";
        };
    }

    /** All that a row tells, as one text. */
    String all(Row row) {
        return cells.values().stream()
                .map(cell -> Blanks.strip(cell.text().apply(row)))
                .collect(Collectors.joining("\u001f"));
    }

    RowRefused refused(Field field, String text, String fault, String law) {
        return RowRefused.of(get(field).name(), field.shortName(), text, fault, law);
    }
}
