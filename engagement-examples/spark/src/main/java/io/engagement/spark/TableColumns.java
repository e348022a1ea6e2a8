package io.engagement.spark;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of a table, with the fields of structures by their paths, as those of a flat one. */
final class TableColumns {
    /** What Spark keeps of a row of CSV that has more or fewer fields than the header, or wrong quotes. */
    static final String CORRUPT = "_corrupt_record";

    private final List<String> names = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();

    private TableColumns() {}

    static TableColumns of(StructType schema) {
        TableColumns all = new TableColumns();
        for (StructField field : schema.fields()) {
            if (!field.name().equals(CORRUPT)) {
                all.add(field.name(), functions.col("`" + field.name().replace("`", "``") + "`"), field);
            }
        }
        return all;
    }

    private void add(String name, Column column, StructField field) {
        if (field.dataType() instanceof StructType inner) {
            for (StructField each : inner.fields()) {
                add(name + "." + each.name(), column.getField(each.name()), each);
            }
        } else {
            columns.add(column.as("c" + names.size()));
            names.add(name.strip());
        }
    }

    /** Their names: {@code properties.revenue} for the field of a structure. */
    List<String> names() {
        return names;
    }

    /** All of them in their order, and then what Spark keeps of corrupt rows if the table has that. */
    Column[] columns(StructType schema) {
        List<Column> all = new ArrayList<>(columns);
        if (List.of(schema.fieldNames()).contains(CORRUPT)) {
            all.add(functions.col(CORRUPT));
        }
        return all.toArray(Column[]::new);
    }
}
