package io.engagement.connect;

import static io.engagement.connect.Workbooks.number;
import static io.engagement.connect.Workbooks.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.history.InteractionLog;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sheets of workbooks are read as their cells mean it, or refused with the remedy. */
class ExcelFileTest {
    private static final Mapping PURCHASES =
            Mapping.builder().map(Field.PURPOSE, Origin.constant("PURCHASE")).build();
    private static final String HEADER = row(1, "customer", "at", "value");

    @TempDir
    private Path folder = Path.of("");

    private Told read(Workbooks workbook, Mapping mapping) {
        return Told.of(workbook.save(folder, "in.xlsx"), mapping);
    }

    private List<String> read(String... rows) {
        return read(new Workbooks().sheet("Orders", HEADER + String.join("", rows)), PURCHASES)
                .interactions();
    }

    /** The fields of each row behind the header. */
    private List<List<String>> fields(Workbooks workbook) {
        List<List<String>> all = new ArrayList<>();
        Sources.of(workbook.save(folder, "fields.xlsx"), Layout.usual())
                .read((header, rows) -> rows.forEachRemaining(row -> all.add(
                        IntStream.range(0, row.fields()).mapToObj(row::field).toList())));
        return all;
    }

    private String cell(String cell) {
        return fields(new Workbooks().sheet("S", row(1, "x") + row(2, cell)))
                .get(0)
                .get(0);
    }

    @Test
    void cellsOfDaysAndTimesAreReadToTheSecond() {
        assertThat(read(
                        row(2, "a", number("46053", 1), "1"),
                        row(3, "b", number("46053.520833333336", 2), "2"),
                        row(4, "c", number("46053.5208449", 2), "3")))
                .containsExactlyInAnyOrder(
                        "a 2026-01-31T00:00:00Z PURCHASE UNKNOWN 1.0",
                        "b 2026-01-31T12:30:00Z PURCHASE UNKNOWN 2.0",
                        "c 2026-01-31T12:30:01Z PURCHASE UNKNOWN 3.0");
    }

    @ParameterizedTest
    @CsvSource({
        "46053, 1, 2026-01-31",
        "46053.75, 1, 2026-01-31T18:00:00",
        "46053.999999999, 1, 2026-02-01",
        "46053.5, 2, 2026-01-31T12:00:00",
        "46053.520833344907, 6, 2026-01-31T12:30:00.001",
        "0.25, 2, 06:00:00",
        "1.5, 5, PT36H",
        "1, 1, 1900-01-01",
        "59, 1, 1900-02-28",
        "60, 1, 1900-02-29",
        "61, 1, 1900-03-01",
        "0, 1, 1900-01-00",
        "-1, 1, -1",
        "3000000, 1, 3000000",
        "46053, 0, 46053",
        "46053, 4, 46053",
        "0.15, 3, 0.15",
    })
    void whatANumberIsItsFormatTells(String raw, int format, String text) {
        assertThat(cell(number(raw, format))).isEqualTo(text);
    }

    @Test
    void aDayThatThereWasNotIsRefusedByRow() {
        Told told = read(
                new Workbooks().sheet("Orders", HEADER + row(2, "a", number("60", 1)) + row(3, "b", number("61", 1))),
                PURCHASES);
        assertThat(told.interactions()).containsExactly("b 1900-03-01T00:00:00Z PURCHASE UNKNOWN");
        assertThat(told.text()).contains("in.xlsx sheet 'Orders' row 2: column at: '1900-02-29' is not a date or time");
    }

    @Test
    void aWorkbookMayCountFrom1904() {
        Workbooks workbook = new Workbooks()
                .of1904()
                .sheet("Orders", HEADER + row(2, "a", number("44591", 1)) + row(3, "b", number("44591.5", 2)));
        assertThat(read(workbook, PURCHASES).interactions())
                .containsExactlyInAnyOrder(
                        "a 2026-01-31T00:00:00Z PURCHASE UNKNOWN", "b 2026-01-31T12:00:00Z PURCHASE UNKNOWN");
    }

    @ParameterizedTest
    @CsvSource({
        "10023, 10023",
        "10023.0, 10023",
        "1.0023E4, 10023",
        "1.61E+13, 16100000000000",
        "12345678901234567, 12345678901234567",
        "12.300000000000001, 12.3",
        "0.1, 0.1",
        "1E-3, 0.001",
        "-0, 0",
        "1E+999999999, 1E+999999999",
    })
    void numbersHaveNeitherExponentNorNeedlessZeros(String raw, String text) {
        assertThat(cell(number(raw, 0))).isEqualTo(text);
    }

    @Test
    void sharedTextsAndThoseOfFormulasAreRead() {
        Workbooks workbook = new Workbooks()
                .shared("Anna", "r&amp;d", "a_x000D_b")
                .sheet(
                        "S",
                        row(1, "a", "b", "c", "d", "e")
                                + row(
                                        2,
                                        "<c t=\"s\"><v>0</v></c>",
                                        "<c t=\"s\"><v>1</v></c>",
                                        "<c t=\"str\"><f>A2</f><v>Anna</v></c>",
                                        "<c><f>1+1</f><v>2</v></c>",
                                        "<c t=\"b\"><v>1</v></c>")
                                + row(3, "<c t=\"s\"><v>2</v></c>", "", "<c t=\"str\"><f>B3</f><v></v></c>", "x"));
        assertThat(fields(workbook))
                .containsExactly(List.of("Anna", "r&d", "Anna", "2", "TRUE"), List.of("a\rb", "", "", "x"));
    }

    @Test
    void aDayThatAFormulaGaveIsADay() {
        assertThat(cell("<c s=\"1\"><f>TODAY()</f><v>46053</v></c>")).isEqualTo("2026-01-31");
    }

    @Test
    void anErrorInAColumnThatIsReadRefusesItsRowAndElsewhereDoesNotMatter() {
        String error = "<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>";
        String missing = "<c t=\"e\"><v>#N/A</v></c>";
        Told told = read(
                new Workbooks()
                        .sheet(
                                "Orders",
                                row(1, "customer", "at", "value", "margin")
                                        + row(2, "a", "2026-01-01", "1", error)
                                        + row(3, missing, "2026-01-02", "1", "2")
                                        + row(4, "b", "2026-01-03", error, "2")
                                        + row(5, "c", "2026-01-04", "<c><f>SUM(A1)</f></c>", "2")),
                PURCHASES);
        assertThat(told.interactions()).containsExactly("a 2026-01-01T00:00:00Z PURCHASE UNKNOWN 1.0");
        assertThat(told.text())
                .contains(
                        "in.xlsx sheet 'Orders' row 3: column customer has the error #N/A",
                        "in.xlsx sheet 'Orders' row 4: column value has the error #DIV/0!",
                        "in.xlsx sheet 'Orders' row 5: column value has a formula that was not calculated");
    }

    @Test
    void numbersTypedAsTextAreReadAsTheMappingSaysAndNumbersAsTheyAre() {
        Mapping german = PURCHASES.toBuilder()
                .numbers(NumberFormat.withDecimal(","))
                .timeFormat("dd.MM.yyyy")
                .build();
        Workbooks workbook = new Workbooks()
                .sheet(
                        "Orders",
                        HEADER
                                + row(2, "a", "31.01.2026", "12,345")
                                + row(3, "b", number("46053", 1), number("12.345", 0))
                                + row(4, "c", number("46053.5", 2), number("1234567.5", 4)));
        assertThat(read(workbook, german).interactions())
                .containsExactlyInAnyOrder(
                        "a 2026-01-31T00:00:00Z PURCHASE UNKNOWN 12.345",
                        "b 2026-01-31T00:00:00Z PURCHASE UNKNOWN 12.345",
                        "c 2026-01-31T12:00:00Z PURCHASE UNKNOWN 1234567.5");
    }

    /** What is written of numbers and times is of texts: rates in cells are read as they are, too. */
    @Test
    void ratesInCellsAreReadAsTheCellsMeanThem() {
        Path rates = new Workbooks()
                .sheet(
                        "Rates",
                        row(1, "date", "currency", "rate") + row(2, number("46053", 1), "CHF", number("1.084", 0)))
                .save(folder, "rates.xlsx");
        Mapping german = PURCHASES.toBuilder()
                .numbers(NumberFormat.withDecimal(","))
                .timeFormat("dd.MM.yyyy")
                .currency(Currency.getInstance("EUR"))
                .ratesFile(rates)
                .build();
        Path orders = TestFiles.file(folder, "in.csv", "customer;at;value;currency\na;31.01.2026;1.000,00;CHF\n");
        Mapping semicolons =
                german.toBuilder().layout(Layout.usual().withDelimiter(";")).build();
        assertThat(Told.of(orders, semicolons).interactions())
                .containsExactly("a 2026-01-31T00:00:00Z PURCHASE UNKNOWN 1084.0");
    }

    @Test
    void daysOfAnotherOrderThanThePatternAreStillDays() {
        Mapping odd = PURCHASES.toBuilder().timeFormat("yyyy-dd-MM").build();
        Workbooks workbook =
                new Workbooks().sheet("Orders", HEADER + row(2, "a", number("46054", 1)) + row(3, "b", "2026-01-02"));
        assertThat(read(workbook, odd).interactions())
                .containsExactlyInAnyOrder(
                        "a 2026-02-01T00:00:00Z PURCHASE UNKNOWN", "b 2026-02-01T00:00:00Z PURCHASE UNKNOWN");
    }

    @Test
    void titlesEmptyRowsAndStrayCellsAreNoRows() {
        Told told = read(
                new Workbooks()
                        .sheet(
                                "Orders",
                                row(1, "Orders of 2026")
                                        + row(3, "customer", "at", "value")
                                        + row(4)
                                        + row(6, "a", "2026-01-01")
                                        + row(7, "", "", "")
                                        + row(8, "b", "2026-01-02", "2", "", "")
                                        + row(9, "c", "2026-01-03", "2", "", "a note")
                                        + row(10, "Total", "", "4")),
                PURCHASES);
        assertThat(told.interactions())
                .containsExactlyInAnyOrder(
                        "a 2026-01-01T00:00:00Z PURCHASE UNKNOWN", "b 2026-01-02T00:00:00Z PURCHASE UNKNOWN 2.0");
        assertThat(told.text())
                .contains("left out what is before the header: 'Orders of 2026'")
                .contains("in.xlsx sheet 'Orders' row 9: 5 fields, the header has 3")
                .contains("in.xlsx sheet 'Orders' row 10: left out what is behind the last row: 'Total 4'");
    }

    @Test
    void aMergedCellHasItsTextOnceAndTheOthersAreRefused() {
        Told told = read(
                new Workbooks()
                        .sheet("Orders", HEADER + row(2, "a", "2026-01-01", "1") + row(3, "", "2026-01-02", "2")),
                PURCHASES);
        assertThat(told.interactions()).hasSize(1);
        assertThat(told.text()).contains("in.xlsx sheet 'Orders' row 3: column customer is empty");
    }

    private static Workbooks threeSheets() {
        return new Workbooks()
                .sheet("Notes", "")
                .sheet("Secret", "hidden", HEADER + row(2, "s", "2026-01-01"))
                .sheet("Orders", HEADER + row(2, "o", "2026-01-01"))
                .sheet("Returns", HEADER + row(2, "r", "2026-01-01"));
    }

    @Test
    void theFirstSheetWithRowsThatIsNotHiddenIsReadAndTold() {
        Told told = read(threeSheets(), PURCHASES);
        assertThat(told.interactions()).containsExactly("o 2026-01-01T00:00:00Z PURCHASE UNKNOWN");
        assertThat(told.text())
                .contains("in.xlsx: read is the sheet 'Orders', the first with rows, of 'Notes', 'Secret' (hidden),"
                        + " 'Orders', 'Returns'; --sheet to change");
    }

    @ParameterizedTest
    @CsvSource({"Returns, r", "returns, r", "' Secret', s"})
    void aSheetIsNamed(String name, String customer) {
        Mapping mapping =
                PURCHASES.toBuilder().layout(Layout.usual().withSheet(name)).build();
        assertThat(read(threeSheets(), mapping).interactions())
                .containsExactly(customer + " 2026-01-01T00:00:00Z PURCHASE UNKNOWN");
        assertThat(mapping.toToml()).contains("sheet = ");
        assertThat(Mapping.read(TestFiles.file(folder, "m.toml", mapping.toToml())))
                .isEqualTo(mapping);
    }

    @Test
    void aSheetThatIsNotThereIsRefusedWithThoseThatAre() {
        Mapping mapping =
                PURCHASES.toBuilder().layout(Layout.usual().withSheet("2025")).build();
        assertThat(read(threeSheets(), mapping).refusal())
                .endsWith(
                        "in.xlsx has no sheet '2025'; its sheets are 'Notes', 'Secret' (hidden), 'Orders', 'Returns'");
    }

    @Test
    void aSheetOfNotesBeforeTheRowsIsPassedOver() {
        String notes = row(1, "Export of the shop", "see the next sheet") + row(2, "Ask Ann", "if unsure");
        Told told = read(
                new Workbooks().sheet("Read me", notes).sheet("Orders", HEADER + row(2, "a", "2026-01-01")), PURCHASES);
        assertThat(told.interactions()).hasSize(1);
        assertThat(told.text())
                .contains(
                        "read is the sheet 'Orders', the first that looks like a table of rows, of 'Read me', 'Orders'");
        assertThat(Inspection.of(folder.resolve("in.xlsx")).format())
                .hasValue("an Excel workbook; its sheets are 'Read me', 'Orders'; this is 'Orders', --sheet shows"
                        + " another one");
        Told first = read(
                new Workbooks()
                        .sheet("People", row(1, "Wer", "Wann") + row(2, "a", "2026-01-01"))
                        .sheet("Orders", HEADER),
                PURCHASES.toBuilder()
                        .map(Field.CUSTOMER, Origin.column("Wer"))
                        .map(Field.AT, Origin.column("Wann"))
                        .build());
        assertThat(first.interactions()).hasSize(1);
    }

    @Test
    void anEmptyWorkbookIsRefused() {
        assertThat(read(new Workbooks().sheet("A", "").sheet("B", "hidden", HEADER), PURCHASES)
                        .refusal())
                .contains("has no rows in a sheet that is not hidden; its sheets are 'A', 'B' (hidden): name one with"
                        + " --sheet");
    }

    @Test
    void aWorkbookCanBeJoined() {
        new Workbooks()
                .sheet("Customers", row(1, "id", "mail") + row(2, number("7.0", 0), "a@x.example"))
                .save(folder, "customers.xlsx");
        Mapping mapping = PURCHASES.toBuilder()
                .join(Join.of("customer", folder.resolve("customers.xlsx"), "id"))
                .map(Field.CUSTOMER, Origin.column("mail"))
                .build();
        assertThat(read(new Workbooks().sheet("Orders", HEADER + row(2, "7", "2026-01-01")), mapping)
                        .interactions())
                .containsExactly("a@x.example 2026-01-01T00:00:00Z PURCHASE UNKNOWN");
    }

    /** In one workbook, as people keep them. */
    @Test
    void aSheetMayBeJoinedWithAnotherOneOfItsWorkbook() {
        Workbooks workbook = new Workbooks()
                .sheet("Orders", HEADER + row(2, "7", "2026-01-01"))
                .sheet("Customers", row(1, "id", "mail") + row(2, number("7.0", 0), "a@x.example"));
        Mapping mapping = PURCHASES.toBuilder()
                .layout(Layout.usual().withSheet("Orders"))
                .join(Join.of("customer", workbook.save(folder, "in.xlsx"), "id")
                        .withSheet("Customers"))
                .map(Field.CUSTOMER, Origin.column("mail"))
                .build();
        assertThat(read(workbook, mapping).interactions())
                .containsExactly("a@x.example 2026-01-01T00:00:00Z PURCHASE UNKNOWN");
        assertThat(Mapping.read(
                        TestFiles.file(folder, "m.toml", mapping.toToml().replace(folder + "/", ""))))
                .isEqualTo(mapping);
    }

    @Test
    void customersMayBeASheet() {
        Path file = new Workbooks()
                .sheet("C", row(1, "customer_id", "since", "region") + row(2, number("7.0", 0), number("46053", 1)))
                .save(folder, "c.xlsx");
        Reading reading = Reading.under(TestFiles.CLOCK);
        Mapping german = Mapping.builder().timeFormat("dd.MM.yyyy").build();
        reading.add(
                Sources.of(TestFiles.file(folder, "in.csv", "customer,at\n7,2026-03-01\n"), Layout.usual()),
                PURCHASES,
                rows -> {});
        CustomersFile.of(
                        List.of(Sources.of(file, Layout.usual())),
                        new CustomerMapping(german, Map.of()),
                        TestFiles.CLOCK,
                        List.of())
                .forEach(reading::add);
        List<String> lines = new ArrayList<>();
        reading.load(Strictness.strict(), report -> lines.addAll(report.lines()));
        assertThat(String.join("\n", lines)).contains("customers: 1 accepted, 0 refused");
    }

    /** Under a pattern, days of cells are compared as days, and those of texts as the pattern has them. */
    @Test
    void conditionsCompareDaysOfCellsUnderAPatternToo() {
        String rows = row(1, "customer_id", "at", "since")
                + row(2, "7", number("46053", 1), number("46053", 1))
                + row(3, "8", number("46054", 1), number("46054", 1))
                + row(4, "9", "03.02.2026", "03.02.2026");
        Mapping from = Mapping.builder()
                .timeFormat("dd.MM.yyyy")
                .where(Condition.parse("since>=01.02.2026"))
                .build();
        Mapping purchases =
                from.toBuilder().map(Field.PURPOSE, Origin.constant("PURCHASE")).build();
        assertThat(read(new Workbooks().sheet("C", rows), purchases).interactions())
                .containsExactly("8 2026-02-01T00:00:00Z PURCHASE UNKNOWN", "9 2026-02-03T00:00:00Z PURCHASE UNKNOWN");
        InteractionLog.Builder log = InteractionLog.builder();
        Tally customers = CustomersFile.of(
                        List.of(Sources.of(new Workbooks().sheet("C", rows).save(folder, "c.xlsx"), Layout.usual())),
                        new CustomerMapping(from, Map.of()),
                        TestFiles.CLOCK,
                        List.of())
                .get(0)
                .addTo(log);
        assertThat(customers.accepted()).isEqualTo(2);
        assertThat(customers.leftOut()).isEqualTo(1);
    }

    /** Written by a program, with texts that cells share. */
    @Test
    void whatAnotherProgramWritesIsRead() throws IOException {
        Path file = folder.resolve("written.xlsx");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out, "test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Orders");
            sheet.value(0, 0, "customer");
            sheet.value(0, 1, "at");
            sheet.value(0, 2, "value");
            for (int i = 1; i <= 2000; i++) {
                sheet.value(i, 0, 10_000 + i);
                sheet.value(i, 1, LocalDateTime.of(2026, 1, 1, 0, 0).plusMinutes(i));
                sheet.style(i, 1).format("yyyy-mm-dd hh:mm").set();
                sheet.value(i, 2, i / 4.0);
            }
        }
        assertThat(Told.of(file, PURCHASES).interactions())
                .hasSize(2000)
                .contains("12000 2026-01-02T09:20:00Z PURCHASE UNKNOWN 500.0");
    }

    private String refusal(String name, byte[] bytes) throws IOException {
        return Told.of(Files.write(folder.resolve(name), bytes), PURCHASES).refusal();
    }

    @Test
    void oldAndProtectedWorkbooksAreRefused() throws IOException {
        byte[] old = new byte[2048];
        System.arraycopy(ExcelFormat.COMPOUND, 0, old, 0, ExcelFormat.COMPOUND.length);
        assertThat(refusal("old.xls", old)).endsWith("old.xls is an old workbook (.xls): save it as .xlsx or CSV");
        byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
        System.arraycopy(name, 0, old, 1024, name.length);
        assertThat(refusal("protected.xlsx", old))
                .endsWith("protected.xlsx is protected with a password: open it, take the password away, and save it"
                        + " again");
    }

    @ParameterizedTest
    @ValueSource(doubles = {.1, .5, .9, .99})
    void aCutOffFileIsRefusedOnce(double share) throws IOException {
        byte[] whole = Files.readAllBytes(threeSheets().save(folder, "whole.xlsx"));
        byte[] cut = Arrays.copyOf(whole, (int) (whole.length * share));
        assertThat(refusal("cut.xlsx", cut)).contains("cut.xlsx is a broken or cut-off file (");
    }

    @Test
    void brokenSheetsAreRefused() {
        for (String rows : List.of(
                HEADER + "<row r=\"2\"><c r=\"A2\"><v>1</c>",
                HEADER + "<row r=\"2\"><c r=\"A2\" t=\"d\"><v>2026-01-31</v></c></row>",
                HEADER + "<row r=\"x\"><c r=\"A2\"><v>1</v></c></row>",
                HEADER + "<row r=\"2\"><c r=\"?\"><v>1</v></c></row>")) {
            assertThat(read(new Workbooks().sheet("S", rows), PURCHASES).refusal())
                    .as(rows)
                    .contains("in.xlsx is no whole workbook (", "save it as CSV");
        }
        assertThat(read(
                                new Workbooks().sheet("S", HEADER + "<row r=\"2\"><c r=\"ZZZZZZ2\"><v>1</v></c></row>"),
                                PURCHASES)
                        .refusal())
                .contains("has a cell outside of any sheet");
    }

    @Test
    void otherArchivesAreToldApart() throws IOException {
        assertThat(refusal("a.zip", zip("orders.csv", "customer,at\n".getBytes(StandardCharsets.UTF_8))))
                .endsWith("a.zip is a zip archive and no workbook: unpack it");
        assertThat(refusal("a.ods", zip("content.xml", new byte[10])))
                .endsWith("a.ods is an OpenDocument: save it as .xlsx or CSV");
        assertThat(refusal("a.xlsb", zip("xl/workbook.bin", new byte[10])))
                .endsWith("a.xlsb is a binary workbook (.xlsb): save it as .xlsx or CSV");
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    @Test
    void whatUnpacksToFarMoreThanItsSizeIsRefused() throws IOException {
        assertThat(refusal("bomb.xlsx", zip("xl/sharedStrings.xml", new byte[64 << 20])))
                .contains("bomb.xlsx unpacks to more than 32 MB of xl/sharedStrings.xml");
    }

    @Test
    void aRowOfASheetIsCalledARowWhereItsIdIsRepeated() {
        Workbooks workbook = new Workbooks()
                .sheet(
                        "Orders",
                        row(1, "id", "customer", "at")
                                + row(2, "7", "a", "2026-01-02")
                                + row(3, "7", "a", "2026-01-05"));
        Mapping refuse = PURCHASES.toBuilder().repeatedIds(RepeatedIds.REFUSE).build();
        assertThat(read(workbook, refuse).text())
                .contains("in.xlsx sheet 'Orders' row 3: id '7' is that of in.xlsx sheet 'Orders' row 2 too");
    }

    @Test
    void textsOfXmlAreNotExpanded() {
        Path file = new Workbooks().sheet("S", "&x;").save(folder, "x.xlsx");
        assertThat(Told.of(file, PURCHASES).refusal()).contains("is no whole workbook");
    }

    /** Cells that are empty at the end of a row are not there. */
    @Test
    void theOrderOfDaysIsFoundInRowsThatEndEarlyToo() {
        assertThat(read(row(2, "a", "31/01/2026"), row(3, "b", "03/04/2026", number("5", 0))))
                .containsExactly(
                        "a 2026-01-31T00:00:00Z PURCHASE UNKNOWN", "b 2026-04-03T00:00:00Z PURCHASE UNKNOWN 5.0");
    }

    @Test
    void mergedCustomersAndRatesMayBeSheetsWhoseRowsEndEarly() {
        Path merged = new Workbooks()
                .sheet("Contacts", row(1, "Id", "MasterRecordId") + row(2, "a", "b") + row(3, "b"))
                .save(folder, "merged.xlsx");
        Path rates = new Workbooks()
                .sheet(
                        "Rates",
                        row(1, "date", "currency", "rate", "source")
                                + row(2, "2026-01-01", "USD", number("0.5", 0), "bank")
                                + row(3, "2026-01-02", "USD", number("0.25", 0)))
                .save(folder, "rates.xlsx");
        Mapping mapping = PURCHASES.toBuilder()
                .mergedCustomers(new MergedCustomers(merged, "Id", "MasterRecordId"))
                .currency(Currency.getInstance("EUR"))
                .ratesFile(rates)
                .build();
        Path file = TestFiles.file(folder, "in.csv", "customer,at,value,currency\na,2026-01-02,8,USD\n");
        assertThat(Told.of(file, mapping).interactions())
                .containsExactly("b 2026-01-02T00:00:00Z PURCHASE UNKNOWN 2.0");
    }

    /** As in a pool of the JDK, whose threads have another one than the application. */
    @Test
    void formatsAreFoundWhateverTheLoaderOfTheThread() throws Exception {
        Path file = new Workbooks().sheet("S", HEADER).save(folder, "in.xlsx");
        URL[] all = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(each -> asUrl(Path.of(each)))
                .toArray(URL[]::new);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader own = new URLClassLoader(all, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
            Class<?> seen = own.loadClass(Inspection.class.getName());
            assertThat(seen.getMethod("of", Path.class).invoke(null, file).toString())
                    .contains("customer");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL asUrl(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
