package io.engagement.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InitiatorInferenceTest {
    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");

    @Test
    void aReplyToOurNewsletterWasStartedByUs() {
        Interaction newsletter =
                at(0, Initiator.COMPANY).withDirection(Direction.OUTBOUND).withId("n1");
        Interaction reply =
                at(1, Initiator.UNKNOWN).withDirection(Direction.INBOUND).withInReplyTo("n1");
        assertThat(initiators(newsletter, reply)).containsExactly(Initiator.COMPANY, Initiator.COMPANY);
        assertThat(interactions(newsletter, reply).get(1).kind().initiatorInferred())
                .isTrue();
        assertThat(interactions(newsletter, reply).get(0).kind().initiatorInferred())
                .isFalse();
    }

    @Test
    void ourAnswerToATicketWasStartedByTheCustomer() {
        Interaction ticket = at(0, Initiator.CUSTOMER).withId("t");
        Interaction answer =
                at(1, Initiator.UNKNOWN).withDirection(Direction.OUTBOUND).withInReplyTo("t");
        assertThat(initiators(ticket, answer)).containsExactly(Initiator.CUSTOMER, Initiator.CUSTOMER);
    }

    @Test
    void repliesToRepliesGoBackToTheFirst() {
        Interaction first = at(0, Initiator.COMPANY).withId("1");
        Interaction second = at(1, Initiator.UNKNOWN).withId("2").withInReplyTo("1");
        Interaction third = at(2, Initiator.UNKNOWN).withInReplyTo("2");
        assertThat(initiators(third, second, first)).containsOnly(Initiator.COMPANY);
    }

    @Test
    void directionAloneProvesNothing() {
        assertThat(initiators(
                        at(0, Initiator.UNKNOWN).withDirection(Direction.INBOUND),
                        at(1, Initiator.UNKNOWN).withDirection(Direction.OUTBOUND)))
                .containsOnly(Initiator.UNKNOWN);
    }

    @Test
    void theFirstOfARecordedConversationWasStartedByTheSideItCameFrom() {
        Interaction first =
                at(0, Initiator.UNKNOWN).withDirection(Direction.INBOUND).withConversation("c");
        Interaction second =
                at(1, Initiator.UNKNOWN).withDirection(Direction.OUTBOUND).withConversation("c");
        assertThat(initiators(first, second)).containsOnly(Initiator.CUSTOMER);
        assertThat(initiators(first.withDirection(Direction.OUTBOUND), second)).containsOnly(Initiator.COMPANY);
        assertThat(initiators(first.withDirection(Direction.UNKNOWN), second)).containsOnly(Initiator.UNKNOWN);
    }

    @Test
    void aConversationThatBeginsWithAnAnswerToSomethingUnrecordedStaysUnknown() {
        Interaction first = at(0, Initiator.UNKNOWN)
                .withDirection(Direction.INBOUND)
                .withConversation("c")
                .withInReplyTo("lost");
        assertThat(initiators(first)).containsExactly(Initiator.UNKNOWN);
    }

    @Test
    void whatWasGivenWins() {
        Interaction ours = at(0, Initiator.COMPANY).withId("n");
        Interaction own = at(1, Initiator.CUSTOMER).withInReplyTo("n");
        assertThat(initiators(ours, own)).containsExactly(Initiator.COMPANY, Initiator.CUSTOMER);
    }

    @Test
    void anAnswerToSomethingLaterOrToAnotherCustomerTellsNothing() {
        Interaction early = at(0, Initiator.UNKNOWN).withInReplyTo("later");
        Interaction late = at(5, Initiator.COMPANY).withId("later");
        assertThat(initiators(early, late)).containsExactly(Initiator.UNKNOWN, Initiator.COMPANY);
        InteractionLog log = InteractionLog.builder()
                .add(Interaction.of("other", DAY, Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER)
                        .withId("x"))
                .add(at(1, Initiator.UNKNOWN).withInReplyTo("x"))
                .build();
        assertThat(log.asOf(Instant.MAX)
                        .history("c")
                        .orElseThrow()
                        .interactions()
                        .get(0)
                        .initiator())
                .isEqualTo(Initiator.UNKNOWN);
    }

    @Test
    void repliesInACircleEnd() {
        Interaction a = at(0, Initiator.UNKNOWN).withId("a").withInReplyTo("b");
        Interaction b = at(0, Initiator.UNKNOWN).withId("b").withInReplyTo("a");
        Interaction self = at(1, Initiator.UNKNOWN).withId("s").withInReplyTo("s");
        assertThat(initiators(a, b, self)).containsOnly(Initiator.UNKNOWN);
    }

    @Test
    void aMergedLogInfersAnewFromWhatWasGiven() {
        InteractionLog reply = InteractionLog.builder()
                .add(at(1, Initiator.UNKNOWN).withInReplyTo("n"))
                .build();
        InteractionLog ours = InteractionLog.builder()
                .add(at(0, Initiator.COMPANY).withId("n"))
                .build();
        LogView merged = reply.merge(ours).asOf(Instant.MAX);
        assertThat(merged.interaction(1).initiator()).isEqualTo(Initiator.COMPANY);
        assertThat(merged.interaction(1).kind().asGiven().initiator()).isEqualTo(Initiator.UNKNOWN);
    }

    private static Interaction at(int day, Initiator initiator) {
        return Interaction.of("c", DAY.plusSeconds(day * 86_400L), Channel.EMAIL, initiator, Purpose.QUESTION);
    }

    private static List<Interaction> interactions(Interaction... rows) {
        InteractionLog.Builder builder = InteractionLog.builder();
        Stream.of(rows).forEach(builder::add);
        return builder.build().asOf(Instant.MAX).history("c").orElseThrow().interactions();
    }

    private static List<Initiator> initiators(Interaction... rows) {
        return interactions(rows).stream().map(Interaction::initiator).toList();
    }
}
