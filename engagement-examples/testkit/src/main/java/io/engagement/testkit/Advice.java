package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.engagement.domain.Interaction;
import org.junit.jupiter.api.function.Executable;

/** What to do about a law that is broken, where several assertions of it say the same. */
final class Advice {
    static final String ONLY_ITS_RANGE =
            "score(from, to, out) fills out[from] to out[to - 1], and touches nothing else";
    static final String BEYOND =
            "score(from, to, out) beyond the table or the array is refused: the loop must not end before to";
    static final String NONE =
            "%s: there is no score, so nothing adds up to it: return Explanation.undefined(name(), why)";
    static final String AMOUNTS =
            "amounts lead from the baseline to the score. Of your own, let an Explainer find them; of an Explainer's, its kernel"
                    + " must be what score(row) computes, its factors the kernel's inputs in their order, and the value score(row)";
    static final String CONVERT =
            "%s, in a table of another unit: convert times by table.timeScale(), or say your timeScale()";
    static final String SAME_STATISTIC = "measures() read one statistic: test those of another one by another contract";
    static final String LINE = "of one line, as it stands in tables and texts";
    static final String ANY_ORDER = "the order of interactions does not matter, as ordered() is false";
    static final String ALLOW_ANY_ORDER =
            "let enter() come to the same slots in any order, as by sums and maxima; or ordered() is true if they need order";
    static final String TIES = "interactions of one instant come in any order, also to an ordered statistic";
    static final String ALLOW_TIES =
            "let enter() come to the same of both; where only dates are known, nobody knows which was first";
    static final String MERGE =
            "enter() and merge() must lead to one state; mergeable() is false if parts cannot say it";
    static final String PURE_MERGE =
            "merge() with nothing changes nothing, in both directions: return at once if the other part took nothing";
    static final String READ =
            "%s of what was read, as it was before it was written: toText() and the family's make(..) hold all of a model";
    static final String SENT = "what the statistic is made of must be equal on another machine, and serializable";
    static final String BYTES = "what was written is read to the bit: slots hold all of the state";
    static final String LAST_WORD = "know() overwrites all slots, with NaN where the customer has nothing";

    private Advice() {}

    static String readBack(String what) {
        return String.format(READ, what);
    }

    static String ownReadings(String who) {
        return "explanation of " + who + ", asked after others, and first: explain(row) keeps nothing of another row";
    }

    static String alike(String who, int twin) {
        return "explanation of row " + twin + ", a customer of the same readings as " + who + System.lineSeparator()
                + "explain(row) reads inputs() of its own row, and neither another row, nor the customer's id, nor the row's number,"
                + " as a table gives one explanation to all alike";
    }

    static String early(Interaction early) {
        return "what is too early changes nothing, takes(at, ..) says so before anything is written: "
                + Shown.row(early);
    }

    static void assertRefused(String call, Executable impossible) {
        assertThrows(
                IllegalArgumentException.class,
                call + " is refused, as it is impossible: check so that NaN fails, !(x >= 0) in place of x < 0",
                impossible);
    }

    /** With all of that in the exception's message. */
    static void assertThrows(Class<? extends Exception> type, String law, Executable call, String... told) {
        Throwable thrown = Shown.thrown(call);
        if (thrown == null || !type.isInstance(thrown)) {
            throw Shown.unexpected(law, thrown);
        }
        for (String each : told) {
            assertThat(thrown.getMessage()).as(law).contains(each);
        }
    }
}
