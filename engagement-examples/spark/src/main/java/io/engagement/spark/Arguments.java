package io.engagement.spark;

import io.engagement.connect.Field;
import io.engagement.connect.Mapping;
import io.engagement.connect.MappingBuilder;
import io.engagement.connect.Numbers;
import io.engagement.connect.Origin;
import io.engagement.connect.Strictness;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The words of the command line, as pairs of {@code --name value}. */
record Arguments(Map<String, String> values) {
    static final String USAGE = """
            Scores of a base, from a table of interactions, as Parquet.

              --input PATH       Parquet, or CSV with a header (a name with .csv, or --format csv)
              --as-of INSTANT    as 2024-12-31T00:00:00Z, or a day; what is later is left out; needed with --input
              --out DIR          gets states, models and scores (default: a directory for temporary files)
              --mapping FILE     how rows become interactions: a file in TOML, as the command line takes it for files, but
                                 without [[join]]
              --preset NAME      instead, a mapping for the export of a well-known program
              --map A=B,...      besides, the table's column B is A: customer, at, purpose, channel, initiator, direction, actor,
                                 department, campaign, value, cost, satisfaction, duration (in seconds), id, in_reply_to,
                                 conversation, currency
              --set A=B,...      besides, A is B in every row, as purpose=PURCHASE,initiator=CUSTOMER
              --zone ZONE        of times without an offset (default UTC)
              --allow-refused S  the share of rows that may be refused, from 0 to 1 (default 0.05)
              --customers PATH   a table of customers like that of --input: customer_id, and attributes in the other columns;
                                 customers without any interaction get a row too
              --states WAY       merged (default), threads (rows of one id once, and unknown initiators from threads), or
                                 slices of so many days, as 30, where single customers have very many interactions
              --model NAME       of purchases: bg-nbd (default), nbd, mbg-nbd, bg-cnbd-k, mbg-cnbd-k, pareto-nbd, ggom-nbd,
                                 pareto-nbd-cor, or bg-bb, one chance to buy in each --period
              --period UNIT      of bg-bb: DAYS, WEEKS, MONTHS (default) or YEARS
              --simulate N       without --input: a simulated base of N customers is written first (default 20000)
              --heaviest N       and one customer more, who has N interactions

            With --from DIR, the --out of such a run, its scores are kept current: Parquet files that come into the
            directory --input are read as they come, and the customers concerned are scored as of then; what rows are refused
            for is in refused, below --out.

              --as-of INSTANT    that of the run
              --window DAYS      by how much interactions may come late (default 7)
              --trigger WHEN     once (what is there, then end) or always (default)
            """;

    private static final List<String> NAMES = List.of(
            "input",
            "format",
            "as-of",
            "out",
            "mapping",
            "preset",
            "map",
            "set",
            "zone",
            "allow-refused",
            "customers",
            "states",
            "model",
            "period",
            "simulate",
            "heaviest",
            "from",
            "window",
            "trigger");

    /** What a stream takes no notice of: its rows come in files of Parquet, and its models and states are those of the run. */
    private static final List<String> OF_BATCH =
            List.of("format", "allow-refused", "customers", "states", "model", "period", "simulate", "heaviest");

    private static final List<String> OF_STREAM = List.of("window", "trigger");
    private static final List<String> WHEN = List.of("once", "always");

    static Arguments of(String... words) {
        Map<String, String> values = new HashMap<>();
        List<String> rest = new ArrayList<>(Arrays.asList(words));
        while (!rest.isEmpty()) {
            String word = rest.remove(0);
            String name = word.startsWith("--") ? word.substring(2) : word;
            if (!NAMES.contains(name) || rest.isEmpty()) {
                throw new IllegalArgumentException(word + " is not one of the names, or has no value\n\n" + USAGE);
            }
            if (values.put(name, rest.remove(0)) != null) {
                throw new IllegalArgumentException(word + " is given twice: give it once");
            }
        }
        return new Arguments(values);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String needed(String name) {
        return get(name).orElseThrow(() -> new IllegalArgumentException("--" + name + " is missing\n\n" + USAGE));
    }

    /** How rows become interactions. */
    Mapping mapping() {
        if (get("mapping").isPresent() && get("preset").isPresent()) {
            throw new IllegalArgumentException(
                    "--mapping and --preset are both given: a preset can be copied into a mapping");
        }
        MappingBuilder mapping = get("mapping")
                .map(file -> Mapping.read(Path.of(file)))
                .or(() -> get("preset").map(name -> Mapping.preset(name, Path.of(""))))
                .orElse(Mapping.empty())
                .toBuilder();
        forPairs("map", (field, column) -> mapping.map(Field.of(field), Origin.column(column)));
        forPairs("set", (field, text) -> mapping.map(Field.of(field), Origin.constant(text)));
        return mapping.build();
    }

    /** How many rows may be refused. */
    Strictness strictness() {
        return get("allow-refused")
                .map(share -> Strictness.allowing(Numbers.read(share).orElse(Double.NaN)))
                .orElse(Strictness.usual());
    }

    /**
     * Sees to it that nothing is told that changes nothing.
     *
     * @throws IllegalArgumentException if it is
     */
    void checkIdle() {
        if (values.containsKey("from")) {
            refuse(OF_BATCH, "is of a run over a whole table, and has no effect on a stream (--from)");
        } else {
            refuse(OF_STREAM, "is of a stream, and has no effect without --from");
        }
        if (values.containsKey("input")) {
            refuse(List.of("simulate", "heaviest"), "is of a simulated base, and --input is a table");
        }
        get("trigger").filter(word -> !WHEN.contains(word)).ifPresent(word -> {
            throw new IllegalArgumentException("--trigger is once or always, was '" + word + "'");
        });
    }

    private void refuse(List<String> names, String why) {
        names.stream().filter(values::containsKey).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("--" + name + " " + why + ": leave it out");
        });
    }

    /** The zone of times without an offset. */
    ZoneId zone() {
        String name = get("zone").orElse("UTC");
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("--zone: '" + name + "' is not a zone such as Europe/Berlin");
        }
    }

    private interface Pair {
        void take(String key, String value);
    }

    /** The pairs of an argument like {@code a=b,c=d}. */
    private void forPairs(String name, Pair pair) {
        for (String text : get(name).map(all -> List.of(all.split(",", -1))).orElse(List.of())) {
            int sign = text.indexOf('=');
            if (sign < 1) {
                throw new IllegalArgumentException("--" + name + " wants pairs like a=b, has '" + text + "'");
            }
            pair.take(text.substring(0, sign), text.substring(sign + 1));
        }
    }
}
