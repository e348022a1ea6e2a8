package io.engagement.connect;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Who the customers of all parts of a {@link PartedTable} are: known where the parts are put together, and asked only where it matters. */
public interface CustomersOfParts {
    /**
     * Which ids are customers'.
     *
     * @param ids a few thousand at most
     * @return those of them that customers with interactions have
     */
    Set<String> among(Set<String> ids);

    /**
     * Customers' ids that have one {@linkplain CustomerIds#form form}.
     *
     * @return empty if there are none
     */
    Optional<Alike> alike();

    /**
     * Ids that differ from others in nothing but case, blanks, width or leading zeros.
     *
     * @param forms how many forms several ids have
     * @param one an id
     * @param other another one of its form
     */
    record Alike(long forms, String one, String other) {
        /**
         * Such ids.
         *
         * @param forms how many forms several ids have
         * @param one an id
         * @param other another one of its form
         */
        public Alike {
            Objects.requireNonNull(one, "one must not be null");
            Objects.requireNonNull(other, "other must not be null");
        }

        /** What is to be told of them. */
        String note() {
            return forms + " customer ids have others that differ only in case, blanks, width or leading zeros ("
                    + Excerpt.of(one) + " and " + Excerpt.of(other)
                    + "): one customer each? Tell which id is which other one's with --merged-customers FILE, or export"
                    + " them in one way";
        }
    }
}
