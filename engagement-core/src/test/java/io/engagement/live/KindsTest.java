package io.engagement.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KindsTest {
    private static final StateLayout LAYOUT = StateLayout.of(List.of(Measure.count(Filter.all())));
    private static final InteractionKind USE = InteractionKind.of(Channel.APP, Initiator.CUSTOMER, Purpose.USE);

    private final Kinds kinds = new Kinds(new KnownKinds(LAYOUT));

    private int number(InteractionKind kind) {
        return kinds.number(kind, kinds.of(kind));
    }

    private int used(InteractionKind kind) {
        int number = number(kind);
        kinds.use(number);
        return number;
    }

    /** Texts of one hash do not slow each other down; the bound is for slow machines. */
    @Test
    void kindsOfOneHashAreNumberedInTime() {
        List<String> texts = List.of("");
        while (texts.size() < 1 << 14) {
            texts = texts.stream()
                    .flatMap(text -> Stream.of(text + "A}", text + "B^"))
                    .toList();
        }
        List<String> colliding = texts;
        assertTimeoutPreemptively(Duration.ofMinutes(2), () -> {
            for (int i = 0; i < colliding.size(); i++) {
                InteractionKind kind =
                        InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.of(colliding.get(i)));
                assertThat(kinds.get(used(kind)).kind()).isEqualTo(kind);
            }
        });
    }

    /** Making way for an interaction may let go of the last one that waits of its kind. */
    @Test
    void aNumberThatIsAskedForStaysThoughTheLastOtherOfItsKindIsLetGoOf() {
        int held = used(USE);
        int asked = number(USE);
        assertThat(asked).isEqualTo(held);
        kinds.release(held);
        assertThat(kinds.get(asked).kind()).isEqualTo(USE);
        kinds.use(asked);
        kinds.release(asked);
        used(USE.withCampaign("spring"));
        assertThat(kinds.get(used(USE)).kind()).isEqualTo(USE);
    }

    @Test
    void kindsWithoutACampaignShareANumberAndOthersHaveOneEach() {
        assertThat(used(USE)).isEqualTo(used(USE));
        InteractionKind spring = USE.withCampaign("spring");
        int one = used(spring);
        int other = used(spring);
        assertThat(one).isNotEqualTo(other);
        assertThat(kinds.compare(one, other)).isZero();
        assertThat(kinds.compareGiven(one, used(USE))).isPositive();
    }

    @Test
    void aNumberThatNobodyUsesIsToldAgain() {
        int number = number(USE.withCampaign("spring"));
        assertThat(number(USE.withCampaign("summer"))).isEqualTo(number);
        assertThat(kinds.get(number).kind().campaign()).contains("summer");
    }

    @Test
    void aNumberIsFreeWhenNothingUsesItAnyMore() {
        int number = used(USE.withCampaign("spring"));
        kinds.use(number);
        kinds.release(number);
        assertThat(kinds.get(number).kind().campaign()).contains("spring");
        kinds.release(number);
        assertThat(numbers(USE.withCampaign("autumn"))).contains(number);
    }

    /** Also while something is held all the time. */
    @Test
    void whatAPeakHasLeftIsGivenBack() {
        InteractionKind spring = USE.withCampaign("spring");
        int[] numbers = IntStream.range(0, 10_000).map(i -> used(spring)).toArray();
        assertThat(numbers).doesNotHaveDuplicates();
        int last = numbers[9_999];
        Arrays.stream(numbers).limit(9_999).forEach(kinds::release);
        for (int i = 0; i < 10_000; i++) {
            int next = used(spring);
            kinds.release(last);
            last = next;
        }
        assertThat(last).isLessThan(100);
        assertThat(GrowthTest.reachable(kinds))
                .filteredOn(int[].class::isInstance)
                .allSatisfy(each -> assertThat((int[]) each).hasSizeLessThan(200));
        assertThat(kinds.get(last).kind()).isEqualTo(spring);
    }

    /** Which of them goes is one to whoever asks, but not whose number is free then. */
    @Test
    void ofTwoThatAreEqualTheOneThatGoesFreesItsOwnNumber() {
        Backlog backlog = new Backlog(LAYOUT, kinds);
        Interaction each = LiveBase.interaction("c", LiveBase.START, 1).withCampaign("spring");
        long[][] held = new long[2][PackedInteraction.WORDS];
        for (long[] words : held) {
            PackedInteraction.put(each, used(each.kind()), words, 0);
            backlog.add(words, 0);
        }
        remove(backlog, held[0]);
        double[] slots = new double[LAYOUT.slots()];
        LAYOUT.reset(slots, 0);
        backlog.addTo(slots, 0);
        remove(backlog, held[1]);
        assertThat(backlog.isEmpty()).isTrue();
        assertThat(numbers(each.kind()))
                .contains((int) held[0][PackedInteraction.KIND], (int) held[1][PackedInteraction.KIND]);
    }

    /** As many as there are at first, each once. */
    private int[] numbers(InteractionKind kind) {
        int[] numbers = IntStream.range(0, 16).map(i -> used(kind)).toArray();
        assertThat(numbers).doesNotHaveDuplicates();
        return numbers;
    }

    private void remove(Backlog backlog, long[] words) {
        assertThat(backlog.remove(words, 0)).isTrue();
        kinds.release(PackedInteraction.kind(words, 0));
    }
}
