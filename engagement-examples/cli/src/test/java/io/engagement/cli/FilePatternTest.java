package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several files by one --input, compressed ones and JSON among them. */
class FilePatternTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void export() throws IOException {
        Files.createDirectories(folder.resolve("a/2026"));
        Run.file(folder, "a/orders-1.csv", "customer_id,at,purpose\nc1,2026-01-01,PURCHASE\nc2,2026-01-05,PURCHASE\n");
        Run.file(folder, "a/orders-2.csv", "purpose,at,customer_id\nPURCHASE,2026-02-01,c1\nPURCHASE,yesterday,c2\n");
        Run.file(folder, "a/.orders-3.csv", "what a program left\n");
        Run.file(folder, "a/2026/orders-1.csv", "customer_id,at,purpose\nc3,2026-03-01,PURCHASE\nc3,never,PURCHASE\n");
    }

    private Run score(String input, String... more) {
        String[] words = new String[more.length + 3];
        words[0] = "score";
        words[1] = "--input";
        words[2] = input;
        System.arraycopy(more, 0, words, 3, more.length);
        return Run.of(words);
    }

    private String in(String pattern) {
        return folder + "/" + pattern;
    }

    @Test
    void allFilesThatFitAreReadWhateverTheOrderOfTheirColumns() {
        Run run = score(in("a/orders-*.csv"), "--allow-refused", "1");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("rows: 3 accepted", "1 refused", "orders-2.csv line 3: column at");
    }

    @ParameterizedTest
    @CsvSource({
        "a/*/orders-?.csv,1 accepted",
        "**.csv,4 accepted",
        "a/orders-[1].csv,2 accepted",
        "'{a,b}/orders-{1,3}.csv',2 accepted"
    })
    void aPatternMayHaveFoldersAndChoices(String pattern, String accepted) {
        assertThat(score(in(pattern), "--allow-refused", "1").err()).contains("rows: " + accepted);
    }

    @Test
    void filesOfOneNameAreToldApartByTheirFolders() {
        Run run = score(in("a/**.csv"), "--allow-refused", "1");
        assertThat(run.err())
                .contains(in("a/2026/orders-1.csv") + " line 3: column at", "    orders-2.csv line 3: column at");
    }

    @Test
    void whichOfDayAndMonthComesFirstIsDecidedOverAllFilesOfAPattern() throws IOException {
        Files.createDirectories(folder.resolve("d"));
        Run.file(folder, "d/2024-03.csv", "customer_id,at,purpose\nc1,03/04/2024,PURCHASE\nc2,05/04/2024,PURCHASE\n");
        Run.file(folder, "d/2024-04.csv", "customer_id,at,purpose\nc1,30/04/2024,PURCHASE\nc2,01/05/2024,PURCHASE\n");
        Run run = score(in("d/*.csv"), "--set", "initiator=CUSTOMER");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains(
                        "2024-03.csv and 1 more: dates are read with the day first, as '30/04/2024' of 2024-04.csv shows");
        Run.file(folder, "d/2024-05.csv", "customer_id,at,purpose\nc1,05/31/2024,PURCHASE\n");
        Run mixed = score(in("d/*.csv"));
        assertThat(mixed.exitCode()).isEqualTo(1);
        assertThat(mixed.err())
                .contains(in("d/2024-03.csv")
                        + " and 2 more: some dates have the day first, as '30/04/2024' of 2024-04.csv,"
                        + " and some the month, as '05/31/2024' of 2024-05.csv: tell it with --time-format");
    }

    @Test
    void theOrderOfFilesIsThatOfTheirPaths() {
        Run.file(folder, "a/orders-1.csv", "customer_id,at,purpose\n");
        Run run = score(in("a/orders-*.csv"), "--set", "value=no");
        assertThat(run.err().indexOf("orders-1")).isLessThan(run.err().indexOf("orders-2"));
    }

    @Test
    void whereNoneFitsFolderAndPatternAreNamed() {
        Run none = score(in("a/sales-*.csv"));
        assertThat(none.exitCode()).isEqualTo(1);
        assertThat(none.err())
                .contains("there is no file in folder " + in("a/") + " that fits the pattern 'sales-*.csv' of --input");
        Run nowhere = score(in("b/sales-*.csv"));
        assertThat(nowhere.exitCode()).isEqualTo(1);
        assertThat(nowhere.err()).contains("there is no folder " + in("b/"));
        Run wrong = score(in("a/orders-[1.csv"));
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("is no pattern of files: ");
    }

    @Test
    void aFileMayBeCalledLikeAPattern() {
        Run.file(folder, "orders[1].csv", "customer_id,at,purpose\nc9,2026-01-01,PURCHASE\n");
        assertThat(score(in("orders[1].csv")).err()).contains("rows: 1 accepted");
    }

    @Test
    void aFileThatIsNamedTwiceIsRefused() throws IOException {
        Files.createSymbolicLink(folder.resolve("a/orders-link.csv"), folder.resolve("a/orders-1.csv"));
        for (String other : new String[] {"a/orders-1.csv", "a/../a/orders-1.csv", "a/orders-*.csv"}) {
            Run run = score(in("a/orders-1.csv"), "--input", in(other));
            assertThat(run.exitCode()).as(other).isEqualTo(2);
            assertThat(run.err()).contains("twice, to be read in the same way: its rows would count twice");
        }
    }

    @Test
    void aFileMayBeReadInTwoWaysWhichIsTold() {
        Run run = score(
                in("a/orders-1.csv"),
                "--where",
                "customer_id=c1",
                "--input",
                in("a/orders-1.csv"),
                "--where",
                "customer_id=c2");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains("orders-1.csv is read more than once, each time in another way", "rows: 2 accepted");
    }

    @Test
    void theOutputIsNoneOfTheFilesThatFit() {
        Run run = score(in("a/orders-*.csv"), "--out", in("a/orders-2.csv"));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(folder.resolve("a/orders-2.csv")).content().startsWith("purpose,at");
    }

    @Test
    void customersMayBeInSeveralFilesToo() {
        Run.file(folder, "k-1.csv", "customer_id,city\nc1,Bonn\n");
        Run.file(folder, "k-2.jsonl", "{\"customer_id\":\"c7\",\"city\":\"Ulm\"}\n");
        Run run = score(in("a/orders-1.csv"), "--customers", in("k-*"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("customers: 1 accepted");
        assertThat(run.column("customer_id")).contains("c7");
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void compressedFilesAndJsonAreReadBesideOthers() throws IOException {
        Files.write(
                folder.resolve("a/orders-2.csv"),
                gzip("{\"customer_id\":\"c5\",\"at\":1769846400,\"purpose\":\"PURCHASE\"}"));
        Run run = score(in("a/orders-*.csv"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("rows: 3 accepted");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void standardInputMayBeCompressedAndJson(boolean isJson) throws IOException {
        String text = isJson
                ? "{\"customer_id\":\"c5\",\"at\":\"2026-01-31\",\"purpose\":\"PURCHASE\"}\n"
                : "customer_id,at,purpose\nc5,2026-01-31,PURCHASE\n";
        InputStream before = System.in;
        try {
            System.setIn(new ByteArrayInputStream(gzip(text)));
            assertThat(score("-").err()).contains("rows: 1 accepted");
            System.setIn(new ByteArrayInputStream(gzip(text)));
            assertThat(Run.of("inspect", "-").out())
                    .contains(isJson ? "JSON" : "fields separated by ','", "customer_id");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void whatIsSeenOfJsonIsTheMappingThatReadsIt() {
        Path file = Run.file(folder, "track.jsonl", """
                {"userId":"u1","timestamp":"2026-01-31T08:00:00Z","properties":{"revenue":9.5,"order_id":"o1"}}
                {"userId":"u2","timestamp":"2026-01-31T09:00:00Z","properties":{"revenue":5,"order_id":"o2"}}
                """);
        Path mapping = folder.resolve("track.toml");
        Run seen = Run.of("inspect", file.toString(), "--save", mapping.toString());
        assertThat(seen.exitCode()).as(seen.err()).isZero();
        assertThat(mapping)
                .content()
                .contains(
                        "customer = \"userId\"",
                        "at = \"timestamp\"",
                        "value = \"properties.revenue\"",
                        "id = \"properties.order_id\"");
        assertThat(score(file.toString(), "--mapping", mapping.toString(), "--set", "purpose=PURCHASE")
                        .err())
                .contains("rows: 2 accepted");
    }

    @Test
    void aBrokenGzipFileIsRefusedInOneLine() throws IOException {
        byte[] whole = gzip("customer_id,at,purpose\n" + "c1,2026-01-01,PURCHASE\n".repeat(100));
        Files.write(folder.resolve("in.csv.gz"), Arrays.copyOf(whole, whole.length - 9));
        Run run = score(in("in.csv.gz"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err().strip()).hasLineCount(1).contains("its gzip stream ends too early");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aFolderWithoutANameIsNoFile() {
        Run run = score("/");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("cannot read /: it is a folder").hasLineCount(1);
    }

    @Test
    void aLookAtAPatternIsOneAtTheFirstFileThatFitsIt() {
        Run seen = Run.of("inspect", in("a/orders-*.csv"));
        assertThat(seen.exitCode()).as(seen.err()).isZero();
        assertThat(seen.out()).contains("customer_id");
        assertThat(seen.err()).contains("note: looked at is " + in("a/orders-1.csv") + ", the first of 2 files");
        assertThat(Run.of("inspect", in("a/none-*.csv")).err()).contains("there is no file in folder");
    }
}
