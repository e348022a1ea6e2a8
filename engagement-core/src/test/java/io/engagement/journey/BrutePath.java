package io.engagement.journey;

import io.engagement.domain.Interaction;
import io.engagement.measure.Filter;
import io.engagement.measure.spi.Quantity;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The stage at an instant, from the definition alone and all interactions up to it, anew for each instant. */
final class BrutePath {
    private static final long NEVER = Long.MAX_VALUE;

    private final Stages stages;
    private final List<Interaction> rows;
    private final TreeSet<Long> instants;

    BrutePath(Stages stages, List<Interaction> rows) {
        this.stages = stages;
        this.rows = rows;
        this.instants =
                rows.stream().map(row -> row.at().toEpochMilli()).collect(Collectors.toCollection(TreeSet::new));
    }

    Optional<String> stage(long at) {
        String found = null;
        for (String name : stages.names()) {
            found = stages.rules(name).stream().anyMatch(rule -> holds(rule, at)) ? name : found;
        }
        return Optional.ofNullable(found);
    }

    private boolean isAct(Interaction row) {
        return stages.acts().filter().matches(row);
    }

    private LocalDate day(long at) {
        return Instant.ofEpochMilli(at).atZone(stages.acts().zone()).toLocalDate();
    }

    private boolean holds(StageRule rule, long at) {
        long after = rule.after().map(name -> firstHeld(name, at)).orElse(Long.MIN_VALUE);
        return switch (rule.kind()) {
            case KNOWN -> within(rule, instants.isEmpty() ? NEVER : instants.first(), at);
            case TIMES, DAYS, SUM -> within(rule, heldSince(rule, at, after), at);
            case SILENT -> after != NEVER && silent(rule, at);
            case BACK -> within(rule, backSince(rule.back().orElseThrow(), at), at);
        };
    }

    private static boolean within(StageRule rule, long since, long at) {
        return since <= at
                && (rule.lasting().isEmpty()
                        || at - since < rule.lasting().get().toMillis());
    }

    /** The first instant, at most one, at which a stage's rules hold: changes fall on acts, on silences and ends of times. */
    private long firstHeld(String name, long at) {
        for (StageRule rule : stages.rules(name)) {
            if (rule.kind() == StageRule.Kind.SILENT || rule.kind() == StageRule.Kind.BACK) {
                throw new AssertionError("not tried here");
            }
        }
        for (long instant : instants) {
            if (instant <= at && stages.rules(name).stream().anyMatch(rule -> holds(rule, instant))) {
                return instant;
            }
        }
        return NEVER;
    }

    private boolean satisfied(StageRule rule, long at, long after) {
        Filter until = rule.until().orElse(Filter.all().negate());
        long anew = rows.stream()
                .filter(row -> row.at().toEpochMilli() <= at && until.matches(row))
                .mapToLong(row -> row.at().toEpochMilli())
                .max()
                .orElse(Long.MIN_VALUE);
        List<Interaction> counted = rows.stream()
                .filter(row -> row.at().toEpochMilli() <= at
                        && row.at().toEpochMilli() > anew
                        && row.at().toEpochMilli() > after
                        && rule.filter().matches(row))
                .toList();
        double amount =
                switch (rule.kind()) {
                    case DAYS ->
                        counted.stream()
                                .map(row -> day(row.at().toEpochMilli()))
                                .distinct()
                                .count();
                    case SUM ->
                        counted.stream()
                                .mapToDouble(row -> Quantity.VALUE.of(row))
                                .filter(value -> !Double.isNaN(value))
                                .sum();
                    default -> counted.size();
                };
        return amount >= rule.least();
    }

    private long heldSince(StageRule rule, long at, long after) {
        long since = NEVER;
        for (long instant : instants) {
            if (instant <= at) {
                boolean holds = satisfied(rule, instant, after);
                since = holds ? Math.min(since, instant) : NEVER;
            }
        }
        return since;
    }

    private boolean silent(StageRule rule, long at) {
        long[] acts = rows.stream()
                .filter(row -> row.at().toEpochMilli() <= at && isAct(row))
                .mapToLong(row -> row.at().toEpochMilli())
                .sorted()
                .toArray();
        if (acts.length == 0) {
            return false;
        }
        TreeSet<LocalDate> days = new TreeSet<>();
        double gaps = 0;
        double logs = 0;
        for (long act : acts) {
            LocalDate day = day(act);
            if (!days.isEmpty() && day.isAfter(days.last())) {
                gaps++;
                logs += Math.log((start(day) - start(days.last())) / 86_400_000.0);
            }
            days.add(day);
        }
        double limit = stages.habit().orElseThrow().longestSilence(rule.least(), gaps, Math.exp(logs / gaps));
        return at - acts[acts.length - 1] >= Math.ceil(limit * 86_400_000);
    }

    private long start(LocalDate day) {
        return day.atStartOfDay(stages.acts().zone()).toInstant().toEpochMilli();
    }

    private long backSince(String other, long at) {
        long since = NEVER;
        for (long instant : instants) {
            boolean act = rows.stream().anyMatch(row -> row.at().toEpochMilli() == instant && isAct(row));
            if (instant <= at && act) {
                if (stage(instant - 1).equals(Optional.of(other))) {
                    since = instant;
                } else if (since != NEVER && day(instant).isAfter(day(since))) {
                    since = NEVER;
                }
            }
        }
        return since;
    }
}
