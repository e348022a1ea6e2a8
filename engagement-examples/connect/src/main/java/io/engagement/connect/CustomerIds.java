package io.engagement.connect;

/** Customers' ids as sources have them. */
public final class CustomerIds {
    private CustomerIds() {}

    /**
     * An id without blanks around it. A line break in it is the trace of a quote that was not closed.
     *
     * @param text as the source has it
     * @return the id
     * @throws IllegalArgumentException if it has more than one line
     */
    public static String of(String text) {
        if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
            throw new IllegalArgumentException("customer '" + Excerpt.of(text) + "' goes on over "
                    + text.lines().count() + " lines: is a quote not closed?");
        }
        return Blanks.strip(text);
    }

    /**
     * An id without what files get wrong: case, blanks, width of East Asian signs, and zeros before a number. Ids of one form may
     * be one customer's.
     *
     * @param id as a customer has it
     * @return the form
     */
    public static String form(String id) {
        return IdForm.of(id);
    }
}
