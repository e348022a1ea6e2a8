package io.engagement.saved;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.fit.ModelText;
import io.engagement.testkit.run.FullRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Saved models that were damaged: refused with one exception, or models all of whose answers are on their scale. */
class SavedModelFuzzTest {
    private static final int EACH = FullRun.pick(1200, 60);

    private static long seed;
    private static Map<String, String> texts;

    @BeforeAll
    static void draw() {
        texts = SavedKinds.texts();
        seed = FullRun.seed(20261128);
    }

    @Test
    void nothingThatWasDamagedWithoutItsChecksumIsRead() {
        SplittableRandom random = new SplittableRandom(seed);
        int refused = 0;
        for (Map.Entry<String, String> each : texts.entrySet()) {
            String saved = SavedKinds.saved(each.getValue());
            for (int i = 0; i < EACH; i++) {
                String damaged = Damage.ofText(saved, random);
                if (Damage.isSame(saved, damaged)) {
                    continue;
                }
                refused++;
                Assertions.assertThrows(
                        IllegalArgumentException.class,
                        () -> SavedKinds.read(damaged),
                        () -> "read " + each.getKey() + ":\n" + damaged);
            }
        }
        System.out.println("SavedModelFuzzTest: " + refused + " damaged texts, all refused");
        assertThat(refused).isGreaterThan(texts.size() * EACH / 2);
    }

    @Test
    void whatFitsItsChecksumIsRefusedInOneWayOrAnswersOnItsScale() {
        SplittableRandom random = new SplittableRandom(seed + 1);
        Map<String, Integer> read = new TreeMap<>();
        List<String> faults = new ArrayList<>();
        int tried = 0;
        for (Map.Entry<String, String> each : texts.entrySet()) {
            for (int i = 0; i < EACH; i++) {
                String damaged = Damage.ofLines(each.getValue(), random);
                tried++;
                Object model;
                try {
                    model = SavedKinds.read(damaged);
                } catch (IllegalArgumentException refused) {
                    assertThat(refused)
                            .isNotInstanceOf(NumberFormatException.class)
                            .hasMessageMatching("(?s).{12,}");
                    continue;
                } catch (RuntimeException | Error other) {
                    faults.add(each.getKey() + ": reading threw " + other + "\n" + damaged);
                    continue;
                }
                read.merge(each.getKey(), 1, Integer::sum);
                ask(each.getKey(), model, damaged, faults);
            }
        }
        System.out.println("SavedModelFuzzTest: " + tried + " texts with right checksums, read: "
                + read.values().stream().mapToInt(Integer::intValue).sum());
        assertThat(faults).isEmpty();
    }

    private static void ask(String kind, Object model, String text, List<String> faults) {
        Answers answers = Assertions.assertTimeoutPreemptively(
                Duration.ofMinutes(2), () -> Answers.of(model), () -> "no answer of " + kind + ":\n" + text);
        if (!answers.faults().isEmpty()) {
            faults.add(kind + ": " + answers.faults() + "\n" + text);
        }
    }

    @Test
    void everyKindIsAsked() {
        for (Map.Entry<String, String> each : texts.entrySet()) {
            assertThat(Answers.of(SavedKinds.read(each.getValue())).faults())
                    .as(each.getKey())
                    .isEmpty();
        }
    }

    @Test
    void theFirstLineOfEveryKindTellsTheFormat() {
        assertThat(texts.values().stream().filter(text -> !text.contains("contextual")))
                .allMatch(text -> text.lines().findFirst().orElseThrow().endsWith(" format 2"))
                .allMatch(text -> ModelText.kindOf(text).length() > 2);
        assertThat(texts).hasSize(49);
    }
}
