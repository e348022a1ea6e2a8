package io.engagement.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Amounts of money within a range of which all sums and squares are numbers; others are refused by name. */
class MoneyRangeTest {
    private static final Instant AT = Instant.parse("2024-01-01T00:00:00Z");
    private static final Interaction BOUGHT =
            Interaction.of("c", AT, Channel.WEB, Initiator.CUSTOMER, Purpose.PURCHASE);

    @Test
    void amountsWithinTheRangeAreTaken() {
        for (double amount : new double[] {0, -0.0, 1e-12, -1e-12, 29.9, 1e15, -1e15}) {
            assertThat(BOUGHT.withValue(amount).value()).hasValue(amount);
            if (amount >= 0) {
                assertThat(BOUGHT.withCost(amount).cost()).hasValue(amount);
            }
        }
    }

    @Test
    void amountsBeyondItAreRefusedByName() {
        for (double amount :
                new double[] {1e308, -1e308, 1.1e15, 1e-13, -4.9e-324, Double.NaN, Double.NEGATIVE_INFINITY}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BOUGHT.withValue(amount))
                    .withMessage("value must be 0, or from 1.0E-12 to 1.0E15 or as much below 0, was " + amount);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> BOUGHT.withCost(amount))
                    .withMessage("cost must be 0, or from 1.0E-12 to 1.0E15, was " + amount);
        }
        assertThatIllegalArgumentException().isThrownBy(() -> BOUGHT.withCost(-1));
    }

    @Test
    void aLogRefusesThemInEachOfItsDoors() {
        InteractionKind kind = BOUGHT.kind();
        InteractionLog.Builder log = InteractionLog.builder();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.add("c", AT.toEpochMilli(), kind, 1e308, Double.NaN))
                .withMessageContaining("value must be 0, or from 1.0E-12 to 1.0E15");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> log.add("c", AT.toEpochMilli(), kind, Double.NaN, 1e308))
                .withMessageContaining("cost must be 0, or from 1.0E-12 to 1.0E15");
        log.add("c", AT.toEpochMilli(), kind, Double.NaN, Double.NaN);
        assertThat(log.build().size()).isEqualTo(1);
    }
}
