package io.engagement.dialogue.answers;

import io.engagement.history.LogView;
import io.engagement.measure.Filter;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Acts that look like answers to what the customer has never seen: coincidence for certain. An act is looked at if a contact that it could
 * answer still runs, answered or not; it is unseen if the customer has not seen the latest of these by then.
 *
 * @param acts that could answer a running contact
 * @param unseen those whose latest running contact was never seen between it and the act
 * @param outside acts of the sort while nothing ran
 */
public record UnseenAnswers(long acts, long unseen, long outside) {
    /**
     * Counts them.
     *
     * @param view what is known
     * @param policy which contacts ask, which acts answer, on which channels, and how long
     * @param sightings what tells that the customer has seen a contact: an open, a view, on the channel of the contact
     * @return the counts
     */
    public static UnseenAnswers of(LogView view, AnswerPolicy policy, Filter sightings) {
        Objects.requireNonNull(sightings, "sightings");
        KindRoles roles = new KindRoles(view.kinds(), policy);
        boolean[] sees = new boolean[view.kinds().size()];
        for (int kind = 0; kind < sees.length; kind++) {
            sees[kind] = roles.person(kind) && sightings.matches(view.kinds().get(kind));
        }
        Walk walk = new Walk(view, roles, sees, policy.answersAtOnce());
        return IntStream.range(0, view.customers())
                .parallel()
                .mapToObj(walk::of)
                .reduce(new UnseenAnswers(0, 0, 0), UnseenAnswers::plus);
    }

    private UnseenAnswers plus(UnseenAnswers other) {
        return new UnseenAnswers(acts + other.acts, unseen + other.unseen, outside + other.outside);
    }

    /**
     * The share of acts that are coincidence for certain.
     *
     * @return from 0 to 1; NaN without acts
     */
    public double share() {
        return acts == 0 ? Double.NaN : (double) unseen / acts;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Walk(LogView view, KindRoles roles, boolean[] sees, boolean atOnce) {
        UnseenAnswers of(int row) {
            long acts = 0;
            long unseen = 0;
            long outside = 0;
            for (int i = view.start(row); i < view.end(row); i++) {
                if (roles.answers(view.kindIndex(i))) {
                    int contact = latestRunning(row, i);
                    acts += contact < 0 ? 0 : 1;
                    outside += contact < 0 ? 1 : 0;
                    unseen += contact < 0 || isSeen(row, contact, i) ? 0 : 1;
                }
            }
            return new UnseenAnswers(acts, unseen, outside);
        }

        private int latestRunning(int row, int act) {
            long at = view.epochMilli(act);
            int channel = roles.channel(view.kindIndex(act));
            int last = act;
            while (last + 1 < view.end(row) && view.epochMilli(last + 1) == at) {
                last++;
            }
            for (int i = last; i >= view.start(row); i--) {
                int kind = view.kindIndex(i);
                long contact = view.epochMilli(i);
                if (roles.asks(kind)
                        && roles.accepts(roles.queue(kind), channel)
                        && (atOnce || contact < at)
                        && at <= contact + roles.window(kind)) {
                    return i;
                }
            }
            return -1;
        }

        /** On the channel of the contact, from it on until the act. */
        private boolean isSeen(int row, int contact, int act) {
            long from = view.epochMilli(contact);
            int channel = roles.channel(view.kindIndex(contact));
            for (int i = act; i < view.end(row) && view.epochMilli(i) == view.epochMilli(act); i++) {
                if (sees(i, channel)) {
                    return true;
                }
            }
            for (int i = act; i >= view.start(row) && view.epochMilli(i) >= from; i--) {
                if (sees(i, channel)) {
                    return true;
                }
            }
            return false;
        }

        private boolean sees(int position, int channel) {
            int kind = view.kindIndex(position);
            return sees[kind] && roles.channel(kind) == channel;
        }
    }
}
