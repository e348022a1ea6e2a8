package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be written is told by the exit code, and where there is somebody to hear it in one line. */
class FailedOutputTest {
    @TempDir
    private Path folder = Path.of("");

    private List<List<String>> printing = List.of();

    @BeforeEach
    void simulate() {
        String base = folder.resolve("base.csv").toString();
        assertThat(Run.of("simulate", "--customers", "60", "--out", base).exitCode())
                .isZero();
        printing = Stream.of(
                        "score --input " + base,
                        "fit --model nbd --input " + base,
                        "fit --model nbd --json --input " + base,
                        "compare --input " + base,
                        "compare --json --input " + base,
                        "simulate --customers 20",
                        "demo --customers 60 --out " + folder.resolve("demo.csv"),
                        "--help",
                        "--version",
                        "score --help",
                        "simulate --help")
                .map(words -> List.of(words.split(" ")))
                .toList();
    }

    /** A device that takes so many characters. */
    private static Writer full(int room, String fault) {
        return new Writer() {
            private int written;

            @Override
            public void write(char[] text, int offset, int length) throws IOException {
                written += length;
                if (written > room) {
                    throw new IOException(fault);
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
    }

    private static int run(Writer out, Writer err, List<String> words) {
        return Main.run(Run.CLOCK, out, err, words.toArray(new String[0]));
    }

    @Test
    void everyCommandTellsThatStandardOutputTookNotAll() {
        for (List<String> words : printing) {
            StringWriter err = new StringWriter();
            int exitCode = run(full(10, "No space left on device"), err, words);
            assertThat(exitCode).as(words.toString()).isEqualTo(1);
            assertThat(err.toString().lines().filter(line -> line.startsWith("engagement: ")))
                    .as(words.toString())
                    .containsExactly("engagement: cannot write to standard output: No space left on device");
            assertThat(err.toString()).doesNotContain("    at ", "\tat ");
        }
    }

    /** Whatever a command writes: told in words, before anything is read. */
    @Test
    void everyCommandTellsBeforeTheWorkThatAFolderIsNotThere() {
        String file = folder.resolve("none/x").toString();
        String[] commands = {
            "demo --out FILE",
            "inspect none.csv --save FILE",
            "score --out FILE",
            "score --save-setup FILE",
            "fit --model nbd --save FILE",
            "report --out FILE.html",
            "journey --save-stages FILE",
            "dialogue --table x --out FILE",
            "mutual --table x --out FILE",
            "policy --policy p --table x --out FILE",
            "experiment assign --experiment x --units none.csv --shares a=0.5,b=0.5 --hold-out b --secret-file none.key --out FILE",
            "experiment assign --experiment x --units none.csv --shares a=0.5,b=0.5 --hold-out b --new-secret --secret-file FILE"
                    + " --out " + folder + "/arms.csv",
            "simulate --out FILE"
        };
        for (String command : commands) {
            boolean reads = !command.matches("(demo|simulate|experiment|inspect).*");
            Run run = Run.of((command.replace("FILE", file) + (reads ? " --input none.csv" : "")).split(" ", -1));
            assertThat(run.err()).as(command).startsWith("engagement: there is no folder " + folder);
            assertThat(run.exitCode()).as(command).isEqualTo(2);
        }
    }

    @Test
    void aReaderWhoGoesAwayIsNoFaultThatIsSpokenOf() {
        for (List<String> words : List.of(printing.get(0), printing.get(5), List.of("--help"))) {
            StringWriter err = new StringWriter();
            assertThat(run(full(10, "Broken pipe"), err, words))
                    .as(words.toString())
                    .isEqualTo(141);
            assertThat(err.toString()).doesNotContain("pipe", "engagement: cannot");
        }
    }

    @Test
    void messagesThatNobodyGetsAreToldByTheExitCodeAndTheWorkIsDone() throws IOException {
        String base = folder.resolve("base.csv").toString();
        Path scores = folder.resolve("scores.csv");
        Writer lost = full(0, "No space left on device");
        assertThat(run(new StringWriter(), lost, List.of("score", "--input", base, "--out", scores.toString())))
                .isEqualTo(1);
        assertThat(Files.readAllLines(scores)).hasSize(61);
        assertThat(run(new StringWriter(), lost, List.of("score"))).isEqualTo(2);
        assertThat(run(new StringWriter(), lost, List.of("--version"))).isZero();
    }

    @Test
    void aModelIsSavedThoughNobodyReadsTheReport() {
        Path model = folder.resolve("model.txt");
        String base = folder.resolve("base.csv").toString();
        assertThat(run(
                        full(0, "No space left on device"),
                        new StringWriter(),
                        List.of("fit", "--model", "nbd", "--save", model.toString(), "--input", base)))
                .isEqualTo(1);
        assertThat(model).exists();
    }
}
