package io.engagement.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.WithNull;
import org.junit.jupiter.api.Test;

/** A text that comes twice is found where it comes again. */
class RepeatedTextTest {
    @Property(seed = "20261129", tries = 300)
    void theFirstThatRepeatsOneBeforeIsFound(@ForAll List<@WithNull @AlphaChars @StringLength(max = 2) String> texts) {
        Set<String> seen = new HashSet<>();
        OptionalInt expected = OptionalInt.empty();
        for (int i = 0; i < texts.size() && expected.isEmpty(); i++) {
            expected = texts.get(i) != null && !seen.add(texts.get(i)) ? OptionalInt.of(i) : expected;
        }
        assertThat(RepeatedText.first(texts.toArray(new String[0]))).isEqualTo(expected);
    }

    @Test
    void manyPlacesWithoutTextHideNothing() {
        String[] texts = new String[200_000];
        for (int i = 0; i < texts.length; i += 7) {
            texts[i] = "order " + i;
        }
        assertThat(RepeatedText.first(texts)).isEmpty();
        texts[199_999] = "order 7";
        assertThat(RepeatedText.first(texts)).hasValue(199_999);
    }

    @Test
    void amongManyNoneIsFoundThatIsNotThere() {
        String[] texts = IntStream.range(0, 100_000).mapToObj(i -> "order " + i).toArray(String[]::new);
        assertThat(RepeatedText.first(texts)).isEmpty();
        texts[77_777] = "order 3";
        assertThat(RepeatedText.first(texts)).hasValue(77_777);
    }
}
