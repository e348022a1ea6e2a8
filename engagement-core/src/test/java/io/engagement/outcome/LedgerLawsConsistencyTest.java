package io.engagement.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.NewSeeds;
import io.engagement.Threads;
import io.engagement.domain.Interaction;
import io.engagement.history.InteractionLog;
import io.engagement.outcome.PlantedBase.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/** Laws of the ledger (acceptance 6 of issue 16). */
@AddLifecycleHook(NewSeeds.class)
class LedgerLawsConsistencyTest {
    private static final int CUSTOMERS = 400;

    private static PlantedBase base(long seed, int plan) {
        List<Plan> plans = List.of(
                Plan.NONE,
                Plan.shortReward(1.2),
                Plan.longLoss(1.5),
                Plan.harm(0.2),
                Plan.departure(0.2),
                Plan.movedForward(1.5));
        return PlantedBase.of(CUSTOMERS, seed, plans.get(plan));
    }

    private static OutcomeLedger ledger(PlantedBase base, InteractionLog log) {
        return OutcomeLedger.of(base.asOfTheEnd(log), base.campaigns(), PlantedBase.WINDOWS, OutcomeRules.standard());
    }

    private static InteractionLog log(List<Interaction> rows) {
        InteractionLog.Builder log = InteractionLog.builder();
        rows.forEach(log::add);
        return log.build();
    }

    @Property(tries = 12, seed = "1")
    void verdictsDoNotChangeWithTheUnitOfMoney(
            @ForAll @LongRange(min = 1, max = 1000) long seed,
            @ForAll @IntRange(max = 5) int plan,
            @ForAll @IntRange(min = -12, max = 12) int power) {
        PlantedBase base = base(seed, plan);
        double unit = Math.scalb(1.0, power);
        List<Interaction> scaled = base.rows().stream()
                .map(row -> row.value().isPresent() ? row.withValue(row.value().getAsDouble() * unit) : row)
                .toList();
        Account plain = ledger(base, log(base.rows())).accounts().get(0);
        Account other = ledger(base, log(scaled)).accounts().get(0);

        assertThat(other.verdicts()).isEqualTo(plain.verdicts());
        assertThat(other.reasons()).isEqualTo(plain.reasons());
        // A power of two changes no digit.
        assertThat(other.finding(OutcomeStatistic.VALUE_SHORT).effect().estimate())
                .isEqualTo(unit
                        * plain.finding(OutcomeStatistic.VALUE_SHORT).effect().estimate());
        assertThat(other.permanence()).isEqualTo(plain.permanence());
    }

    @Property(tries = 12, seed = "2")
    void aCustomerWhoIsErasedAndAddedAgainChangesNoBit(
            @ForAll @LongRange(min = 1, max = 1000) long seed,
            @ForAll @IntRange(max = 5) int plan,
            @ForAll @IntRange(max = CUSTOMERS - 1) int customer) {
        PlantedBase base = base(seed, plan);
        InteractionLog whole = log(base.rows());
        String id = PlantedBase.id(customer);
        InteractionLog again = whole.without(id)
                .merge(log(base.rows().stream()
                        .filter(row -> row.customerId().equals(id))
                        .toList()));

        assertThat(ledger(base, again).toJson()).isEqualTo(ledger(base, whole).toJson());
    }

    @Property(tries = 12, seed = "3")
    void theOrderOfArrivalChangesNoBit(
            @ForAll @LongRange(min = 1, max = 1000) long seed,
            @ForAll @IntRange(max = 5) int plan,
            @ForAll Random random) {
        PlantedBase base = base(seed, plan);
        List<Interaction> shuffled = new ArrayList<>(base.rows());
        Collections.shuffle(shuffled, random);

        assertThat(ledger(base, log(shuffled)).toJson())
                .isEqualTo(ledger(base, log(base.rows())).toJson());
    }

    @Property(tries = 3, seed = "4")
    void theNumberOfThreadsChangesNoBit(@ForAll @LongRange(min = 1, max = 1000) long seed) {
        PlantedBase base = base(seed, 1);
        InteractionLog log = log(base.rows());

        assertThat(Threads.with(1, () -> ledger(base, log)).toJson())
                .isEqualTo(Threads.with(3, () -> ledger(base, log)).toJson());
    }
}
