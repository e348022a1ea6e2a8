package io.engagement.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.live.KnownKinds.Weights;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.StateLayout;
import io.engagement.measure.spi.Quantity;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownKindsTest {
    private static final Measure ANY = Measure.count(Filter.initiatedBy(Initiator.CUSTOMER));
    private static final StateLayout LAYOUT = StateLayout.of(List.of(ANY));
    private static final StateLayout OF_CAMPAIGNS = StateLayout.of(List.of(
            ANY,
            Measure.count(Filter.campaign("campaign-7")),
            Measure.meanGap(Filter.campaign("campaign-9").negate()),
            Measure.sum(Filter.campaign("campaign-8").and(Filter.above(Quantity.VALUE, 5)), Quantity.VALUE)));
    private static final InteractionKind OFFER = InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER);
    private static final InteractionKind QUESTION =
            InteractionKind.of(Channel.EMAIL, Initiator.CUSTOMER, Purpose.QUESTION);

    private static InteractionKind campaign(int number) {
        return (number % 3 == 0 ? QUESTION : OFFER).withCampaign("campaign-" + number);
    }

    private static InteractionKind department(int number) {
        return (number % 3 == 0 ? QUESTION : OFFER).withDepartment("department-" + number);
    }

    private static void assertRight(StateLayout layout, KnownKinds kinds, InteractionKind kind) {
        Weights weights = kinds.of(kind);
        assertThat(weights.each()).isEqualTo(layout.weights(kind));
        assertThat(weights.ordered()).isEqualTo(layout.takesPartInOrder(layout.weights(kind)));
        assertThat(weights.source()).isZero();
    }

    @Test
    void whereNoMeasureLooksAtCampaignsKindsThatDifferInTheCampaignAloneAreOne() {
        KnownKinds kinds = new KnownKinds(LAYOUT);
        assertThat(kinds.of(campaign(1))).isSameAs(kinds.of(OFFER)).isSameAs(kinds.of(campaign(2)));
        assertThat(kinds.of(campaign(3))).isSameAs(kinds.of(QUESTION)).isNotEqualTo(kinds.of(OFFER));
        assertThat(kinds.of(campaign(1)).kind()).isEqualTo(OFFER);
    }

    @Test
    void whereOneDoesEachIsWeighedByItsOwn() {
        KnownKinds kinds = new KnownKinds(OF_CAMPAIGNS);
        for (int round = 0; round < 2; round++) {
            IntStream.range(0, 12).forEach(i -> assertRight(OF_CAMPAIGNS, kinds, campaign(i)));
            assertRight(OF_CAMPAIGNS, kinds, OFFER);
        }
        assertThat(kinds.of(campaign(1))).isSameAs(kinds.of(OFFER)).isNotEqualTo(kinds.of(campaign(7)));
    }

    /** Of a kind whose weight a quantity decides, the condition is asked with the campaign. */
    @Test
    void aConditionOfTheUsersSeesTheCampaign() {
        StateLayout layout = StateLayout.of(List.of(Measure.count(Filter.where(
                "value of campaign 1",
                (kind, quantities) -> quantities.applyAsDouble(Quantity.VALUE) > 5
                        && kind.campaign().filter("campaign-1"::equals).isPresent()))));
        KnownKinds kinds = new KnownKinds(layout);
        for (int i = 0; i < 3; i++) {
            double[] slots = new double[layout.slots()];
            layout.reset(slots, 0);
            layout.addUnordered(0, quantity -> 6, kinds.of(campaign(i)).each(), slots, 0);
            assertThat(slots[0]).as("campaign %d", i).isEqualTo(i == 1 ? 1 : 0);
        }
    }

    @Test
    void aKindIsKnownByWhatItSaysAndNotByWhichObjectItIs() {
        KnownKinds kinds = new KnownKinds(LAYOUT);
        Weights known = kinds.of(OFFER);
        assertThat(kinds.of(InteractionKind.of(
                        Channel.of("e" + "mail".strip()),
                        Initiator.COMPANY,
                        Purpose.of(OFFER.purpose().name()))))
                .isSameAs(known);
        List<InteractionKind> others = List.of(
                OFFER.withDepartment("sales"),
                OFFER.withDirection(Direction.INBOUND),
                OFFER.withActor(io.engagement.domain.Actor.MACHINE),
                QUESTION,
                InteractionKind.of(Channel.EMAIL, Initiator.UNKNOWN, Purpose.OFFER)
                        .withInferredInitiator(Initiator.COMPANY),
                InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.QUESTION),
                InteractionKind.of(Channel.PHONE, Initiator.COMPANY, Purpose.OFFER));
        assertThat(others)
                .allSatisfy(other -> assertThat(kinds.of(other).kind()).isEqualTo(other));
        assertThat(kinds.of(OFFER)).isSameAs(known);
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
        int many = 10 * KnownKinds.MOST;
        IntStream.range(0, many).forEach(i -> kinds.of(department(i)));
        IntStream.range(0, many).filter(i -> i % 97 == 0).forEach(i -> assertRight(LAYOUT, kinds, department(i)));
    }

    @Test
    void manyThreadsFindTheSame() {
        KnownKinds kinds = new KnownKinds(OF_CAMPAIGNS);
        IntStream.range(0, 40_000).parallel().forEach(i -> {
            assertRight(OF_CAMPAIGNS, kinds, campaign(i * 7919 % 5_000));
            assertRight(OF_CAMPAIGNS, kinds, department(i * 7919 % 5_000));
        });
    }
}
