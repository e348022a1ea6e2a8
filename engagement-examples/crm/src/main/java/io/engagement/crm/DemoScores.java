package io.engagement.crm;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The engagement of each customer as it is stored, and what is printed of it. */
final class DemoScores {
    private static final int SHOWN = 5;

    private final Map<String, Score> byCustomer;

    private DemoScores(Map<String, Score> byCustomer) {
        this.byCustomer = byCustomer;
    }

    private record Score(String customer, double value, String reason) {}

    private record Move(Score before, Score after) {
        double size() {
            return Math.abs(after.value() - before.value());
        }
    }

    static DemoScores stored(DataSource database) throws SQLException {
        Map<String, Score> scores = new TreeMap<>();
        try (Connection connection = database.getConnection()) {
            Sql.query(
                    connection,
                    "select customer_id, score, reason from engagement.scores"
                            + " where score_name = 'engagement' and score is not null",
                    row -> scores.put(
                            row.getString(1), new Score(row.getString(1), row.getDouble(2), row.getString(3))));
        }
        return new DemoScores(scores);
    }

    /** Whose moved most, by its stored digits. */
    void printMoves(DemoScores before, PrintStream out) {
        List<Move> moves = new ArrayList<>();
        byCustomer.forEach((customer, after) -> Optional.ofNullable(before.byCustomer.get(customer))
                .ifPresent(then -> moves.add(new Move(then, after))));
        out.println("Whose engagement moved most:");
        out.println("customer  before   after  why now, and why before");
        moves.stream()
                .filter(move -> move.size() > 0)
                .sorted(Comparator.comparingDouble(Move::size).reversed())
                .limit(SHOWN)
                .forEach(move -> {
                    out.println(String.format(
                            Locale.ROOT,
                            "%-9s %6s  %6s  %s",
                            move.after().customer(),
                            move.before().value(),
                            move.after().value(),
                            move.after().reason()));
                    out.println(" ".repeat(26) + move.before().reason());
                });
        before.byCustomer.keySet().stream()
                .filter(customer -> !byCustomer.containsKey(customer))
                .forEach(customer -> out.println(customer + " is no customer any more: all its scores are deleted"));
    }

    /** As they stand, where nothing moved. */
    void printBest(PrintStream out) {
        out.println("The most engaged, as they are stored:");
        out.println("customer   score  why");
        byCustomer.values().stream()
                .sorted(Comparator.comparingDouble(Score::value).reversed())
                .limit(SHOWN)
                .forEach(score -> out.println(
                        String.format(Locale.ROOT, "%-9s %6s  %s", score.customer(), score.value(), score.reason())));
        out.println("All of them: select customer_id, score_name, score, reason from engagement.scores");
    }
}
