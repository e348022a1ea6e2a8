package io.engagement.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterTest {
    @Test
    void aLengthOfTimeGrowsWithTheUnitAndARateFalls() {
        Parameter shape = Parameter.positive("r");
        assertThat(shape.scaled(3, 7)).isEqualTo(3);
        assertThat(shape.inTime(1).scaled(3, 7)).isEqualTo(21);
        assertThat(shape.inTime(-1).scaled(21, 7)).isEqualTo(3);
        assertThat(shape.inTime(2).scaled(3, 7)).isEqualTo(147);
    }

    @ParameterizedTest
    @ValueSource(ints = {-2, -1, 0, 1, 2})
    void backIsTheReverse(int power) {
        Parameter parameter = Parameter.real("x").inTime(power);
        assertThat(parameter.scaledBack(parameter.scaled(0.37, 12.5), 12.5)).isCloseTo(0.37, within(1e-15));
    }

    @Test
    void boundsKeepThePowerOfTime() {
        assertThat(Parameter.positive("alpha").inTime(1).within(1, 2).powerOfTime())
                .isEqualTo(1);
    }
}
