package io.engagement.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.measure.ContractTerms;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Cancellations in a period that is not over, and customers at the edges of the models. */
class ContractOpenPeriodTest {
    private static final Instant AS_OF = Instant.parse("2024-01-01T00:00:00Z");

    @Test
    void aCancellationInAPeriodThatIsNotOverDoesNotCountYet() {
        InteractionLog.Builder log = InteractionLog.builder();
        log.add(at("a", "2023-06-01T12:00:00Z", Purpose.SIGN_UP));
        log.add(at("a", "2023-08-01T12:00:00Z", Purpose.CANCELLATION));
        log.add(at("b", "2023-06-01T12:00:00Z", Purpose.SIGN_UP));
        Tenures early = Tenures.of(log.build().asOf(AS_OF), ContractTerms.standard(TimeScale.YEARS));
        assertThat(early.left()).isZero();
        assertThat(early.staying(0)).isEqualTo(2);
        Tenures late = Tenures.of(
                log.build().asOf(Instant.parse("2024-06-01T12:00:00Z")), ContractTerms.standard(TimeScale.YEARS));
        assertThat(late.left(1)).isOne();
        assertThat(late.staying(1)).isOne();
    }

    @Test
    void signUpsAtAnyTimeAndCancellationsWithinThePeriodGiveTheTruth() {
        ShiftedBetaGeometric truth = ShiftedBetaGeometric.of(1, 3);
        Random random = new Random(5);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int i = 0; i < 20_000; i++) {
            double chance = random.nextDouble();
            int tenure = 1;
            while (tenure < 40 && truth.survival(tenure) > chance) {
                tenure++;
            }
            Instant start = AS_OF.minus(years(4 * random.nextDouble()));
            Instant end = start.plus(years(tenure - 1 + random.nextDouble()));
            log.add(Interaction.of("c" + i, start, Channel.WEB, Initiator.CUSTOMER, Purpose.SIGN_UP));
            if (end.isBefore(AS_OF)) {
                log.add(Interaction.of("c" + i, end, Channel.WEB, Initiator.CUSTOMER, Purpose.CANCELLATION));
            }
        }
        Fitted<ShiftedBetaGeometric> fitted =
                ShiftedBetaGeometric.fit(Tenures.of(log.build().asOf(AS_OF), ContractTerms.standard(TimeScale.YEARS)));
        assertThat(fitted.model().churnProbability(0)).isCloseTo(0.25, within(0.015));
        assertThat(fitted.interval("alpha", 0.999).contains(1)).isTrue();
        assertThat(fitted.interval("beta", 0.999).contains(3)).isTrue();
    }

    /** Shapes near 0: half leave at once, half stay. */
    @Test
    void customersWhoAllKnowWhatTheyWantAreSimulated() {
        Tenures seen = ShiftedBetaGeometric.of(0.001, 0.001).simulate(100_000, 5, 1);
        assertThat(seen.left(1) / 100_000).isCloseTo(0.5, within(0.007));
    }

    @Test
    void equalCustomersWhoseChurnRisesAreNotSaidToBeGeometric() {
        ContractModel model = BetaDiscreteWeibull.of(2e5, 8e5, 1.5);
        double[] survivors = new double[7];
        for (int period = 0; period < survivors.length; period++) {
            survivors[period] = 1000 * model.survival(period);
        }
        survivors[6] *= 0.97;
        Fitted<BetaDiscreteWeibull> fitted = BetaDiscreteWeibull.fit(Tenures.ofSurvivors(survivors));
        assertThat(fitted.converged()).isFalse();
        assertThat(fitted.diagnostics().get(0)).contains("a discrete Weibull distribution fits as well");
    }

    private static Interaction at(String customer, String when, Purpose purpose) {
        return Interaction.of(customer, Instant.parse(when), Channel.WEB, Initiator.CUSTOMER, purpose);
    }

    private static Duration years(double years) {
        return Duration.ofHours((long) (years * 365 * 24));
    }
}
