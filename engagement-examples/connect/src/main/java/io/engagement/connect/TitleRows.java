package io.engagement.connect;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The lines that reports have above their table, such as a title, and how those below it look. */
final class TitleRows {
    private static final int MOST = 20;
    private static final Pattern SUM = Pattern.compile(
            "(?iu)(grand |sub)?totals?:?|sums?:?|(zwischen|gesamt|end)?summen?:?|gesamt:?|insgesamt:?|somme:?|totale:?|suma:?|totaal:?");

    private final Predicate<List<String>> fits;
    private final ToLongFunction<List<String>> mapped;
    private final List<String> excerpts = new ArrayList<>();
    private List<String> header;

    private TitleRows(Predicate<List<String>> fits, ToLongFunction<List<String>> mapped, List<String> first) {
        this.fits = fits;
        this.mapped = mapped;
        this.header = first;
    }

    /**
     * Finds the header: the first of some rows that has the columns which every row needs. If there is none, the one that has most of
     * the columns that the mapping names, as it is of that row to be said what it lacks; where none has any, the first that looks
     * like one.
     *
     * @param first what was taken for the header
     * @param rows behind it; those up to the header are read, and none if the first row is it
     */
    static TitleRows of(Mapping mapping, List<String> first, Iterator<Row> rows) {
        return of(names -> fits(mapping, names), names -> mapped(mapping, names), first, rows);
    }

    /**
     * The same of a table that no mapping of interactions reads.
     *
     * @param fits whether names are the header
     * @param mapped how many columns of some names are meant
     */
    static TitleRows of(
            Predicate<List<String>> fits, ToLongFunction<List<String>> mapped, List<String> first, Iterator<Row> rows) {
        TitleRows titles = new TitleRows(fits, mapped, first);
        if (!fits.test(first)) {
            titles.find(first, rows);
        }
        return titles;
    }

    private void find(List<String> first, Iterator<Row> rows) {
        List<List<String>> all = new ArrayList<>(List.of(first));
        excerpts.add(excerpt(first));
        while (excerpts.size() <= MOST && rows.hasNext()) {
            Row row = rows.next();
            if (row.isRecord()) {
                break;
            }
            List<String> names = row.fault().isPresent() ? List.of() : CsvFile.names(row);
            if (fits.test(names)) {
                header = names;
                return;
            }
            excerpts.add(excerpt(names));
            all.add(names);
            header = mapped.applyAsLong(names) > mapped.applyAsLong(header) ? names : header;
        }
        excerpts.clear();
        header = mapped.applyAsLong(header) == 0 ? likely(all) : header;
    }

    /** The first that has as many names as most rows have fields: of a table, none is empty. */
    private static List<String> likely(List<List<String>> rows) {
        int width = rows.stream().collect(Collectors.groupingBy(List::size, Collectors.counting())).entrySet().stream()
                .max(Map.Entry.<Integer, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(0);
        return rows.stream()
                .filter(row -> row.size() == width && width > 1 && row.stream().noneMatch(String::isEmpty))
                .findFirst()
                .orElse(rows.get(0));
    }

    private static long mapped(Mapping mapping, List<String> names) {
        return Stream.of(Field.values())
                .flatMap(field -> mapping.origins(field).stream())
                .filter(origin -> !origin.isConstant() && names.containsAll(origin.columns()))
                .count();
    }

    private static boolean fits(Mapping mapping, List<String> names) {
        return hasColumn(mapping, Field.CUSTOMER, names) && hasColumn(mapping, Field.AT, names);
    }

    private static boolean hasColumn(Mapping mapping, Field field, List<String> names) {
        List<Origin> origins = mapping.origins(field);
        if (origins.isEmpty()) {
            return names.stream().anyMatch(field::isNamed) || hasKeys(mapping, names);
        }
        return origins.stream().anyMatch(origin -> names.containsAll(origin.columns())) || hasKeys(mapping, names);
    }

    /** The first join is by a column of the table itself. */
    private static boolean hasKeys(Mapping mapping, List<String> names) {
        return !mapping.joins().isEmpty()
                && names.contains(mapping.joins().get(0).column());
    }

    List<String> header() {
        return header;
    }

    /** What the rows before the header say. */
    List<String> excerpts() {
        return excerpts;
    }

    /** Whether a text is what people call a sum. */
    static boolean isSum(String text) {
        return SUM.matcher(text).matches();
    }

    /** Whether a row that is no other one may end a report: a single text without the other fields, nothing, or a sum. */
    static boolean mayEnd(Row row, int width) {
        List<String> texts = IntStream.range(0, row.fields())
                .mapToObj(column -> Blanks.strip(row.field(column)))
                .filter(text -> !text.isEmpty())
                .toList();
        boolean isAlone = texts.isEmpty() || (texts.size() == 1 && row.fields() < width);
        return row.lines() == 1 && !row.isRecord() && (isAlone || isSum(texts.get(0)));
    }

    static String excerpt(Row row) {
        return excerpt(IntStream.range(0, row.fields()).mapToObj(row::field).toList());
    }

    static String excerpt(List<String> fields) {
        String text = fields.stream().filter(field -> !field.isBlank()).collect(Collectors.joining(" "));
        return text.isEmpty() ? "an empty row" : "'" + Excerpt.of(text) + "'";
    }
}
