package io.engagement.cli;

import io.engagement.domain.Customer;
import io.engagement.history.LogView;

/**
 * Customers by an attribute's text.
 *
 * @param attribute its name
 * @param text that they have
 */
record AttributeText(String attribute, String text) {
    /**
     * Reads an option such as {@code country=DE}.
     *
     * @throws UsageError if it is none
     * @throws DataRefused if no customer has it
     */
    static AttributeText of(String option, String words, LogView view) {
        int end = words.indexOf('=');
        if (end < 1) {
            throw new UsageError(option + " must be an attribute and its text such as country=DE, was '" + words + "'");
        }
        AttributeText read = new AttributeText(
                words.substring(0, end).strip(), words.substring(end + 1).strip());
        new BaseNames(view).level(option, read);
        return read;
    }

    boolean holds(Customer customer) {
        return customer.attribute(attribute).filter(text::equals).isPresent();
    }
}
