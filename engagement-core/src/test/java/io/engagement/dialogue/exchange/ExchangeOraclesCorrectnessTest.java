package io.engagement.dialogue.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.engagement.SharedData;
import io.engagement.domain.TimeScale;
import io.engagement.fit.Fitted;
import java.io.IOException;
import java.nio.file.Files;
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
