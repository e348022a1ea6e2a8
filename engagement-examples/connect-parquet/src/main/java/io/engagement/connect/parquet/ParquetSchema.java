package io.engagement.connect.parquet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/**
 * What is read of a file's columns: those with one value a row. Lists and maps are told by their names only.
 *
 * @param read without lists and maps
 * @param columns in their order, lists and maps behind them
 */
record ParquetSchema(MessageType read, List<ParquetColumn> columns) {
    static ParquetSchema of(MessageType whole) {
        List<String> lists = new ArrayList<>();
        List<Type> single = single(whole, "", lists);
        MessageType read = new MessageType(whole.getName(), single);
        Stream<ParquetColumn> columns = read.getColumns().stream().map(ParquetSchema::column);
        return new ParquetSchema(
                read,
                Stream.concat(columns, lists.stream().map(ParquetColumn::ofList))
                        .toList());
    }

    private static ParquetColumn column(ColumnDescriptor descriptor) {
        return ParquetColumn.of(String.join(".", descriptor.getPath()), descriptor);
    }

    private static List<Type> single(GroupType group, String before, List<String> lists) {
        List<Type> single = new ArrayList<>();
        for (Type field : group.getFields()) {
            String name = before + field.getName();
            if (field.isRepetition(Type.Repetition.REPEATED)) {
                lists.add(name);
            } else if (field.isPrimitive()) {
                single.add(field);
            } else {
                inner(field.asGroupType(), name, lists).ifPresent(single::add);
            }
        }
        return single;
    }

    /** A group without its lists; empty if nothing else is in it. */
    private static Optional<Type> inner(GroupType group, String name, List<String> lists) {
        List<String> below = new ArrayList<>();
        List<Type> single = single(group, name + ".", below);
        if (single.isEmpty()) {
            lists.add(name);
            return Optional.empty();
        }
        lists.addAll(below);
        return Optional.of(group.withNewFields(single));
    }

    List<String> header() {
        return columns.stream().map(ParquetColumn::name).toList();
    }
}
