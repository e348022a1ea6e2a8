package io.engagement.testkit;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What to do about a law that is broken, where several assertions of it say the same. */
final class Advice {
    static final String ONLY_ITS_RANGE =
            "score(from, to, out) fills out[from] to out[to - 1], and touches nothing else";
    static final String BEYOND =
            "score(from, to, out) beyond the table or the array is refused: the loop must not end before to";
    static final String NONE =
            "row %d has no score, so nothing adds up to it: return Explanation.undefined(name(), why)";
    static final String OWN_READINGS =
            "explanation of row %d beside others, and alone: explain(row) reads the columns of inputs() at its own row, keeps nothing"
                    + " of the row before, and tells no other customer's figures";
    static final String ALIKE =
            "explanations of row %d and of row %d, a customer of the same readings: explain(row) reads inputs() and neither the"
                    + " customer's id nor the number of the row, as a table gives one explanation to all alike";
    static final String CONVERT =
            "row %d of the table in another unit: convert times by table.timeScale(), or say your timeScale()";
    static final String SAME_STATISTIC = "measures() read one statistic: test those of another one by another contract";
    static final String LINE = "of one line, as it stands in tables and texts";
    static final String PURE_MERGE =
            "of %s: merge() with nothing changes nothing, in both directions: return at once if the other part took nothing";
    static final String LAST_WORD = "%s: know() overwrites all slots, with NaN where the customer has nothing";

    private Advice() {}

    static void assertRefused(ThrowingCallable impossible) {
        assertThatIllegalArgumentException()
                .as("what is impossible is refused: check so that NaN fails, !(x >= 0) in place of x < 0")
                .isThrownBy(impossible);
    }
}
