package io.engagement.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FittedTest {
    private record Rate(double lambda) implements StatisticalModel {
        @Override
        public ModelText modelText() {
            return ModelText.of("rate", 2).with("lambda", lambda);
        }

        static Rate ofText(ModelText text) {
            return new Rate(text.number("lambda"));
        }
    }

    private static final Provenance PROVENANCE = Provenance.of("rate", 100, 7)
            .withPeriod(
                    Optional.of(Instant.parse("1997-01-01T00:00:00Z")),
                    Optional.of(Instant.parse("1998-06-30T00:00:00Z")))
            .withTimeScale("WEEKS");

    /** 50 events in a time of 200, and a real parameter with an error of 0.1. */
    private static Fitted<Rate> fitted() {
        LogLikelihood likelihood = new LogLikelihood() {
            @Override
            public int dimension() {
                return 2;
            }

            @Override
            public double valueAndGradient(double[] at, double[] gradient) {
                gradient[0] = 50 - 200 * Math.exp(at[0]);
                gradient[1] = -100 * (at[1] + 3);
                return 50 * at[0] - 200 * Math.exp(at[0]) - 50 * (at[1] + 3) * (at[1] + 3);
            }
        };
        Maximum maximum = MaximumLikelihood.withDefaults()
                .maximize(
                        "rate",
                        List.of(Parameter.positive("lambda"), Parameter.real("shift")),
                        likelihood,
                        new double[] {1, 0});
        double[] units = {10, 1};
        return Fitted.of(new Rate(10 * maximum.estimate(0)), maximum, units, -120.5, List.of("a remark"), PROVENANCE);
    }

    @Test
    void errorsAreBroughtToTheUsersUnits() {
        Fitted<Rate> fitted = fitted();
        assertThat(fitted.parameterNames()).containsExactly("lambda", "shift");
        assertThat(fitted.estimate("lambda")).isCloseTo(2.5, within(1e-8));
        assertThat(fitted.estimates()).hasSize(2);
        assertThat(fitted.standardError("lambda")).isCloseTo(2.5 / Math.sqrt(50), within(1e-7));
        assertThat(fitted.standardErrors()[1]).isCloseTo(0.1, within(1e-8));
        assertThat(fitted.covariance()[0][1]).isCloseTo(0, within(1e-9));
        assertThat(fitted.converged()).isTrue();
        assertThat(fitted.ending()).isEqualTo(Ending.MAXIMUM);
        assertThat(fitted.diagnostics()).containsExactly("a remark");
        assertThat(fitted.iterations()).isPositive();
        assertThat(fitted.evaluations()).isGreaterThan(fitted.iterations());
    }

    @Test
    void boundsAreToldAndSavedInTheUsersUnit() {
        LogLikelihood falling = new LogLikelihood() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double valueAndGradient(double[] at, double[] gradient) {
                gradient[0] = -Math.exp(at[0]);
                return -Math.exp(at[0]);
            }
        };
        Parameter rate = Parameter.positive("lambda").within(1e-3, 1e3);
        Maximum maximum = MaximumLikelihood.withDefaults().maximize("rate", List.of(rate), falling, new double[] {1});
        Fitted<Rate> fitted =
                Fitted.of(new Rate(7 * maximum.estimate(0)), maximum, new double[] {7}, -1, List.of(), PROVENANCE);
        assertThat(fitted.estimate("lambda")).isCloseTo(7e-3, within(1e-12));
        assertThat(fitted.diagnostics()).first().asString().startsWith("lambda ran to its bound 0.007:");
        assertThat(fitted.toText()).contains("parameter.0.lower 0.007\n", "parameter.0.upper 7000.0\n");
    }

    @Test
    void intervalsAreSymmetricInTheCoordinate() {
        Fitted<Rate> fitted = fitted();
        Interval rate = fitted.interval("lambda", 0.95);
        assertThat(Math.sqrt(rate.lower() * rate.upper())).isCloseTo(2.5, within(1e-8));
        assertThat(Math.log(rate.upper() / rate.lower())).isCloseTo(2 * 1.959964 / Math.sqrt(50), within(1e-6));
        Interval shift = fitted.interval("shift", 0.95);
        assertThat(shift.lower()).isCloseTo(-3 - 0.1959964, within(1e-6));
        assertThat(shift.contains(-3)).isTrue();
        assertThat(shift.contains(-2.8)).isFalse();
        assertThat(shift.contains(-3.2)).isFalse();
    }

    @Test
    void criteriaAreThoseOfAkaikeAndSchwarz() {
        assertThat(fitted().aic()).isEqualTo(2 * 2 + 241.0);
        assertThat(fitted().bic()).isCloseTo(2 * Math.log(100) + 241, within(1e-12));
    }

    @Test
    void theTextReadsBackToTheSameBits() {
        String text = fitted().toText();
        Fitted<Rate> read = Fitted.read(text, "rate", 2, Rate::ofText);
        assertThat(read.toText()).isEqualTo(text);
        assertThat(read.model()).isEqualTo(fitted().model());
        assertThat(read.provenance()).isEqualTo(PROVENANCE);
        assertThat(read.interval("lambda", 0.9)).isEqualTo(fitted().interval("lambda", 0.9));
        assertThat(read.logLikelihood()).isEqualTo(-120.5);
    }

    @Test
    void aProvenanceWithoutPeriodReadsBackToo() {
        Provenance bare = Provenance.of("rate", 3.5, 2);
        assertThat(Provenance.read(bare.toText())).isEqualTo(bare);
    }

    @Test
    void anotherModelsTextIsRefused() {
        String text = fitted().toText();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fitted.read(text, "speed", 2, Rate::ofText))
                .withMessage("the text holds a rate, not a speed");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fitted.read(text, "rate", 1, Rate::ofText))
                .withMessageContaining("version of a saved rate must be between 1 and 1, was 2");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Fitted.read(unchecked(text).replace("log_likelihood ", "logl "), "rate", 2, Rate::ofText))
                .withMessageContaining("must have the key log_likelihood");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Fitted.read("engagement rate 1\n", "rate", 2, Rate::ofText))
                .withMessage("the text holds a rate, not a fitted");
    }

    /** As somebody leaves it who edits it on purpose. */
    private static String unchecked(String text) {
        return text.replace(" format 2\n", "\n").replaceFirst("checksum .*\n", "");
    }

    @Test
    void whatDoesNotExistIsRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fitted().estimate("beta"))
                .withMessage("there is no parameter of rate 'beta': there are [lambda, shift]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fitted().interval("lambda", 1))
                .withMessage("level must be between 0 and 1, was 1.0");
    }

    @Test
    void chosenNumbersCountAsParametersAndAreSaved() {
        Fitted<Rate> fitted = fitted();
        Fitted<Rate> more = fitted.withSelectedParameters(2);
        assertThat(fitted.selectedParameters()).isZero();
        assertThat(more.aic()).isCloseTo(fitted.aic() + 4, within(1e-12));
        assertThat(more.bic()).isCloseTo(fitted.bic() + 2 * Math.log(100), within(1e-12));
        Fitted<Rate> read = Fitted.read(more.toText(), "rate", 2, Rate::ofText);
        assertThat(read.selectedParameters()).isEqualTo(2);
        assertThat(read.bic()).isEqualTo(more.bic());
        String older = unchecked(fitted.toText()).replace("chosen 0\n", "");
        assertThat(older).doesNotContain("chosen");
        assertThat(Fitted.read(older, "rate", 2, Rate::ofText).bic()).isEqualTo(fitted.bic());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> fitted.withSelectedParameters(-1))
                .withMessageContaining("must not be negative, were -1");
    }
}
