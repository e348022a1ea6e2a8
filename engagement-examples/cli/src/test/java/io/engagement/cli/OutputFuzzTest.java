package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import io.engagement.testkit.run.FullRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Whatever is read, what is written acts on nobody, is valid, and loses nothing. */
class OutputFuzzTest {
    private static final long SEED = FullRun.seed(20261128);
    private static final int TEXTS = FullRun.pick(100_000, 4_000);
    private static final int RUNS = FullRun.pick(300, 6);

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void tellTheSeed() {
        if (FullRun.isOn()) {
            System.out.println("OutputFuzzTest seed " + SEED);
        }
    }

    private static void assertShown(String text) {
        assertThat(text.replace(System.lineSeparator(), "").codePoints().filter(Shown::isHidden))
                .as(text)
                .isEmpty();
        assertThat(text.lines().noneMatch(line -> line.startsWith(Hostile.FORGED)))
                .as(text)
                .isTrue();
    }

    @Test
    void aMessageIsOneLineOfWhatCanBeSeenWhateverItHolds() {
        Hostile hostile = new Hostile(SEED);
        StringWriter out = new StringWriter();
        Messages messages = new Messages(out);
        for (int i = 0; i < TEXTS; i++) {
            messages.println("engagement: " + hostile.text());
            messages.println((Object) ("note: " + hostile.text()));
        }
        messages.printf("%s of %s%n", hostile.inOneLine(), hostile.inOneLine());
        assertShown(out.toString());
        assertThat(out.toString().lines()).hasSize(2 * TEXTS + 1);
        assertThat(messages.checkError()).isFalse();
    }

    @Test
    void textsInJsonAreValidAndAreReadAsTheyWere() {
        Hostile hostile = new Hostile(SEED + 1);
        for (int i = 0; i < TEXTS; i++) {
            String key = hostile.text();
            String value = hostile.text() + (i % 10 == 0 ? "\ud83d" : "");
            String json = Json.of(Map.of(key, value));
            assertShown(json);
            List<String> read = strings(json);
            assertThat(read).containsExactly(key, value);
        }
    }

    /** The strings of a JSON text, by RFC 8259. */
    private static List<String> strings(String json) {
        List<String> found = new ArrayList<>();
        int at = json.indexOf('"');
        while (at >= 0) {
            StringBuilder text = new StringBuilder();
            for (at++; json.charAt(at) != '"'; at++) {
                char c = json.charAt(at);
                assertThat(c).isGreaterThanOrEqualTo(' ');
                if (c == '\\') {
                    at++;
                    text.append(unescaped(json, at));
                    at += json.charAt(at) == 'u' ? 4 : 0;
                } else {
                    text.append(c);
                }
            }
            found.add(text.toString());
            at = json.indexOf('"', at + 1);
        }
        return found;
    }

    private static char unescaped(String json, int at) {
        return switch (json.charAt(at)) {
            case '"' -> '"';
            case '\\' -> '\\';
            case 'n' -> '\n';
            case 'u' -> (char) Integer.parseInt(json.substring(at + 1, at + 5), 16);
            default -> throw new AssertionError("no escape of JSON: " + json.substring(at));
        };
    }

    @Test
    void rawIdsAreReadBackAsTheyWere() throws IOException {
        Set<String> ids = ids();
        String csv = csv(ids, "--raw");
        assertThat(firstCells(csv)).containsExactlyInAnyOrderElementsOf(ids);
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(csv)) {
            // The reader's own fault with a lone CR is in last fields only.
            assertThat(rows.stream().map(row -> row.getField("customer_id"))).containsExactlyInAnyOrderElementsOf(ids);
        }
    }

    @Test
    void otherwiseNoIdIsAFormulaOrActsOnATerminalAndNoTwoBecomeOne() {
        Set<String> ids = ids();
        List<String> cells = firstCells(csv(ids));
        assertThat(new HashSet<>(cells)).hasSameSizeAs(ids);
        for (String cell : cells) {
            assertThat("=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20".indexOf(cell.charAt(0)))
                    .as(cell)
                    .isNegative();
            assertThat(cell.chars().filter(c -> Character.isISOControl(c) && c != '\n' && c != '\t'))
                    .as(cell)
                    .isEmpty();
            assertThat(cell).doesNotContain("\u202e", "\u2066", "\u200f", "\u061c");
        }
    }

    private static Set<String> ids() {
        Hostile hostile = new Hostile(SEED + 2);
        Set<String> ids = new LinkedHashSet<>();
        while (ids.size() < TEXTS / 4) {
            ids.add(hostile.text());
        }
        return ids;
    }

    private static String csv(Set<String> ids, String... options) {
        InteractionLog.Builder log = InteractionLog.builder();
        ids.forEach(id -> log.add(Interaction.of(
                id, Instant.parse("2026-01-05T10:00:00Z"), Channel.of("web"), Initiator.CUSTOMER, Purpose.PURCHASE)));
        Scorer contacts = Scorer.of("contacts", Scale.COUNT, Measure.count(Filter.all()), count -> count);
        Scores scores = new Scores(
                ScoringPlan.of(contacts).score(log.build().asOf(Instant.parse("2026-02-01T00:00:00Z"))),
                List.of("contacts"),
                Map.of());
        StringWriter out = new StringWriter();
        PrintWriter console = new PrintWriter(out);
        RawOption raw = CommandLine.populateCommand(new RawOption(), options);
        TableOutput output = new TableOptions().to(Optional.empty(), raw, ZoneOffset.UTC);
        ScoreRows.write(scores, new RankOptions(), output, console);
        return out.toString();
    }

    /** The first cell of each row but the header, by RFC 4180 and by nobody's reader. */
    private static List<String> firstCells(String csv) {
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (at < csv.length()) {
            List<String> row = new ArrayList<>();
            at = row(csv, at, row);
            cells.add(row.get(0));
            assertThat(row).hasSize(3);
        }
        return cells.subList(1, cells.size());
    }

    private static int row(String csv, int from, List<String> row) {
        StringBuilder cell = new StringBuilder();
        boolean isQuoted = false;
        for (int at = from; ; at++) {
            char c = csv.charAt(at);
            if (isQuoted && c == '"' && csv.charAt(at + 1) == '"') {
                cell.append('"');
                at++;
            } else if (c == '"') {
                isQuoted = !isQuoted;
            } else if (!isQuoted && (c == ',' || c == '\r')) {
                row.add(cell.toString());
                cell.setLength(0);
            } else if (!isQuoted && c == '\n') {
                return at + 1;
            } else {
                cell.append(c);
            }
        }
    }

    /** Every place of the command line where a text may stand. */
    @Test
    void noArgumentAndNoFileMakesACommandSayWhatItDoesNotMean() {
        Hostile hostile = new Hostile(SEED + 3);
        ByteArrayOutputStream past = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(past, true, StandardCharsets.UTF_8));
        try {
            runEveryWord(hostile);
        } finally {
            System.setErr(before);
        }
        assertThat(past.toString(StandardCharsets.UTF_8))
                .as("written past the program's own messages")
                .isEmpty();
    }

    private void runEveryWord(Hostile hostile) {
        for (int run = 0; run < RUNS; run++) {
            String text = hostile.text();
            Path file = Run.file(folder, "in.csv", file(hostile));
            for (List<String> words : List.of(
                    List.of("--" + text),
                    List.of(text),
                    List.of("score", "--input", text.replace('\0', 'x')),
                    List.of("score", "--input", file.toString(), "--map", text + "=at"),
                    List.of("score", "--input", file.toString(), "--map", "at=" + text),
                    List.of("score", "--input", file.toString(), "--set", "purpose=" + text),
                    List.of("score", "--input", file.toString(), "--time-format", text),
                    List.of("score", "--input", file.toString(), "--as-of", text),
                    List.of("score", "--input", file.toString(), "--zone", text),
                    List.of("score", "--input", file.toString(), "--model", text),
                    List.of("score", "--input", file.toString(), "--out", folder + "/none/" + text),
                    List.of("fit", "--model", text, "--input", file.toString()),
                    List.of("demo", "--customers", text))) {
                Run told = Run.of(words);
                assertThat(told.err()).doesNotContain("\tat ", "    at ", "a fault of the program");
                assertShown(told.err());
                assertThat(told.exitCode()).as(told.err()).isBetween(0, 2);
                // What is wrong; what comes before is of the file, and behind it where to read on.
                assertThat(told.err().lines().filter(line -> line.startsWith("engagement: ")))
                        .as(told.err())
                        .hasSize(told.exitCode() == 0 ? 0 : 1);
            }
        }
    }

    @Test
    void hostileRowsAreScoredFittedAndRefusedWithoutActing() {
        Hostile hostile = new Hostile(SEED + 4);
        int scored = 0;
        for (int run = 0; run < RUNS / 2; run++) {
            Path file = Run.file(folder, hostileName(run), file(hostile));
            Run score = Run.of("score", "--as-of", "2027-01-01", "--input", file.toString(), "--out", "/dev/null");
            Run fit = Run.of("fit", "--model", "nbd", "--json", "--as-of", "2027-01-01", "--input", file.toString());
            for (Run each : List.of(score, fit)) {
                assertShown(each.err());
                assertThat(each.err()).doesNotContain("a fault of the program");
            }
            assertShown(fit.out());
            scored += score.exitCode() == 0 ? 1 : 0;
        }
        assertThat(scored).isPositive();
    }

    private static String hostileName(int run) {
        return "in\u001b[3" + run % 8 + "m\u202e\n" + Hostile.FORGED + run + ".csv";
    }

    private static String file(Hostile hostile) {
        StringBuilder text = new StringBuilder("customer,at,purpose,channel,value\n");
        IntStream.range(0, 40).forEach(row -> text.append(quoted(hostile.inOneLine()))
                .append(",2026-01-")
                .append(10 + row % 20)
                .append(",PURCHASE,")
                .append(quoted(hostile.inOneLine()))
                .append(",5\n"));
        text.append("a,")
                .append(quoted(hostile.text()))
                .append(",PURCHASE,web,")
                .append(quoted(hostile.text()))
                .append('\n');
        text.append("a,2026-01-07,").append(quoted(hostile.text())).append(",web,7\n");
        return text.toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\"", "\"\"") + '"';
    }
}
