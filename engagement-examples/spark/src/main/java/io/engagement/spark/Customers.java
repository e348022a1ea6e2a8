package io.engagement.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.map_filter;

import io.engagement.measure.StateLayout;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * What is known of customers apart from interactions, as rows of one form: attributes, which are texts as on the library's
 * {@code Customer}, and given numbers, such as another system's scores.
 */
public final class Customers {
    private static final String ATTRIBUTES = "attributes";
    private static final String GIVEN = "given";
    private static final MapType TEXTS = DataTypes.createMapType(DataTypes.StringType, DataTypes.StringType);
    private static final MapType NUMBERS = DataTypes.createMapType(DataTypes.StringType, DataTypes.DoubleType);

    /** The rows' form. */
    public static final StructType SCHEMA = new StructType()
            .add(Interactions.CUSTOMER, DataTypes.StringType, false)
            .add(ATTRIBUTES, TEXTS, false)
            .add(GIVEN, NUMBERS, false);

    private Customers() {}

    /**
     * Rows of one form from a table: each column but the customer's is an attribute, or a given number.
     *
     * @param table one row a customer; null is not known
     * @param customer the column of the customer's id
     * @param given the columns of given numbers
     * @return rows of {@link #SCHEMA}
     * @throws IllegalArgumentException if there is no such column, or one of given numbers has none
     */
    public static Dataset<Row> of(Dataset<Row> table, String customer, Set<String> given) {
        List<String> columns = List.of(table.columns());
        Stream.concat(Stream.of(customer), given.stream()).forEach(name -> {
            if (!columns.contains(name)) {
                throw new IllegalArgumentException("there is no column " + name + "; the table has " + columns);
            }
        });
        given.forEach(name -> requireNumeric(table, name));
        return table.select(
                quoted(customer).cast(DataTypes.StringType).as(Interactions.CUSTOMER),
                known(
                        columns.stream().filter(name -> !name.equals(customer) && !given.contains(name)),
                        TEXTS,
                        ATTRIBUTES),
                known(columns.stream().filter(given::contains), NUMBERS, GIVEN));
    }

    private static void requireNumeric(Dataset<Row> table, String name) {
        DataType type = table.schema().apply(name).dataType();
        if (!(type instanceof NumericType)) {
            throw new IllegalArgumentException("column " + name + " of given numbers must be numeric, is of type "
                    + type.simpleString() + ": cast it, and look at what becomes null");
        }
    }

    /** A map of what is not null. */
    private static Column known(Stream<String> names, MapType type, String as) {
        Column[] pairs = names.flatMap(name -> Stream.of(lit(name), quoted(name).cast(type.valueType())))
                .toArray(Column[]::new);
        Column all = pairs.length == 0 ? expr("map()").cast(type) : map(pairs);
        return map_filter(all, (name, value) -> value.isNotNull()).as(as);
    }

    private static Column quoted(String name) {
        return col("`" + name.replace("`", "``") + "`");
    }

    /**
     * States that know their customers: what measures read of attributes and given numbers is in them, in the place of what was
     * known before. Customers without any interaction get a state too, as they are rows of a log. States of whom there is no
     * row stay as they are.
     *
     * @param states rows of {@link CustomerStates#SCHEMA}
     * @param customers rows of {@link #SCHEMA}; two of one customer must be equal. What is no number where a measure reads one,
     *     or no level, fails the job by name
     * @param layout of the states
     * @return rows of {@link CustomerStates#SCHEMA}, one a customer
     */
    public static Dataset<Row> known(Dataset<Row> states, Dataset<Row> customers, StateLayout layout) {
        Column[] ofStates = {
            col(Interactions.CUSTOMER),
            col(CustomerStates.STATE),
            lit(null).cast(TEXTS).as(ATTRIBUTES),
            lit(null).cast(NUMBERS).as(GIVEN)
        };
        Column[] ofCustomers = {
            col(Interactions.CUSTOMER),
            lit(null).cast(DataTypes.BinaryType).as(CustomerStates.STATE),
            col(ATTRIBUTES),
            col(GIVEN)
        };
        MapPartitionsFunction<Row, Row> know = rows -> new KnownStates(rows, layout);
        return states.select(ofStates)
                .unionAll(customers.select(ofCustomers))
                .repartition(col(Interactions.CUSTOMER))
                .sortWithinPartitions(Interactions.CUSTOMER)
                .mapPartitions(know, Encoders.row(CustomerStates.SCHEMA));
    }
}
