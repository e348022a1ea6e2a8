package io.engagement.spark;

import io.engagement.domain.TimeScale;
import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Some measures of all customers as rows of numbers, one column a measure: m0, m1 and so on. */
final class MeasureRows {
    private MeasureRows() {}

    static Dataset<Row> of(
            Dataset<Row> states, StateLayout layout, List<Measure> measures, Instant asOf, TimeScale scale) {
        return byCustomer(states, layout, measures, asOf, scale).drop(Interactions.CUSTOMER);
    }

    /** The same behind the customers' ids. */
    static Dataset<Row> byCustomer(
            Dataset<Row> states, StateLayout layout, List<Measure> measures, Instant asOf, TimeScale scale) {
        int[] indices = measures.stream().mapToInt(layout.measures()::indexOf).toArray();
        if (IntStream.of(indices).anyMatch(index -> index < 0)) {
            throw new IllegalArgumentException("the states have " + layout.measures() + ", not all of " + measures);
        }
        StructType schema = new StructType().add(Interactions.CUSTOMER, DataTypes.StringType, false);
        for (int i = 0; i < indices.length; i++) {
            schema = schema.add("m" + i, DataTypes.DoubleType, false);
        }
        MapPartitionsFunction<Row, Row> read = rows -> new Numbers(rows, layout, indices, asOf, scale);
        return states.select(Interactions.CUSTOMER, CustomerStates.STATE).mapPartitions(read, Encoders.row(schema));
    }

    /** The numbers of one partition, through one array of slots. */
    private static final class Numbers implements Iterator<Row> {
        private final Iterator<Row> rows;
        private final StateLayout layout;
        private final int[] indices;
        private final Instant asOf;
        private final TimeScale scale;
        private final double[] slots;

        Numbers(Iterator<Row> rows, StateLayout layout, int[] indices, Instant asOf, TimeScale scale) {
            this.rows = rows;
            this.layout = layout;
            this.indices = indices;
            this.asOf = asOf;
            this.scale = scale;
            this.slots = new double[layout.slots()];
        }

        @Override
        public boolean hasNext() {
            return rows.hasNext();
        }

        @Override
        public Row next() {
            Row row = rows.next();
            layout.read(ByteBuffer.wrap(row.getAs(1)), slots, 0);
            Object[] numbers = new Object[indices.length + 1];
            numbers[0] = row.getString(0);
            for (int i = 0; i < indices.length; i++) {
                numbers[i + 1] = layout.valueAt(indices[i], slots, 0, asOf, scale);
            }
            return RowFactory.create(numbers);
        }
    }
}
