package io.engagement.saved;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.domain.Channel;
import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InitiatorCounts;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.initiative.DiscountedGammaPoisson;
import io.engagement.measure.ContractTerms;
import io.engagement.measure.EngagementDefinition;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.spend.Earnings;
import io.engagement.spend.GammaGamma;
import io.engagement.spend.HurdleGammaGamma;
import io.engagement.spend.NormalNormal;
import io.engagement.spend.Spending;
import io.engagement.survival.ContractLogs;
import io.engagement.survival.ContractModels;
import io.engagement.survival.ShiftedBetaGeometric;
import io.engagement.survival.Tenures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A fit says of how many interactions it is, and how it is known who began these. */
class FittedToTest {
    private static final Instant START = Instant.parse("2025-01-01T08:00:00Z");
    private static final PurchaseDefinition STANDARD = PurchaseDefinition.standard();

    /** Three purchases of a given initiator to one that answers a mail, whose initiator is inferred, and one unknown. */
    private static LogView view() {
        InteractionLog.Builder log = InteractionLog.builder();
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 500; i++) {
            String id = "c" + i % 60;
            Instant at = START.plus(Duration.ofHours(random.nextInt(24 * 300)));
            Initiator initiator = i % 5 < 3 ? Initiator.CUSTOMER : Initiator.UNKNOWN;
            Interaction bought = Interaction.of(id, at, Channel.WEB, initiator, Purpose.PURCHASE)
                    .withValue(10 + random.nextInt(40));
            if (i % 5 == 3) {
                log.add(Interaction.of(id, at.minusSeconds(60), Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER)
                        .withDirection(Direction.OUTBOUND)
                        .withId("mail" + i));
                bought = bought.withInReplyTo("mail" + i);
            }
            log.add(bought);
        }
        return log.build().asOf(START.plus(Duration.ofDays(310)));
    }

    @Test
    void everyFitOfAViewSaysHowManyInteractionsWereReadAndWhoseInitiativeIsKnown() {
        LogView view = view();
        InitiatorCounts expected = new InitiatorCounts(400, 100, 100);
        assertThat(view.size()).isEqualTo((int) expected.all());
        List<Fitted<?>> fits = List.of(
                DiscountedGammaPoisson.fit(view, EngagementDefinition.withDefaults()),
                BetaGeometricNbd.fit(Purchases.of(view, TimeScale.WEEKS, STANDARD)),
                GammaGamma.fit(Spending.of(view, STANDARD)),
                NormalNormal.fit(Spending.of(view, STANDARD)),
                HurdleGammaGamma.fit(Earnings.of(view, STANDARD.withRefunds(Filter.purpose(Purpose.RETURN)))));
        for (Fitted<?> fitted : fits) {
            assertThat(fitted.provenance().interactions())
                    .as(fitted.provenance().model())
                    .contains(expected);
            assertThat(fitted.provenance().periodEnd()).contains(view.asOf());
            assertThat(fitted.summary())
                    .contains("of 600 interactions; initiators 66.7 % given, 16.7 % inferred, 16.7 % unknown\n");
        }
    }

    @Test
    void theNumbersStandInTheText() {
        LogView view = ContractLogs.view(100, 3);
        Fitted<ShiftedBetaGeometric> fitted =
                ShiftedBetaGeometric.fit(Tenures.of(view, ContractTerms.standard(TimeScale.MONTHS)));

        assertThat(fitted.provenance().interactions()).contains(new InitiatorCounts(view.size(), 0, 0));
        assertThat(ContractModels.readFitted(fitted.toText()).provenance()).isEqualTo(fitted.provenance());
        String before = EditedText.of(fitted.toText()).replaceAll("provenance\\.interactions_.*\n", "");
        assertThat(ContractModels.readFitted(before).provenance().interactions())
                .as("of a text of before")
                .isEmpty();
        String wrong = EditedText.of(fitted.toText()).replaceFirst("interactions_unknown 0", "interactions_unknown -3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ContractModels.readFitted(wrong))
                .withMessageContaining("interactions_unknown");
    }

    @Test
    void plainNumbersTellOfNoInteractions() {
        assertThat(ShiftedBetaGeometric.fit(Tenures.ofSurvivors(100, 70, 60))
                        .provenance()
                        .interactions())
                .isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> new InitiatorCounts(1, -1, 0));
    }
}
