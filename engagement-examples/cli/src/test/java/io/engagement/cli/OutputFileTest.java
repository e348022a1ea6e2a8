package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that is written is the old one or the new one, whole. */
class OutputFileTest {
    private static final String OLD = "old\n";

    @TempDir
    private Path folder = Path.of("");

    private Path old(String name) {
        return Run.file(folder, name, OLD);
    }

    private static Consumer<Writer> text(String text) {
        return writer -> {
            try {
                writer.write(text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    private void assumePosix() {
        assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"),
                "there are permissions and links on POSIX systems only");
    }

    /** What no system can call a file is told in words, not by the name of an exception. */
    @Test
    void aNameThatNoFileCanHaveIsWrongUsage() {
        Run run = Run.of("score", "--out", "a\0b.csv", "--input", "in.csv");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--out", "is no name of a file").doesNotContain("Exception");
    }

    @Test
    void aDiskThatIsFullHalfWayLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = old("scores.csv");
        assertThatThrownBy(() -> OutputFile.write(file, writer -> {
                    text("half").accept(writer);
                    throw new UncheckedIOException(new IOException("No space left on device"));
                }))
                .isInstanceOf(OutputFailed.class)
                .hasMessage("cannot write to " + file + ": No space left on device");
        assertThat(file).hasContent(OLD);
        assertThat(names()).containsExactly("scores.csv");
    }

    @Test
    void aFaultOfTheProgramLeavesTheOldFileToo() throws IOException {
        Path file = old("scores.csv");
        assertThatThrownBy(() -> OutputFile.write(file, writer -> {
                    throw new IllegalStateException("fault");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(file).hasContent(OLD);
        assertThat(names()).containsExactly("scores.csv");
    }

    @Test
    void theOldFileStandsUntilTheNewOneIsWholeAndKeepsItsPermissions() throws IOException {
        assumePosix();
        Path file = old("scores.csv");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        OutputFile.write(file, writer -> {
            text("new").accept(writer);
            assertThat(file).hasContent(OLD);
            assertThat(permissions(partial())).isEqualTo("rw-------");
        });
        assertThat(file).hasContent("new");
        assertThat(permissions(file)).isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r-x"));
        OutputFile.write(file, text("newer"));
        assertThat(permissions(file)).isEqualTo("rw-rw-r-x");
        assertThat(names()).containsExactly("scores.csv");
    }

    @Test
    void aNewFileHasThePermissionsThatTheSystemGives() throws IOException {
        assumePosix();
        Path other = old("other");
        Path file = folder.resolve("scores.csv");
        OutputFile.write(file, text("new"));
        assertThat(permissions(file)).isEqualTo(permissions(other));
    }

    private Path partial() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".partial"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aLinkStaysAndWhatItLeadsToIsReplaced() throws IOException {
        assumePosix();
        Path real = Files.createDirectory(folder.resolve("real"));
        Path file = Run.file(real, "scores.csv", OLD);
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("real/scores.csv"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), link);
        OutputFile.check(second, List.of());
        OutputFile.write(second, text("new"));
        assertThat(file).hasContent("new");
        assertThat(Files.isSymbolicLink(link) && Files.isSymbolicLink(second)).isTrue();
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), Path.of("real/new.csv"));
        OutputFile.write(dangling, text("there"));
        assertThat(real.resolve("new.csv")).hasContent("there");
        assertThat(Files.isSymbolicLink(dangling)).isTrue();
        Path circle = Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
        assertThatThrownBy(() -> OutputFile.check(circle, List.of())).hasMessageContaining("leads in a circle");
    }

    /** Where only the attempt shows it: the superuser is told by no permission, and a file system of the kernel's makes no file. */
    @Test
    void aFolderThatTakesNoFileIsToldBeforeTheWork() throws IOException {
        Path kernels = Path.of("/proc");
        assumeTrue(Files.isDirectory(kernels), "no such folder here");
        assertThatThrownBy(() -> OutputFile.check(kernels.resolve("x.csv"), List.of()))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("/proc")
                .hasMessageNotContaining("Exception");
        OutputFile.check(Path.of("/proc/self/fd/1"), List.of());
        OutputFile.check(folder.resolve("new.csv"), List.of());
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aFolderOrFileThatMayNotBeWrittenIsToldBeforeTheWork() throws IOException {
        assumePosix();
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Path file = Run.file(closed, "scores.csv", OLD);
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeFalse(Files.isWritable(closed), "the superuser may write to any folder");
        assertThatThrownBy(() -> OutputFile.check(file, List.of()))
                .isInstanceOf(UsageError.class)
                .hasMessageContaining("the folder " + closed.toRealPath() + " may not be written to");
        Path fixed = old("fixed");
        Files.setPosixFilePermissions(fixed, PosixFilePermissions.fromString("r--r--r--"));
        assertThatThrownBy(() -> OutputFile.check(fixed, List.of())).hasMessageContaining("may not be written to");
    }

    @Test
    void aPipeIsWrittenToAsItIs() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")), "there is no mkfifo here");
        assertThat(new ProcessBuilder("/usr/bin/mkfifo", pipe.toString())
                        .start()
                        .waitFor())
                .isZero();
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        OutputFile.check(pipe, List.of());
        OutputFile.write(pipe, text("new"));
        assertThat(read.join()).isEqualTo("new");
        assertThat(Files.isRegularFile(pipe, LinkOption.NOFOLLOW_LINKS)).isFalse();
        assertThat(names()).containsExactly("pipe");
    }

    @Test
    void ofTwoWhoWriteAtOnceEachWritesAWholeFile() throws IOException {
        Path file = folder.resolve("scores.csv");
        OutputFile.write(file, outer -> {
            text("out").accept(outer);
            OutputFile.write(file, text("inner"));
            assertThat(file).hasContent("inner");
            text("er").accept(outer);
        });
        assertThat(file).hasContent("outer");
        assertThat(names()).containsExactly("scores.csv");
    }

    /** Each option that reads a file, each that writes one, by each kind of name. */
    @Test
    void whatIsReadIsNeverWrittenWhateverItIsCalled() throws IOException {
        assumePosix();
        Path base = folder.resolve("base.csv");
        Run.of("simulate", "--customers", "60", "--out", base.toString());
        Path model = folder.resolve("model.txt");
        Run.of("fit", "--model", "nbd", "--save", model.toString(), "--input", base.toString());
        Path customers = Run.file(folder, "customers.csv", "customer_id\nx\n");
        Path lookup = Run.file(folder, "lookup.csv", "channel,place\nweb,here\n");
        List<String> all = List.of(
                "score",
                "--models",
                model.toString(),
                "--customers",
                customers.toString(),
                "--input",
                base.toString(),
                "--lookup",
                "channel=" + lookup);
        Files.createDirectory(folder.resolve("sub"));
        for (Path read : List.of(base, model, customers, lookup)) {
            String name = String.valueOf(read.getFileName());
            byte[] before = Files.readAllBytes(read);
            Path link = Files.createSymbolicLink(folder.resolve("link-" + name), read);
            Path hard = Files.createLink(folder.resolve("hard-" + name), read);
            for (Path other : List.of(read, folder.resolve("sub/../" + name), link, hard)) {
                List<String> words = new ArrayList<>(all);
                words.addAll(1, List.of("--out", other.toString()));
                Run run = Run.of(words);
                assertThat(run.exitCode()).as(other.toString()).isEqualTo(2);
                assertThat(run.err()).contains(other + " is read from and would be overwritten");
                assertThat(read).hasBinaryContent(before);
            }
        }
        assertThat(Run.of("demo", "--models", model.toString(), "--out", model.toString())
                        .exitCode())
                .isEqualTo(2);
        assertThat(Run.of("fit", "--model", "nbd", "--save", base.toString(), "--input", base.toString())
                        .exitCode())
                .isEqualTo(2);
    }

    /** By the model of the command line, so that a new option is among them: what is written by any name of what is read. */
    @Test
    void noOptionThatWritesTakesAFileThatAnyOtherOptionReads() throws IOException {
        Invocations invocations = Invocations.in(folder);
        Set<String> tried = new TreeSet<>();
        for (Invocations.Invocation each : invocations.all()) {
            for (String writing : WRITING) {
                if (each.line().getCommandSpec().findOption(writing) == null) {
                    continue;
                }
                for (String read : filesRead(each)) {
                    byte[] before = Files.readAllBytes(Path.of(read));
                    Invocations.Invocation written = each.with(writing, read);
                    boolean ofTable = each.line().getCommandSpec().findOption("--table") != null;
                    Run run = (ofTable ? written.with("--table", "any") : written).run();
                    assertThat(run.exitCode())
                            .as("%s %s: %s", each, writing, run.err())
                            .isEqualTo(2);
                    assertThat(run.err()).contains("is read from and would be overwritten");
                    assertThat(Path.of(read)).hasBinaryContent(before);
                    tried.add(each.name() + " " + writing);
                }
            }
        }
        assertThat(tried)
                .contains(
                        "policy --out",
                        "hazard --out",
                        "panel --out",
                        "targeting --out",
                        "score --out",
                        "score --save-setup",
                        "fit --save",
                        "journey --save-stages",
                        "experiment assign --out");
    }

    private static final List<String> WRITING = List.of("--out", "--save", "--save-setup", "--save-stages");

    /** Values that are files that are there, but those that are written. */
    private static List<String> filesRead(Invocations.Invocation each) {
        List<String> words = new ArrayList<>(each.more());
        words.addAll(each.input());
        List<String> files = new ArrayList<>();
        for (int at = 1; at < words.size(); at++) {
            if (!WRITING.contains(words.get(at - 1)) && Files.isRegularFile(Path.of(words.get(at)))) {
                files.add(words.get(at));
            }
        }
        return files;
    }

    @Test
    void calendarsInspectedFilesAndSecretsAreNotOverwrittenEither() throws IOException {
        Path base = folder.resolve("base.csv");
        Run.of("simulate", "--customers", "20", "--out", base.toString());
        Path seasons = Run.file(folder, "seasons.csv", "from,sale\n2000-01-01,0\n2100-01-01,0\n");
        Run fit = Run.of(
                "fit",
                "--model",
                "pareto-nbd",
                "--seasons",
                seasons.toString(),
                "--save",
                seasons.toString(),
                "--input",
                base.toString());
        assertThat(fit.exitCode()).isEqualTo(2);
        assertThat(fit.err()).contains(seasons + " is read from and would be overwritten");
        Run inspect = Run.of("inspect", base.toString(), "--save", base.toString());
        assertThat(inspect.exitCode()).isEqualTo(2);
        Path secret = folder.resolve("secret");
        Run assign = Run.of(
                "experiment",
                "assign",
                "--experiment",
                "e",
                "--shares",
                "control=0.5,mail=0.5",
                "--units",
                base.toString(),
                "--secret-file",
                secret.toString(),
                "--new-secret",
                "--out",
                folder + "/./secret");
        assertThat(assign.exitCode()).isEqualTo(2);
        assertThat(assign.err()).contains("/./secret is read from and would be overwritten");
        assertThat(secret).doesNotExist();
        Run score =
                Run.of("score", "--out", folder + "/x", "--save-setup", folder + "/./x", "--input", base.toString());
        assertThat(score.exitCode()).isEqualTo(2);
        assertThat(score.err()).contains("are one file, and both are to be written: name two");
    }

    @Test
    void aSecretIsItsOwnersAloneAndNothingIsLeftWhereItCouldNotBeWritten() throws IOException {
        assumePosix();
        Path secret = folder.resolve("secret");
        OutputFile.makeSecret(secret, "new");
        assertThat(permissions(secret)).isEqualTo("rw-------");
        assertThatThrownBy(() -> OutputFile.makeSecret(secret, "newer")).isInstanceOf(OutputFailed.class);
        assertThat(secret).hasContent("new");
        assertThat(names()).containsExactly("secret");
    }
}
