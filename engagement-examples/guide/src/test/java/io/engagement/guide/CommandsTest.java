package io.engagement.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.engagement.cli.Main;
import io.engagement.testkit.run.FullRun;
import io.engagement.testkit.run.SecondJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands of the guide are understood, and figures below them are what they print. */
class CommandsTest {
    private static final List<String> FILES = List.of(
            "cdnow/cdnow_sample.csv",
            "online_retail/invoices.csv",
            "starbucks_offers/events.csv",
            "starbucks_offers/portfolio.csv",
            "starbucks_offers/profile.csv",
            "complete_journey/transactions_sample.csv",
            "complete_journey/campaign_descriptions.csv",
            "complete_journey/campaigns.csv");

    /** What the guide looks at where no real data is needed. */
    private static final String SIMULATED = "base.csv";

    /** Between blanks, or in quotes. */
    private static final Pattern WORDS = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    /** A command in a shell, and what stands below it. */
    record Figures(String command, String printed) {
        @Override
        public String toString() {
            return command.strip();
        }
    }

    private static List<String> commands() throws IOException {
        List<String> commands = new ArrayList<>();
        for (Page page : Page.all()) {
            for (Page.Block block : page.blocks()) {
                if (block.language().equals("sh")) {
                    block.code().replace("\\\n", "").lines().forEach(commands::add);
                }
            }
        }
        return commands;
    }

    /** Where none of their files is there: the data is refused, and not the usage. */
    @Test
    void everyCommandIsUnderstood(@TempDir Path folder) throws IOException {
        List<String> commands = commands();
        assertThat(commands).hasSizeGreaterThan(9);
        for (String command : commands) {
            assertThat(exitCode(folder, command)).as(command).isEqualTo(1);
        }
        assertThat(exitCode(folder, "engagement compare --inptu in.csv")).isEqualTo(2);
    }

    private static int exitCode(Path folder, String command) throws IOException {
        int program = command.indexOf("engagement ");
        assertThat(program).as(command).isNotNegative();
        String[] words = WORDS.matcher(command.substring(program))
                .results()
                .skip(1)
                .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
                .toArray(String[]::new);
        Process process = new ProcessBuilder(SecondJvm.command(List.of("-XX:TieredStopAtLevel=1"), Main.class, words))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        process.getInputStream().readAllBytes();
        return process.onExit().join().exitValue();
    }

    static Stream<Figures> figures() throws IOException {
        List<Figures> figures = new ArrayList<>();
        for (Page page : Page.all()) {
            List<Page.Block> blocks = page.blocks();
            for (int i = 1; i < blocks.size(); i++) {
                if (blocks.get(i - 1).language().equals("sh")
                        && blocks.get(i).language().isEmpty()) {
                    figures.add(
                            new Figures(blocks.get(i - 1).code(), blocks.get(i).code()));
                }
            }
        }
        assertThat(figures).hasSizeGreaterThan(9);
        // Each takes seconds: the first in every build.
        return figures.stream().limit(FullRun.pick(figures.size(), 1));
    }

    /** Lines in any order, as models that are equal to the last digit shown are. */
    @ParameterizedTest
    @MethodSource("figures")
    void figuresAreWhatTheirCommandPrints(Figures figures, @TempDir Path folder) throws IOException {
        assumeTrue(Files.exists(Path.of("/bin/bash")), "there is no bash");
        String command = figures.command();
        for (String name : FILES) {
            Path file = shared(name).toAbsolutePath();
            command = command.replace(file.getFileName().toString(), file.toString());
        }
        if (command.contains(SIMULATED)) {
            command = "engagement simulate --customers 1000 --out " + SIMULATED + "\n" + command;
        }
        String engagement =
                "engagement() { \"" + SecondJvm.java() + "\" -cp \"$CLASSES\" " + Main.class.getName() + " \"$@\"; }\n";
        ProcessBuilder shell = new ProcessBuilder("/bin/bash", "-c", engagement + command)
                .directory(folder.toFile())
                .redirectErrorStream(true);
        shell.environment().put("CLASSES", System.getProperty("java.class.path"));
        String printed = new String(shell.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(printed.lines().toList())
                .as(printed)
                .containsAll(figures.printed().lines().toList());
    }

    private static Path shared(String name) {
        Optional<Path> found = found(name);
        assumeTrue(found.isPresent(), () -> name + " is not there; set -Dengagement.shared=DIR");
        return found.orElseThrow();
    }

    /** A file of the real data, where that is. */
    static Optional<Path> found(String name) {
        Stream<Path> folders = Stream.concat(
                Optional.ofNullable(System.getProperty("engagement.shared")).map(Path::of).stream(),
                Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                        .map(folder -> folder.resolve("shared")));
        return folders.map(folder -> folder.resolve("data").resolve(name))
                .filter(Files::exists)
                .findFirst();
    }
}
