package io.engagement.outcome;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How contacts without a hold-out fell: beside others, or at an ill time. */
final class Circumstances {
    private final List<Part> parts = new ArrayList<>();

    /** Contacts of some waves of a campaign. */
    private record Part(Entries entries, int wave) {}

    /** These and those of another wave. */
    Circumstances plus(Entries entries, int wave) {
        parts.add(new Part(entries, wave));
        return this;
    }

    private double share(int flag) {
        double count = 0;
        double all = 0;
        for (Part part : parts) {
            for (int i = part.entries.from(part.wave); i < part.entries.to(part.wave); i++) {
                count += part.entries.has(i, flag) ? 1 : 0;
                all++;
            }
        }
        return all == 0 ? 0 : count / all;
    }

    Set<Reason> reasons() {
        Set<Reason> reasons = EnumSet.noneOf(Reason.class);
        if (share(Entries.OVERLAPPED) > ArmChecks.MANY_OVERLAP) {
            reasons.add(Reason.OVERLAP);
        }
        add(reasons, Entries.DURING_COMPLAINT, Reason.DURING_COMPLAINT);
        add(reasons, Entries.AGAINST_PREFERENCE, Reason.AGAINST_PREFERENCE);
        add(reasons, Entries.OUTSIDE_HOURS, Reason.OUTSIDE_HOURS);
        return reasons;
    }

    private void add(Set<Reason> reasons, int flag, Reason reason) {
        if (share(flag) >= ArmChecks.MANY_ILL_TIMED) {
            reasons.add(reason);
        }
    }
}
