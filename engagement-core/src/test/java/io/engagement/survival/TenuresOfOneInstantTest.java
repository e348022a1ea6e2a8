package io.engagement.survival;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.history.InteractionLog;
import io.engagement.measure.ContractTerms;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where only dates are known, sign-up and cancellation of a day are of one instant: of the two, which have no order, the sign-up is first. */
class TenuresOfOneInstantTest {
    private static final Interaction JOINED = row("2024-01-31", Purpose.SIGN_UP);
    private static final Interaction LEFT = row("2024-01-31", Purpose.CANCELLATION);

    @Test
    void whoSignedUpAndCancelledAtOnceLeftInTheFirstPeriodInWhateverOrder() {
        for (List<Interaction> rows : List.of(List.of(JOINED, LEFT), List.of(LEFT, JOINED))) {
            InteractionLog.Builder log = InteractionLog.builder();
            rows.forEach(log::add);
            log.add(Interaction.of("later", JOINED.at(), Channel.WEB, Initiator.CUSTOMER, Purpose.SIGN_UP));
            Tenures tenures = Tenures.of(
                    log.build().asOf(Instant.parse("2024-06-30T00:00:00Z")), ContractTerms.standard(TimeScale.MONTHS));
            assertThat(tenures.left(1)).isEqualTo(1);
            assertThat(tenures.left()).isEqualTo(1);
            assertThat(tenures.staying(5)).isEqualTo(1);
        }
    }

    @Test
    void aCancellationBeforeTheSignUpIsNoneOfIt() {
        InteractionLog log = InteractionLog.builder()
                .add(row("2024-01-30", Purpose.CANCELLATION))
                .add(JOINED)
                .build();
        Tenures tenures =
                Tenures.of(log.asOf(Instant.parse("2024-06-30T00:00:00Z")), ContractTerms.standard(TimeScale.MONTHS));
        assertThat(tenures.left()).isZero();
    }

    private static Interaction row(String day, Purpose purpose) {
        return Interaction.of("c", Instant.parse(day + "T00:00:00Z"), Channel.WEB, Initiator.CUSTOMER, purpose);
    }
}
