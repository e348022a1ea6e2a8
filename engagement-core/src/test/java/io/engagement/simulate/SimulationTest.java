package io.engagement.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.engagement.Threads;
import io.engagement.domain.Actor;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final Simulation BASE =
            Simulation.withDefaults().withCustomers(300).withSeed(42);

    @Test
    void theSameSeedGivesTheSameBase() {
        assertThat(BASE.interactions()).isEqualTo(BASE.interactions()).isNotEmpty();
        assertThat(BASE.withSeed(43).interactions()).isNotEqualTo(BASE.interactions());
    }

    @Test
    void theNumberOfThreadsChangesNothing() throws Exception {
        assertThat(Threads.with(1, BASE::interactions)).isEqualTo(BASE.interactions());
    }

    @Test
    void aLargerBaseBeginsWithTheSameCustomers() {
        assertThat(BASE.withCustomers(1_000).customer(17)).isEqualTo(BASE.customer(17));
    }

    @Test
    void moreContactsLeavePurchasesAsTheyWere() {
        List<Outreach> silent = List.of();
        for (int i = 0; i < 50; i++) {
            assertThat(purchases(BASE.withOutreach(silent).customer(i)))
                    .containsExactlyElementsOf(purchases(BASE.customer(i)));
        }
    }

    private static List<String> purchases(SimulatedCustomer drawn) {
        return drawn.interactions().stream()
                .filter(interaction -> interaction.purpose().equals(Purpose.PURCHASE))
                .map(interaction -> interaction.at() + " " + interaction.value())
                .toList();
    }

    @Test
    void interactionsComeInTheOrderOfTimeWithinThePeriod() {
        List<Interaction> all = BASE.interactions();
        Instant last = BASE.start();
        for (Interaction interaction : all) {
            assertThat(interaction.at()).isBetween(last, BASE.end());
            last = interaction.at();
        }
    }

    @Test
    void idsAreUniqueAndAnswersNameInteractionsThatExist() {
        List<Interaction> all = BASE.interactions();
        Map<String, Interaction> byId = new HashMap<>();
        all.forEach(interaction -> assertThat(byId.put(interaction.id().orElseThrow(), interaction))
                .isNull());
        int answers = 0;
        for (Interaction interaction : all) {
            if (interaction.inReplyTo().isPresent()) {
                Interaction answered =
                        Objects.requireNonNull(byId.get(interaction.inReplyTo().orElseThrow()));
                assertThat(answered.customerId()).isEqualTo(interaction.customerId());
                assertThat(answered.at()).isBefore(interaction.at());
                answers++;
            }
        }
        assertThat(answers).isGreaterThan(100);
    }

    @Test
    void answersLeaveTheInitiatorToBeInferred() {
        assertThat(BASE.interactions())
                .filteredOn(interaction -> interaction.inReplyTo().isPresent()
                        && !interaction.purpose().equals(Purpose.RETURN))
                .isNotEmpty()
                .allSatisfy(interaction -> assertThat(interaction.initiator()).isEqualTo(Initiator.UNKNOWN))
                .anySatisfy(interaction ->
                        assertThat(interaction.kind().direction()).isEqualTo(Direction.INBOUND))
                .anySatisfy(interaction ->
                        assertThat(interaction.kind().direction()).isEqualTo(Direction.OUTBOUND))
                .anySatisfy(
                        interaction -> assertThat(interaction.kind().actor()).isEqualTo(Actor.MACHINE));
    }

    @Test
    void theLogInfersWhoseInitiativeAnAnswerWas() {
        InteractionLog log = BASE.log();
        assertThat(log.size()).isEqualTo(BASE.interactions().size());
        assertThat(log.customers()).isEqualTo(BASE.customers());
        assertThat(log.loadReport().refused()).isZero();
        LogView view = log.asOf(BASE.end());
        int inferred = 0;
        for (int position = 0; position < view.size(); position++) {
            InteractionKind kind = view.kinds().get(view.kindIndex(position));
            assertThat(kind.initiator()).isNotEqualTo(Initiator.UNKNOWN);
            if (kind.initiatorInferred()) {
                boolean inbound = kind.direction() == Direction.INBOUND;
                assertThat(kind.initiator()).isEqualTo(inbound ? Initiator.COMPANY : Initiator.CUSTOMER);
                inferred++;
            }
        }
        assertThat(inferred).isGreaterThan(100);
    }

    @Test
    void theWholeRelationshipIsThere() {
        List<Interaction> all = BASE.interactions();
        Set<Purpose> purposes = new HashSet<>();
        all.forEach(interaction -> purposes.add(interaction.purpose()));
        assertThat(purposes)
                .contains(
                        Purpose.PURCHASE,
                        Purpose.RETURN,
                        Purpose.USE,
                        Purpose.QUESTION,
                        Purpose.COMPLAINT,
                        Purpose.REFERRAL,
                        Purpose.SIGN_UP,
                        Purpose.HELP,
                        Purpose.INFORMATION,
                        Purpose.OFFER);
        assertThat(all)
                .anySatisfy(
                        interaction -> assertThat(interaction.satisfaction()).isPresent())
                .anySatisfy(interaction -> assertThat(interaction.duration()).isPresent())
                .anySatisfy(
                        interaction -> assertThat(interaction.conversation()).isPresent())
                .anySatisfy(interaction -> assertThat(interaction.department()).hasValue("service"))
                .anySatisfy(interaction -> assertThat(interaction.cost()).hasValue(6.0));
    }

    @Test
    void customersSleepAtNightAndTheCompanyKeepsOfficeHours() {
        for (Interaction interaction : BASE.interactions()) {
            int hour = interaction.at().atZone(ZoneOffset.UTC).getHour();
            if (interaction.initiator() == Initiator.COMPANY) {
                assertThat(hour).isBetween(9, 16);
            } else if (interaction.initiator() == Initiator.CUSTOMER
                    && interaction.inReplyTo().isEmpty()) {
                assertThat(hour).isBetween(7, 23);
            }
        }
    }

    @Test
    void whoHasLeftDoesNothingMoreOfTheirOwnAccord() {
        int gone = 0;
        for (int i = 0; i < BASE.customers(); i++) {
            SimulatedCustomer drawn = BASE.customer(i);
            if (drawn.leftAt().isPresent()) {
                gone++;
                // Hours are drawn anew, days are not.
                Instant dayAfter = drawn.leftAt().orElseThrow().plus(Duration.ofDays(1));
                assertThat(drawn.interactions())
                        .filteredOn(interaction -> interaction.initiator() == Initiator.CUSTOMER
                                && !interaction.purpose().equals(Purpose.RETURN))
                        .allSatisfy(interaction -> assertThat(interaction.at()).isBefore(dayAfter));
            }
        }
        assertThat(gone).isGreaterThan(30);
    }

    @Test
    void aRefusedChannelIsNotUsed() {
        int refusing = 0;
        for (int i = 0; i < BASE.customers(); i++) {
            SimulatedCustomer drawn = BASE.customer(i);
            Set<Channel> refused = drawn.customer().preferences().refused();
            if (!refused.isEmpty()) {
                refusing++;
                assertThat(drawn.interactions())
                        .noneMatch(interaction -> interaction.initiator() == Initiator.COMPANY
                                && refused.contains(interaction.channel()));
            }
        }
        assertThat(refusing).isPositive();
    }

    @Test
    void prospectsNeverBuy() {
        Simulation prospects = BASE.withProspects(1).withCustomers(20);
        assertThat(prospects.interactions())
                .noneMatch(interaction -> interaction.purpose().equals(Purpose.PURCHASE))
                .anyMatch(interaction -> interaction.purpose().equals(Purpose.SIGN_UP));
        assertThat(prospects.customer(0).purchaseRate()).isZero();
    }

    @Test
    void everybodyJoinsOnTheFirstDayIfAskedTo() {
        Simulation together = BASE.withJoining(0).withCustomers(20);
        for (int i = 0; i < 20; i++) {
            assertThat(together.customer(i).customer().since().orElseThrow())
                    .isBetween(together.start(), together.start().plus(Duration.ofDays(1)));
        }
    }

    @Test
    void aPeriodMayEndWithinADayAndNothingIsLater() {
        Simulation brief = BASE.withPeriod(BASE.start(), Duration.ofHours(30)).withCustomers(200);
        assertThat(brief.interactions()).isNotEmpty().allSatisfy(interaction -> assertThat(interaction.at())
                .isBeforeOrEqualTo(brief.end()));
    }

    @Test
    void anEmptyBaseIsEmpty() {
        assertThat(BASE.withCustomers(0).interactions()).isEmpty();
    }

    @Test
    void withoutInitiativesOnlyPurchasesAreTheCustomersOwn() {
        assertThat(BASE.withInitiatives(List.of())
                        .withProspects(0)
                        .withCustomers(50)
                        .interactions())
                .filteredOn(interaction -> interaction.initiator() == Initiator.CUSTOMER)
                .allSatisfy(interaction -> assertThat(interaction.purpose()).isIn(Purpose.PURCHASE, Purpose.RETURN));
    }

    @Test
    void otherPurchasesGiveOtherPurchases() {
        Simulation eager = BASE.withPurchases(new PurchaseProcess(5, 5, 0.1, 10), new SpendProcess(6, 4, 1800));
        double mean = eager.interactions().stream()
                .filter(interaction -> interaction.purpose().equals(Purpose.PURCHASE))
                .mapToDouble(interaction -> interaction.value().orElseThrow())
                .average()
                .orElseThrow();
        assertThat(mean).isBetween(2_700.0, 4_500.0);
        assertThat(eager.interactions())
                .hasSizeGreaterThan(2 * BASE.interactions().size());
    }

    @Test
    void whatIsOutOfRangeIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BASE.withCustomers(-1))
                .withMessageContaining("customers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BASE.withPeriod(BASE.start(), Duration.ZERO))
                .withMessageContaining("period");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BASE.withPeriod(BASE.start(), Duration.ofDays(-1)))
                .withMessageContaining("period");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BASE.withJoining(Double.NaN))
                .withMessageContaining("joining");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BASE.withProspects(1.1))
                .withMessageContaining("prospects");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InitiativeRate(Purpose.USE, List.of(), 1, 1))
                .withMessageContaining("channels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InitiativeRate(Purpose.USE, List.of(Channel.WEB), 0, 1))
                .withMessageContaining("shape");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new InitiativeRate(Purpose.USE, List.of(Channel.WEB), 1, -1))
                .withMessageContaining("perWeek");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Outreach(Purpose.OFFER, Channel.WEB, " ", 1, 1, 0.5, 1))
                .withMessageContaining("department");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Outreach(Purpose.OFFER, Channel.WEB, "sales", 1, 1, 0, 1))
                .withMessageContaining("responseMean");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Outreach(Purpose.OFFER, Channel.WEB, "sales", 1, Double.NaN, 0.5, 1))
                .withMessageContaining("cost");
        assertThatThrownBy(() -> BASE.customer(300)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
