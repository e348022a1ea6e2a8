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
            "%s: there is no score, so nothing adds up to it: return Explanation.undefined(name(), why)";
    static final String OWN_READINGS =
            "explanation of %s, asked after others, and first: explain(row) keeps nothing of another row";
    static final String ALIKE =
            "explanation of row %2$d, a customer of the same readings as %1$s: explain(row) reads inputs() of its own row, and neither"
                    + " another row, nor the customer's id, nor the row's number, as a table gives one explanation to all alike";
    static final String CONVERT =
            "%s, in a table of another unit: convert times by table.timeScale(), or say your timeScale()";
    static final String SAME_STATISTIC = "measures() read one statistic: test those of another one by another contract";
    static final String LINE = "of one line, as it stands in tables and texts";
    static final String PURE_MERGE =
            "of %s: merge() with nothing changes nothing, in both directions: return at once if the other part took nothing";
    static final String READ =
            "%s of what was read, as it was before it was written: toText() and the family's make(..) hold all of a model";
    static final String SENT =
            "%s, sent to another machine: what the statistic is made of must be equal there, and serializable";
    static final String BYTES = "%s, written and read: slots hold all of the state";
    static final String LAST_WORD = "%s: know() overwrites all slots, with NaN where the customer has nothing";

    private Advice() {}

    static void assertRefused(String call, ThrowingCallable impossible) {
        assertThatIllegalArgumentException()
                .as("%s is refused, as it is impossible: check so that NaN fails, !(x >= 0) in place of x < 0", call)
                .isThrownBy(impossible);
    }
}
