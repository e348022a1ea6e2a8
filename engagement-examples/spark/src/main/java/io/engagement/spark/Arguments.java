package io.engagement.spark;

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
              --columns A=B,...  the table's column B is A: customer, at, purpose, channel, initiator, direction, actor,
                                 department, value, cost, satisfaction, duration, id, in_reply_to, conversation
              --set A=B,...      A is B in every row, as purpose=PURCHASE,initiator=CUSTOMER
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
            directory --input are read as they come, and the customers concerned are scored as of then.

              --as-of INSTANT    that of the run
              --window DAYS      by how much interactions may come late (default 7)
              --trigger WHEN     once (what is there, then end) or always (default)
            """;

    private static final List<String> NAMES = List.of(
            "input",
            "format",
            "as-of",
            "out",
            "columns",
            "set",
            "customers",
            "states",
            "model",
            "period",
            "simulate",
            "heaviest",
            "from",
            "window",
            "trigger");

    static Arguments of(String... words) {
        Map<String, String> values = new HashMap<>();
        List<String> rest = new ArrayList<>(Arrays.asList(words));
        while (!rest.isEmpty()) {
            String word = rest.remove(0);
            String name = word.startsWith("--") ? word.substring(2) : word;
            if (!NAMES.contains(name) || rest.isEmpty()) {
                throw new IllegalArgumentException(word + " is not one of the names, or has no value\n\n" + USAGE);
            }
            values.put(name, rest.remove(0));
        }
        return new Arguments(values);
    }

    Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String needed(String name) {
        return get(name).orElseThrow(() -> new IllegalArgumentException("--" + name + " is missing\n\n" + USAGE));
    }

    /** The pairs of an argument like {@code a=b,c=d}. */
    Map<String, String> pairs(String name) {
        Map<String, String> pairs = new HashMap<>();
        for (String pair : get(name).map(text -> List.of(text.split(",", -1))).orElse(List.of())) {
            int sign = pair.indexOf('=');
            if (sign < 1) {
                throw new IllegalArgumentException("--" + name + " wants pairs like a=b, has " + pair);
            }
            pairs.put(pair.substring(0, sign), pair.substring(sign + 1));
        }
        return pairs;
    }
}
