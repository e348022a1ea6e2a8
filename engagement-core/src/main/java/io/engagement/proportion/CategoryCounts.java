package io.engagement.proportion;

import io.engagement.internal.text.OneLine;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * How many of each category each customer has, such as contacts by channel: how often each count occurs. Customers without
 * any are left out and counted. Immutable; of parts of a base, it adds up.
 */
public final class CategoryCounts {
    private final List<String> categories;
    private final CountSums sums;

    private CategoryCounts(List<String> categories, CountSums sums) {
        this.categories = categories;
        this.sums = sums;
    }

    /**
     * Begins to collect customers.
     *
     * @param categories their names, at least two, each once
     * @return a builder without customers
     * @throws IllegalArgumentException if there are fewer than two, or a name is blank, of several lines or there twice
     */
    public static Builder builder(List<String> categories) {
        return new Builder(checked(categories));
    }

    static List<String> checked(List<String> categories) {
        List<String> names = List.copyOf(Objects.requireNonNull(categories, "categories"));
        if (names.size() < 2 || new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("categories must be at least two, each once, were " + names);
        }
        for (String name : names) {
            if (name.isBlank() || !OneLine.of(name).equals(name)) {
                throw new IllegalArgumentException(
                        "a category's name must be one line that is not blank, was \"" + OneLine.of(name) + "\"");
            }
        }
        return names;
    }

    /**
     * These and other customers.
     *
     * @param others of the same categories
     * @return all of them
     * @throws IllegalArgumentException if the categories differ
     */
    public CategoryCounts plus(CategoryCounts others) {
        if (!others.categories.equals(categories)) {
            throw new IllegalArgumentException(
                    "categories must be the same, were " + categories + " and " + others.categories);
        }
        CountSums.Builder all = new CountSums.Builder(categories.toArray(String[]::new));
        all.add(sums);
        all.add(others.sums);
        return new CategoryCounts(categories, all.build());
    }

    /**
     * The categories.
     *
     * @return their names
     */
    public List<String> categories() {
        return categories;
    }

    /**
     * How many all customers have together.
     *
     * @return by category
     */
    public List<Long> totals() {
        return IntStream.range(0, categories.size()).mapToObj(sums::total).toList();
    }

    /**
     * Customers with at least one.
     *
     * @return how many
     */
    public long customers() {
        return sums.customers();
    }

    /**
     * Customers with none, who were left out.
     *
     * @return how many
     */
    public long without() {
        return sums.without();
    }

    /**
     * Customers with two or more, from whom it is told by how much customers differ.
     *
     * @return how many
     */
    public long several() {
        return sums.several();
    }

    CountSums sums() {
        return sums;
    }

    /** Collects customers, in any order. Not thread-safe. */
    public static final class Builder {
        private final List<String> categories;
        private final CountSums.Builder sums;

        private Builder(List<String> categories) {
            this.categories = categories;
            this.sums = new CountSums.Builder(categories.toArray(String[]::new));
        }

        /**
         * Adds a customer.
         *
         * @param counts by category, each from 0 to 2,147,483,647
         * @return this
         * @throws IllegalArgumentException if a count is out of its range, or there are more or fewer than categories
         */
        public Builder add(long... counts) {
            return add(counts, 1);
        }

        /**
         * Adds customers who have the same.
         *
         * @param counts by category, each from 0 to 2,147,483,647
         * @param customers how many such customers there are, at least 1
         * @return this
         * @throws IllegalArgumentException if a count is out of its range, or there are more or fewer than categories
         */
        public Builder add(long[] counts, long customers) {
            sums.add(DirichletMultinomial.checked(counts, categories), customers);
            return this;
        }

        /**
         * What was collected.
         *
         * @return the counts; the builder can go on
         */
        public CategoryCounts build() {
            return new CategoryCounts(categories, sums.build());
        }
    }
}
