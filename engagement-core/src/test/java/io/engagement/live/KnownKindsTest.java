package io.engagement.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.live.KnownKinds.Weights;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KnownKindsTest {
    private static final StateLayout LAYOUT =
            StateLayout.of(List.of(Measure.count(Filter.initiatedBy(Initiator.CUSTOMER))));
    private static final InteractionKind OFFER = InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER);
    private static final InteractionKind QUESTION =
            InteractionKind.of(Channel.EMAIL, Initiator.CUSTOMER, Purpose.QUESTION);

    private static InteractionKind campaign(int number) {
        return (number % 3 == 0 ? QUESTION : OFFER).withCampaign("campaign-" + number);
    }

    private static @Nullable Weights ifKnown(KnownKinds kinds, InteractionKind kind) {
        return kinds.ifKnown(kind, kinds.key(kind));
    }

    private static void assertRight(KnownKinds kinds, int number) {
        Weights weights = kinds.of(campaign(number));
        assertThat(weights.each()).isEqualTo(LAYOUT.weights(campaign(number)));
        assertThat(weights.ordered()).isFalse();
        assertThat(weights.source()).isZero();
    }

    @Test
    void kindsThatWeighTheSameShareOneObject() {
        KnownKinds kinds = new KnownKinds(LAYOUT);
        assertThat(kinds.of(campaign(1))).isSameAs(kinds.of(OFFER)).isSameAs(kinds.of(campaign(2)));
        assertThat(kinds.of(campaign(3))).isSameAs(kinds.of(QUESTION)).isNotEqualTo(kinds.of(OFFER));
    }

    @Test
    void aKindIsKnownByWhatItSaysAndNotByWhichObjectItIs() {
        KnownKinds kinds = new KnownKinds(LAYOUT);
        assertThat(ifKnown(kinds, campaign(1))).isNull();
        assertThat(ifKnown(kinds, OFFER)).isNull();
        kinds.of(campaign(1));
        kinds.of(OFFER);
        kinds.forgetRecent();
        assertThat(ifKnown(kinds, campaign(1))).isNotNull();
        assertThat(ifKnown(kinds, InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER)))
                .isNotNull();
        assertThat(ifKnown(kinds, campaign(2))).isNull();
        assertThat(ifKnown(kinds, campaign(1).withDepartment("sales"))).isNull();
        assertThat(ifKnown(kinds, OFFER.withDepartment("campaign-1"))).isNull();
    }

    @Test
    void sourcesOfInitiatorsAreToldApart() {
        KnownKinds kinds = new KnownKinds(LAYOUT);
        InteractionKind unknown = InteractionKind.of(Channel.EMAIL, Initiator.UNKNOWN, Purpose.OFFER);
        assertThat(kinds.of(OFFER).source()).isZero();
        assertThat(kinds.of(unknown.withInferredInitiator(Initiator.COMPANY)).source())
                .isEqualTo(1);
        assertThat(kinds.of(unknown).source()).isEqualTo(2);
    }

    /** More than there is room for. */
    @Test
    void kindsBeyondTheRoomAreWeighedRightToo() {
        KnownKinds kinds = new KnownKinds(LAYOUT);
        for (int i = 0; i < 600_000; i++) {
            kinds.of(campaign(i));
        }
        for (int i = 0; i < 600_000; i += 97) {
            assertRight(kinds, i);
        }
    }

    @Test
    void manyThreadsFindTheSame() {
        KnownKinds kinds = new KnownKinds(LAYOUT);
        IntStream.range(0, 40_000).parallel().forEach(i -> assertRight(kinds, i * 7919 % 5_000));
    }
}
