package io.engagement.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
}
