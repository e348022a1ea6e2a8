package io.engagement.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.engagement.connect.Field;
import io.engagement.connect.Mapping;
import io.engagement.connect.Origin;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All 23,570 customers of CDNOW, from the CSV file. */
class CdnowCorrectnessTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final Instant AS_OF = Instant.parse("1998-03-31T00:00:00Z");

    private static Path file() {
        String given = System.getProperty("engagement.shared", "");
        Path place = Path.of("").toAbsolutePath();
        while (given.isEmpty() && place.getParent() != null && !Files.isDirectory(place.resolveSibling("shared"))) {
            place = place.getParent();
        }
        Path directory = given.isEmpty() ? place.resolveSibling("shared") : Path.of(given);
        Path file = directory.resolve("data/cdnow/cdnow_master.csv");
        assumeTrue(Files.isReadable(file), "cdnow_master.csv is not there: set -Dengagement.shared=DIR");
        return file;
    }

    private static LogView view(Path file) throws Exception {
        InteractionLog.Builder log = InteractionLog.builder();
        for (String line : Files.readAllLines(file).stream().skip(1).toList()) {
            List<String> fields = List.of(line.split(",", -1));
            Instant at =
                    LocalDate.parse(fields.get(1)).atStartOfDay(ZoneOffset.UTC).toInstant();
            log.add(Interaction.of(fields.get(0), at, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE)
                    .withValue(Double.parseDouble(fields.get(3))));
        }
        return log.build().asOf(AS_OF);
    }

    @Test
    void scoresOfTheMasterFileAreThoseOfTheLibraryAlone(@TempDir Path directory) throws Exception {
        Path file = file();
        Mapping mapping = Mapping.builder()
                .map(Field.AT, Origin.column("date"))
                .map(Field.VALUE, Origin.column("dollars"))
                .map(Field.PURPOSE, Origin.constant("PURCHASE"))
                .map(Field.INITIATOR, Origin.constant("CUSTOMER"))
                .map(Field.CHANNEL, Origin.constant("web"))
                .build();
        Dataset<Row> interactions = MappedTable.of(
                        "cdnow", SPARK.read().option("header", true).csv(file.toString()), mapping, Clock.systemUTC())
                .interactions();
        LogView whole = view(file);
        assertThat(whole.customers()).isEqualTo(23_570);
        CoreBatch core = CoreBatch.of(whole);
        BatchJob job = BatchJob.of(SPARK, Steps.of(SPARK), directory.toString(), AS_OF);
        core.assertEqualTo(job.run(interactions), 1e-9);
    }
}
