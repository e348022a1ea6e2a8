package io.engagement.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.Threads;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.setup.FitChoices;
import io.engagement.setup.ScoringSetup;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

/** Laws of a risk that is chosen by backtest, from the log to the last bit of the score. */
class RetentionLawsConsistencyTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant NOW = START.plus(Duration.ofDays(200));
    private static final FitChoices CHOICES =
            FitChoices.usual().withHorizon(Duration.ofDays(30)).withBacktest(0);

    private static List<Interaction> bought(Random random, String prefix, int customers, double from, double to) {
        List<Interaction> bought = new ArrayList<>();
        for (int i = 0; i < customers; i++) {
            double gap = 3 + random.nextInt(40);
            double leaves = from + 30 - 120 * Math.log(random.nextDouble());
            for (double day = from + random.nextInt(90);
                    day < Math.min(to, leaves);
                    day -= gap * Math.log(random.nextDouble())) {
                bought.add(interaction(prefix + i, day, Initiator.CUSTOMER, Purpose.PURCHASE));
            }
        }
        return bought;
    }

    private static Interaction interaction(String customer, double day, Initiator initiator, Purpose purpose) {
        return Interaction.of(customer, START.plusMillis((long) (86_400_000 * day)), Channel.WEB, initiator, purpose)
                .withValue(10);
    }

    private static LogView view(List<Interaction> interactions) {
        InteractionLog.Builder log = InteractionLog.builder();
        interactions.forEach(log::add);
        return log.build().asOf(NOW);
    }

    private record Answer(String model, String why, List<String> ids, List<Double> risks) {}

    private static Answer answer(LogView view) {
        ScoringSetup setup = ScoringSetup.fit(view, CHOICES);
        double[] risks = setup.plan().score(view).column("retention_risk");
        List<String> ids = new ArrayList<>();
        List<Double> known = new ArrayList<>();
        for (int row = 0; row < risks.length; row++) {
            if (!Double.isNaN(risks[row])) {
                ids.add(view.customerId(row));
                known.add(risks[row]);
            }
        }
        return new Answer(
                setup.retention().map(model -> model.modelText().toString()).orElse("purchases"),
                setup.riskAdvice().orElseThrow(),
                ids,
                known);
    }

    @Property(tries = 4, seed = "20261129031")
    void appendingTheFutureChangesNoPastRisk(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        List<Interaction> past = bought(new Random(seed), "c", 150, 0, 200);
        List<Interaction> all = new ArrayList<>(past);
        all.addAll(bought(new Random(seed + 1), "c", 150, 200.001, 320));
        all.addAll(bought(new Random(seed + 2), "a new one ", 20, 200.001, 320));
        assertThat(answer(view(all))).isEqualTo(answer(view(past)));
    }

    @Property(tries = 3, seed = "20261129032")
    void orderOfArrivalAndNumberOfThreadsChangeNoBit(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        List<Interaction> bought = bought(new Random(seed), "c", 150, 0, 200);
        List<Interaction> shuffled = new ArrayList<>(bought);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(Threads.with(3, () -> answer(view(shuffled))))
                .isEqualTo(Threads.with(1, () -> answer(view(bought))));
    }

    @Property(tries = 3, seed = "20261129033")
    void aSavedSetupScoresTheSameBits(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        LogView view = view(bought(new Random(seed), "c", 150, 0, 200));
        for (String model : List.of("best", "both", "additive-logistic", "purchases")) {
            ScoringSetup setup = ScoringSetup.fit(view, CHOICES.withRetentionModel(model));
            ScoringSetup read = ScoringSetup.read(setup.toText(), Registry.empty());
            assertThat(read.toText()).isEqualTo(setup.toText());
            assertThat(read.summary()).isEqualTo(setup.summary());
            assertThat(read.plan().score(view).column("retention_risk"))
                    .isEqualTo(setup.plan().score(view).column("retention_risk"));
        }
    }

    @Property(tries = 3, seed = "20261129034")
    void contactsChangeNoRiskByTheSameModels(@ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        List<Interaction> bought = bought(new Random(seed), "c", 150, 0, 200);
        List<Interaction> contacted = new ArrayList<>(bought);
        Random random = new Random(seed);
        for (Interaction each : bought) {
            contacted.add(interaction(each.customerId(), 200 * random.nextDouble(), Initiator.COMPANY, Purpose.OFFER));
        }
        ScoringSetup setup = ScoringSetup.fit(view(bought), CHOICES);
        assertThat(setup.plan().score(view(contacted)).column("retention_risk"))
                .isEqualTo(setup.plan().score(view(bought)).column("retention_risk"));
    }
}
