package io.engagement.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InteractionTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final Interaction BARE =
            Interaction.of("c42", AT, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);

    @Test
    void whatIsNotSaidIsNotThere() {
        assertThat(BARE.id()).isEmpty();
        assertThat(BARE.value()).isEmpty();
        assertThat(BARE.cost()).isEmpty();
        assertThat(BARE.satisfaction()).isEmpty();
        assertThat(BARE.duration()).isEmpty();
        assertThat(BARE.inReplyTo()).isEmpty();
        assertThat(BARE.conversation()).isEmpty();
        assertThat(BARE.department()).isEmpty();
        assertThat(BARE.kind().direction()).isEqualTo(Direction.UNKNOWN);
        assertThat(BARE.kind().actor()).isEqualTo(Actor.PERSON);
    }

    @Test
    void eachChangedCopyChangesOneThing() {
        Interaction full = BARE.withId("i")
                .withValue(-2.5)
                .withCost(0)
                .withSatisfaction(1)
                .withDuration(Duration.ofSeconds(3))
                .withInReplyTo("h")
                .withConversation("t")
                .withDepartment("sales")
                .withDirection(Direction.INBOUND)
                .withActor(Actor.MACHINE);
        assertThat(full.customerId()).isEqualTo("c42");
        assertThat(full.at()).isEqualTo(AT);
        assertThat(full.channel()).isEqualTo(Channel.WEB);
        assertThat(full.purpose()).isEqualTo(Purpose.PURCHASE);
        assertThat(full.initiator()).isEqualTo(Initiator.CUSTOMER);
        assertThat(full.id()).hasValue("i");
        assertThat(full.value()).hasValue(-2.5);
        assertThat(full.cost()).hasValue(0);
        assertThat(full.satisfaction()).hasValue(1);
        assertThat(full.duration()).hasValue(Duration.ofSeconds(3));
        assertThat(full.inReplyTo()).hasValue("h");
        assertThat(full.conversation()).hasValue("t");
        assertThat(full.department()).hasValue("sales");
        assertThat(full.kind().direction()).isEqualTo(Direction.INBOUND);
        assertThat(full.kind().actor()).isEqualTo(Actor.MACHINE);
        assertThat(full.withKind(BARE.kind()).department()).isEmpty();
    }

    @Test
    void timesAreKeptToTheMillisecond() {
        assertThat(Interaction.of("c", AT.plusNanos(1_999_999), BARE.kind()).at())
                .isEqualTo(AT.plusMillis(1));
        assertThat(BARE.withDuration(Duration.ofNanos(1_999_999)).duration()).hasValue(Duration.ofMillis(1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aValueIsFinite(double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BARE.withValue(value))
                .withMessage("value must be 0, or from 1.0E-12 to 1.0E15 or as much below 0, was " + value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, -0.01})
    void aCostIsFiniteAndNotNegative(double cost) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BARE.withCost(cost))
                .withMessage("cost must be 0, or from 1.0E-12 to 1.0E15, was " + cost);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -0.01, 1.01})
    void satisfactionLiesBetweenZeroAndOne(double share) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BARE.withSatisfaction(share))
                .withMessage("satisfaction must lie between 0 and 1, was " + share);
    }

    @Test
    void aDurationIsNotNegativeAndFitsIntoHistory() {
        Duration longest = Duration.ofMillis((1L << 47) - 1);
        assertThat(BARE.withDuration(longest).duration()).hasValue(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BARE.withDuration(Duration.ofMillis(-1)))
                .withMessage("duration must not be negative and be at most 1628906 days, was PT-0.001S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BARE.withDuration(longest.plusMillis(1)))
                .withMessageStartingWith("duration must not be negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BARE.withDuration(Duration.ofSeconds(Long.MAX_VALUE)))
                .withMessageStartingWith("duration must not be negative");
    }

    @Test
    void anInstantLiesWithinReach() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Interaction.of("c", Instant.MAX, BARE.kind()))
                .withMessage("at must lie within 285,000 years of 1970, was " + Instant.MAX);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Interaction.of("c", Instant.MIN, BARE.kind()))
                .withMessage("at must lie within 285,000 years of 1970, was " + Instant.MIN);
        assertThat(Interaction.of("c", Instant.EPOCH.minusSeconds(1), BARE.kind())
                        .at())
                .isEqualTo(Instant.parse("1969-12-31T23:59:59Z"));
    }

    @Test
    void idsAreNotBlank() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Interaction.of(" ", AT, BARE.kind()))
                .withMessage("customerId must not be blank");
        assertThatIllegalArgumentException().isThrownBy(() -> BARE.withId("")).withMessage("id must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BARE.withInReplyTo("\t"))
                .withMessage("inReplyTo must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BARE.withConversation(" "))
                .withMessage("conversation must not be blank");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BARE.withDepartment(" "))
                .withMessage("department must not be blank");
    }

    @Test
    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // that it is refused is what is tested
    void nullIsRefusedWhereItIsGivenByItsName() {
        InteractionKind kind = BARE.kind();
        assertNamed("customerId", () -> Interaction.of(null, AT, kind));
        assertNamed("at", () -> Interaction.of("c", null, kind));
        assertNamed("kind", () -> Interaction.of("c", AT, null));
        assertNamed("channel", () -> Interaction.of("c", AT, null, Initiator.CUSTOMER, Purpose.HELP));
        assertNamed("initiator", () -> Interaction.of("c", AT, Channel.WEB, null, Purpose.HELP));
        assertNamed("purpose", () -> Interaction.of("c", AT, Channel.WEB, Initiator.CUSTOMER, null));
        assertNamed("direction", () -> BARE.withDirection(null));
        assertNamed("actor", () -> BARE.withActor(null));
        assertNamed("department", () -> BARE.withDepartment(null));
        assertNamed("campaign", () -> BARE.withCampaign(null));
        assertNamed("id", () -> BARE.withId(null));
        assertNamed("inReplyTo", () -> BARE.withInReplyTo(null));
        assertNamed("conversation", () -> BARE.withConversation(null));
        assertNamed("duration", () -> BARE.withDuration(null));
        assertNamed("customerId", () -> BARE.withCustomerId(null));
        assertNamed("kind", () -> BARE.withKind(null));
        assertNamed("id", () -> withOptionals(null, OptionalDouble.empty(), OptionalDouble.empty()));
        assertNamed("value", () -> withOptionals(Optional.empty(), null, OptionalDouble.empty()));
        assertNamed("cost", () -> withOptionals(Optional.empty(), OptionalDouble.empty(), null));
        assertNamed("channel", () -> Channel.of(null));
        assertNamed("purpose", () -> Purpose.of(null));
        assertNamed("since", () -> Customer.of("c").withSince(null));
        assertNamed("preferences", () -> Customer.of("c").withPreferences(null));
        assertNamed("attribute country", () -> Customer.of("c").withAttribute("country", null));
    }

    private static Interaction withOptionals(Optional<String> id, OptionalDouble value, OptionalDouble cost) {
        return new Interaction(
                "c",
                AT,
                BARE.kind(),
                id,
                value,
                cost,
                OptionalDouble.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static void assertNamed(String field, ThrowingCallable giving) {
        assertThatNullPointerException().isThrownBy(giving).withMessage(field + " must not be null");
    }

    @Test
    void aCampaignIsPartOfTheKind() {
        Interaction plain = BARE.withDepartment("sales").withDirection(Direction.INBOUND);
        Interaction spring = plain.withCampaign("spring");
        assertThat(spring.campaign()).contains("spring");
        assertThat(spring.kind())
                .isNotEqualTo(plain.kind())
                .isEqualByComparingTo(plain.kind().withCampaign("spring"));
        assertThat(plain.kind()).isLessThan(spring.kind());
        assertThat(spring.withDepartment("help").withActor(Actor.MACHINE).campaign())
                .contains("spring");
        assertThat(spring.kind().asGiven().campaign()).contains("spring");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BARE.withCampaign(" "))
                .withMessage("campaign must not be blank");
    }

    @Test
    void anInteractionCanBeAnothers() {
        assertThat(BARE.withValue(3).withCustomerId("company"))
                .isEqualTo(Interaction.of("company", AT, BARE.kind()).withValue(3));
        assertThatIllegalArgumentException().isThrownBy(() -> BARE.withCustomerId(" "));
    }

    @Test
    void idsAreKeptAsTheyCame() {
        assertThat(Interaction.of(" 007 ", AT, BARE.kind()).customerId()).isEqualTo(" 007 ");
    }

    @Test
    void anInferredInitiatorIsMarkedAndCanBeTakenBack() {
        InteractionKind given = new InteractionKind(
                Channel.EMAIL,
                Purpose.QUESTION,
                Initiator.UNKNOWN,
                false,
                Direction.INBOUND,
                Actor.PERSON,
                Optional.of("support"));
        InteractionKind inferred = given.withInferredInitiator(Initiator.COMPANY);
        assertThat(inferred.initiator()).isEqualTo(Initiator.COMPANY);
        assertThat(inferred.initiatorInferred()).isTrue();
        assertThat(inferred.asGiven()).isEqualTo(given);
        assertThat(given.asGiven()).isSameAs(given);
    }

    @Test
    void nothingIsInferredToBeUnknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BARE.kind().withInferredInitiator(Initiator.UNKNOWN))
                .withMessage("an inferred initiator must be CUSTOMER or COMPANY, was UNKNOWN");
    }

    @Test
    void kindsAreOrderedByEveryFieldInTurn() {
        InteractionKind first = InteractionKind.of(Channel.EMAIL, Initiator.CUSTOMER, Purpose.HELP);
        assertThat(first).isEqualByComparingTo(InteractionKind.of(Channel.EMAIL, Initiator.CUSTOMER, Purpose.HELP));
        assertThat(first).isLessThan(InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.HELP));
        assertThat(first).isLessThan(InteractionKind.of(Channel.EMAIL, Initiator.CUSTOMER, Purpose.OFFER));
        assertThat(first).isLessThan(InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.HELP));
        assertThat(first).isLessThan(first.withInferredInitiator(Initiator.CUSTOMER));
        Interaction of = Interaction.of("c", AT, first);
        assertThat(first).isGreaterThan(of.withDirection(Direction.OUTBOUND).kind());
        assertThat(first).isLessThan(of.withActor(Actor.MACHINE).kind());
        assertThat(first).isLessThan(of.withDepartment("a").kind());
    }
}
