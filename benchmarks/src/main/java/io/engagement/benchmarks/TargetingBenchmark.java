package io.engagement.benchmarks;

import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.InteractionKind;
import io.engagement.domain.Purpose;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.measure.spi.Quantity;
import io.engagement.outcome.experiment.ExperimentKey;
import io.engagement.outcome.mutual.ContactPurposes;
import io.engagement.outcome.mutual.EngagementRules;
import io.engagement.outcome.mutual.EngagementValue;
import io.engagement.outcome.mutual.HelpingSelling;
import io.engagement.outcome.mutual.Referral;
import io.engagement.outcome.mutual.ReferralGraph;
import io.engagement.outcome.targeting.Trial;
import io.engagement.outcome.targeting.UpliftLearner;
import io.engagement.outcome.targeting.UpliftModel;
import io.engagement.score.Scale;
import io.engagement.score.Scorer;
import io.engagement.strategy.budget.Candidate;
import io.engagement.strategy.budget.ContactBudget;
import io.engagement.strategy.budget.PlannedContact;
import io.engagement.strategy.policy.ContactCap;
import io.engagement.strategy.policy.ContactPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Who gains by a contact, and what customers and the company give each other: learning from and judging on half of the customers each,
 * 500 resamples included; contacts chosen by a budget; values of customers with 20 interactions each, a third of whom came through
 * another one.
 *
 * <p>{@code java -jar benchmarks/target/benchmarks.jar TargetingBenchmark}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(value = 1, jvmArgsAppend = "-Xmx6g")
public class TargetingBenchmark {
    private static final Instant BEGIN = Instant.parse("2025-01-01T00:00:00Z");
    private static final Duration YEAR = Duration.ofDays(365);
    private static final int INTERACTIONS = 20;
    private static final List<InteractionKind> KINDS = List.of(
            InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.OFFER).withDepartment("sales"),
            InteractionKind.of(Channel.EMAIL, Initiator.COMPANY, Purpose.HELP).withDepartment("service"),
            InteractionKind.of(Channel.WEB, Initiator.CUSTOMER, Purpose.FEEDBACK),
            InteractionKind.of(Channel.STORE, Initiator.CUSTOMER, Purpose.PURCHASE));
    private static final Scorer SPENT = Scorer.of(
            "spent", Scale.MONEY, Measure.sum(Filter.purpose(Purpose.PURCHASE), Quantity.VALUE), spent -> spent);
    private static final PlannedContact OFFER =
            PlannedContact.of("offer", Channel.EMAIL, Purpose.OFFER, 0.5).withFatigue(0.25, Duration.ofDays(7));

    @Param("100000")
    int customers;

    private LogView view = InteractionLog.builder().build().asOf(BEGIN);
    private Trial learning = empty();
    private Trial judging = learning;
    private UpliftModel model = UpliftModel.fit(learning, UpliftLearner.TWO_MODELS);
    private List<Candidate> candidates = List.of();
    private List<Referral> referrals = List.of();
    private ReferralGraph graph = ReferralGraph.of(referrals);

    private static Trial empty() {
        return Trial.builder("none", "x")
                .add("a", "none", 0, 0, 1)
                .add("b", "mail", 1, 0, 2)
                .build();
    }

    /** A log, a trial of ten covariates, a candidate a customer. */
    @Setup(Level.Trial)
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        InteractionLog.Builder log = InteractionLog.builder();
        String[] names = new String[10];
        Arrays.setAll(names, i -> "x" + i);
        Trial.Builder trial = Trial.builder("none", names);
        candidates = new ArrayList<>();
        referrals = new ArrayList<>();
        for (int customer = 0; customer < customers; customer++) {
            for (int i = 0; i < INTERACTIONS; i++) {
                long at = BEGIN.toEpochMilli() + random.nextLong(YEAR.toMillis());
                log.add("c" + customer, at, KINDS.get(random.nextInt(KINDS.size())), random.nextInt(50), 0.5);
            }
            double[] known = random.doubles(names.length).toArray();
            boolean mailed = random.nextBoolean();
            double outcome = known[0] + random.nextDouble() + (mailed ? known[1] : 0);
            trial.add("c" + customer, mailed ? "mail" : "none", outcome, mailed ? 0.1 : 0, known);
            candidates.add(new Candidate("c" + customer, OFFER, 2 * random.nextDouble()));
            if (customer > 0 && random.nextInt(3) == 0) {
                referrals.add(new Referral("c" + random.nextInt(customer), "c" + customer, BEGIN));
            }
        }
        view = log.build().asOf(BEGIN.plus(YEAR));
        learning = trial.build().part(0, 2, 1);
        judging = trial.build().part(1, 2, 1);
        model = UpliftModel.fit(learning, UpliftLearner.TWO_MODELS);
        graph = ReferralGraph.of(referrals);
    }

    /**
     * Learns.
     *
     * @return a model
     */
    @Benchmark
    public Object fit() {
        return UpliftModel.fit(learning, UpliftLearner.ROBUST_SCORES);
    }

    /**
     * Judges by 500 resamples.
     *
     * @return the judgement
     */
    @Benchmark
    public Object judge() {
        return model.judge(judging, "mail", 1);
    }

    /**
     * Spends a budget.
     *
     * @return the allocation
     */
    @Benchmark
    public Object allocate() {
        ContactPolicy policy = ContactPolicy.standard().withCap(ContactCap.rolling(2, Duration.ofDays(30)));
        ExperimentKey key = ExperimentKey.of("benchmark", "a secret that everybody knows");
        return ContactBudget.of(policy, customers * 0.1, key).allocate(view, view.asOf(), candidates);
    }

    /**
     * Finds who came through whom.
     *
     * @return the graph
     */
    @Benchmark
    public Object referrals() {
        return ReferralGraph.of(referrals);
    }

    /**
     * Values customers.
     *
     * @return the values
     */
    @Benchmark
    public Object values() {
        return EngagementValue.of(view, SPENT, graph, EngagementRules.standard());
    }

    /**
     * Counts contacts that help and that sell.
     *
     * @return the counts, with the customers' worth
     */
    @Benchmark
    public Object helping() {
        return HelpingSelling.of(view, BEGIN, ContactPurposes.standard()).withWorth(SPENT);
    }
}
