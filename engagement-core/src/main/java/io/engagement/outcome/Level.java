package io.engagement.outcome;

import io.engagement.outcome.effect.ManyTests;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** All accounts of one level that may claim anything, and at which level their four p-values are judged. */
record Level(Set<Candidate> chosen, int accounts) {
    private static final double ALPHA = 0.05;

    static Level of(List<Candidate> all) {
        double[] least = all.stream()
                .mapToDouble(each ->
                        Arrays.stream(ManyTests.holm(each.pValues())).min().orElse(1))
                .toArray();
        double[] among = ManyTests.benjaminiHochberg(least);
        Set<Candidate> chosen = Collections.newSetFromMap(new IdentityHashMap<>());
        IntStream.range(0, among.length).filter(i -> among[i] <= ALPHA).forEach(i -> chosen.add(all.get(i)));
        return new Level(chosen, all.size());
    }

    /** What Holm's p-values of an account must not exceed if it is chosen, beside others that are. */
    private double alpha(boolean isChosen) {
        int among = Math.max(1, accounts);
        return ALPHA * Math.min(among, isChosen ? chosen.size() : chosen.size() + 1) / among;
    }

    Account account(Candidate candidate) {
        boolean isChosen = chosen.contains(candidate);
        List<OutcomeStatistic> statistics = List.of(OutcomeStatistic.values());
        double alpha = alpha(isChosen);
        double[] adjusted = ManyTests.holm(candidate.pValues());
        return Closing.of(candidate, Findings.of(statistic -> {
            double own = adjusted[statistics.indexOf(statistic)];
            boolean isClear = isChosen && own <= alpha && !candidate.restsOnFew(statistic, alpha);
            return new Finding(
                    candidate.effect(statistic),
                    candidate.interval(statistic),
                    candidate.pValue(statistic),
                    own,
                    isClear,
                    candidate.detectable(statistic, alpha / statistics.size()));
        }));
    }
}
