package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.connect.Compression;
import io.engagement.connect.TableColumn;
import io.engagement.connect.TableFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One table in each format. */
class TableFormsTest {
    private static final String MARK = "\uFEFF";

    @TempDir
    private Path folder = Path.of("");

    private String base = "";

    @BeforeEach
    void simulate() {
        base = folder.resolve("base.csv").toString();
        assertThat(Run.of("simulate", "--customers", "60", "--out", base).exitCode())
                .isZero();
    }

    private Run score(String... words) {
        Run run = Run.onBase("score", words, "--input", base);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    private Run refused(String... words) {
        Run run = Run.onBase("score", words, "--input", base);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        return run;
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    @Test
    void excelGetsSemicolonsCommasItsEndsOfLinesAndAMark() {
        String text = score("--excel").out();
        assertThat(text).startsWith(MARK + "customer_id;engagement;").endsWith("\r\n");
        List<String> lines = text.substring(1).lines().toList();
        assertThat(lines).hasSize(61).allMatch(line -> line.split(";", -1).length > 6);
        assertThat(lines.subList(1, 61))
                .allSatisfy(line -> assertThat(List.of(line.split(";", -1)).subList(1, 7))
                        .allMatch(cell -> cell.matches("(-?[0-9]+(,[0-9]+)?)?")));
        assertThat(lines.get(1).split(";", -1)[1]).matches("[0-9]{2},[0-9]{1,2}|[0-9],[0-9]{1,3}");
    }

    @Test
    void linesAreObjectsWithAllDigitsAndNullsHaveTheirReasons() {
        Path file = Run.file(folder, "one.csv", "customer_id,at,purpose\n\"q\"\"\\\",2026-01-05,PURCHASE\n");
        Run run = Run.of("score", "--format", "jsonl", "--input", file.toString());
        assertThat(run.lines()).hasSize(1);
        Map<String, Object> row = ParsedJson.object(run.out());
        assertThat(row).containsEntry("customer_id", "q\"\\");
        assertThat(Scores.NAMES).allSatisfy(name -> {
            assertThat(row).containsKey(name);
            if (ParsedJson.NULL.equals(row.get(name))) {
                assertThat(String.valueOf(row.get(name + "_reason"))).isNotBlank();
            }
        });
        assertThat(row.values()).contains(ParsedJson.NULL);
        List<String> lines = score("--format", "jsonl").lines();
        List<String> all = score("--digits", "17").column(Scores.VALUE);
        for (int i = 0; i < lines.size(); i++) {
            Object value = ParsedJson.object(lines.get(i)).get(Scores.VALUE);
            assertThat(all.get(i).isEmpty() ? ParsedJson.NULL : (Object) Double.valueOf(all.get(i)))
                    .isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"scores.csv.zip", "scores.csv.bz2", "scores.jsonl.7z"})
    void aNameThatPromisesWhatIsNotWrittenIsRefused(String name) {
        assertThat(refused("--out", file(name).toString()).err())
                .contains("which is not written: let its name end with .csv, .jsonl", ".gz");
        assertThat(file(name)).doesNotExist();
    }

    @Test
    void aTextThatIsNotCompressedIsNotCalledSo() {
        assertThat(refused("--save-setup", file("setup.txt.gz").toString()).err())
                .contains("is called as what is compressed, and a text that is not is to be written");
        assertThat(file("setup.txt.gz")).doesNotExist();
    }

    /** zstd where its module is there. */
    @Test
    void aCompressionIsToldByTheEndingOfTheName() throws IOException {
        byte[] plain = score("--format", "csv").out().getBytes(StandardCharsets.UTF_8);
        for (Compression each : Compression.all()) {
            Path written = file("a.csv." + each.ending());
            score("--out", written.toString());
            byte[] bytes = Files.readAllBytes(written);
            assertThat(each.isBegunBy(bytes)).isTrue();
            try (InputStream in = each.decompressed(new ByteArrayInputStream(bytes))) {
                assertThat(in.readAllBytes()).isEqualTo(plain);
            }
        }
    }

    @Test
    void theNameOfAFileTellsItsFormatAndWhatIsBehindItThatItIsCompressed() throws IOException {
        String csv = score().out();
        String lines = score("--format", "jsonl").out();
        for (String name : List.of("a.csv", "a.txt", "a", "a.CSV", "v1.2")) {
            score("--out", file(name).toString());
            assertThat(Files.readString(file(name))).as(name).isEqualTo(csv);
        }
        score("--out", file("a.jsonl").toString());
        score("--out", file("a.ndjson").toString(), "--format", "jsonl");
        score("--out", file("a.jsonl.gz").toString());
        assertThat(Files.readString(file("a.jsonl"))).isEqualTo(lines);
        assertThat(Files.readString(file("a.ndjson"))).isEqualTo(lines);
        assertThat(unzipped(file("a.jsonl.gz"))).isEqualTo(lines);
        byte[] once = Files.readAllBytes(file("a.jsonl.gz"));
        score("--out", file("a.jsonl.gz").toString());
        assertThat(file("a.jsonl.gz")).hasBinaryContent(once);
    }

    private static String unzipped(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aNameThatSaysWhatIsNotWrittenIsRefusedBeforeTheWork() {
        assertThat(refused("--out", file("a.xlsx").toString()).err())
                .contains("a.xlsx is called .xlsx, which is not written: let its name end with .csv, .jsonl")
                .contains("--excel writes .csv that a spreadsheet opens by a double click");
        assertThat(refused("--out", file("a.json").toString()).err()).contains("a.json is called .json");
        assertThat(refused("--out", file("a.csv").toString(), "--format", "jsonl")
                        .err())
                .contains("--format is jsonl", "a.csv is called csv");
        assertThat(refused("--format", "xml").err()).contains("--format: there is no format 'xml'");
        assertThat(refused("--format", "jsonl", "--excel").err())
                .contains("--excel writes CSV, and the format is jsonl");
        assertThat(refused("--format", "jsonl", "--raw").err()).contains("--raw has no effect");
        assertThat(refused("--excel", "--raw").err()).contains("--raw is for programs and --excel for people");
        assertThat(refused("--digits", "0").err()).contains("--digits must be from 1 to 17, was 0");
        assertThat(refused("--digits", "18").err()).contains("--digits must be from 1 to 17, was 18");
        assertThat(refused("--bands", "1").err()).contains("--bands must be at least 2, was 1");
    }

    @Test
    void ranksAndBandsAreThoseOfTheLibraryAndEmptyWithoutAScore() {
        Run run = score("--ranks", "--bands", "4");
        for (String name : Scores.NAMES) {
            List<String> scores = run.column(name);
            List<String> ranks = run.column(name + "_rank");
            List<String> bands = run.column(name + "_band");
            long known = scores.stream().filter(each -> !each.isEmpty()).count();
            for (int row = 0; row < scores.size(); row++) {
                if (scores.get(row).isEmpty()) {
                    assertThat(ranks.get(row) + bands.get(row)).isEmpty();
                    continue;
                }
                double score = Double.parseDouble(scores.get(row));
                long above = scores.stream()
                        .filter(each -> !each.isEmpty() && Double.parseDouble(each) > score)
                        .count();
                assertThat(ranks.get(row)).isEqualTo(Long.toString(above + 1));
                assertThat(bands.get(row)).isEqualTo(Long.toString(1 + 4 * above / known));
            }
        }
        assertThat(run.column(Scores.VALUE)).isEqualTo(score().column(Scores.VALUE));
    }

    @Test
    void digitsBeforeThePointAreNeverRoundedAway() {
        assertThat(Figures.digits(12345.67, 3)).isEqualTo("12346");
        assertThat(Figures.digits(-0.0123456, 3)).isEqualTo("-0.0123");
        assertThat(Figures.digits(9.9996, 4)).isEqualTo("10");
        assertThat(Figures.digits(0, 4)).isEqualTo("0");
        assertThat(Figures.digits(-0.0, 4)).isEqualTo("0");
        assertThat(Figures.digits(1e-300, 1)).endsWith("01");
        for (double each : new double[] {Math.PI, 1e-9 / 3, 1e17 / 3, Double.MAX_VALUE, Double.MIN_VALUE}) {
            assertThat(Double.parseDouble(Figures.digits(each, 17))).isEqualTo(each);
        }
    }

    @Test
    void aSimulatedBaseInLinesHoldsTheSameInteractionsToTheBit() {
        List<String> lines =
                Run.of("simulate", "--customers", "60", "--format", "jsonl").lines();
        Run csv = Run.of("simulate", "--customers", "60");
        List<String> values = csv.column("value");
        List<String> times = csv.column("at");
        assertThat(lines).hasSameSizeAs(values);
        for (int row = 0; row < lines.size(); row++) {
            Map<String, Object> read = ParsedJson.object(lines.get(row));
            Object value = values.get(row).isEmpty() ? ParsedJson.NULL : (Object) Double.valueOf(values.get(row));
            assertThat(read.get("value")).isEqualTo(value);
            assertThat(read.get("at")).isEqualTo(times.get(row));
        }
    }

    @Test
    void timesAreAsASpreadsheetReadsThemByTheClocksOfTheZone() {
        Path customers = Run.file(folder, "customers.csv", "customer_id\n0042\n=1\n");
        Path out = file("arms.csv");
        Run run = assign(customers, out, "--excel", "--at", "2026-07-01T10:00", "--zone", "Europe/Berlin");
        assertThat(out)
                .content(StandardCharsets.UTF_8)
                .startsWith(MARK + "customer_id;arm;at;campaign\r\n\"=\"\"0042\"\"\";")
                .contains(";2026-07-01 10:00:00;spring\r\n");
        assertThat(run.err())
                .contains("note: 1 text of column customer_id is written as =\"...\"")
                .contains("note: 1 text of column customer_id is written changed");
    }

    @Test
    void assignmentsAreSafeToOpenUnlessTheyAreToBeJoinedBack() {
        Path customers = Run.file(folder, "customers.csv", "customer_id\n=1\n+49170\n");
        assertThat(assign(customers, file("safe.csv")).err()).contains("note: 2 texts of column customer_id");
        assertThat(file("safe.csv")).content().contains("\n'=1,", "\n'+49170,");
        assertThat(assign(customers, file("raw.csv"), "--raw").err()).doesNotContain("note:");
        assertThat(file("raw.csv")).content().contains("\n=1,", "\n+49170,");
        assign(customers, file("arms.jsonl"));
        assertThat(file("arms.jsonl")).content().contains("{\"customer_id\": \"=1\", \"arm\": ");
    }

    private Run assign(Path customers, Path out, String... more) {
        List<String> words = new ArrayList<>(List.of(
                "experiment",
                "assign",
                "--experiment",
                "spring",
                "--shares",
                "control=0.5,mail=0.5",
                "--units",
                customers.toString(),
                "--secret-file",
                file("secret").toString(),
                "--out",
                out.toString()));
        words.addAll(Files.exists(file("secret")) ? List.of() : List.of("--new-secret"));
        words.addAll(List.of(more));
        Run run = Run.of(words);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    /** What a module adds, with what it was given. */
    private static final class Recorder implements TableFormat, TableFormat.Rows {
        private final List<List<?>> rows = new ArrayList<>();
        private int ended;

        @Override
        public String name() {
            return "recorder";
        }

        @Override
        public Rows begin(OutputStream out, List<TableColumn> columns) {
            return this;
        }

        @Override
        public void add(List<?> cells) throws IOException {
            if (cells.contains("full")) {
                throw new IOException("No space left on device");
            }
            rows.add(cells);
        }

        @Override
        public void close() {
            ended++;
        }
    }

    @Test
    void aFormatOfAModuleGetsAllRowsInOrderRoundedAndItsEndWhateverHappens() throws IOException {
        Recorder recorder = new Recorder();
        AddedForm form = new AddedForm(recorder, number -> Double.parseDouble(Figures.digits(number, 2)));
        List<TableColumn> columns = List.of(
                TableColumn.text("id"), TableColumn.number("x"), TableColumn.whole("n"), TableColumn.time("at"));
        List<?> first = Arrays.asList("a", 1.234, null, Instant.EPOCH);
        form.write(new ByteArrayOutputStream(), columns, sink -> {
            sink.add(first);
            sink.addAll(50_000, row -> List.of("b" + row, 0.5, (long) row, Instant.EPOCH));
        });
        assertThat(recorder.rows).hasSize(50_001);
        assertThat(recorder.rows.get(0)).isEqualTo(Arrays.asList("a", 1.2, null, Instant.EPOCH));
        for (int row = 0; row < 50_000; row++) {
            assertThat(recorder.rows.get(row + 1).get(2)).isEqualTo((long) row);
        }
        assertThat(recorder.ended).isEqualTo(1);
        assertThatThrownBy(() -> form.write(
                        new ByteArrayOutputStream(),
                        columns,
                        sink -> sink.add(List.of("full", 1.0, 1L, Instant.EPOCH))))
                .isInstanceOf(UncheckedIOException.class);
        assertThat(recorder.ended).isEqualTo(2);
        assertThatThrownBy(() -> form.print(new StringWriter(), columns, sink -> {}))
                .isInstanceOf(UsageError.class)
                .hasMessage("--format recorder is no text for a terminal: name a file with --out");
    }

    @Test
    void otherLanguagesWriteTheSame() {
        Locale before = Locale.getDefault();
        String excel = score("--excel").out();
        String lines = score("--format", "jsonl").out();
        try {
            for (String language : List.of("tr", "ar-EG", "fa", "th-TH-u-ca-buddhist-nu-thai")) {
                Locale.setDefault(Locale.forLanguageTag(language));
                assertThat(score("--excel").out()).as(language).isEqualTo(excel);
                assertThat(score("--format", "jsonl").out()).as(language).isEqualTo(lines);
                score("--out", file("I.JSONL").toString());
                assertThat(file("I.JSONL")).content().isEqualTo(lines);
            }
        } finally {
            Locale.setDefault(before);
        }
    }
}
