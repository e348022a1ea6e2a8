package io.engagement.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import org.junit.jupiter.api.Test;

class EffortWeightsTest {
    private static final EffortWeights UNIFORM = EffortWeights.uniform();

    @Test
    void weightsOfPurposeAndChannelAreMultiplied() {
        EffortWeights weights = UNIFORM.withPurpose(Purpose.USE, 0.5).withChannel(Channel.STORE, 3);
        assertThat(weights.of(kind(Channel.STORE, Purpose.USE))).isEqualTo(1.5);
        assertThat(weights.of(kind(Channel.STORE, Purpose.QUESTION))).isEqualTo(3);
        assertThat(weights.of(kind(Channel.WEB, Purpose.USE))).isEqualTo(0.5);
        assertThat(weights.of(kind(Channel.WEB, Purpose.QUESTION))).isEqualTo(1);
    }

    @Test
    void whatWeighsOneIsAsIfItWereNotNamed() {
        assertThat(UNIFORM.withPurpose(Purpose.USE, 1)).isEqualTo(UNIFORM).hasToString("uniform");
        assertThat(UNIFORM.withChannel(Channel.WEB, 2).withChannel(Channel.WEB, 1))
                .isEqualTo(UNIFORM)
                .hasSameHashCodeAs(UNIFORM);
        assertThat(UNIFORM.withPurpose(Purpose.USE, 4).raised(0)).isEqualTo(UNIFORM);
        assertThat(UNIFORM.withPurpose(Purpose.USE, -0.0)).isEqualTo(UNIFORM.withPurpose(Purpose.USE, 0));
    }

    @Test
    void theTextNamesAllOtherWeightsInOrder() {
        EffortWeights weights = UNIFORM.withPurpose(Purpose.USE, 0.5)
                .withPurpose(Purpose.COMPLAINT, 3)
                .withChannel(Channel.of("a=1, b"), 2);
        assertThat(weights).hasToString("{COMPLAINT=3.0, USE=0.5}*{\"a=1, b\"=2.0}");
    }

    @Test
    void whatDoesNotCountNeverDoesWhateverThePower() {
        EffortWeights weights = UNIFORM.withPurpose(Purpose.USE, 0).withPurpose(Purpose.COMPLAINT, 9);
        assertThat(weights.raised(0).of(kind(Channel.WEB, Purpose.USE))).isZero();
        assertThat(weights.raised(0.5).of(kind(Channel.WEB, Purpose.COMPLAINT))).isEqualTo(3);
    }

    @Test
    void weightsThatCannotBeAddedUpAreRefused() {
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, 1.1e100}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> UNIFORM.withChannel(Channel.WEB, wrong))
                    .withMessage("weight of web must be from 0 to 1e100, was " + wrong);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UNIFORM.withPurpose(Purpose.USE, 10).raised(400))
                .withMessage("weight of USE must be from 0 to 1e100, was Infinity");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UNIFORM.raised(Double.NaN))
                .withMessage("exponent must be finite and not negative, was NaN");
        double heaviest = UNIFORM.withPurpose(Purpose.USE, 1e100)
                .withChannel(Channel.WEB, 1e100)
                .of(kind(Channel.WEB, Purpose.USE));
        assertThat(heaviest).isFinite();
    }

    private static InteractionKind kind(Channel channel, Purpose purpose) {
        return InteractionKind.of(channel, Initiator.CUSTOMER, purpose);
    }
}
