package io.engagement.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MaximumLikelihoodTest {
    private static final Parameter LAMBDA = Parameter.positive("lambda");

    private interface Function {
        double at(double[] coordinates, double[] gradient);
    }

    private static LogLikelihood of(int dimension, Function function) {
        return new LogLikelihood() {
            @Override
            public int dimension() {
                return dimension;
            }

            @Override
            public double valueAndGradient(double[] coordinates, double[] gradient) {
                return function.at(coordinates, gradient);
            }
        };
    }

    /** Of k events in time t: the maximum is at k/t, the standard error of its logarithm 1/sqrt(k). */
    private static LogLikelihood poisson(double events, double time) {
        return of(1, (log, gradient) -> {
            double rate = Math.exp(log[0]);
            gradient[0] = events - rate * time;
            return events * log[0] - rate * time;
        });
    }

    private static Maximum maximize(LogLikelihood likelihood, List<Parameter> parameters, double... start) {
        return MaximumLikelihood.withDefaults().maximize("model", parameters, likelihood, start);
    }

    @Test
    void aRateIsFoundWithItsErrorFromAnywhere() {
        for (double start : new double[] {1e-6, 0.3, 1, 20, 1e6}) {
            Maximum maximum = maximize(poisson(50, 200), List.of(LAMBDA), start);
            assertThat(maximum.estimate(0)).isCloseTo(0.25, within(1e-9));
            assertThat(maximum.coordinateCovariance(0, 0)).isCloseTo(1.0 / 50, within(1e-8));
            assertThat(maximum.ending()).isEqualTo(Ending.MAXIMUM);
            assertThat(maximum.isDetermined(0)).isTrue();
            assertThat(maximum.statements(new double[] {1, 1, 1})).isEmpty();
            assertThat(maximum.evaluations()).isGreaterThan(maximum.iterations());
        }
    }

    @Test
    void secondDerivativesFindTheSameInFewerEvaluations() {
        CurvedLogLikelihood curved = new CurvedLogLikelihood() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double valueAndGradient(double[] coordinates, double[] gradient) {
                return poisson(50, 200).valueAndGradient(coordinates, gradient);
            }

            @Override
            public double valueGradientAndHessian(double[] coordinates, double[] gradient, double[][] hessian) {
                hessian[0][0] = -200 * Math.exp(coordinates[0]);
                return valueAndGradient(coordinates, gradient);
            }
        };
        for (double start : new double[] {1e-6, 0.3, 20}) {
            Maximum exact = maximize(curved, List.of(LAMBDA), start);
            Maximum differences = maximize(poisson(50, 200), List.of(LAMBDA), start);
            assertThat(exact.estimate(0)).isCloseTo(0.25, within(1e-8));
            assertThat(exact.coordinateCovariance(0, 0)).isCloseTo(1.0 / 50, within(1e-9));
            assertThat(exact.logLikelihood()).isCloseTo(differences.logLikelihood(), within(1e-11));
            assertThat(exact.ending()).isEqualTo(Ending.MAXIMUM);
            assertThat(exact.evaluations()).isLessThan(differences.evaluations());
        }
    }

    @Test
    void aRidgeThatIsBentIsFollowed() {
        LogLikelihood rosenbrock = of(2, (x, gradient) -> {
            double bend = x[1] - x[0] * x[0];
            gradient[0] = 2 * (1 - x[0]) + 400 * x[0] * bend;
            gradient[1] = -200 * bend;
            return -(1 - x[0]) * (1 - x[0]) - 100 * bend * bend;
        });
        Maximum maximum = maximize(rosenbrock, List.of(Parameter.real("x"), Parameter.real("y")), -1.2, 1);
        assertThat(maximum.estimate(0)).isCloseTo(1, within(1e-8));
        assertThat(maximum.estimate(1)).isCloseTo(1, within(1e-8));
        assertThat(maximum.ending()).isEqualTo(Ending.MAXIMUM);
    }

    @Test
    void aSaddleIsLeft() {
        // Maxima at x = 1 and -1, between them a saddle that a plain Newton step would stay at.
        LogLikelihood saddle = of(2, (x, gradient) -> {
            gradient[0] = 4 * x[0] - 4 * x[0] * x[0] * x[0];
            gradient[1] = -2 * x[1];
            return 2 * x[0] * x[0] - Math.pow(x[0], 4) - x[1] * x[1];
        });
        Maximum maximum = maximize(saddle, List.of(Parameter.real("x"), Parameter.real("y")), 1e-3, 2);
        assertThat(maximum.estimate(0)).isCloseTo(1, within(1e-8));
        assertThat(maximum.logLikelihood()).isCloseTo(1, within(1e-12));
    }

    @Test
    void aLikelihoodThatKeepsRisingEndsAtTheBoundAndSaysSo() {
        Maximum maximum = maximize(poisson(0, 200), List.of(LAMBDA), 1);
        assertThat(maximum.ending()).isEqualTo(Ending.BOUNDARY);
        assertThat(maximum.estimate(0)).isBetween(1e-6, 1e-5);
        assertThat(maximum.coordinateCovariance(0, 0)).isNaN();
        assertThat(maximum.statements(new double[] {1, 1, 1}))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("lambda ran to its bound");
    }

    @Test
    void aMaximumOutsideTheBoundsIsMetAtTheBound() {
        Maximum maximum = maximize(poisson(50, 200), List.of(LAMBDA.within(1, 10)), 5);
        assertThat(maximum.estimate(0)).isCloseTo(1, within(1e-12));
        assertThat(maximum.ending()).isEqualTo(Ending.BOUNDARY);
    }

    @Test
    void aCoordinateAtItsBoundDoesNotMisleadThoseThatGoWithIt() {
        // x wants up and is held at 1; y has to follow x and z closely, on a bent way along which z climbs to 2.
        LogLikelihood steep = of(3, (at, gradient) -> {
            double apart = at[1] - at[0] + Math.sin(at[2]);
            gradient[0] = 0.1 + 1e3 * apart;
            gradient[1] = -1e3 * apart;
            gradient[2] = -1e3 * apart * Math.cos(at[2]) - 2 * (at[2] - 2);
            return -500 * apart * apart + 0.1 * at[0] - (at[2] - 2) * (at[2] - 2);
        });
        List<Parameter> parameters =
                List.of(Parameter.real("x").within(-10, 1), Parameter.real("y"), Parameter.real("z"));
        Maximum maximum = maximize(steep, parameters, 1, 1.1, -3);
        assertThat(maximum.estimate(0)).isEqualTo(1);
        assertThat(maximum.estimate(1)).isCloseTo(1 - Math.sin(2), within(1e-6));
        assertThat(maximum.estimate(2)).isCloseTo(2, within(1e-6));
        assertThat(maximum.ending()).isEqualTo(Ending.BOUNDARY);
        // 131; 232 where a step that was made to go with x is taken without it.
        assertThat(maximum.evaluations()).isLessThan(180);
    }

    @Test
    void whatDataDoNotDetermineIsNamedAndTheRestKeepsItsError() {
        LogLikelihood product = of(3, (logs, gradient) -> {
            double rate = Math.exp(logs[0] + logs[1]);
            gradient[0] = 50 - 200 * rate;
            gradient[1] = gradient[0];
            gradient[2] = -2 * logs[2];
            return 50 * (logs[0] + logs[1]) - 200 * rate - logs[2] * logs[2];
        });
        Maximum maximum = maximize(
                product, List.of(Parameter.positive("p"), Parameter.positive("q"), Parameter.positive("s")), 1, 2, 3);
        assertThat(maximum.ending()).isEqualTo(Ending.BOUNDARY);
        assertThat(maximum.estimate(0) * maximum.estimate(1)).isCloseTo(0.25, within(1e-9));
        assertThat(maximum.statements(new double[] {1, 1, 1}))
                .hasSize(1)
                .first()
                .asString()
                .contains("flat in p, q:");
        assertThat(maximum.isDetermined(1)).isFalse();
        assertThat(maximum.coordinateCovariance(2, 2)).isCloseTo(0.5, within(1e-6));
        assertThat(maximum.coordinateCovariance(1, 2)).isNaN();
    }

    @Test
    void theHigherOfTwoEndsCounts() {
        // From the better start it runs off to the bound; from the other one it finds the maximum.
        LogLikelihood two = of(1, (x, gradient) -> {
            double bump = 5 * Math.exp(-(x[0] - 4) * (x[0] - 4));
            gradient[0] = -0.01 - 2 * (x[0] - 4) * bump;
            return -0.01 * x[0] + bump;
        });
        Parameter x = Parameter.real("x").within(-10, 10);
        Maximum maximum = MaximumLikelihood.withDefaults()
                .maximize("model", List.of(x), two, new double[] {-9}, new double[] {6.6});
        assertThat(maximum.estimate(0)).isCloseTo(4, within(0.01));
    }

    @Test
    void aSearchThatIsCutShortSaysSo() {
        Maximum maximum = MaximumLikelihood.withDefaults()
                .withIterations(1)
                .maximize("model", List.of(LAMBDA), poisson(50, 200), new double[] {1e6});
        assertThat(maximum.ending()).isEqualTo(Ending.UNFINISHED);
        assertThat(maximum.statements(new double[] {1, 1, 1})).anyMatch(said -> said.contains("after 1 iterations"));
    }

    @Test
    void aLooserToleranceNeedsFewerSteps() {
        MaximumLikelihood loose = MaximumLikelihood.withDefaults().withTolerance(1);
        Maximum rough = loose.maximize("model", List.of(LAMBDA), poisson(50, 200), new double[] {1});
        assertThat(rough.evaluations())
                .isLessThan(maximize(poisson(50, 200), List.of(LAMBDA), 1).evaluations());
        assertThat(rough.estimate(0)).isCloseTo(0.25, within(0.05));
    }

    @Test
    void wallsOfNoLikelihoodAreNotWalkedThrough() {
        LogLikelihood walled = of(1, (x, gradient) -> {
            gradient[0] = 1 - 2 * x[0];
            return x[0] > 0.9 ? Double.NaN : x[0] - x[0] * x[0];
        });
        assertThat(maximize(walled, List.of(Parameter.real("x")), -50).estimate(0))
                .isCloseTo(0.5, within(1e-6));
    }

    @Test
    void noFiniteStartIsAFailureThatTeaches() {
        LogLikelihood none = of(1, (x, gradient) -> Double.NEGATIVE_INFINITY);
        assertThatExceptionOfType(FitException.class)
                .isThrownBy(() -> maximize(none, List.of(LAMBDA), 2))
                .withMessageStartingWith("cannot fit model: the log-likelihood is not finite where the search starts")
                .withMessageContaining("lambda 2.0")
                .withMessageContaining("Check: 1. ")
                .withMessageContaining(" 3. ");
    }

    @Test
    void wrongNumbersAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> maximize(poisson(1, 1), List.of(LAMBDA), 1, 2));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaximumLikelihood.withDefaults().maximize("model", List.of(LAMBDA), poisson(1, 1)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaximumLikelihood.withDefaults().withTolerance(Double.NaN))
                .withMessageContaining("tolerance must be positive and finite, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MaximumLikelihood.withDefaults().withIterations(0))
                .withMessageContaining("iterations must be at least 1, was 0");
    }

    @Test
    void boundsThatAreNoneAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LAMBDA.within(0, 1))
                .withMessage("bounds of lambda must be finite, in order and positive, were 0.0 and 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parameter.real("x").within(2, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parameter.real("x").within(Double.NaN, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parameter.real("x").within(0, Double.POSITIVE_INFINITY));
    }
    /** Two hills: at -3 of height ln 2, at 3 of height ln 3, both as steep. */
    private static LogLikelihood twoHills() {
        return new LogLikelihood() {
            @Override
            public int dimension() {
                return 1;
            }

            @Override
            public double valueAndGradient(double[] at, double[] gradient) {
                double one = 2 * Math.exp(-0.5 * (at[0] + 3) * (at[0] + 3));
                double other = 3 * Math.exp(-0.5 * (at[0] - 3) * (at[0] - 3));
                gradient[0] = (-(at[0] + 3) * one - (at[0] - 3) * other) / (one + other);
                return Math.log(one + other);
            }
        };
    }

    @Test
    void theHighestOfTheEndsOfAllStartsIsFoundInAnyOrder() {
        List<Parameter> parameters = List.of(Parameter.real("x"));
        for (List<double[]> starts : List.of(
                List.of(new double[] {-3.1}, new double[] {2}),
                List.of(new double[] {2}, new double[] {-3.1}),
                List.of(new double[] {-4}, new double[] {-2}, new double[] {4.5}))) {
            Maximum found = MaximumLikelihood.withDefaults().maximizeFromAll("hills", parameters, twoHills(), starts);
            assertThat(found.estimate(0)).isCloseTo(3, within(1e-6));
            assertThat(found.logLikelihood()).isCloseTo(Math.log(3), within(1e-7));
            assertThat(found.ending()).isEqualTo(Ending.MAXIMUM);
        }
        Maximum best = MaximumLikelihood.withDefaults()
                .maximize("hills", parameters, twoHills(), new double[] {-3.1}, new double[] {-5});
        assertThat(best.estimate(0)).as("an ordinary maximum ends it").isCloseTo(-3, within(1e-6));
    }

    @Test
    void startsThatAreNotFiniteAreLeftOut() {
        List<Parameter> parameters = List.of(Parameter.real("x"));
        Maximum found = MaximumLikelihood.withDefaults()
                .maximizeFromAll("hills", parameters, twoHills(), List.of(new double[] {1e200}, new double[] {2.5}));
        assertThat(found.estimate(0)).isCloseTo(3, within(1e-6));
        List<double[]> nowhere = List.of(new double[] {1e200});
        assertThatExceptionOfType(FitException.class).isThrownBy(() -> MaximumLikelihood.withDefaults()
                .maximizeFromAll("hills", parameters, twoHills(), nowhere));
    }
}
