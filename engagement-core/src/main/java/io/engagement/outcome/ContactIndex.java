package io.engagement.outcome;

import io.engagement.outcome.experiment.Assignments;
import java.util.List;

/** All contacts of all campaigns by customer, as the campaigns tell them. */
final class ContactIndex {
    private final int[] starts;
    private final long[] times;
    private final int[] campaigns;

    ContactIndex(List<Campaign> all, Roster roster) {
        starts = new int[roster.size() + 1];
        visit(all, roster, (number, at, campaign) -> starts[number + 1]++);
        for (int i = 0; i < roster.size(); i++) {
            starts[i + 1] += starts[i];
        }
        times = new long[starts[roster.size()]];
        campaigns = new int[times.length];
        int[] next = starts.clone();
        visit(all, roster, (number, at, campaign) -> {
            times[next[number]] = at;
            campaigns[next[number]++] = campaign;
        });
    }

    private interface Visitor {
        void visit(int number, long at, int campaign);
    }

    private static void visit(List<Campaign> all, Roster roster, Visitor visitor) {
        for (int campaign = 0; campaign < all.size(); campaign++) {
            for (Wave wave : all.get(campaign).waves()) {
                Assignments assignments = wave.assignments();
                int[] numbers = roster.of(assignments);
                for (int row = 0; row < numbers.length; row++) {
                    if (wave.part(row) == 1) {
                        visitor.visit(numbers[row], assignments.at(row).toEpochMilli(), campaign);
                    }
                }
            }
        }
    }

    /** Whether a customer had another contact than one of a campaign at an instant, from one time on and before another. */
    boolean hasOther(int number, int campaign, long at, long from, long to) {
        for (int i = starts[number]; i < starts[number + 1]; i++) {
            boolean isItself = campaigns[i] == campaign && times[i] == at;
            if (times[i] >= from && times[i] < to && !isItself) {
                return true;
            }
        }
        return false;
    }
}
