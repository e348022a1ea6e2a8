package io.engagement.outcome.observational;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.SharedData;
import io.engagement.TruthTable;
import io.engagement.fit.ChiSquareTest;
import io.engagement.outcome.effect.Effect;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The example of the R package {@code did} (Callaway and Sant'Anna), by the oracles' ids: county employment and minimum wages. */
class MinimumWageCorrectnessTest {
    private static GroupTimeEffects effects;
    private static GroupTimeEffects notYet;

    @BeforeAll
    static void read() throws IOException {
        Panel.Builder builder = Panel.builder();
        Map<String, Integer> first = new HashMap<>();
        for (String line : Files.readAllLines(SharedData.file("data/mpdta/mpdta.csv"))) {
            String[] row = line.split(",", -1);
            if (!row[0].contains("year")) {
                builder.add(row[1], Integer.parseInt(row[0]), Double.parseDouble(row[3]));
                if (!row[4].equals("0")) {
                    first.put(row[1], Integer.parseInt(row[4]));
                }
            }
        }
        Panel panel = builder.build();
        FirstContacts contacts = FirstContacts.inPeriods(panel, first);
        effects = GroupTimeEffects.of(panel, contacts, GroupTimeEffects.Base.VARYING, Controls.NEVER);
        notYet = GroupTimeEffects.of(panel, contacts, GroupTimeEffects.Base.VARYING, Controls.LATER_OR_NEVER);
    }

    @Test
    @DisplayName("mpdta.attgt")
    void groupTimeEffects() {
        List<GroupTimeEffects.GroupTime> all = effects.effects();
        List<double[]> truth = TruthTable.rows(getClass(), "mpdta_attgt.csv")
                .map(TruthTable::numbers)
                .toList();
        assertThat(all).hasSameSizeAs(truth);
        for (int i = 0; i < truth.size(); i++) {
            assertThat(all.get(i).group()).isEqualTo((int) truth.get(i)[0]);
            assertThat(all.get(i).period()).isEqualTo((int) truth.get(i)[1]);
            equal(all.get(i).effect(), truth.get(i)[2], truth.get(i)[3]);
        }
    }

    private static void equal(Effect effect, double estimate, double standardError) {
        assertThat(effect.estimate()).isCloseTo(estimate, within(1e-10));
        assertThat(effect.standardError()).isCloseTo(standardError, within(1e-10));
    }

    @Test
    @DisplayName("mpdta.pretest")
    void thePretestIsThatWhichDidPrints() {
        ChiSquareTest test = effects.pretest(new EventWindow(-4, -1)).orElseThrow();

        assertThat(test.statistic()).isCloseTo(7.791236627200348, within(1e-8 * 7.8));
        assertThat(test.degreesOfFreedom()).isEqualTo(5);
        assertThat(test.pValue()).isCloseTo(0.1681224949238772, within(1e-8));
    }

    @Test
    @DisplayName("mpdta.dynamic")
    void eventStudy() {
        List<Map.Entry<Integer, Effect>> all = List.copyOf(effects.dynamic().entrySet());
        List<double[]> truth = TruthTable.rows(getClass(), "mpdta_dynamic.csv")
                .map(TruthTable::numbers)
                .toList();
        assertThat(all).hasSameSizeAs(truth);
        for (int i = 0; i < truth.size(); i++) {
            assertThat(all.get(i).getKey()).isEqualTo((int) truth.get(i)[0]);
            equal(all.get(i).getValue(), truth.get(i)[1], truth.get(i)[2]);
        }
    }

    @Test
    @DisplayName("mpdta.dynamic.overall")
    void overallOfTheEventStudy() {
        equal(effects.overall(), -0.07723982145731514, 0.019964989061849382);
    }

    @Test
    void thoseTreatedLaterMayBeControlsAsLongAsTheyAreNot() {
        // The last group has nobody who comes later.
        GroupTimeEffects.GroupTime last = notYet.effects().get(11);
        assertThat(last.effect()).isEqualTo(effects.effects().get(11).effect());
        GroupTimeEffects.GroupTime first = notYet.effects().get(0);
        // numpy: mean changes from 2003 to 2004 of 20 counties, less those of 309 + 40 + 131 others.
        equal(first.effect(), -0.019372363675922127, 0.022310112883680573);
    }

    @Test
    void aGroupsMeanIsThatOfItsPeriodsFromTheContactOn() {
        assertThat(requireNonNull(effects.byGroup().get(2007)).estimate())
                .isCloseTo(-0.026054410719196626, within(1e-10));
        assertThat(requireNonNull(effects.byGroup().get(2006)).estimate())
                .isCloseTo((-0.004594606952863036 - 0.04122447154621747) / 2, within(1e-10));
    }
}
