package io.engagement.internal.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.hash.Hashing;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SipHashTest {
    @Property(seed = "5", tries = 500)
    void textsHaveTheHashesOfGuava(
            @ForAll long first, @ForAll long second, @ForAll @StringLength(max = 40) String text) {
        assertThat(new SipHash(first, second).of(text))
                .isEqualTo(Hashing.sipHash24(first, second)
                        .hashUnencodedChars(text)
                        .asLong());
    }

    @Test
    void everyLengthAroundABlockHasTheHashOfGuava() {
        String text = "\u20acustomer-\ud83d\ude00-0123456789".repeat(20);
        for (int length = 0; length < 300; length++) {
            String part = text.substring(0, length);
            assertThat(new SipHash(1, 2).of(part))
                    .isEqualTo(Hashing.sipHash24(1, 2).hashUnencodedChars(part).asLong());
        }
    }
}
