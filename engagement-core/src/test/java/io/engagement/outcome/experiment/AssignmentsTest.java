package io.engagement.outcome.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssignmentsTest {
    private static final Instant MARCH = Instant.parse("2025-03-01T09:00:00Z");

    private static Assignments.Builder some() {
        return Assignments.builder("none").assign("b", "mail", MARCH).assign("a", "none", MARCH.plusSeconds(9));
    }

    @Test
    void rowsComeInTheOrderOfIdsAndTheHoldOutFirst() {
        Assignments wave = some().assign("c", "call", MARCH).build();

        assertThat(wave.size()).isEqualTo(3);
        assertThat(wave.arms()).containsExactly("none", "call", "mail");
        assertThat(wave.holdOut()).isEqualTo("none");
        assertThat(wave.customer(0)).isEqualTo("a");
        assertThat(wave.arm(0)).isZero();
        assertThat(wave.at(0)).isEqualTo(MARCH.plusSeconds(9));
        assertThat(wave.arm(1)).isEqualTo(2);
        assertThat(wave.row("c")).hasValue(2);
        assertThat(wave.row("d")).isEmpty();
        assertThat(wave.counts()).isEqualTo(Map.of("none", 1, "call", 1, "mail", 1));
    }

    @Test
    void theOrderOfArrivalChangesNothing() {
        Assignments other = Assignments.builder("none")
                .assign("a", "none", MARCH.plusSeconds(9))
                .assign("b", "mail", MARCH)
                .build();

        assertThat(other.toCsv()).isEqualTo(some().build().toCsv()).isEqualTo("arm,customers\nnone,1\nmail,1\n");
        assertThat(other.customer(1)).isEqualTo(some().build().customer(1));
    }

    @Test
    void theSameArmAgainKeepsTheEarlierInstant() {
        Assignments wave = some().assign("b", "mail", MARCH.minusSeconds(5)).build();

        assertThat(wave.size()).isEqualTo(2);
        assertThat(wave.at(1)).isEqualTo(MARCH.minusSeconds(5));
    }

    @Test
    void aCustomerInTwoArmsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> some().assign("b", "none", MARCH))
                .withMessageContaining("customer 'b' is in arm 'mail' and in arm 'none'")
                .withMessageContaining("give each wave its own assignments");
    }

    @Test
    void blankNamesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Assignments.builder(" "));
        assertThatIllegalArgumentException().isThrownBy(() -> some().assign("", "mail", MARCH));
        assertThatIllegalArgumentException().isThrownBy(() -> some().assign("d", "", MARCH));
        assertThatIllegalArgumentException().isThrownBy(() -> some().assign("d", "mail", Instant.MAX));
    }

    @Test
    void manyCustomersAreKept() {
        Assignments.Builder many = Assignments.builder("none");
        for (int i = 0; i < 1000; i++) {
            many.assign("c" + i, i % 10 == 0 ? "none" : "mail", MARCH.plusSeconds(i));
        }
        Assignments wave = many.build();

        assertThat(wave.counts()).containsEntry("none", 100).containsEntry("mail", 900);
        int row = wave.row("c730").orElseThrow();
        assertThat(wave.arm(row)).isZero();
        assertThat(wave.at(row)).isEqualTo(MARCH.plusSeconds(730));
    }
}
