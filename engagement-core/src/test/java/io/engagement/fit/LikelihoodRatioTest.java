package io.engagement.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.engagement.domain.InitiatorCounts;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests of nested fits, and what is not nested. */
class LikelihoodRatioTest {
    private record Means(String law) implements StatisticalModel {
        @Override
        public ModelText modelText() {
            return ModelText.of("means", 1).with("law", law);
        }

        @Override
        public boolean nests(StatisticalModel simpler) {
            return simpler instanceof Means other && other.law.equals(law);
        }
    }

    private static final Provenance DATA = Provenance.of("means", 100, 7).withTimeScale("WEEKS");

    private static Fitted<Means> fit(Means model, double logLikelihood, Provenance provenance, String... names) {
        LogLikelihood bowl = new LogLikelihood() {
            @Override
            public int dimension() {
                return names.length;
            }

            @Override
            public double valueAndGradient(double[] at, double[] gradient) {
                double value = 0;
                for (int i = 0; i < at.length; i++) {
                    gradient[i] = -2 * at[i];
                    value -= at[i] * at[i];
                }
                return value;
            }
        };
        List<Parameter> parameters = Arrays.stream(names).map(Parameter::real).toList();
        double[] ones = new double[names.length];
        Arrays.fill(ones, 1);
        Maximum maximum = MaximumLikelihood.withDefaults().maximize("means", parameters, bowl, ones);
        return Fitted.of(model, maximum, ones, logLikelihood, List.of(), provenance);
    }

    private static final Means MODEL = new Means("normal");
    private static final Fitted<Means> LARGER = fit(MODEL, -120, DATA, "a", "b", "c");

    private static void assertRefused(Fitted<?> simpler, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LARGER.likelihoodRatio(simpler))
                .withMessageStartingWith("no likelihood-ratio test of means against means: ")
                .withMessageContaining(why);
    }

    @Test
    void twiceTheGainHasAChiSquareLawOnTheParametersMore() {
        ChiSquareTest test = LARGER.likelihoodRatio(fit(MODEL, -123, DATA, "b"));
        assertThat(test.statistic()).isEqualTo(6);
        assertThat(test.degreesOfFreedom()).isEqualTo(2);
        assertThat(test.pValue()).isCloseTo(Math.exp(-3), within(1e-15));
    }

    @Test
    void whatASearchLeavesIsNoLoss() {
        assertThat(LARGER.likelihoodRatio(fit(MODEL, -120 + 1e-9, DATA, "a")).statistic())
                .isZero();
    }

    @Test
    void fitsThatAreNotNestedAreRefused() {
        assertRefused(fit(new Means("cauchy"), -123, DATA, "a"), "they differ in more");
        assertRefused(
                fit(MODEL, -123, DATA, "a", "d"),
                "must have some of the larger one's parameters [a, b, c], had [a, d]");
        assertRefused(fit(MODEL, -123, DATA, "a", "b", "c"), "had [a, b, c]");
        assertRefused(fit(MODEL, -119, DATA, "a"), "-120.0, below the simpler one's -119.0");
    }

    @Test
    void fitsToOtherRowsAreRefused() {
        assertRefused(
                fit(MODEL, -123, Provenance.of("means", 99, 7).withTimeScale("WEEKS"), "a"),
                "customers: 100.0 of the larger fit, 99.0 of the simpler one");
        assertRefused(
                fit(MODEL, -123, DATA.withTimeScale("DAYS"), "a"),
                "time scale: WEEKS of the larger fit, DAYS of the simpler one");
        Instant end = Instant.parse("1998-06-30T00:00:00Z");
        Fitted<Means> dated = fit(MODEL, -120, DATA.withPeriod(Optional.empty(), Optional.of(end)), "a", "b");
        assertThat(dated.likelihoodRatio(fit(MODEL, -121, DATA, "a")).statistic())
                .isEqualTo(2);
        Provenance later = DATA.withPeriod(Optional.empty(), Optional.of(end.plusSeconds(1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> dated.likelihoodRatio(fit(MODEL, -121, later, "a")))
                .withMessageContaining("1998-06-30T00:00:01Z");
        Fitted<Means> counted = fit(MODEL, -120, DATA.withInteractions(interactions(5)), "a", "b");
        assertThat(counted.likelihoodRatio(fit(MODEL, -121, DATA, "a")).statistic())
                .isEqualTo(2);
        Fitted<Means> more = fit(MODEL, -121, DATA.withInteractions(interactions(6)), "a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> counted.likelihoodRatio(more))
                .withMessageContaining("data: 5 interactions; ")
                .withMessageContaining("6 interactions; ");
    }

    private static Optional<InitiatorCounts> interactions(long given) {
        return Optional.of(new InitiatorCounts(given, 0, 0));
    }

    @Test
    void aFitThatRanToABoundHasNoLaw() {
        LogLikelihood rising = new LogLikelihood() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double valueAndGradient(double[] at, double[] gradient) {
                gradient[0] = 1;
                return at[0];
            }
        };
        Maximum maximum = MaximumLikelihood.withDefaults()
                .maximize("means", List.of(Parameter.real("a")), rising, new double[] {0});
        assertRefused(
                Fitted.of(MODEL, maximum, new double[] {1}, -123, List.of(), DATA),
                "the simpler fit did not end at a maximum inside its bounds");
    }

    @Test
    void aNullLogLikelihoodIsSavedAndTold() {
        assertThat(LARGER.nullLogLikelihood()).isEmpty();
        assertThat(LARGER.likelihoodRatio()).isEmpty();
        assertThat(LARGER.summary()).doesNotContain("likelihood ratio");
        Fitted<Means> told = LARGER.withNull(-123);
        assertThat(told.likelihoodRatio()).hasValue(new ChiSquareTest(6, 3));
        assertThat(told.withSelectedParameters(1).nullLogLikelihood()).hasValue(-123);
        assertThat(told.summary()).contains("likelihood ratio against all 0: 6.0000 on 3 df, p 0.1116\n");
        Fitted<Means> read = Fitted.read(told.toText(), "means", 1, text -> new Means(text.word("law")));
        assertThat(read.toText()).isEqualTo(told.toText());
        assertThat(read.likelihoodRatio()).isEqualTo(told.likelihoodRatio());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LARGER.withNull(Double.NaN))
                .withMessage("null log-likelihood must be finite, was NaN");
    }

    @Test
    void aLongNameMovesTheWholeColumn() {
        String summary =
                fit(MODEL, -120, DATA, "b", "purchases.monthly_charges").summary();
        List<String> lines = summary.lines()
                .filter(line -> line.contains("..") || line.contains("estimate"))
                .toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.stream().map(String::length).distinct()).hasSize(1);
        assertThat(lines.get(0)).startsWith("parameter                 " + "    estimate");
        assertThat(LARGER.summary()).contains("\nparameter           estimate   std. error");
    }
}
