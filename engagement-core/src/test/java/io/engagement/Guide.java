package io.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.testkit.run.FullRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** Chapters of the guide, whose figures are what tests print in a full run. */
public final class Guide {
    private static final Path CHAPTERS = Path.of("..", "engagement-examples", "guide");

    private Guide() {}

    /** In a full run, checks that a chapter shows lines one after the other. */
    public static void shows(String chapter, List<String> lines) throws IOException {
        if (FullRun.isOn()) {
            assertThat(Collections.indexOfSubList(Files.readAllLines(CHAPTERS.resolve(chapter)), lines))
                    .as(chapter + " shows what was printed")
                    .isNotNegative();
        }
    }
}
