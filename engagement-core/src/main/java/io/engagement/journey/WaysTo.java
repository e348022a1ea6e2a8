package io.engagement.journey;

import io.engagement.domain.Channel;
import io.engagement.history.LogView;
import io.engagement.internal.base.Positions;
import io.engagement.measure.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** What stands in the ways to a stage, up to when a customer first came there. */
final class WaysTo {
    private WaysTo() {}

    static PathPositions stages(Paths paths, int goal) {
        PathPositions.Builder positions = PathPositions.builder();
        paths.forEach((row, columns, from, to) -> {
            int end = first(columns, from, to, goal);
            List<String> touches = new ArrayList<>();
            for (int visit = from; visit < end; visit++) {
                touches.add(paths.name(columns.stage(visit)));
            }
            positions.add(touches, end < to);
        });
        return positions.build();
    }

    static PathPositions channels(Paths paths, int goal, Filter contacts) {
        LogView view = paths.view();
        IntPredicate counts = Positions.of(contacts, view);
        List<Channel> channels =
                view.kinds().stream().map(kind -> kind.channel()).toList();
        PathPositions.Builder positions = PathPositions.builder();
        paths.forEach((row, columns, from, to) -> {
            int visit = first(columns, from, to, goal);
            long end = visit < to ? columns.from(visit) : Long.MAX_VALUE;
            List<String> touches = new ArrayList<>();
            for (int i = view.start(row); i < view.end(row) && view.epochMilli(i) < end; i++) {
                if (counts.test(i)) {
                    touches.add(channels.get(view.kindIndex(i)).name());
                }
            }
            positions.add(touches, visit < to);
        });
        return positions.build();
    }

    /** The first visit to the goal; the end if there is none. */
    private static int first(PathColumns columns, int from, int to, int goal) {
        int visit = from;
        while (visit < to && columns.stage(visit) != goal) {
            visit++;
        }
        return visit;
    }
}
