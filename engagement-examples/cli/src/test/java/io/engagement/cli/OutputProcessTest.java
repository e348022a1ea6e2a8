package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.engagement.testkit.run.FullRun;
import io.engagement.testkit.run.SecondJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices, pipes, closed streams and signals, as a shell has them. */
class OutputProcessTest {
    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void assumeAShell() {
        assumeTrue(
                Files.isExecutable(Path.of("/bin/bash")) && Files.exists(Path.of("/dev/full")),
                "bash and /dev/full are needed, as Linux has them");
    }

    /** The exit code of a line of the shell; $ENG is the program. */
    private int shell(String line) throws IOException, InterruptedException {
        Process process = Shell.of(line)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(line).isTrue();
        return process.exitValue();
    }

    private String err() throws IOException {
        return Files.readString(folder.resolve("err"), StandardCharsets.UTF_8);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aFullOrClosedStandardOutputIsAFailureInOneLine() throws Exception {
        assertThat(shell("eval $ENG simulate --customers 20 '>' /dev/full")).isEqualTo(1);
        assertThat(err()).isEqualTo("engagement: cannot write to standard output: No space left on device\n");
        assertThat(shell("eval $ENG --version '>&-'")).isEqualTo(1);
        assertThat(err()).isEqualTo("engagement: cannot write to standard output: Bad file descriptor\n");
        assertThat(shell("eval $ENG simulate --customers 20 --out base.csv '2>/dev/full'"))
                .isEqualTo(1);
        assertThat(shell("eval $ENG simulate --customers 20 --out base.csv '>&-'"))
                .isZero();
    }

    @Test
    void aReaderOfThePipeWhoHasEnoughEndsTheProgramQuietly() throws Exception {
        assertThat(shell("eval $ENG simulate --customers 2000 | head -1; exit ${PIPESTATUS[0]}"))
                .isEqualTo(141);
        assertThat(err()).isEmpty();
        assertThat(Files.readAllLines(folder.resolve("out"))).hasSize(1);
    }

    @Test
    void devicesThatLeadToStandardOutputAreWrittenToAsTheyAre() throws Exception {
        assertThat(shell("echo before > both; eval $ENG simulate --customers 20 --out /dev/stdout '>>' both"))
                .isZero();
        assertThat(Files.readAllLines(folder.resolve("both")))
                .hasSizeGreaterThan(20)
                .first()
                .isEqualTo("before");
        assertThat(shell("eval $ENG simulate --customers 20 --out /dev/full")).isEqualTo(1);
        assertThat(err()).isEqualTo("engagement: cannot write to /dev/full: No space left on device\n");
        assertThat(names()).containsExactly("both", "err", "out");
    }

    @Test
    void standardOutputThatIsReadOrWrittenTooIsRefused() throws Exception {
        Files.writeString(folder.resolve("in.csv"), "customer,at,purpose\na,2026-01-05,PURCHASE\n");
        assertThat(shell("eval $ENG score --input in.csv '>>' in.csv")).isEqualTo(2);
        assertThat(err()).contains("in.csv is read from, and standard output would be added to it");
        assertThat(Files.readAllLines(folder.resolve("in.csv"))).hasSize(2);
        assertThat(shell("eval $ENG demo --customers 20 --out x.csv '>' x.csv")).isEqualTo(2);
        assertThat(err()).contains("x.csv is where /dev/stdout goes to");
    }

    @Test
    void standardInputFromAFileIsNotOverwritten() throws Exception {
        String rows = "customer,at,purpose\na,2026-01-05,PURCHASE\n";
        for (String input : List.of("-", "/dev/stdin")) {
            Path file = Run.file(folder, "in.csv", rows);
            assertThat(shell("eval $ENG score --input " + input + " --out in.csv '<' in.csv"))
                    .isEqualTo(2);
            assertThat(err()).contains("in.csv is read from and would be overwritten");
            assertThat(file).hasContent(rows.strip());
        }
    }

    @Test
    void aDiskWithoutRoomLeavesTheOldFile() throws Exception {
        Path file = Run.file(folder, "base.csv", "old\n");
        assertThat(shell("ulimit -f 64; eval $ENG simulate --customers 3000 --out base.csv"))
                .isEqualTo(1);
        assertThat(err()).isEqualTo("engagement: cannot write to base.csv: File too large\n");
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("base.csv", "err", "out");
    }

    @Test
    void whoIsEndedHalfWayLeavesTheOldFileAndNothingElse() throws Exception {
        Path file = Run.file(folder, "scores.csv", "old\n");
        Process asked = halfWay(file);
        asked.destroy();
        assertThat(asked.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(asked.exitValue()).isEqualTo(143);
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("scores.csv");
    }

    @Test
    void whoIsKilledHalfWayLeavesTheOldFile() throws Exception {
        Path file = Run.file(folder, "scores.csv", "old\n");
        Process killed = halfWay(file);
        killed.destroyForcibly();
        assertThat(killed.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(file).hasContent("old");
        assertThat(names()).hasSize(2).anyMatch(name -> name.matches("\\.engagement-.*\\.partial"));
    }

    /** Every command that writes a file, on a disk of 64 kB that is full. */
    @Test
    void aFullDiskLeavesTheLastGoodFileOfEveryCommand() throws Exception {
        assumeTrue(shell("unshare -rm true") == 0, "no file system can be mounted here");
        prepare();
        assertThat(shell("""
                export ENG
                unshare -rm bash -e <<'END'
                mkdir disk
                mount -t tmpfs -o size=64k none disk
                for file in base.csv scores.jsonl.gz scores.csv model.txt setup.txt stages.txt arms.csv map.toml; do
                  echo good > disk/$file
                done
                head -c 100000 /dev/zero > disk/rest || true
                failing() { if "$@"; then echo "exit 0 of $*"; exit 3; fi; }
                eval "run() { $ENG \\"\\$@\\"; }"
                failing run simulate --customers 2000 --out disk/base.csv
                failing run score --out disk/scores.jsonl.gz --models model.txt --input in.csv
                failing run score --excel --out disk/scores.csv --models model.txt --input in.csv
                failing run score --save-setup disk/setup.txt --models model.txt --input in.csv
                failing run fit --model nbd --save disk/model.txt --input in.csv
                failing run journey --save-stages disk/stages.txt --input in.csv
                failing run experiment assign --experiment e --secret-file key --new-secret \\
                  --shares control=0.5,mail=0.5 --units units.csv --out disk/arms.csv
                failing run experiment assign --experiment e --secret-file disk/key --new-secret \\
                  --shares control=0.5,mail=0.5 --units units.csv --out arms.csv
                failing run inspect units.csv --save disk/map.toml
                ls -A disk > names
                cat disk/*.* | sort | uniq -c > contents
                END
                """)).as(err()).isZero();
        assertThat(err().lines().filter(line -> line.startsWith("engagement: ")))
                .hasSize(9)
                .allMatch(line -> line.endsWith("No space left on device"));
        assertThat(Files.readAllLines(folder.resolve("names")))
                .containsExactlyInAnyOrder(
                        "base.csv",
                        "scores.jsonl.gz",
                        "scores.csv",
                        "model.txt",
                        "setup.txt",
                        "stages.txt",
                        "arms.csv",
                        "map.toml",
                        "rest");
        assertThat(Files.readString(folder.resolve("contents")).strip()).isEqualTo("8 good");
    }

    private void prepare() {
        String base = folder.resolve("in.csv").toString();
        Run.of("simulate", "--customers", "100", "--out", base);
        Run.of("fit", "--model", "nbd", "--save", folder.resolve("model.txt").toString(), "--input", base);
        Run.file(folder, "units.csv", "customer_id\na\nb\n");
    }

    /** In the full form at many instants; else once by each signal. */
    @Test
    void whoIsInterruptedWhileItWritesLeavesTheOldFileOrTheNewOne() throws Exception {
        String[] words = {"simulate", "--customers", "10000"};
        byte[] whole = Run.of(words).out().getBytes(StandardCharsets.UTF_8);
        for (int time = 0; time < FullRun.pick(40, 2); time++) {
            Path file = Run.file(folder, "scores.csv", "old\n");
            assertThat(shell("""
                    set -m
                    eval exec $ENG %s --out scores.csv '&'
                    for i in $(seq 2000); do compgen -G '.engagement-*.partial' > seen && break; sleep .01; done
                    sleep .%03d
                    kill -%s $!
                    wait $!
                    """.formatted(String.join(" ", words), 20 * (time / 2), time % 2 == 0 ? "TERM" : "INT")))
                    .isIn(0, 130, 143);
            assertThat(folder.resolve("seen")).isNotEmptyFile();
            assertThat(names()).containsExactly("err", "out", "scores.csv", "seen");
            byte[] left = Files.readAllBytes(file);
            assertThat(left.length == 4 || Arrays.equals(left, whole))
                    .as("bytes " + left.length)
                    .isTrue();
        }
    }

    @Test
    void standardOutputIsNeverAddedToAFileThatIsRead() throws Exception {
        Path file = Run.file(folder, "in.csv", "unit,period,group,outcome\n");
        for (String words : List.of("inspect in.csv", "panel in.csv", "hazard --periods in.csv --columns x")) {
            assertThat(shell("eval $ENG " + words + " '>>' in.csv")).as(words).isEqualTo(2);
            assertThat(err()).contains("in.csv is read from, and standard output would be added to it");
            assertThat(file).hasContent("unit,period,group,outcome");
        }
    }

    @Test
    void tablesOfAllFormatsGoToPipesAndDevices() throws Exception {
        prepare();
        for (String form : List.of("--format=jsonl", "--excel")) {
            Run run = Run.of("score", form, "--models", folder + "/model.txt", "--input", folder + "/in.csv");
            assertThat(shell("set -o pipefail; eval $ENG score " + form
                            + " --models model.txt --out /dev/stdout --input in.csv | cat > piped"))
                    .isZero();
            assertThat(folder.resolve("piped")).content(StandardCharsets.UTF_8).isEqualTo(run.out());
            assertThat(run.lines()).hasSizeGreaterThanOrEqualTo(100);
        }
        assertThat(shell("eval $ENG score --format jsonl --out /dev/full --models model.txt --input in.csv"))
                .isEqualTo(1);
        assertThat(err()).contains("engagement: cannot write to /dev/full: No space left on device\n");
    }

    private static Process halfWay(Path file) throws IOException {
        Process writer = new ProcessBuilder(SecondJvm.command(List.of(), HalfWriter.class, file.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(writer.inputReader(StandardCharsets.UTF_8).readLine()).isEqualTo("half");
        return writer;
    }
}
