package com.example.crm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.engagement.customerbase.CustomerBaseModel;
import io.engagement.customerbase.Population;
import io.engagement.customerbase.PurchaseSummary;
import io.engagement.customerbase.Purchases;
import io.engagement.customerbase.covariate.CovariateModel;
import io.engagement.customerbase.nbd.Nbd;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.Registry;
import io.engagement.domain.TimeScale;
import io.engagement.evaluate.Bootstrap;
import io.engagement.evaluate.Comparison;
import io.engagement.fit.Fitted;
import io.engagement.fit.Interval;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import io.engagement.measure.Covariates;
import io.engagement.measure.Fact;
import io.engagement.measure.Filter;
import io.engagement.measure.PurchaseDefinition;
import io.engagement.setup.CustomerBaseModels;
import io.engagement.testkit.CustomerBaseModelContract;
import io.engagement.testkit.PurchaseFamilyContract;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The laws of families, and how far from NBD's, which it is while customers live, the own one is. */
class FixedLifetimeTest implements PurchaseFamilyContract<FixedLifetimeNbd> {
    private static final FixedLifetimeFamily HALF_A_YEAR = new FixedLifetimeFamily(Duration.ofDays(182));
    private static final double LIFETIME = 26;
    private static final Population WEEKS = Population.of(TimeScale.WEEKS);
    private static final FixedLifetimeNbd TRUTH = HALF_A_YEAR.make(new double[] {0.8, 6}, WEEKS);
    private static final Purchases BASE = TRUTH.simulate(ages(3_000), 7);
    private static final Fitted<FixedLifetimeNbd> FITTED = HALF_A_YEAR.fit(BASE);
    private static final Registry OWN = HALF_A_YEAR.addedTo(Registry.empty());

    @Override
    public List<FixedLifetimeNbd> models() {
        return List.of(TRUTH, new FixedLifetimeFamily(Duration.ofDays(90)).make(new double[] {2, 3}, WEEKS));
    }

    /** Nobody buys after the lifetime. */
    @Override
    public List<PurchaseSummary> known() {
        return CustomerBaseModelContract.customers().stream()
                .filter(customer -> customer.recency() < 90 / 7.0)
                .toList();
    }

    private static double[] ages(int customers) {
        SplittableRandom random = new SplittableRandom(3);
        double[] ages = new double[customers];
        // In whole weeks, so that customers are alike, as in any base.
        Arrays.setAll(ages, i -> 4 + random.nextInt(60));
        return ages;
    }

    /** While they live customers are those of NBD, whose derivatives are analytic. */
    private static Purchases whileAlive(Purchases all) {
        double[] lived = new double[all.size()];
        Arrays.setAll(lived, row -> Math.min(LIFETIME, all.age(row)));
        return all.withAges(lived);
    }

    @Test
    void itIsFittedWithoutAnyDerivativeOfItsOwn() {
        Fitted<Nbd> exact = Nbd.fit(whileAlive(BASE));
        assertThat(FITTED.converged()).isTrue();
        assertThat(FITTED.parameterNames()).containsExactly("r", "alpha");
        assertThat(FITTED.logLikelihood()).isCloseTo(exact.logLikelihood(), within(1e-7));
        for (String name : FITTED.parameterNames()) {
            assertThat(FITTED.estimate(name) / exact.estimate(name)).as(name).isCloseTo(1, within(1e-6));
            assertThat(FITTED.standardError(name) / exact.standardError(name))
                    .as(name)
                    .isCloseTo(1, within(1e-4));
            double truth = name.equals("r") ? 0.8 : 6;
            assertThat(Math.abs(FITTED.estimate(name) - truth)).isLessThan(3 * FITTED.standardError(name));
        }
        assertThat(FITTED.model().typical()).isEqualTo(BASE.typical());
        assertThat(FITTED.summary())
                .startsWith("fixed-lifetime-nbd, maximum likelihood, time in weeks\n3,000 customers");
    }

    @Test
    void itIsReadBackByTheRegistryWithWhatItWasFittedTo() {
        Filter visits = Filter.purpose(Purpose.USE);
        PurchaseDefinition definition = new PurchaseDefinition(visits, ZoneOffset.ofHours(2));
        Fitted<FixedLifetimeNbd> fitted = HALF_A_YEAR.fit(BASE.withDefinition(definition));
        CustomerBaseModel read = CustomerBaseModels.read(fitted.model().toText(), OWN);
        assertThat(read).isInstanceOf(FixedLifetimeNbd.class);
        assertThat(read.toText()).isEqualTo(fitted.model().toText());
        assertThat(read.definition()).isEqualTo(definition);
        assertThat(CustomerBaseModels.readFitted(fitted.toText(), OWN).toText()).isEqualTo(fitted.toText());
        FixedLifetimeNbd longer =
                new FixedLifetimeFamily(Duration.ofDays(365)).make(new double[] {1, 2}, Population.of(TimeScale.DAYS));
        assertThat(CustomerBaseModels.read(longer.toText(), OWN).toText())
                .as("the text's own lifetime counts, whichever family was registered")
                .isEqualTo(longer.toText())
                .contains("lifetime PT8760H");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomerBaseModels.read(fitted.toText()))
                .withMessageContaining("holds a fixed-lifetime-nbd")
                .withMessageContaining("a family of your own is read with a registry to which it was added");
    }

    @Test
    void itIsComparedWithTheModelsOfTheLibrary() {
        LogView view = log().asOf(Instant.parse("2026-06-01T00:00:00Z"));
        Comparison comparison = Comparison.of(view, List.of(Nbd.FAMILY, HALF_A_YEAR));
        assertThat(comparison.of("fixed-lifetime-nbd").failure()).isEmpty();
        assertThat(comparison.of("fixed-lifetime-nbd").logScore()).isNegative();
    }

    /** 300 customers who use something for at most 100 days each, from the start of 2026 on. */
    private static InteractionLog log() {
        SplittableRandom random = new SplittableRandom(11);
        InteractionLog.Builder log = InteractionLog.builder();
        for (int customer = 0; customer < 300; customer++) {
            Instant first = Instant.parse("2026-01-01T10:00:00Z").plus(Duration.ofDays(random.nextInt(40)));
            for (int act = 0; act < 1 + random.nextInt(6); act++) {
                Instant at = act == 0 ? first : first.plus(Duration.ofDays(random.nextInt(100)));
                Purpose purpose = act % 2 == 0 ? Purpose.PURCHASE : Purpose.USE;
                log.add(Interaction.of("c" + customer, at, Channel.APP, Initiator.CUSTOMER, purpose));
            }
        }
        return log.build();
    }

    @Test
    void itIsBootstrapped() {
        Purchases some = BASE.rows(IntStream.range(0, 300).toArray());
        Bootstrap<FixedLifetimeNbd> bootstrap =
                Bootstrap.of(some, 20, 1, rows -> HALF_A_YEAR.fit(rows).model(), done -> {});
        Interval r = bootstrap.interval(model -> model.parameters()[0], 0.9);
        assertThat(bootstrap.failures()).isZero();
        assertThat(HALF_A_YEAR.fit(some).estimate("r")).isBetween(r.lower(), r.upper());
    }

    @Test
    void whatItDoesNotSayIsAskedOfItByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CovariateModel.family(HALF_A_YEAR, Covariates.of(Fact.attribute("age"))))
                .withMessageContaining("fixed-lifetime-nbd takes no covariates");
        Purchases late =
                Purchases.of(TimeScale.WEEKS, new double[] {1, 0}, new double[] {30, 0}, new double[] {40, 40});
        assertThatThrownBy(() -> HALF_A_YEAR.fit(late))
                .hasMessageContaining("the log-likelihood is not finite where the search starts");
    }
}
