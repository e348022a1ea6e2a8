package io.engagement.live;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class InlineIdTest {
    @Property(seed = "20261125")
    void whatHasRoomComesBack(
            @ForAll @StringLength(max = InlineId.MOST) @CharRange(from = '\0', to = '\u00ff') String id,
            @ForAll @StringLength(max = InlineId.MOST) @CharRange(from = 'a', to = 'c') String other) {
        for (String each : new String[] {id, other}) {
            long tail = InlineId.tail(each);
            long head = InlineId.head(each);
            assertThat(InlineId.isElsewhere(tail)).isFalse();
            assertThat(tail).as("free rows have 0").isPositive();
            assertThat(InlineId.text(head, tail)).isEqualTo(each);
            assertThat(Double.isFinite(Double.longBitsToDouble(head))).isTrue();
            assertThat(Double.isFinite(Double.longBitsToDouble(tail))).isTrue();
        }
        assertThat(InlineId.head(id) == InlineId.head(other) && InlineId.tail(id) == InlineId.tail(other))
                .isEqualTo(id.equals(other));
    }

    @Test
    void whatHasNoRoomIsElsewhere() {
        assertThat(InlineId.isElsewhere(InlineId.tail("1234567890123"))).isFalse();
        assertThat(InlineId.isElsewhere(InlineId.tail("12345678901234"))).isTrue();
        assertThat(InlineId.isElsewhere(InlineId.tail("\u0100"))).isTrue();
        assertThat(InlineId.isElsewhere(InlineId.tail("12345678\u20ac"))).isTrue();
        assertThat(Double.isFinite(Double.longBitsToDouble(InlineId.tail("\u0100"))))
                .isTrue();
    }
}
