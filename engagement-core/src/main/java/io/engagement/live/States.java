package io.engagement.live;

import io.engagement.measure.StateLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Customers and their slots, one customer's after another's. */
final class States {
    private final String[] ids;
    private final double[] slots;

    States(int customers, StateLayout layout) {
        ids = new String[customers];
        slots = new double[customers * layout.slots()];
    }

    int size() {
        return ids.length;
    }

    String id(int index) {
        return ids[index];
    }

    void id(int index, String id) {
        ids[index] = id;
    }

    double[] slots() {
        return slots;
    }

    /** All of them by their ids, in the order of a log. */
    static States sorted(List<States> parts, StateLayout layout) {
        long customers = parts.stream().mapToLong(States::size).sum();
        if (customers * layout.slots() > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException(customers + " customers are too many for one table of their measures:"
                    + " take them in parts, with forEachPart");
        }
        List<Place> places = new ArrayList<>((int) customers);
        for (States part : parts) {
            for (int index = 0; index < part.size(); index++) {
                places.add(new Place(part, index));
            }
        }
        places.sort(Comparator.comparing(Place::id));
        States all = new States(places.size(), layout);
        for (int i = 0; i < places.size(); i++) {
            all.ids[i] = places.get(i).id();
            int from = places.get(i).index * layout.slots();
            System.arraycopy(places.get(i).part.slots, from, all.slots, i * layout.slots(), layout.slots());
        }
        return all;
    }

    /** Where a customer stands. */
    private record Place(States part, int index) {
        String id() {
            return part.ids[index];
        }
    }
}
