package io.engagement.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class UnnamedTest {
    private static final Set<String> IDS = Set.of(
            "anna@example.org",
            "</script><!--",
            "O'Neil 12",
            "alice",
            "K-0007",
            "17",
            "20241",
            "\u0639\u0645\u064a\u0644");

    private static String told(String message) {
        return new Unnamed(IDS::contains).told(message);
    }

    @Test
    void idsThatAreKnownAreLeftOutWhereverTheyStand() {
        for (String id : IDS) {
            for (String message : new String[] {
                "spend of customer %s must be finite",
                "'%s' is assigned twice",
                "customers %s, and others, are unknown",
                "assignments.csv, line 7: customer %s: at is empty",
                "id %s: two rows",
                "whom nobody knows: [a, %s]",
                "the last interaction is still to come: customer %s at 2031-01-01T00:00:00Z"
            }) {
                assertThat(told(message.formatted(id))).as(message).doesNotContain(id);
            }
        }
        assertThat(told("anna@example.org and alice's mails, K-0007.")).isEqualTo("*** and ***'s mails, ***.");
    }

    @Test
    void whatMayBeAnIdIsLeftOut() {
        Unnamed nobody = new Unnamed(id -> false);
        assertThat(nobody.told("customer bob is registered twice")).isEqualTo("customer *** is registered twice");
        assertThat(nobody.told("value of customer 'b c' must be finite"))
                .isEqualTo("value of customer *** must be finite");
        assertThat(nobody.told("the columns are [bob, 2024-01-01]: is there a header?"))
                .isEqualTo("the columns are [***]: is there a header?");
    }

    @Test
    void severalThatMayBeIdsAreLeftOut() {
        Unnamed nobody = new Unnamed(id -> false);
        assertThat(nobody.told("customers are merged in a circle: 'anna' into 'b c' into 'anna'. Leave out"))
                .isEqualTo("customers are merged in a circle: '***' into '***' into '***'. Leave out");
        assertThat(nobody.told("customers anna and others; email has [bert, carl] and maybe more"))
                .isEqualTo("customers *** and others; email has [***] and maybe more");
    }

    /** What was computed from a base can name its customers alone: no other word after theirs is an id. */
    @Test
    void ofABaseOnlyItsOwnIdsAreLeftOut() {
        Names numbers = Names.pseudonyms();
        for (String message : new String[] {
            "gamma-gamma is of repeat purchases, which ranked customers better by value a horizon ago: 0.520 and 0.524",
            "customers grumble, and the customer's id depends on nothing",
            "17 of 40 customers have bought twice"
        }) {
            assertThat(numbers.toldOfBase(message, IDS::contains)).isEqualTo(message);
            assertThat(Names.byId().toldOfBase(message, IDS::contains)).isEqualTo(message);
        }
        assertThat(numbers.toldOfBase("spend of customer 17 and of customer K-0007, alice's too", IDS::contains))
                .isEqualTo("spend of customer *** and of customer ***, ***'s too");
        assertThat(numbers.toldOfBase("'bob' of [bob, carl]", IDS::contains)).isEqualTo("'***' of [***]");
    }

    @Test
    void countsAndTheWordsAroundThemStay() {
        for (String message : new String[] {
            "17 of 40 customers have bought twice, and 2024 rows too few",
            "no customer is known; customers who bought: 17",
            "4 customers returned on two days, and none on three",
            "the model's customers and the log's aren't the same"
        }) {
            assertThat(told(message)).isEqualTo(message);
        }
    }
}
