package io.engagement.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
}
