package io.engagement.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import io.engagement.connect.CustomerIds;
import io.engagement.connect.CustomersOfParts;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The customers of a table of interactions: compared where they are, so that no machine has all ids. */
final class CustomersInTable implements CustomersOfParts {
    private static final StructType FORMS =
            new StructType().add("form", DataTypes.StringType, false).add("id", DataTypes.StringType, false);

    private final Dataset<String> ids;

    private CustomersInTable(Dataset<String> ids) {
        this.ids = ids;
    }

    static CustomersInTable of(Dataset<Row> interactions) {
        return new CustomersInTable(
                interactions.select(Interactions.CUSTOMER).distinct().as(Encoders.STRING()));
    }

    @Override
    public Set<String> among(Set<String> some) {
        return new HashSet<>(
                ids.where(col(Interactions.CUSTOMER).isInCollection(some)).collectAsList());
    }

    @Override
    public Optional<Alike> alike() {
        MapFunction<String, Row> form = id -> RowFactory.create(CustomerIds.form(id), id);
        Row all = ids.map(form, Encoders.row(FORMS))
                .groupBy("form")
                .agg(count(lit(1)).as("ids"), min("id").as("one"), max("id").as("other"))
                .where(col("ids").gt(1))
                .agg(count(lit(1)), min(struct("form", "one", "other")))
                .head();
        return all.getLong(0) == 0
                ? Optional.empty()
                : Optional.of(new Alike(
                        all.getLong(0),
                        all.getStruct(1).getString(1),
                        all.getStruct(1).getString(2)));
    }
}
