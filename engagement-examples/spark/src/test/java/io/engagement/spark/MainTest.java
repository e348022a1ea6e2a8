package io.engagement.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.connect.DataRefused;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private static final SparkSession SPARK = LocalSpark.session();

    private static String run(Steps steps, String... words) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            Main.run(SPARK, steps, Arguments.of(words), out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aSimulatedBaseIsScoredAndKeptCurrent(@TempDir Path directory) throws Exception {
        Steps steps = Steps.of(SPARK);
        String batch = directory.resolve("batch").toString();
        Path customers = Files.writeString(directory.resolve("customers.csv"), "customer_id,age\nnobody yet,42\n");
        String told = run(
                steps,
                "--simulate",
                "500",
                "--customers",
                customers.toString(),
                "--out",
                batch,
                "--as-of",
                "2023-10-01",
                "--states",
                "threads",
                "--model",
                "mbg-cnbd-k");
        assertThat(told).contains("scores as of 2023-10-01T00:00:00Z", "lifetime_value");
        assertThat(steps.report()).contains("states of customers", "model of spend");
        assertThat(SPARK.read()
                        .parquet(batch + "/scores")
                        .where("customer_id = 'nobody yet'")
                        .count())
                .isEqualTo(1);

        String stream = directory.resolve("stream").toString();
        told = run(
                steps,
                "--from",
                batch,
                "--input",
                batch + "/interactions",
                "--as-of",
                "2023-10-01",
                "--out",
                stream,
                "--trigger",
                "once");
        assertThat(told).contains("scores are in " + stream);
        Dataset<Row> scores = SPARK.read().parquet(stream + "/scores");
        assertThat(scores.count()).isEqualTo(500);
        assertThat(scores.columns()).contains("engagement", "retention_risk");
    }

    @Test
    void whatWouldChangeNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Arguments.of("--from", "a", "--allow-refused", "1").checkIdle())
                .withMessage(
                        "--allow-refused is of a run over a whole table, and has no effect on a stream (--from): leave it"
                                + " out");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.of("--input", "a", "--window", "3").checkIdle())
                .withMessage("--window is of a stream, and has no effect without --from: leave it out");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Arguments.of("--input", "a", "--simulate", "3").checkIdle())
                .withMessageContaining("--simulate is of a simulated base, and --input is a table");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Arguments.of("--from", "a", "--trigger", "one").checkIdle())
                .withMessage("--trigger is once or always, was 'one'");
        Arguments.of("--input", "a", "--allow-refused", "1").checkIdle();
    }

    @Test
    void aTableOfOthersIsNotLookedAtAsOfTheSimulationsEnd() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> run(Steps.of(SPARK), "--input", "table.csv"))
                .withMessageStartingWith("--as-of is missing");
    }

    @Test
    void aCustomerWithVeryManyInteractionsHasTheSameScoresInSlices(@TempDir Path directory) throws Exception {
        String whole = directory.resolve("whole").toString();
        run(Steps.of(SPARK), "--simulate", "300", "--heaviest", "4000", "--out", whole);
        String sliced = directory.resolve("sliced").toString();
        run(
                Steps.of(SPARK),
                "--input",
                whole + "/interactions",
                "--as-of",
                "2024-01-01",
                "--states",
                "30",
                "--out",
                sliced);
        Row expected = heaviest(whole);
        Row found = heaviest(sliced);
        for (String score : List.of("engagement", "retention_risk", "lifetime_value")) {
            double value = expected.getAs(score);
            assertThat(found.<Double>getAs(score)).as(score).isCloseTo(value, within(1e-9 * (1 + value)));
        }
        assertThat(expected.<Double>getAs("engagement")).isGreaterThan(99);
    }

    private static Row heaviest(String directory) {
        return SPARK.read()
                .parquet(directory + "/scores")
                .where(Interactions.CUSTOMER + " = 'heaviest'")
                .head();
    }

    @Test
    void aCsvFileIsScoredInSlices(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("purchases.csv");
        StringBuilder text = new StringBuilder("who,day,paid\n");
        for (int customer = 0; customer < 60; customer++) {
            for (int purchase = 0; purchase <= customer % 5; purchase++) {
                text.append("c%d,2024-%02d-%02d,%d%n"
                        .formatted(customer, 1 + 2 * purchase, 1 + customer % 28, 10 + customer + purchase));
            }
        }
        Files.writeString(file, text);
        String told = run(
                Steps.of(SPARK),
                "--input",
                file.toString(),
                "--map",
                "customer=who,at=day,value=paid",
                "--set",
                "purpose=PURCHASE,initiator=CUSTOMER",
                "--states",
                "30",
                "--as-of",
                "2024-12-31T00:00:00Z",
                "--out",
                directory.resolve("out").toString());
        assertThat(told).contains("60 customers");
        Dataset<Row> scores =
                SPARK.read().parquet(directory.resolve("out/scores").toString());
        assertThat(scores.count()).isEqualTo(60);
        assertThat(scores.where("retention_risk between 0 and 1").count()).isEqualTo(60);
        // Both bought five times in the same months, c24 twenty days later each time.
        Row first = scores.where("customer_id in ('c4', 'c24')")
                .orderBy("retention_risk")
                .first();
        assertThat(first.getString(0)).isEqualTo("c24");
    }

    @Test
    void aFileIsReadByTheMappingOfTheCommandLineAndRowsOfOtherWidthsAreRefused(@TempDir Path directory)
            throws Exception {
        Path mapping = Files.writeString(directory.resolve("shop.toml"), """
                delimiter = ";"
                charset = "windows-1252"
                decimal = ","

                [map]
                customer = "Kunde"
                at = "Datum"
                value = "Betrag"

                [set]
                purpose = "PURCHASE"
                initiator = "CUSTOMER"
                """);
        StringBuilder text =
                new StringBuilder("Kunde;Datum;Betrag\nzu;viel;e;Zellen\nzu wenig\n\"offen;13.01.2024;5\n");
        for (int i = 0; i < 200; i++) {
            text.append(
                    "M\u00fcller %d;%02d.%02d.2024;\"1.2%d0,50\"%n".formatted(i % 50, 1 + i % 28, 1 + i % 6, i % 10));
        }
        Path file =
                Files.write(directory.resolve("shop.csv"), text.toString().getBytes(Charset.forName("windows-1252")));
        String[] words = {
            "--input",
            file.toString(),
            "--mapping",
            mapping.toString(),
            "--set",
            "channel=web",
            "--zone",
            "Europe/Berlin",
            "--as-of",
            "2024-12-31T00:00:00Z",
            "--out",
            directory.resolve("out").toString()
        };
        String told = run(Steps.of(SPARK), words);
        assertThat(told)
                .contains("rows: 200 accepted", " 3 refused", "3 x the row is corrupt", "shop.csv partition 0 row 1")
                .contains("50 customers");
        assertThat(SPARK.read()
                        .parquet(directory.resolve("out/scores").toString())
                        .where("customer_id = 'M\u00fcller 7'")
                        .count())
                .isEqualTo(1);
        String[] strict = Stream.concat(Stream.of(words), Stream.of("--allow-refused", "0.01"))
                .toArray(String[]::new);
        assertThatExceptionOfType(DataRefused.class)
                .isThrownBy(() -> run(Steps.of(SPARK), strict))
                .withMessageContaining("3 of 203 rows were refused");
    }

    @Test
    void wordsThatAreNoArgumentsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.of("--inptu", "x"))
                .withMessageContaining("--inptu is not one of the names")
                .withMessageContaining("--as-of INSTANT");
        assertThatIllegalArgumentException().isThrownBy(() -> Arguments.of("--out"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.of("--out", "a", "--out", "b"))
                .withMessage("--out is given twice: give it once");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.of("--set", "purpose").mapping())
                .withMessage("--set wants pairs like a=b, has 'purpose'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.of("--zone", "Berlin").zone())
                .withMessage("--zone: 'Berlin' is not a zone such as Europe/Berlin");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.of().needed("from"))
                .withMessageContaining("--from is missing");
    }
}
