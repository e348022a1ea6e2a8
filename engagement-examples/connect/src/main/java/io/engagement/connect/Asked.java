package io.engagement.connect;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The columns that somebody asks for: of others a source may leave the texts empty, though not the names. Names are told apart by
 * case, but for those of fields.
 */
public final class Asked {
    private final Set<String> named;
    private final Set<String> others;
    private final boolean all;
    private final boolean whole;
    /** Those that nothing is made of, and that are looked at all the same. */
    private final Predicate<String> watched;

    private Asked(Set<String> named, Set<String> others, boolean all, boolean whole, Predicate<String> watched) {
        this.named = Set.copyOf(named);
        this.others = Set.copyOf(others);
        this.all = all;
        this.whole = whole;
        this.watched = watched;
    }

    /** All columns, whatever they are. */
    static Asked all() {
        return new Asked(Set.of(), Set.of(), true, true, name -> false);
    }

    /** All columns of the first rows. */
    static Asked ofFirst() {
        return new Asked(Set.of(), Set.of(), true, false, name -> false);
    }

    /** The columns of a mapping: those that it names, and those with standard names. */
    static Asked by(Mapping mapping) {
        Set<String> named = Columns.wanted(mapping);
        Set<String> others = new LinkedHashSet<>(named);
        Stream.of(Field.values())
                .filter(field -> mapping.origins(field).isEmpty())
                .forEach(field -> others.addAll(List.of(field.standardName(), field.shortName())));
        // Of names that a row does not have, some may be columns of the files that are joined.
        return new Asked(mapping.joins().isEmpty() ? named : Set.of(), others, false, false, Asked::isWatched);
    }

    private static boolean isWatched(String name) {
        return Staff.mayAct(name) || FieldNames.maySort(name);
    }

    /** Columns of a file that is joined. */
    static Asked of(Set<String> columns) {
        return new Asked(Set.of(), columns, false, true, name -> false);
    }

    /**
     * Those that a source has even where no row that it has looked at has them.
     *
     * @return their names
     */
    public Set<String> named() {
        return named;
    }

    /**
     * Whether a column's texts are asked for.
     *
     * @param column its name
     * @return false if they may be left empty
     */
    public boolean isFor(String column) {
        return isMeant(column) || watched.test(column);
    }

    /** Whether it is by one of the names that are asked for. */
    boolean isMeant(String column) {
        return all
                || named.contains(column)
                || others.contains(column)
                || others.contains(column.toLowerCase(Locale.ROOT));
    }

    /** Whether a column that is found late is one too many. */
    boolean isForAll() {
        return all;
    }

    /** Whether a source whose rows differ in their columns is to look at all of them before it tells what they are. */
    boolean isOfWhole() {
        return whole;
    }

    /** Those that are asked for if there are such. */
    Set<String> others() {
        return others;
    }

    /** What takes rows and asks for these columns. */
    Source.Rows by(Source.Rows rows) {
        return new Source.Rows() {
            @Override
            public void read(List<String> header, Iterator<Row> all) {
                rows.read(header, all);
            }

            @Override
            public Asked asked() {
                return Asked.this;
            }
        };
    }
}
