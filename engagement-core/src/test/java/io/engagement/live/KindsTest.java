package io.engagement.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KindsTest {
    /** Found by their order where hashes collide; the bound is for slow machines. */
    @Test
    void kindsOfOneHashAreFoundInTime() {
        List<String> texts = List.of("");
        while (texts.size() < 1 << 16) {
            texts = texts.stream()
                    .flatMap(text -> Stream.of(text + "A}", text + "B^"))
                    .toList();
        }
        List<String> colliding = texts;
        Kinds kinds = new Kinds(new KnownKinds(StateLayout.of(List.of(Measure.count(Filter.all())))));
        assertTimeoutPreemptively(Duration.ofSeconds(45), () -> {
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < colliding.size(); i++) {
                    InteractionKind kind =
                            InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.of(colliding.get(i)));
                    assertThat(kinds.number(kind, kinds.of(kind))).isEqualTo(i);
                    // Of others none is kept.
                    kinds.use(i);
                }
            }
        });
    }
}
