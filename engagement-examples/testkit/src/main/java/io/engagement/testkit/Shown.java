package io.engagement.testkit;

import io.engagement.customerbase.FamilyMember;
import io.engagement.domain.Interaction;
import io.engagement.score.Contribution;
import io.engagement.score.Explanation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/** What a message shows of what broke a law: little, in short lines, and the first difference rather than both sides whole. */
final class Shown {
    private static final int ROWS = 5;
    private static final int NUMBERS = 8;
    private static final int MODEL = 160;

    private Shown() {}

    /** The first few interactions, numbered from 1. */
    static List<String> rows(List<Interaction> history) {
        List<String> lines = new ArrayList<>();
        lines.add("customer " + (history.isEmpty() ? "c" : history.get(0).customerId()) + ", interactions: "
                + history.size());
        for (int i = 0; i < Math.min(ROWS, history.size()); i++) {
            lines.add("  " + (i + 1) + "  " + row(history.get(i)));
        }
        if (history.size() > ROWS) {
            lines.add("  and " + (history.size() - ROWS) + " more");
        }
        return lines;
    }

    static String row(Interaction row) {
        StringBuilder text = new StringBuilder(row.at() + " " + row.channel().name() + ", " + row.initiator() + ", "
                + row.purpose().name());
        row.department().ifPresent(name -> text.append(", department ").append(name));
        row.campaign().ifPresent(name -> text.append(", ").append(name));
        row.value().ifPresent(amount -> text.append(", value ").append(amount));
        row.cost().ifPresent(amount -> text.append(", cost ").append(amount));
        row.satisfaction().ifPresent(share -> text.append(", satisfaction ").append(share));
        row.duration().ifPresent(length -> text.append(", ").append(length));
        return text.toString();
    }

    /** Interactions by their numbers in a history, such as {@code 2, 1, 3}. */
    static String order(List<Interaction> rows, List<Interaction> history) {
        if (rows.isEmpty()) {
            return "none";
        }
        String first = rows.stream()
                .limit(NUMBERS)
                .map(row -> String.valueOf(number(row, history)))
                .collect(Collectors.joining(", "));
        return first + (rows.size() > NUMBERS ? ", ..." : "");
    }

    static String parts(List<List<Interaction>> parts, List<Interaction> history) {
        return parts.stream().map(part -> "(" + order(part, history) + ")").collect(Collectors.joining(" "));
    }

    /** Equal ones have numbers of their own. */
    @SuppressWarnings("ReferenceEquality")
    private static int number(Interaction row, List<Interaction> history) {
        return IntStream.range(0, history.size())
                        .filter(i -> history.get(i) == row)
                        .findFirst()
                        .orElse(-1)
                + 1;
    }

    static AssertionError broken(String law, List<String> found, String remedy) {
        List<String> lines = new ArrayList<>(List.of(law));
        lines.addAll(found);
        lines.add("What to do: " + remedy);
        return new AssertionError(String.join(System.lineSeparator(), lines));
    }

    /** A model in a few words. */
    static String model(Object model) {
        String text = model instanceof FamilyMember<?> member ? member.describe() : String.valueOf(model);
        return text.length() > MODEL ? text.substring(0, MODEL) + "..." : text;
    }

    static @Nullable Throwable thrown(Executable call) {
        try {
            call.execute();
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    /** What went wrong in one line; all of the trace is in the cause. */
    static AssertionError unexpected(String law, @Nullable Throwable thrown) {
        AssertionError broken = new AssertionError(
                law + System.lineSeparator() + (thrown == null ? "nothing was thrown" : "thrown: " + root(thrown)));
        broken.initCause(thrown);
        return broken;
    }

    /** Of what own code threw, and the library wrapped. */
    static String root(Throwable thrown) {
        Throwable root = thrown;
        for (Throwable cause = root.getCause(); cause != null; cause = root.getCause()) {
            root = cause;
        }
        return root.getClass().getSimpleName() + ": " + root.getMessage();
    }

    static void assertSame(double[] actual, double[] expected, String each, String what) {
        for (int i = 0; i < Math.max(actual.length, expected.length); i++) {
            if (i >= actual.length || i >= expected.length || Double.compare(actual[i], expected[i]) != 0) {
                throw different(what, each + " " + i, number(actual, i), number(expected, i));
            }
        }
    }

    private static String number(double[] numbers, int i) {
        return i < numbers.length ? String.valueOf(numbers[i]) : "not there";
    }

    static void assertSame(byte[] actual, byte[] expected, String what) {
        int at = Arrays.mismatch(actual, expected);
        if (at >= 0) {
            throw new AssertionError(what + System.lineSeparator() + "  " + actual.length + " and " + expected.length
                    + " bytes differ from byte " + at + " on");
        }
    }

    static void assertSameLines(String actual, String expected, String what) {
        assertSameLines(actual.lines().toList(), expected.lines().toList(), what);
    }

    static void assertSame(Explanation actual, Explanation expected, String what) {
        if (!actual.equals(expected)) {
            assertSameLines(lines(actual), lines(expected), what);
            throw new AssertionError(what);
        }
    }

    private static List<String> lines(Explanation why) {
        List<String> lines =
                new ArrayList<>(List.of("score " + why.value(), "baseline " + why.baseline(), why.reason()));
        why.contributions().forEach(each -> lines.add(each.toString()));
        return lines;
    }

    private static void assertSameLines(List<String> actual, List<String> expected, String what) {
        for (int line = 0; line < Math.max(actual.size(), expected.size()); line++) {
            String is = line < actual.size() ? actual.get(line) : "nothing";
            String should = line < expected.size() ? expected.get(line) : "nothing";
            if (!is.equals(should)) {
                throw different(what, "line " + (line + 1), is, should);
            }
        }
    }

    private static AssertionError different(String what, String where, String is, String should) {
        return new AssertionError(String.join(
                System.lineSeparator(), what, "  " + where + " is:     " + is, "  " + where + " was to be: " + should));
    }

    /** What an explanation consists of, the largest contributions first. */
    static List<String> sum(Explanation why) {
        double sum =
                why.contributions().stream().mapToDouble(Contribution::amount).sum();
        List<String> lines = new ArrayList<>();
        lines.add("  the score is " + why.value() + ", the baseline " + why.baseline() + ", contributions make " + sum);
        why.contributions().stream().limit(ROWS).forEach(each -> lines.add("  " + each));
        return lines;
    }
}
