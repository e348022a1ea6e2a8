package io.engagement.journey.motive;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.journey.motive.MotiveBase.Planted;
import io.engagement.journey.motive.MotiveFinding.Side;
import io.engagement.testkit.run.FullRun;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Acceptance of planted motives and findings: 20 bases in every build, 200 in the full run. */
class PlantedMotivesTest {
    private static final int BASES = FullRun.pick(200, 20);
    /** In a full run other bases each time. */
    private static final long FIRST = FullRun.seed(0);

    private static final int CUSTOMERS = 1000;
    private static final int DAYS = 600;
    private static final int YEARS = 900;

    /** Findings of bases with planted overuse, which two tests look at. */
    private static final Map<Long, List<MotiveFinding>> OVERUSED = new ConcurrentHashMap<>();

    private static double share(String what, LongPredicate holds) {
        double share = LongStream.range(FIRST, FIRST + BASES).filter(holds).count() / (double) BASES;
        if (FullRun.isOn()) {
            System.out.println(what + ": " + share + " of " + BASES + " bases");
        }
        return share;
    }

    private static List<MotiveFinding> motives(long seed, Planted... planted) {
        return MotiveModel.fit(MotiveBase.view(seed, CUSTOMERS, DAYS, planted), Exit.cancelled())
                .model()
                .findings();
    }

    private static List<MotiveFinding> overused(long seed) {
        return OVERUSED.computeIfAbsent(seed, each -> motives(each, Planted.OVERUSE));
    }

    private static Consistency consistency(long seed, Planted... planted) {
        return Consistency.of(MotiveBase.view(seed, 600, YEARS, planted));
    }

    /** Clear motives; which of them, a full run prints. */
    private static boolean hasAny(List<MotiveFinding> findings, Predicate<Motive> absent) {
        List<MotiveFinding> clear = findings.stream()
                .filter(each -> each.isClear() && absent.test(each.motive()))
                .toList();
        if (FullRun.isOn()) {
            clear.forEach(each -> System.out.println("absent: " + each.motive() + " z " + each.z()));
        }
        return !clear.isEmpty();
    }

    private static boolean isFound(Consistency consistency, String name) {
        return consistency.findings().stream().anyMatch(each -> each.name().equals(name));
    }

    private static boolean isFirst(Consistency consistency, String name) {
        return isFound(consistency, name)
                && consistency.findings().get(0).name().equals(name);
    }

    @Test
    void plantedOveruseOfServiceIsTheFirstMotive() {
        assertThat(share("overuse first", seed -> {
                    MotiveFinding first = overused(seed).get(0);
                    return first.motive().name().equals("service_overuse")
                            && first.isClear()
                            && first.side() == Side.LEAVE;
                }))
                .isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void absentMotivesAreHardlyEverReported() {
        assertThat(share("any absent motive", seed -> hasAny(motives(1_000 + seed), motive -> true)))
                .isLessThanOrEqualTo(0.05);
        assertThat(share(
                        "another motive beside overuse",
                        seed -> hasAny(overused(seed), motive -> !motive.name().equals("service_overuse"))))
                .isLessThanOrEqualTo(0.05);
    }

    @Test
    void aPlantedHoneymoonDropIsTheFirstFinding() {
        assertThat(share(
                        "honeymoon first",
                        seed -> isFirst(consistency(seed, Planted.HONEYMOON), "honeymoon drop: satisfaction")))
                .isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void plantedFavoursOfNewcomersAreTheFirstFinding() {
        assertThat(share(
                        "newcomers first", seed -> isFirst(consistency(seed, Planted.NEWCOMERS), "newcomers favoured")))
                .isGreaterThanOrEqualTo(0.9);
    }

    @Test
    void whatIsNotPlantedIsHardlyEverFound() {
        assertThat(share(
                        "any finding",
                        seed -> !consistency(2_000 + seed).findings().isEmpty()))
                .isLessThanOrEqualTo(0.1);
    }

    /** Survivors: those who stay are happier than those who left, and no one has become less happy. */
    @Test
    void whereUnhappyCustomersLeaveEarlyThereIsNoDrop() {
        assertThat(share(
                        "drop where unhappy leave",
                        seed -> isFound(consistency(seed, Planted.UNHAPPY_LEAVE), "honeymoon drop: satisfaction")))
                .isLessThanOrEqualTo(0.1);
    }

    /** Regression to the mean: those who stay were lucky in their first ratings. */
    @Test
    void whereCustomersLeaveForBadRatingsThereIsNoDrop() {
        assertThat(share(
                        "drop where bad ratings leave",
                        seed -> isFound(consistency(seed, Planted.BAD_RATINGS_LEAVE), "honeymoon drop: satisfaction")))
                .isLessThanOrEqualTo(0.1);
    }
}
