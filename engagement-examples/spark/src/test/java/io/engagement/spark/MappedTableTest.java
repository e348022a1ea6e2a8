package io.engagement.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.engagement.connect.DataRefused;
import io.engagement.connect.Mapping;
import io.engagement.connect.MappingRefused;
import io.engagement.connect.Reading;
import io.engagement.connect.Report;
import io.engagement.connect.Sources;
import io.engagement.connect.Strictness;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LoadReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedTableTest {
    private static final SparkSession SPARK = LocalSpark.session();
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneId.of("Europe/Berlin"));
    private static final String GERMAN = """
            time-format = "dd.MM.yyyy"
            decimal = ","
            where = ["Status!=Entwurf"]

            [map]
            customer = "Kunde"
            at = "Datum"
            value = "Betrag"

            [set]
            purpose = "PURCHASE"
            """;

    private static StructType texts(String... names) {
        StructType type = new StructType();
        for (String name : names) {
            type = type.add(name, DataTypes.StringType);
        }
        return type;
    }

    private static Row row(@Nullable Object... values) {
        return RowFactory.create(values);
    }

    /** Rows in so many partitions, in their order. */
    private static Dataset<Row> table(StructType type, int partitions, Row... rows) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(SPARK.sparkContext());
        return SPARK.createDataFrame(context.parallelize(Arrays.asList(rows), partitions), type);
    }

    private static List<Interaction> interactions(MappedTable table) {
        return table.interactions().collectAsList().stream()
                .map(row -> Interactions.interaction(row, Kinds.parse(row.getString(2))))
                .toList();
    }

    private static Report report(MappedTable table, Strictness strictness) {
        List<Report> told = new ArrayList<>();
        table.check(strictness, told::add);
        return told.get(0);
    }

    @Test
    void agentsAndIdsThatAreAlikeAreFoundWhereverTheirPartsAre() {
        Dataset<Row> table = table(
                texts("customer_id", "at", "purpose", "agent_id"),
                3,
                row("c1", "2025-01-01", "HELP", "smith77"),
                row("C1", "2025-01-02", "HELP", null),
                row("smith77", "2025-01-03", "HELP", "jones77"));
        assertThat(report(MappedTable.of("calls", table, Mapping.empty(), CLOCK), Strictness.usual())
                        .notes())
                .contains(
                        "calls: 1 ids are customers' and also those of others in column agent_id, who acted for somebody"
                                + " else's rows (smith77): agents? Take the customer from the conversation, with --lookup, or"
                                + " leave their rows out with --where COLUMN!=ID",
                        "1 customer ids have others that differ only in case, blanks, width or leading zeros (C1 and c1): one"
                                + " customer each? Tell which id is which other one's with --merged-customers FILE, or export them in"
                                + " one way");
    }

    @Test
    void textsAreReadAsTheMappingSays() {
        Dataset<Row> table = table(
                texts("Kunde", "Datum", "Betrag", "Status"),
                1,
                row("a", "31.03.2025", "1.234,50", "bezahlt"),
                row(" a ", "01.04.2025", "-5,00", "bezahlt"),
                row("b", "01.04.2025", "1", "Entwurf"),
                row("b", "31.02.2025", "1", "bezahlt"),
                row(null, "01.04.2025", "1", "bezahlt"));
        MappedTable mapped = MappedTable.of("orders", table, Mapping.ofToml(GERMAN), CLOCK);
        assertThat(interactions(mapped))
                .extracting(
                        Interaction::customerId,
                        each -> each.at().toString(),
                        each -> each.value().orElse(0),
                        Interaction::purpose)
                .containsExactly(
                        tuple("a", "2025-03-30T22:00:00Z", 1234.5, Purpose.PURCHASE),
                        tuple("a", "2025-03-31T22:00:00Z", -5.0, Purpose.RETURN));
        assertThat(report(mapped, Strictness.allowing(1)).lines())
                .containsExactly(
                        "rows: 2 accepted, 0 duplicates left out, 0 identical without id kept, 2 refused, 1 left out by --where",
                        "initiators: 0 given, 0 inferred from threads, 2 unknown",
                        "  1 x at is not a date or time",
                        "      orders partition 0 row 4: column Datum: '31.02.2025' is not a date or time; allowed: what --time-format dd.MM.yyyy reads; without it, common forms are told apart by themselves",
                        "  1 x customer is empty",
                        "      orders partition 0 row 5: column Kunde is empty, but every row needs one; rows of nobody are left out with --no-customer drop",
                        "note: orders: 1 customer ids had blanks around them, read without",
                        "note: orders: 1 purchases of a negative value are read as returns; --negative-purchases to change",
                        "note: orders: returns lower lifetime value with --spend hurdle-gamma-gamma or normal-normal, and not with"
                                + " gamma-gamma");
    }

    @Test
    void valuesOfATypeAreTakenAsSuchWhateverTheMappingSaysOfTexts() {
        StructType inner = new StructType()
                .add("revenue", DataTypes.createDecimalType(20, 4))
                .add("ours", DataTypes.BooleanType);
        StructType type = new StructType()
                .add("Kunde", DataTypes.LongType)
                .add("Datum", DataTypes.TimestampType)
                .add("properties", inner)
                .add("took", DataTypes.createDayTimeIntervalType())
                .add("stars", DataTypes.FloatType)
                .add("Status", DataTypes.StringType);
        Mapping mapping = Mapping.ofToml("""
                time-format = "dd.MM.yyyy"
                decimal = ","
                where = ["properties.revenue!="]

                [map]
                customer = "Kunde"
                at = "Datum"
                value = "properties.revenue"
                initiator = "properties.ours"
                duration = "took"
                satisfaction = "stars"

                [set]
                purpose = "CALL"

                [translate.initiator]
                true = "COMPANY"
                false = "CUSTOMER"
                """);
        Row full = row(
                9_007_199_254_740_993L,
                Timestamp.from(Instant.parse("2025-03-30T01:30:00.123Z")),
                row(new BigDecimal("1234.5000"), true),
                Duration.ofSeconds(90),
                0.1f,
                null);
        Row bare = row(
                7L,
                Timestamp.from(Instant.parse("2025-01-01T00:00:00Z")),
                row(new BigDecimal("-0.0001"), false),
                null,
                null,
                "");
        Row none = row(7L, Timestamp.from(Instant.parse("2025-01-01T00:00:00Z")), null, null, null, "");
        MappedTable mapped = MappedTable.of("calls", table(type, 1, full, bare, none), mapping, CLOCK);
        List<Interaction> read = interactions(mapped);
        assertThat(read).hasSize(2);
        Interaction first = read.get(0);
        assertThat(first.customerId()).isEqualTo("9007199254740993");
        assertThat(first.at()).isEqualTo("2025-03-30T01:30:00.123Z");
        assertThat(first.value()).hasValue(1234.5);
        assertThat(first.duration()).contains(Duration.ofSeconds(90));
        assertThat(first.satisfaction()).hasValue(0.1);
        assertThat(first.initiator()).isEqualTo(Initiator.COMPANY);
        assertThat(read.get(1).value()).hasValue(-0.0001);
        assertThat(read.get(1).satisfaction()).isEmpty();
        assertThat(report(mapped, Strictness.strict()).leftOut()).isEqualTo(1);
    }

    @Test
    void daysAndTimesWithoutAnOffsetAreOfTheZone() {
        StructType days = new StructType()
                .add("customer", DataTypes.StringType)
                .add("at", DataTypes.DateType)
                .add("purpose", DataTypes.StringType);
        MappedTable byDay = MappedTable.of(
                "days", table(days, 1, row("a", Date.valueOf("2025-07-01"), "USE")), Mapping.empty(), CLOCK);
        assertThat(interactions(byDay))
                .extracting(each -> each.at().toString())
                .containsExactly("2025-06-30T22:00:00Z");
        StructType walls = new StructType()
                .add("customer", DataTypes.StringType)
                .add("at", DataTypes.TimestampNTZType)
                .add("purpose", DataTypes.StringType);
        MappedTable byWall = MappedTable.of(
                "walls",
                table(walls, 1, row("a", LocalDateTime.parse("2025-03-30T02:30:00"), "USE")),
                Mapping.ofToml("time-format = \"dd.MM.yyyy\""),
                CLOCK);
        assertThat(interactions(byWall))
                .extracting(each -> each.at().toString())
                .containsExactly("2025-03-30T01:30:00Z");
        assertThat(report(byWall, Strictness.usual()).notes()).anyMatch(note -> note.contains("1 times do not exist"));
    }

    @Test
    void aColumnWithoutATextIsRefusedByItsType() {
        StructType type = texts("customer", "at").add("purpose", DataTypes.createArrayType(DataTypes.StringType));
        Dataset<Row> table = table(type, 1, row("a", "2025-01-01", new String[] {"USE"}));
        assertThatExceptionOfType(Exception.class)
                .isThrownBy(() -> interactions(MappedTable.of("arrays", table, Mapping.empty(), CLOCK)))
                .havingRootCause()
                .isInstanceOf(DataRefused.class)
                .withMessageContaining("a column of type array<string> has no text");
    }

    /** The same rows as a file of the command line's: the same interactions, counts and reasons. */
    @Test
    void rowsAreReadAndRefusedAsThoseOfAFile(@TempDir Path folder) throws IOException {
        String text = """
                Kunde;Datum;Betrag;Status
                a;01.02.2025;3,50;x
                a;1.2.25;3,50;x
                b;02.02.2025;1.234;x
                b;02.02.2025;1,234.5;x
                b;02.02.2025;12 EUR;x
                c;never;1;x
                ;03.02.2025;1;x
                d;03.02.2025;1;Entwurf
                d;03.02.2025;NaN;x
                """;
        Path file = Files.writeString(folder.resolve("orders.csv"), text);
        Mapping mapping = Mapping.ofToml("delimiter = \";\"\n" + GERMAN);
        Reading reading = Reading.under(CLOCK);
        reading.add(Sources.of(file, mapping.layout()), mapping, rows -> {});
        List<Report> told = new ArrayList<>();
        InteractionLog log = reading.load(Strictness.allowing(1), told::add);

        Dataset<Row> table =
                SPARK.read().option("header", true).option("sep", ";").csv(file.toString());
        MappedTable mapped = MappedTable.of("orders.csv", table, mapping, CLOCK);
        Report report = report(mapped, Strictness.allowing(1));
        assertThat(report.log().refusals().keySet())
                .isEqualTo(told.get(0).log().refusals().keySet());
        Map<String, LoadReport.Refusal> plain = told.get(0).log().refusals();
        report.log().refusals().forEach((reason, each) -> {
            assertThat(each.count())
                    .as(reason)
                    .isEqualTo(Objects.requireNonNull(plain.get(reason)).count());
            assertThat(each.firstRows())
                    .as(reason)
                    .isEqualTo(Objects.requireNonNull(plain.get(reason)).firstRows().stream()
                            .map(MappedTableTest::inPartition)
                            .toList());
        });
        assertThat(report.leftOut()).isEqualTo(told.get(0).leftOut());
        assertThat(report.log().initiators()).isEqualTo(told.get(0).log().initiators());
        List<Interaction> all = Stream.of("a", "b", "c", "d")
                .flatMap(customer -> log.asOf(CLOCK.instant()).history(customer).stream())
                .flatMap(history -> history.interactions().stream())
                .toList();
        assertThat(interactions(mapped)).containsExactlyInAnyOrderElementsOf(all);
    }

    /** Rows are counted behind the header. */
    private static String inPartition(String message) {
        int line = Integer.parseInt(message.replaceFirst("(?s)orders.csv line (\\d+): .*", "$1"));
        return message.replaceFirst("orders.csv line \\d+", "orders.csv partition 0 row " + (line - 1));
    }

    @Test
    void aTaskThatIsTriedAgainIsCountedOnce() {
        Row[] rows = new Row[40];
        Arrays.setAll(rows, i -> row("c" + i, i % 4 == 0 ? "never" : "2025-01-01", "USE"));
        Dataset<Row> table = table(texts("customer", "at", "purpose"), 3, rows);
        MapPartitionsFunction<Row, Row> failing = all -> {
            List<Row> seen = new ArrayList<>();
            all.forEachRemaining(seen::add);
            return new FailingOnce(seen);
        };
        Dataset<Row> fragile = table.mapPartitions(failing, Encoders.row(table.schema()));
        Report report = report(MappedTable.of("fragile", fragile, Mapping.empty(), CLOCK), Strictness.allowing(1));
        assertThat(report.log().accepted()).isEqualTo(30);
        assertThat(report.log().refused()).isEqualTo(10);
    }

    /** Fails behind its last row when a task is tried for the first time. */
    private static final class FailingOnce implements Iterator<Row> {
        private final List<Row> rows;
        private int next;

        FailingOnce(List<Row> rows) {
            this.rows = rows;
        }

        @Override
        public boolean hasNext() {
            if (next == rows.size() && TaskContext.get().attemptNumber() == 0) {
                throw new IllegalStateException("the first try fails");
            }
            return next < rows.size();
        }

        @Override
        public Row next() {
            return rows.get(next++);
        }
    }

    @Test
    void whetherTheDayOrTheMonthIsFirstIsThatOfAllPartitions() {
        Row[] rows = new Row[20];
        Arrays.setAll(rows, i -> row("c" + i, i == 19 ? "03/25/2025" : "03/04/2025", "USE"));
        StructType type = texts("customer", "at", "purpose");
        MappedTable mapped = MappedTable.of("dates", table(type, 4, rows), Mapping.empty(), CLOCK);
        assertThat(interactions(mapped))
                .hasSize(20)
                .filteredOn(each -> each.at().toString().startsWith("2025-03-03"))
                .hasSize(19);
        assertThat(report(mapped, Strictness.usual()).notes())
                .contains("dates: dates are read with the month first, as '03/25/2025' shows");
        rows[0] = row("c", "25/03/2025", "USE");
        assertThatExceptionOfType(DataRefused.class)
                .isThrownBy(() -> MappedTable.of("dates", table(type, 4, rows), Mapping.empty(), CLOCK))
                .withMessageContaining("some dates have the day first, as '25/03/2025'");
        rows[0] = row("c", "03/04/2025", "USE");
        rows[19] = rows[0];
        assertThatExceptionOfType(DataRefused.class)
                .isThrownBy(() -> MappedTable.of("dates", table(type, 4, rows), Mapping.empty(), CLOCK))
                .withMessageContaining("no date shows whether the day or the month comes first");
    }

    @Test
    void moreRowsRefusedThanMayBeAreToldAndEndTheJob() {
        Dataset<Row> table =
                table(texts("customer", "at", "purpose"), 2, row("a", "2025-01-01", "USE"), row("b", "never", "USE"));
        MappedTable mapped = MappedTable.of("few", table, Mapping.empty(), CLOCK);
        List<Report> told = new ArrayList<>();
        assertThatExceptionOfType(DataRefused.class)
                .isThrownBy(() -> mapped.check(Strictness.usual(), told::add))
                .withMessageContaining("few: 1 of 2 rows were refused (1 x at is not a date or time)");
        assertThat(told).hasSize(1);
    }

    @Test
    void amountsOfSeveralCurrenciesInSeveralPartitionsAreNeverAddedUp() {
        Row[] rows = new Row[10];
        Arrays.setAll(rows, i -> row("c", "2025-01-0" + (1 + i % 9), "PURCHASE", "1", i == 7 ? "USD" : "EUR"));
        Dataset<Row> table = table(texts("customer", "at", "purpose", "value", "currency"), 3, rows);
        assertThatExceptionOfType(DataRefused.class)
                .isThrownBy(() -> report(MappedTable.of("money", table, Mapping.empty(), CLOCK), Strictness.usual()))
                .withMessageContaining("amounts are in several currencies, [EUR, USD]");
        Report one = report(
                MappedTable.of("money", table, Mapping.ofToml("currency = \"EUR\""), CLOCK), Strictness.allowing(1));
        assertThat(one.log().refused()).isEqualTo(1);
    }

    @Test
    void aTranslationThatOnePartitionMeetsIsMet() {
        Row[] rows = new Row[10];
        Arrays.setAll(rows, i -> row("c" + i, "2025-01-01", i == 4 ? "rare" : "USE"));
        Dataset<Row> table = table(texts("customer", "at", "purpose"), 3, rows);
        Mapping mapping = Mapping.ofToml("translate.purpose = {rare = \"PURCHASE\", never = \"USE\"}");
        assertThat(report(MappedTable.of("words", table, mapping, CLOCK), Strictness.usual())
                        .notes())
                .containsExactly("no row that is taken of words has purpose:never, which --translate names");
    }

    @Test
    void joinsAreRefusedWithWhatToDo() {
        Mapping joining = Mapping.ofToml("""
                [[join]]
                column = "ticket_id"
                file = "tickets.csv"
                key = "id"
                """);
        Dataset<Row> table = table(texts("ticket_id", "at", "purpose"), 1);
        assertThatExceptionOfType(MappingRefused.class)
                .isThrownBy(() -> MappedTable.of("comments", table, joining, CLOCK))
                .withMessageStartingWith("the mapping joins ")
                .withMessageContaining("tickets.csv by ticket_id")
                .withMessageContaining("join the tables before, call columns of the other one as in tickets.id");
    }

    @Test
    void aMissingColumnIsRefusedByName() {
        assertThatExceptionOfType(DataRefused.class)
                .isThrownBy(
                        () -> MappedTable.of("table", table(texts("who", "at", "purpose"), 1), Mapping.empty(), CLOCK))
                .withMessageContaining("table has no column for customer: name it with --map customer=COLUMN")
                .withMessageContaining("Its columns are [who, at, purpose]");
    }
}
