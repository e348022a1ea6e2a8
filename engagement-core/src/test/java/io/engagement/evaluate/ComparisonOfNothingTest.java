package io.engagement.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.customerbase.geometric.BetaGeometricNbd;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.PurchaseDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A shop that has closed: its hold-out tells no model from another. */
class ComparisonOfNothingTest {
    private static final Instant START = Instant.parse("2023-01-01T00:00:00Z");
    private static final Comparison CLOSED = Comparison.of(
            closed(),
            TimeScale.WEEKS,
            PurchaseDefinition.standard(),
            START.plus(Duration.ofDays(500)),
            List.of(Nbd.FAMILY, BetaGeometricNbd.FAMILY));

    private static LogView closed() {
        Random random = new Random(11);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 200; i++) {
            double rate = 1 + random.nextInt(60);
            for (double day = random.nextInt(200); day < 495; day -= 2 * rate * Math.log(random.nextDouble())) {
                log.add(Interaction.of(
                        "c" + i,
                        START.plusSeconds((long) (86_400 * day)),
                        Channel.WEB,
                        Initiator.CUSTOMER,
                        Purpose.PURCHASE));
            }
        }
        return log.build().asOf(START.plus(Duration.ofDays(700)));
    }

    @Test
    void noPercentageIsPrinted() {
        assertThat(CLOSED.models()).allMatch(each -> Double.isNaN(each.bias()));
        assertThat(CLOSED.toString()).contains(", 0 purchases\n").doesNotContain("Infinity", "NaN");
    }

    @Test
    void noModelIsPraisedForIt() {
        ComparedModel best = CLOSED.best();

        assertThat(CLOSED.models()).allMatch(each -> each.bic() >= best.bic());
        assertThat(CLOSED.advice())
                .isEqualTo("Nothing was bought in the hold-out, which tells no model from another: use " + best.name()
                        + ", which fits the whole best for its number of parameters.");
    }
}
