package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine program =
            Main.commandLine(Run.CLOCK).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

    @Test
    void itTellsItsVersion() {
        assertThat(program.execute("--version")).isZero();
        assertThat(out).hasToString("engagement (not packaged)" + System.lineSeparator());
    }

    @Test
    void withoutAnythingToDoItTellsItsUsage() {
        assertThat(program.execute()).isZero();
        assertThat(out.toString()).startsWith("Usage: engagement");
    }

    @Test
    void anUnknownOptionIsAUsageError() {
        assertThat(program.execute("--frobnicate")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString()).contains("--frobnicate").contains("See 'engagement --help'.");
    }

    @Test
    void wrongWordsAreToldInASentence() {
        assertThat(told("mutual", "--map", "foo", "--input", "a.csv"))
                .isEqualTo("engagement: --map takes FIELD=COLUMN, was 'foo'");
        assertThat(told("mutual", "--map", "foo")).isEqualTo("engagement: --input=FILE is missing");
        assertThat(told("contacts", "--within", "--json"))
                .isEqualTo("engagement: --within needs a value, and '--json' follows");
        assertThat(told("lifecycle")).isEqualTo("engagement: --input=FILE is missing");
        assertThat(told("fit", "--input", "a.csv")).isEqualTo("engagement: --model=MODEL is missing");
        assertThat(told("report")).isEqualTo("engagement: --out=FILE is missing");
        assertThat(told("objectives", "--input", "a.csv")).isEqualTo("engagement: --objectives=FILE is missing");
        assertThat(told("nonsense")).isEqualTo("engagement: 'nonsense' is neither a command nor an option's value");
        assertThat(told("dialogue", "--unit", "foo", "--input", "a.csv"))
                .isEqualTo("engagement: --unit: expected one of [CONTACT, TURN, OPENING] but was 'foo'");
        assertThat(told("score", "--horizon", "3x", "--input", "a.csv"))
                .startsWith("engagement: --horizon: '3x' is not a length of time");
    }

    /** What is missing may follow from it: of a wrong word nothing else is known. */
    @Test
    void anUnknownOptionIsToldBeforeAllThatIsMissing() {
        program.getSubcommands().forEach((name, command) -> {
            assertUnknown(name);
            command.getSubcommands().keySet().forEach(part -> assertUnknown(name, part));
        });
        assertThat(told("report", "--inptu", "a.csv", "--out", "b.html")).contains("'--inptu'");
        assertThat(told("score", "--nosuch", "--input", "a.csv", "--horizon", "3x"))
                .contains("'--nosuch'");
    }

    private static void assertUnknown(String... words) {
        String[] all = Stream.concat(Stream.of(words), Stream.of("--nosuch")).toArray(String[]::new);
        assertThat(told(all)).isEqualTo("engagement: Unknown option: '--nosuch'");
        assertThat(Run.of(all).exitCode()).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    @Test
    void onlyTheCommandThatIsAskedForIsMade() {
        for (String name : program.getSubcommands().keySet()) {
            assertThat(Main.commandLine(Run.CLOCK, name).getSubcommands()).containsOnlyKeys(name);
        }
        assertThat(Main.commandLine(Run.CLOCK, "scores").getSubcommands()).hasSameSizeAs(program.getSubcommands());
        assertThat(told("scor")).isEqualTo("engagement: 'scor' is neither a command nor an option's value");
        assertThat(Run.of("scor").err()).contains("engagement score");
    }

    private static String told(String... words) {
        return Run.of(words).err().lines().findFirst().orElse("");
    }
}
