package io.engagement.connect;

import io.engagement.domain.Direction;
import io.engagement.domain.Initiator;
import io.engagement.domain.InitiatorCounts;
import io.engagement.history.InteractionLog;
import io.engagement.history.LogView;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What is in a log that was read without a fault, and looks as if it were not meant: each with what to do. */
final class Plausibility {
    /** Fewer rows say nothing of what all have in common. */
    private static final int LEAST_ROWS = 100;

    /** Of small purchases on one day, a few are the same. */
    private static final double IDENTICAL_SHARE = 0.25;

    /** In words of purposes. */
    private static final Set<String> SENT = Set.of(
            "SENT",
            "SEND",
            "DELIVERED",
            "DELIVERY",
            "BOUNCE",
            "BOUNCED",
            "DROPPED",
            "DEFERRED",
            "PROCESSED",
            "NEWSLETTER",
            "OFFER");

    private final InteractionLog log;
    private final LogView view;
    private final List<String> notes = new ArrayList<>();

    private Plausibility(InteractionLog log, Instant last) {
        this.log = log;
        this.view = log.asOf(last);
    }

    /** What is known of a log apart from it: the present, and how its sources were read. */
    record Origins(Instant now, long customersNamed, List<String> staff, boolean purposesAreTold) {}

    /** What is to be told. */
    static List<String> notes(InteractionLog log, Origins origins) {
        Optional<Instant> last = log.lastAt();
        if (last.isEmpty()) {
            return List.of();
        }
        Plausibility all = new Plausibility(log, last.get());
        all.notes.addAll(FarTimes.notes(all.view));
        all.noteLater(origins.now());
        all.notes.addAll(IdNotes.of(all.view, origins.customersNamed()));
        all.notes.addAll(Addresses.notes(all.view, origins.staff()));
        all.notes.addAll(SharedConversations.note(all.view).stream().toList());
        all.noteOneKind(origins.purposesAreTold());
        all.noteInitiators();
        all.noteIdentical();
        return all.notes;
    }

    /** It is not taken for the present either. */
    private void noteLater(Instant now) {
        LogView present = log.asOf(now);
        if (present.laterInteractions() > 0) {
            notes.add(present.laterInteractions() + " of " + log.size() + " interactions are later than now, "
                    + now.truncatedTo(ChronoUnit.SECONDS)
                    + ", up to " + view.asOf() + ": planned ones? Leave them out with --where COLUMN<TIME, or tell with"
                    + " --as-of when the present is");
        }
    }

    private void noteOneKind(boolean isTold) {
        Set<String> purposes =
                view.kinds().stream().map(kind -> kind.purpose().toString()).collect(Collectors.toSet());
        if (!isTold && purposes.size() == 1 && view.size() >= LEAST_ROWS) {
            notes.add("all interactions are of one purpose, "
                    + purposes.iterator().next()
                    + ": is it that column which tells what happened? Map another one with --map purpose=COLUMN, and add"
                    + " files of other contacts with --input; where it is meant, tell it with --set purpose=");
        }
    }

    /** Of an export that was put together twice, half of the rows are. */
    private void noteIdentical() {
        long identical = log.loadReport().identical();
        if (log.size() >= LEAST_ROWS && identical > IDENTICAL_SHARE * log.size()) {
            notes.add(
                    identical + " of " + log.size() + " interactions have no id and are in every field as another one:"
                            + " exported twice? --repeated-ids identical leaves them out");
        }
    }

    private void noteInitiators() {
        InitiatorCounts initiators = log.loadReport().initiators();
        if (initiators.unknown() == log.size()) {
            notes.add("nothing tells who began any of the interactions, so that what depends on it is unknown: "
                    + inferring() + ", or one that tells it with --map initiator=COLUMN; only if "
                    + (isSent() ? "the company sent" : "customers began")
                    + " all of them, tell it with --set initiator="
                    + (isSent() ? Initiator.COMPANY : Initiator.CUSTOMER));
        }
    }

    /** From directions and threads initiators are inferred; one without the other tells nothing. */
    private String inferring() {
        boolean hasDirections = view.kinds().stream().anyMatch(kind -> kind.direction() != Direction.UNKNOWN);
        boolean hasThreads = IntStream.range(0, view.customers())
                .flatMap(row -> IntStream.range(view.start(row), view.end(row)))
                .anyMatch(at -> !Double.isNaN(view.conversationKey(at)) || !Double.isNaN(view.inReplyToKey(at)));
        if (hasThreads && !hasDirections) {
            return "conversations are known, and directions are missing: map a column with --map direction=COLUMN";
        }
        return hasDirections
                ? "directions are known, and what belongs together is missing: map a column with --map"
                        + " conversation=COLUMN or --map in_reply_to=COLUMN"
                : "map columns from which it is inferred with --map direction=COLUMN and --map conversation=COLUMN or"
                        + " --map in_reply_to=COLUMN";
    }

    /** Whether some events are such as only the company's messages have. */
    private boolean isSent() {
        return view.kinds().stream()
                .map(kind -> kind.purpose().toString().toUpperCase(Locale.ROOT))
                .anyMatch(purpose -> Stream.of(purpose.split("[^A-Z]+", -1)).anyMatch(SENT::contains));
    }
}
