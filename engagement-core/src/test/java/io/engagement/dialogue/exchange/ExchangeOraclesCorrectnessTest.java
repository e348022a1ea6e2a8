package io.engagement.dialogue.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.SharedData;
import io.engagement.domain.Channel;
import io.engagement.domain.Initiator;
import io.engagement.domain.Interaction;
import io.engagement.domain.Purpose;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The oracles of {@code oracles.json} on messages between students, by their ids, at their tolerances relative to max(1, |value|). */
class ExchangeOraclesCorrectnessTest {
    private static final double END = 1_098_777_142 / 3600.0;

    private static void equal(double value, double oracle, double tolerance) {
        assertThat(value).isCloseTo(oracle, within(tolerance * Math.max(1, Math.abs(oracle))));
    }

    private static List<String[]> messages() {
        try {
            return Files.readAllLines(SharedData.file("data/college_messages/CollegeMsg.txt")).stream()
                    .skip(1)
                    .map(line -> line.split(" ", -1))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static ContactTimes pairs() {
        Map<Long, List<String[]>> pairs = new TreeMap<>();
        for (String[] row : messages()) {
            long one = Math.min(Long.parseLong(row[0]), Long.parseLong(row[1]));
            long other = Math.max(Long.parseLong(row[0]), Long.parseLong(row[1]));
            pairs.computeIfAbsent(one << 32 | other, each -> new ArrayList<>()).add(row);
        }
        ContactTimes.Builder all = ContactTimes.builder(TimeScale.HOURS);
        for (List<String[]> rows : pairs.values()) {
            boolean[] own = new boolean[rows.size()];
            for (int i = 0; i < own.length; i++) {
                own[i] = Integer.parseInt(rows.get(i)[0]) < Integer.parseInt(rows.get(i)[1]);
            }
            double[] at = rows.stream()
                    .mapToDouble(row -> Long.parseLong(row[2]) / 3600.0)
                    .toArray();
            all.add(at, own, END);
        }
        return all.build().mirrored();
    }

    /** {@code college.basics}: what the file holds, through the library's own types. */
    @Test
    void collegeBasics() {
        InteractionLog.Builder log = InteractionLog.builder();
        Reciprocity.Builder all = Reciprocity.builder();
        for (String[] row : messages()) {
            Instant at = Instant.ofEpochSecond(Long.parseLong(row[2]));
            log.add(Interaction.of(row[0], at, Channel.CHAT, Initiator.CUSTOMER, Purpose.OTHER));
            log.add(Interaction.of(row[1], at, Channel.CHAT, Initiator.COMPANY, Purpose.OTHER));
            all.add(row[0], row[1], 1);
        }
        LogView view = log.build().asOf(Instant.ofEpochSecond(1_098_777_142));
        long[] seconds = IntStream.range(0, view.size())
                .mapToLong(i -> view.epochMilli(i) / 1000)
                .sorted()
                .toArray();
        long sent = IntStream.range(0, view.size())
                .filter(i -> view.kinds().get(view.kindIndex(i)).initiator() == Initiator.CUSTOMER)
                .count();
        Reciprocity pairs = all.build();

        assertThat(sent).isEqualTo(59_835);
        assertThat(view.customers()).isEqualTo(1899);
        assertThat(pairs.edges()).isEqualTo(20_296);
        // A message to oneself is no contact, so that it would be missing here.
        assertThat(sent - (long) pairs.weight()).isZero();
        assertThat(seconds[0]).isEqualTo(1_082_040_961);
        assertThat(seconds[seconds.length - 1]).isEqualTo(1_098_777_142);
    }

    @Test
    void collegeHawkesAt() {
        double logLikelihood =
                TwoSidedHawkes.of(1e-4, 0.3, 0.5, 0.5, TimeScale.HOURS).logLikelihood(pairs());

        equal(logLikelihood, -203936.36309715643, 1e-9);
    }

    @Test
    void collegeHawkesMle() {
        ContactTimes pairs = pairs();
        Fitted<TwoSidedHawkes> fitted = TwoSidedHawkes.fit(pairs);
        TwoSidedHawkes model = fitted.model();
        Origins origins = IntStream.range(0, pairs.pairs())
                .mapToObj(pair -> model.origins(pairs, pair))
                .reduce(Origins.NONE, Origins::plus);

        assertThat(fitted.converged()).isTrue();
        assertThat(pairs.explained()).isEqualTo(45997);
        equal(model.mu(), 0.00013197627316963474, 1e-6);
        equal(model.self(), 0.25432652408303996, 1e-3);
        equal(model.reply(), 0.2926712192003513, 1e-3);
        equal(model.omega(), 1.1163192189714484, 1e-3);
        equal(fitted.logLikelihood(), -201588.54572497535, 1e-9);
        assertThat(origins.acts()).isCloseTo(45997, within(1e-6));
        equal(origins.spontaneousShare(), 0.28859509875921224, 1e-3);
        equal(origins.continuedShare(), 0.33077517851333726, 1e-3);
        equal(origins.provokedShare(), 0.38062972272745, 1e-3);
    }

    @Test
    void collegeReciprocity() {
        Reciprocity.Builder all = Reciprocity.builder();
        messages().forEach(row -> all.add(row[0], row[1], 1));
        Reciprocity reciprocity = all.build();

        assertThat(reciprocity.edges()).isEqualTo(20296);
        assertThat(reciprocity.mutual()).isEqualTo(12916);
        equal(reciprocity.edgewise(), 0.6363815530153725, 1e-12);
        equal(reciprocity.density(), 0.005631048674611617, 1e-12);
        equal(reciprocity.rho(), 0.6343224046768932, 1e-12);
        equal(reciprocity.weighted(), 0.6102114147238239, 1e-12);
    }
}
