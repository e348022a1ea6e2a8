package io.engagement.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.engagement.domain.Registry;
import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import io.engagement.measure.Measure;
import io.engagement.simulate.Simulation;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calibrations and composites are saved as text and read to the same bits. */
class SavedScoresTest {
    private static final Scorer CONTACTS =
            Scorer.of("contacts", Scale.INDEX, Measure.count(Filter.all()), count -> 100 * count / (count + 30));
    private static final Scorer OWN =
            Scorer.of("own", Scale.PROBABILITY, Measure.count(Filter.ownInitiative()), count -> count / (count + 7));
    private static final Map<String, Scorer> COMPONENTS =
            Stream.of(CONTACTS, OWN).collect(Collectors.toMap(Scorer::name, Function.identity()));
    private static final NamedFunction HALF = new NamedFunction("half", 2, score -> score / 2);
    private static final Registry REGISTRY = Registry.empty().with(NamedFunction.class, "half", 2, HALF);
    private static final Simulation SIMULATION =
            Simulation.withDefaults().withCustomers(200).withSeed(3);
    private static final LogView VIEW = SIMULATION.log().asOf(SIMULATION.end());

    private static Calibration[] calibrations() {
        SplittableRandom random = new SplittableRandom(4);
        double[] scores = random.doubles(500, 0, 100).toArray();
        boolean[] outcomes = new boolean[500];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = random.nextDouble() * 100 < scores[i];
        }
        return new Calibration[] {
            Calibration.isotonic(scores, outcomes),
            Calibration.platt(scores, outcomes),
            Calibration.isotonic(new double[] {3}, new boolean[] {true})
        };
    }

    @Test
    void aCalibrationIsReadToTheSameBits() {
        for (Calibration calibration : calibrations()) {
            Calibration read = Calibration.FAMILY.read(calibration.toText());
            assertThat(read.toText()).isEqualTo(calibration.toText());
            assertThat(read.size()).isEqualTo(calibration.size());
            for (double score = -10; score < 110; score += 0.37) {
                assertThat(read.applyAsDouble(score)).isEqualTo(calibration.applyAsDouble(score));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "map isotonic, map cubic, must be isotonic or logistic",
        "size 1, size 0, size",
        "at 3.0, at 3.0 2.0, must rise",
        "level 1.0, level 1.5, never fall",
        "level 1.0, level NaN, finite numbers"
    })
    void aCalibrationThatIsNoneIsRefused(String was, String is, String why) {
        String text = calibrations()[2].toText().replaceFirst(" format 2", "").replaceFirst("checksum .*", "");
        assertThat(text).contains(was);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Calibration.FAMILY.read(text.replace(was, is)))
                .withMessageContaining(why);
    }

    @Test
    void aCompositeOfEveryKindIsReadToTheSameScoresAndReasons() {
        List<Scorer> composites = List.of(
                Composite.weighted("health", Scale.INDEX, Map.of(CONTACTS, 0.1, OWN, 2.0 / 3)),
                Composite.calibrated("chance", CONTACTS, calibrations()[0]),
                Composite.calibrated("likely", CONTACTS, calibrations()[1]),
                Composite.thresholded("busy", CONTACTS, 12.5),
                Composite.banded("band", OWN, Bands.of(List.of("few", "some acts", "many"), 0.1, 1.0 / 3)),
                Composite.mapped("halved", Scale.PROBABILITY, OWN, HALF));
        for (Scorer composite : composites) {
            Scorer read = Composite.read(Composite.toText(composite), COMPONENTS, REGISTRY);
            assertThat(read.name()).isEqualTo(composite.name());
            assertThat(read.scale()).isEqualTo(composite.scale());
            assertThat(Composite.toText(read)).isEqualTo(Composite.toText(composite));
            ScoreTable now = ScoringPlan.of(composite).score(VIEW);
            ScoreTable then = ScoringPlan.of(read).score(VIEW);
            assertThat(then.column(read.name())).isEqualTo(now.column(composite.name()));
            assertThat(then.explain(5, read.name())).isEqualTo(now.explain(5, composite.name()));
        }
    }

    @Test
    void aFunctionWithoutANameIsRefusedWhenSavingWithTheRemedy() {
        Scorer loyalty = Composite.mapped("loyalty", Scale.PROBABILITY, OWN, score -> 1 - score);
        assertThatIllegalStateException()
                .isThrownBy(() -> Composite.toText(loyalty))
                .withMessageContaining("the score loyalty goes through a function without a name")
                .withMessageContaining("new NamedFunction(\"loyalty\", 1, function)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Composite.toText(OWN))
                .withMessageContaining("own is no composite");
    }

    @Test
    void whatACompositeIsMadeOfMustBeThere() {
        String text = Composite.toText(Composite.mapped("halved", Scale.PROBABILITY, OWN, HALF));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Composite.read(text, Map.of("contacts", CONTACTS), REGISTRY))
                .withMessage("the saved score halved is made of own, which is not among the components [contacts]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Composite.read(text, COMPONENTS, Registry.empty()))
                .withMessageContaining("your own NamedFunction half 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new NamedFunction(" ", 1, score -> score));
        assertThatIllegalArgumentException().isThrownBy(() -> new NamedFunction("f", 0, score -> score));
    }

    @Test
    void aBoundMayBeInfinite() {
        Scorer read = Composite.read(
                Composite.toText(Composite.thresholded("busy", CONTACTS, Double.NEGATIVE_INFINITY)),
                COMPONENTS,
                REGISTRY);
        assertThat(ScoringPlan.of(read).score(VIEW).column("busy")).containsOnly(1);
    }
}
