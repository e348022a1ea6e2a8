package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.score.Scale;
import io.engagement.score.ScoreTable;
import io.engagement.score.Scorer;
import io.engagement.score.ScoringPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.SAME_THREAD)
class GoldenExplanationsTest {
    private final Path file;

    GoldenExplanationsTest(@TempDir Path folder) {
        file = folder.resolve("resources/silence.golden");
    }

    private static ScoreTable scores(double days) {
        Scorer silence = Scorer.of(
                "silence",
                Scale.INDEX,
                Measure.timeSinceLast(Filter.ownInitiative()),
                silent -> 100 * -Math.expm1(-silent / days));
        return ScoringPlan.of(silence)
                .score(SmallLog.from(Instant.EPOCH)
                        .of("ann")
                        .buys(0, 1)
                        .of("ben")
                        .writes(29)
                        .of("cat")
                        .isOffered(3)
                        .asOf(30));
    }

    private void pin(String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void whatIsPinnedPassesUntilItChanges() throws IOException {
        pin(GoldenExplanations.text(scores(30), List.of("ann", "cat")));
        assertThat(Files.readString(file))
                .startsWith("ann, silence: 63.2121\n  ")
                .contains("cat, silence: none\n  ");
        assertThatCode(() -> GoldenExplanations.assertUnchanged(file, scores(30), "ann", "cat"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> GoldenExplanations.assertUnchanged(file, scores(31), "ann", "cat"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("silence.golden, line 1, of ann, silence: ")
                .hasMessageContaining("was: ann, silence: 63.2121")
                .hasMessageContaining("is:  ann, silence: 62.0060")
                .hasMessageContaining("-Dengagement.golden=write");
    }

    @Test
    void aFileThatLacksLinesIsTold() throws IOException {
        pin(GoldenExplanations.text(scores(30), List.of("ann")));
        assertThatThrownBy(() -> GoldenExplanations.assertUnchanged(file, scores(30), "ann", "ben"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("was: (nothing)")
                .hasMessageContaining("of ben, silence");
    }

    @Test
    void withoutAFileNothingPasses() {
        assertThatThrownBy(() -> GoldenExplanations.assertUnchanged(file, scores(30), "ann"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("there is no ")
                .hasMessageContaining("read it, and commit it");
        assertThat(file).doesNotExist();
    }

    @Test
    void whatIsWrittenHasNotPassed() {
        System.setProperty(GoldenExplanations.PROPERTY, "write");
        try {
            assertThatThrownBy(() -> GoldenExplanations.assertUnchanged(file, scores(30), "ann"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("was written: read it, commit it");
        } finally {
            System.clearProperty(GoldenExplanations.PROPERTY);
        }
        assertThatCode(() -> GoldenExplanations.assertUnchanged(file, scores(30), "ann"))
                .doesNotThrowAnyException();
    }

    @Test
    void customersWhoAreNotThereAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoldenExplanations.assertUnchanged(file, scores(30), "zoe"))
                .withMessageContaining("no customer zoe");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoldenExplanations.assertUnchanged(file, scores(30)))
                .withMessageContaining("must name one customer");
    }
}
