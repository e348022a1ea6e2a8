package io.engagement.connect.parquet;

import io.engagement.connect.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * What is read of a file's columns: those with one value a row that somebody asks for. Of the others there are only the names.
 *
 * @param read what is read of the file
 * @param columns all, lists and maps behind the others
 */
record ParquetSchema(MessageType read, List<ParquetColumn> columns) {
    static ParquetSchema of(MessageType whole, Asked asked) {
        List<String> lists = new ArrayList<>();
        MessageType single = new MessageType(whole.getName(), kept(whole, "", name -> true, lists));
        // Of a file of which nothing is asked the rows are counted all the same.
        MessageType wanted = new MessageType(whole.getName(), kept(single, "", asked::isFor, new ArrayList<>()));
        MessageType read = wanted.getFieldCount() == 0 ? single : wanted;
        Stream<ParquetColumn> columns = single.getPaths().stream().map(path -> column(read, path));
        return new ParquetSchema(
                read,
                Stream.concat(columns, lists.stream().map(ParquetColumn::ofList))
                        .toList());
    }

    private static ParquetColumn column(MessageType read, String... path) {
        String name = String.join(".", path);
        return read.containsPath(path)
                ? ParquetColumn.of(name, read.getColumnDescription(path))
                : ParquetColumn.unread(name);
    }

    private static List<Type> kept(GroupType group, String before, Predicate<String> isWanted, List<String> lists) {
        List<Type> kept = new ArrayList<>();
        for (Type field : group.getFields()) {
            String name = before + field.getName();
            if (field.isRepetition(Type.Repetition.REPEATED)) {
                lists.add(name);
            } else if (!field.isPrimitive()) {
                inner(field.asGroupType(), name, isWanted, lists).ifPresent(kept::add);
            } else if (isWanted.test(name)) {
                kept.add(field);
            }
        }
        return kept;
    }

    /** A group without its lists; empty if nothing else is in it: it is then called a list itself. */
    private static Optional<Type> inner(GroupType group, String name, Predicate<String> isWanted, List<String> lists) {
        List<String> below = new ArrayList<>();
        List<Type> kept = kept(group, name + ".", isWanted, below);
        if (kept.isEmpty()) {
            lists.add(name);
            return Optional.empty();
        }
        lists.addAll(below);
        return Optional.of(group.withNewFields(kept));
    }

    boolean hasValues() {
        return read.getFieldCount() > 0;
    }

    List<String> header() {
        return columns.stream().map(ParquetColumn::name).toList();
    }
}
