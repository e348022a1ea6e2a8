package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Customer;
import io.engagement.domain.TimeScale;
import io.engagement.history.CustomerHistory;
import io.engagement.history.LogView;
import io.engagement.live.LiveStore;
import io.engagement.measure.Measure;
import io.engagement.measure.MeasureState;
import io.engagement.measure.MeasureTable;
import io.engagement.measure.StateLayout;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The laws of {@link io.engagement.measure.spi.CustomerStatistic}. A test of one's own implements it, names the measures that
 * read the statistic and draws customers; each law is tried on some hundred, the same in every run.
 */
public interface CustomerStatisticContract {
    /**
     * All measures that read one statistic, of one definition.
     *
     * @return at least one
     */
    List<Measure> measures();

    /**
     * Any customer that the statistic does not refuse, some without what it reads.
     *
     * @param random to draw from
     * @param id the customer's id
     * @return a customer of that id
     */
    Customer customer(SplittableRandom random, String id);

    /** Readings differ between customers, so that the other tests can fail, and some do not exist. */
    @Test
    default void theCustomersAreWorthTesting() {
        FactLaws facts = new FactLaws(this);
        for (Measure measure : measures()) {
            Set<Double> values = new HashSet<>();
            facts.customers().forEach(each -> values.add(facts.reading(facts.known(each), measure)));
            assertThat(values.contains(Double.NaN) && values.size() > 2)
                    .as("values of %s, some of them NaN: draw customers who have it, and some who lack it", measure)
                    .isTrue();
        }
    }

    /** Measures of facts, which say what a customer lacks. */
    @Test
    default void theMeasuresAreFactsAndHaveNamesOfALine() {
        assertThat(measures())
                .as("measures(): one or more, each with a name of its own")
                .isNotEmpty()
                .extracting(Measure::name)
                .doesNotHaveDuplicates();
        for (Measure measure : measures()) {
            assertThat(measure.isFact())
                    .as("%s reads a CustomerStatistic", measure)
                    .isTrue();
            assertThat(measure.ordered())
                    .as("ordered() of %s: records have no order", measure)
                    .isFalse();
            assertThat(measure.name().lines())
                    .as("name of %s, " + Advice.LINE, measure)
                    .hasSize(1);
            assertThat(measure.lack().lines())
                    .as("lack() of %s, " + Advice.LINE, measure)
                    .hasSize(1);
            assertThat(StateLayout.of(List.of(measure)).fingerprint())
                    .as(Advice.SAME_STATISTIC)
                    .isEqualTo(StateLayout.of(measures()).fingerprint());
        }
    }

    /** All is NaN until the customer is known. */
    @Test
    default void whoIsNotKnownHasNoNumber() {
        FactLaws facts = new FactLaws(this);
        for (Measure measure : measures()) {
            assertThat(facts.reading(MeasureState.of(facts.layout()), measure))
                    .as("%s of nobody known: reset() fills with NaN, and readings keep it", measure)
                    .isNaN();
        }
    }

    /** Nothing of what was known before is left. */
    @Test
    default void theLastWordCounts() {
        FactLaws facts = new FactLaws(this);
        MeasureState state = MeasureState.of(facts.layout());
        for (Customer each : facts.customers()) {
            state.know(each);
            Shown.assertSame(state.toBytes(), facts.known(each).toBytes(), each + ": " + Advice.LAST_WORD);
        }
    }

    /** In either order; parts that know the same merge to it. */
    @Test
    default void mergedWithAPartThatKnowsNothingItIsTheSame() {
        FactLaws facts = new FactLaws(this);
        for (Customer each : facts.customers()) {
            byte[] known = facts.known(each).toBytes();
            MeasureState one = facts.known(each);
            one.merge(MeasureState.of(facts.layout()));
            MeasureState other = MeasureState.of(facts.layout());
            other.merge(facts.known(each));
            MeasureState twice = facts.known(each);
            twice.merge(facts.known(each));
            Shown.assertSame(one.toBytes(), known, each + ": " + Advice.PURE_MERGE);
            Shown.assertSame(other.toBytes(), known, each + ": " + Advice.PURE_MERGE);
            Shown.assertSame(
                    twice.toBytes(), known, each + ": merge() with a part that knows the same changes nothing");
        }
    }

    /** To the bit. */
    @Test
    default void writtenAndReadItIsTheSame() {
        FactLaws facts = new FactLaws(this);
        for (Customer each : facts.customers()) {
            MeasureState state = facts.known(each);
            byte[] read = MeasureState.read(facts.layout(), state.toBytes()).toBytes();
            Shown.assertSame(read, state.toBytes(), each + ": " + Advice.BYTES);
        }
    }

    /**
     * What is sent to another machine reads the same there.
     *
     * @throws IOException if it cannot be sent
     * @throws ClassNotFoundException never
     */
    @Test
    default void sentToAnotherMachineItReadsTheSame() throws IOException, ClassNotFoundException {
        FactLaws facts = new FactLaws(this);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(facts.layout());
        }
        StateLayout there;
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            there = (StateLayout) in.readObject();
        }
        assertThat(there).as("%s: %s", measures(), Advice.SENT).isEqualTo(facts.layout());
        for (Customer each : facts.customers()) {
            MeasureState state = MeasureState.of(there);
            state.know(each);
            Shown.assertSame(state.toBytes(), facts.known(each).toBytes(), each + ": " + Advice.SENT);
        }
    }

    /**
     * One definition through all doors, to the bit: a table, a customer alone, a state, and the live store, in any order and
     * through a snapshot.
     *
     * @param folder for the snapshot
     * @throws IOException if it cannot be written
     */
    @Test
    default void everyDoorSaysTheSame(@TempDir Path folder) throws IOException {
        FactLaws facts = new FactLaws(this);
        List<Customer> customers = facts.customers();
        LogView view = facts.view(customers);
        MeasureTable table = MeasureTable.of(view, TimeScale.DAYS, measures());
        LiveStore live = facts.live(customers, folder.resolve("store"));
        for (int row = 0; row < view.customers(); row++) {
            CustomerHistory history = view.history(row);
            MeasureTable alone = MeasureTable.of(history, TimeScale.DAYS, measures());
            MeasureTable now = live.measures(view.customerId(row)).orElseThrow();
            for (Measure measure : measures()) {
                double expected = facts.reading(facts.known(view.customer(row)), measure);
                assertThat(List.of(
                                table.column(measure).get(row),
                                alone.column(measure).get(0),
                                now.column(measure).get(0)))
                        .as("%s of %s, by each door: know() reads the customer alone", measure, view.customer(row))
                        .containsOnly(expected);
            }
        }
    }
}
