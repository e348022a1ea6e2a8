package io.engagement.spark;

import io.engagement.connect.Mapping;
import io.engagement.connect.PartReport;
import io.engagement.connect.PartedTable;
import io.engagement.connect.Report;
import io.engagement.connect.Strictness;
import io.engagement.domain.Interaction;
import java.time.Clock;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Interactions of any table, by the mapping that the command line takes for files: rows are refused for the same reasons, and the
 * same report is made of them. Numbers, days and times that the table has by type are taken as such, whatever the mapping says of
 * how texts are written; the fields of a structure are columns by their paths, such as {@code properties.revenue}.
 *
 * <p>Reports are results of tasks, not side effects of them: of each partition Spark takes one, however often it is tried.
 */
public final class MappedTable {
    /** Rows of {@link #refusals}. */
    private static final StructType REFUSALS = new StructType()
            .add("reason", DataTypes.StringType, false)
            .add("rows", DataTypes.LongType, false)
            .add("first", DataTypes.createArrayType(DataTypes.StringType), false);

    private final Dataset<Row> rows;
    private final PartedTable table;
    private final String label;
    private final int width;

    private MappedTable(Dataset<Row> rows, PartedTable table, String label, int width) {
        this.rows = rows;
        this.table = table;
        this.label = label;
        this.width = width;
    }

    /**
     * A table.
     *
     * @param label what messages call it
     * @param table its rows
     * @param mapping how these become interactions
     * @param clock has the zone that times without an offset are in, and tells which century two digits of a year are of
     * @return the table; unless it is a stream, rows were looked at for dates that show whether the day or the month comes first
     * @throws io.engagement.connect.DataRefused if a column that is needed is not there, or the order of day and month cannot be
     *     told
     * @throws io.engagement.connect.MappingRefused if the mapping says what cannot be, or joins files
     */
    public static MappedTable of(String label, Dataset<Row> table, Mapping mapping, Clock clock) {
        TableColumns columns = TableColumns.of(table.schema());
        int width = columns.names().size();
        Dataset<Row> rows = table.select(columns.columns(table.schema()));
        PartedTable parted = PartedTable.of(label, columns.names(), mapping, clock);
        return new MappedTable(rows, rows.isStreaming() ? parted : withDates(parted, rows, width), label, width);
    }

    private static PartedTable withDates(PartedTable parted, Dataset<Row> rows, int width) {
        MapPartitionsFunction<Row, String> dates =
                part -> parted.dates(new TableRows(part, width)).iterator();
        return parted.withDates(rows.mapPartitions(dates, Encoders.STRING()).collectAsList());
    }

    /**
     * Its interactions; a row that is refused or left out has none.
     *
     * @return rows of {@link Interactions#SCHEMA}
     */
    public Dataset<Row> interactions() {
        PartedTable parted = table;
        String name = label;
        int fields = width;
        MapPartitionsFunction<Row, Row> read = part -> interactions(part(parted, name), part, fields)
                .map(Interactions::row)
                .iterator();
        return rows.mapPartitions(read, Encoders.row(Interactions.SCHEMA));
    }

    /**
     * Reads all rows for what is to be told of them; and again for the ids of customers, which are compared.
     *
     * @param strictness how much may be refused
     * @param told is told what was read, before anything is thrown
     * @throws io.engagement.connect.DataRefused if no row was used, if more were refused than may be, or if amounts are in several
     *     currencies
     */
    public void check(Strictness strictness, Consumer<Report> told) {
        PartedTable parted = table;
        String name = label;
        int fields = width;
        MapPartitionsFunction<Row, PartReport> read =
                part -> List.of(report(part(parted, name), part, fields)).iterator();
        List<PartReport> reports = rows.mapPartitions(read, Encoders.javaSerialization(PartReport.class))
                .collectAsList();
        table.check(reports, CustomersInTable.of(interactions()), strictness, told);
    }

    /**
     * What a stream's rows are refused for: each partition of a micro-batch has a row for each reason.
     *
     * @return rows with reason, how many rows, and the first of their messages
     */
    public Dataset<Row> refusals() {
        PartedTable parted = table;
        String name = label;
        int fields = width;
        MapPartitionsFunction<Row, Row> read =
                part -> report(part(parted, name), part, fields).refusals().entrySet().stream()
                        .map(each -> RowFactory.create(
                                each.getKey(),
                                each.getValue().count(),
                                each.getValue().firstRows().toArray(String[]::new)))
                        .iterator();
        return rows.mapPartitions(read, Encoders.row(REFUSALS));
    }

    private static PartedTable.Part part(PartedTable table, String label) {
        return table.part(label + " partition " + TaskContext.getPartitionId());
    }

    private static PartReport report(PartedTable.Part reading, Iterator<Row> part, int width) {
        interactions(reading, part, width).forEach(read -> {});
        return reading.report();
    }

    private static Stream<Interaction> interactions(PartedTable.Part reading, Iterator<Row> part, int width) {
        TableRows all = new TableRows(part, width);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(all, Spliterator.ORDERED), false)
                .flatMap(row -> reading.read(row).stream());
    }
}
