package io.engagement.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Effort has no unit that a person would know: sentences compare it. */
class EffortWordsTest {
    private static String typical(double own, double usual) {
        return EffortWords.ofLate(own, usual, "is typical");
    }

    @Test
    void effortIsComparedWithWhatIsUsual() {
        assertThat(typical(2.84, 0.47)).isEqualTo("more own effort of late than is typical (6 times as much)");
        assertThat(typical(1.2, 0.47)).isEqualTo("more own effort of late than is typical (2.6 times as much)");
        assertThat(typical(0.63, 0.47)).isEqualTo("more own effort of late than is typical (by 34 %)");
        assertThat(typical(0.12, 0.47)).isEqualTo("less own effort of late than is typical (by 74 %)");
        assertThat(typical(0.47, 0.47)).isEqualTo("as much own effort of late as is typical");
    }

    @Test
    void aDifferenceIsNeverToldAsNone() {
        assertThat(typical(1.0001, 1)).endsWith("(by 1 %)");
        assertThat(typical(5, 0)).isEqualTo("more own effort of late than is typical");
    }

    @Test
    void noEffortIsSaidToBeNone() {
        assertThat(typical(0, 0.47)).isEqualTo("no own effort of late, less than is typical");
        assertThat(typical(0.002, 0.47)).isEqualTo("hardly any own effort of late, less than is typical");
        assertThat(typical(0, 0.001)).isEqualTo("no own effort of late");
        assertThat(typical(0, 0)).isEqualTo("no own effort of late");
    }
}
