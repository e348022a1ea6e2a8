package io.engagement.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TextIndexTest {
    @Test
    void textsThatWereCraftedToCollideAreFoundInFewSteps() {
        List<String> crafted = new ArrayList<>(List.of(""));
        for (int i = 0; i < 16; i++) {
            List<String> longer = new ArrayList<>();
            crafted.forEach(text -> {
                longer.add(text + "Aa");
                longer.add(text + "BB");
            });
            crafted = longer;
        }
        assertThat(new HashSet<>(crafted.stream().map(String::hashCode).toList()))
                .hasSize(1);
        TextIndex index = new TextIndex();
        for (int i = 0; i < crafted.size(); i++) {
            assertThat(index.indexOf(crafted.get(i))).isEqualTo(i);
        }
        for (int i = 0; i < crafted.size(); i++) {
            assertThat(index.indexOf(crafted.get(i))).isEqualTo(i);
        }
        assertThat(index.size()).isEqualTo(1 << 16);
        assertThat(index.longestRun()).isLessThan(200);
    }

    @Test
    void ordinaryTextsNeedFewStepsToo() {
        TextIndex index = new TextIndex();
        for (int i = 0; i < 200_000; i++) {
            assertThat(index.indexOf("customer-" + i)).isEqualTo(i);
        }
        assertThat(index.longestRun()).isLessThan(200);
        assertThat(index.text(77)).isEqualTo("customer-77");
    }

    @Test
    void textsComeInTheirNaturalOrder() {
        Random random = new Random(20261124);
        for (String letters : List.of("0123456789", "ab", "a\u0000\u007f-", "\u00e9\u20aca\ud83d\ude00")) {
            for (int longest : new int[] {3, 8, 12}) {
                TextIndex index = new TextIndex();
                TreeSet<String> expected = new TreeSet<>();
                for (int i = 0; i < 5000; i++) {
                    StringBuilder text = new StringBuilder();
                    for (int c = random.nextInt(longest + 1); c >= 0; c--) {
                        text.append(letters.charAt(random.nextInt(letters.length())));
                    }
                    index.indexOf(text.toString());
                    expected.add(text.toString());
                }
                assertThat(index.sorted()).containsExactly(expected.toArray(String[]::new));
            }
        }
    }
}
