package io.engagement.outcome.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.engagement.domain.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;

class RandomizationTest {
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final ArmShares SHARES = ArmShares.of("none", Map.of("mail", 0.5, "none", 0.2, "call", 0.3));
    private static final Randomization SPRING = Randomization.of(ExperimentKey.of("spring", SECRET), SHARES);

    private static List<String> ids(String prefix, int n) {
        return IntStream.range(0, n).mapToObj(i -> prefix + i).toList();
    }

    @Test
    void armsHaveTheirSharesWhateverTheIdsLookLike() {
        for (String prefix : List.of("", "c-", "customer number ", "00000000", "\u00e9\u20ac")) {
            Assignments all = SPRING.assign(ids(prefix, 50_000), Instant.EPOCH);

            assertThat(SampleRatio.of(all.counts(), SHARES).pValue()).isGreaterThan(0.001);
            assertThat(all.arms()).isEqualTo(SHARES.arms()).containsExactly("none", "call", "mail");
        }
    }

    @Property(seed = "3", tries = 200)
    void aCustomerIsAlwaysInTheSameArm(@ForAll @NotBlank String customer) {
        Randomization again = Randomization.of(ExperimentKey.of("spring", SECRET), SHARES);

        assertThat(again.arm(customer)).isEqualTo(SPRING.arm(customer));
        assertThat(again.assign(List.of(customer, "other"), Instant.EPOCH).row(customer))
                .isPresent();
    }

    @Test
    void armsOfTwoExperimentsHaveNothingToDoWithEachOther() {
        ArmShares halves = ArmShares.heldOut(0.5);
        Randomization one = Randomization.of(ExperimentKey.of("one", SECRET), halves);
        Randomization other = Randomization.of(ExperimentKey.of("other", SECRET), halves);
        Map<String, Integer> cells = new TreeMap<>();
        for (String id : ids("c", 40_000)) {
            cells.merge(one.arm(id) + "/" + other.arm(id), 1, Integer::sum);
        }

        assertThat(cells).hasSize(4).allSatisfy((cell, count) -> assertThat(count)
                .isBetween(9_600, 10_400));
    }

    @Test
    void anotherSecretDrawsOtherArms() {
        Randomization other = Randomization.of(ExperimentKey.of("spring", SECRET + "0"), SHARES);

        assertThat(ids("c", 1000).stream().filter(id -> other.arm(id).equals(SPRING.arm(id))))
                .hasSizeBetween(320, 440);
    }

    @Test
    void nothingPrintsTheKey() {
        ExperimentKey key = ExperimentKey.of("spring", SECRET);

        assertThat(key).hasToString("key of experiment 'spring'");
        assertThat(SPRING).hasToString("experiment 'spring': {none=0.2, call=0.3, mail=0.5}");
        assertThat(key.experiment()).isEqualTo("spring");
    }

    @Test
    void aSecretIsNewEachTimeAndShortOnesAreRefusedWithoutBeingPrinted() {
        assertThat(ExperimentKey.newSecret()).hasSize(64).isNotEqualTo(ExperimentKey.newSecret());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ExperimentKey.of("spring", "topsecret"))
                .withMessage("secret must have at least 16 characters, had 9: take ExperimentKey.newSecret()");
        assertThatIllegalArgumentException().isThrownBy(() -> ExperimentKey.of(" ", SECRET));
    }

    @Test
    void helpAndWhatConcernsComplaintsIsNeverWithheld() {
        String heldOut = ids("c", 100).stream()
                .filter(id -> SPRING.arm(id).equals("none"))
                .findFirst()
                .orElseThrow();
        String mailed = ids("c", 100).stream()
                .filter(id -> SPRING.arm(id).equals("mail"))
                .findFirst()
                .orElseThrow();

        assertThat(SPRING.withholds(heldOut, Purpose.OFFER)).isTrue();
        assertThat(SPRING.withholds(mailed, Purpose.OFFER)).isFalse();
        assertThat(List.of(Purpose.HELP, Purpose.SERVICE_NOTICE, Purpose.COMPLAINT, Purpose.QUESTION))
                .noneMatch(purpose -> SPRING.withholds(heldOut, purpose));
        Purpose recall = Purpose.of("RECALL");
        assertThat(SPRING.withholds(heldOut, recall)).isTrue();
        assertThat(SPRING.withService(List.of(recall)).withholds(heldOut, recall))
                .isFalse();
        assertThat(SPRING.withService(List.of(recall)).withholds(heldOut, Purpose.OFFER))
                .isTrue();
    }

    @Test
    void sharesThatAreNoPlanAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmShares.of("none", Map.of("none", 0.2, "mail", 0.7)))
                .withMessageStartingWith("shares must add up to 1, but add up to 0.8999");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmShares.of("non", Map.of("none", 0.2, "mail", 0.8)))
                .withMessageContaining("did you mean 'none'?");
        assertThatIllegalArgumentException().isThrownBy(() -> ArmShares.of("none", Map.of("none", 1.0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ArmShares.of("none", Map.of("none", 1.0, "mail", 0.0)))
                .withMessage("share of 'mail' must be above 0, was 0.0");
        assertThatIllegalArgumentException().isThrownBy(() -> ArmShares.heldOut(1));
        assertThatIllegalArgumentException().isThrownBy(() -> SHARES.share("post"));
        assertThat(ArmShares.heldOut(0.1).share("treated")).isEqualTo(0.9);
        assertThat(ArmShares.heldOut(0.1)).isEqualTo(ArmShares.heldOut(0.1)).isNotEqualTo(ArmShares.heldOut(0.2));
    }

    @Test
    void customersLostInOneArmAreSeen() {
        SampleRatio lost = SampleRatio.of(Map.of("none", 2000, "call", 3000, "mail", 4600), SHARES);

        assertThat(lost.isMismatch()).isTrue();
        assertThat(SampleRatio.of(Map.of(), SHARES).pValue()).isNaN();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SampleRatio.of(Map.of("post", 3), SHARES))
                .withMessageContaining("there is no planned arm 'post'");
    }
}
