package io.engagement.outcome.mutual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Customer;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReferralGraphTest {
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private static Referral referral(String referrer, String referred, int day) {
        return new Referral(referrer, referred, FIRST.plus(Duration.ofDays(day)));
    }

    @Test
    void whatIsPassedOnGoesUpAndTheRestStays() {
        // dora came through carl, he through bert, he through anna.
        ReferralGraph graph = ReferralGraph.of(
                List.of(referral("anna", "bert", 1), referral("bert", "carl", 2), referral("carl", "dora", 3)));
        Map<String, Double> values = Map.of("bert", 100.0, "carl", 10.0, "dora", 8.0);

        assertThat(graph.credits(id -> Objects.requireNonNull(values.get(id)), 0))
                .isEqualTo(Map.of("anna", 100.0, "bert", 10.0, "carl", 8.0));
        Map<String, Double> passed = graph.credits(id -> Objects.requireNonNull(values.get(id)), 0.5);
        assertThat(passed.get("carl")).isCloseTo(4, within(1e-12));
        assertThat(passed.get("bert")).isCloseTo((10 + 4) / 2.0, within(1e-12));
        assertThat(passed.get("anna")).isCloseTo(100 + 7, within(1e-12));
        assertThat(graph.descendants()).isEqualTo(Map.of("anna", 3, "bert", 2, "carl", 1));
        assertThat(graph.referrer("dora")).contains("carl");
        assertThat(graph.referrer("anna")).isEmpty();
        assertThat(graph.referrer("nobody")).isEmpty();
    }

    @Test
    void whoIsClaimedByTwoCameThroughTheEarlier() {
        ReferralGraph graph = ReferralGraph.of(
                List.of(referral("late", "c", 5), referral("early", "c", 2), referral("also", "c", 2)));

        assertThat(graph.referrer("c")).contains("also");
        assertThat(graph.repeated()).extracting(Referral::referrer).containsExactly("early", "late");
        assertThat(graph.referred()).isEqualTo(Map.of("also", 1));
        assertThat(graph.toString())
                .isEqualTo(
                        "customers who came through another one: 1, through 1 in all; 2 more referrals of customers who had"
                                + " come already count for nobody");
    }

    @Test
    void aCircleIsRefusedInWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferralGraph.of(
                        List.of(referral("anna", "bert", 1), referral("bert", "carl", 2), referral("carl", "anna", 3))))
                .withMessage(
                        "nobody can have come through somebody whom they had brought: anna through carl through bert"
                                + " through anna; correct one of these referrals");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferralGraph.of(List.of(referral("anna", "anna", 1))))
                .withMessageContaining("anna through anna");
        List<Referral> many = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            many.add(referral("c" + i, "c" + (i + 1) % 1_000, i));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferralGraph.of(many))
                .withMessageContaining("1000 in a circle")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }

    @Test
    void aChainOfAHundredThousandIsFollowed() {
        List<Referral> chain = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            chain.add(referral("c" + i, "c" + (i + 1), 1));
        }
        ReferralGraph graph = ReferralGraph.of(chain);

        assertThat(graph.descendants()).containsEntry("c0", 100_000);
        assertThat(graph.credits(id -> 1, 0.9).values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isCloseTo(100_000, within(1e-6));
    }

    @Test
    void whoHasNoValueCreditsNothing() {
        ReferralGraph graph = ReferralGraph.of(List.of(referral("a", "b", 1), referral("c", "d", 1)));

        assertThat(graph.credits(id -> id.equals("b") ? Double.NaN : 5, 0)).isEqualTo(Map.of("c", 5.0));
    }

    @Test
    void aLogTellsReferralsByAttributeAndByRepliesToRecommendations() {
        LogView view = InteractionLog.builder()
                .customer(Customer.of("bert")
                        .withAttribute("referred_by", " anna ")
                        .withSince(FIRST))
                .add(Interaction.of("anna", FIRST, Channel.EMAIL, Initiator.CUSTOMER, Purpose.REFERRAL)
                        .withId("invitation-7"))
                .add(Interaction.of("anna", FIRST, Channel.EMAIL, Initiator.CUSTOMER, Purpose.QUESTION)
                        .withId("question"))
                .add(Interaction.of("bert", FIRST.plusSeconds(9), Channel.WEB, Initiator.CUSTOMER, Purpose.USE))
                .add(Interaction.of("carl", FIRST.plusSeconds(5), Channel.WEB, Initiator.CUSTOMER, Purpose.SIGN_UP)
                        .withInReplyTo("invitation-7"))
                .add(Interaction.of("dora", FIRST.plusSeconds(6), Channel.WEB, Initiator.CUSTOMER, Purpose.SIGN_UP)
                        .withInReplyTo("question"))
                .add(Interaction.of("anna", FIRST.plusSeconds(7), Channel.WEB, Initiator.CUSTOMER, Purpose.USE)
                        .withInReplyTo("invitation-7"))
                .build()
                .asOf(FIRST.plusSeconds(100));

        assertThat(Referral.ofLog(view, "referred_by"))
                .containsExactly(
                        new Referral("anna", "bert", FIRST), new Referral("anna", "carl", FIRST.plusSeconds(5)));
        assertThat(Referral.ofLog(view, "other")).hasSize(1);
        assertThat(Referral.ofLog(view.asOf(FIRST.plusSeconds(1)), "other")).isEmpty();
    }

    @Test
    void blanksAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Referral(" ", "b", FIRST))
                .withMessage("referrer must not be blank");
        ReferralGraph one = ReferralGraph.of(List.of(new Referral("a", "b", Instant.EPOCH)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> one.credits(id -> 1e308, 0.5))
                .withMessageContaining("value of customer 'b' must be from -1e100 to 1e100, was 1.0E308");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ReferralGraph.of(List.of()).credits(id -> 1, 1))
                .withMessageContaining("passedOn must be less than 1");
    }
}
