package io.engagement.measure;

import io.engagement.domain.Customer;
import io.engagement.internal.text.OneLine;
import java.util.HashMap;

/**
 * Which level of a category a customer is of. Slot: its number, NaN if it is not known.
 *
 * @param definition the text of the levels
 * @param numbers of the levels
 * @param unseen the number that another text stands for, or {@link #REFUSED}
 */
record LevelNumber(String attribute, String definition, HashMap<String, Integer> numbers, int unseen)
        implements KnownNumber {
    static final int REFUSED = -1;

    @Override
    public String name() {
        return "level[" + definition + "]";
    }

    @Override
    public void know(Customer customer, double[] slots, int offset) {
        slots[offset] = customer.attribute(attribute)
                .map(text -> (double) number(customer, text))
                .orElse(Double.NaN);
    }

    private int number(Customer customer, String text) {
        int number = numbers.getOrDefault(text, unseen);
        if (number == REFUSED) {
            throw new IllegalArgumentException("attribute " + attribute + " of customer " + customer.id()
                    + " must be a level that is known, was " + FilterTerms.quoted(text) + " [" + definition
                    + "]: correct it, fit anew with this level, or let unseen levels count as the baseline");
        }
        return number;
    }

    @Override
    public boolean isPossible(double[] slots, int offset, double latest) {
        double number = slots[offset];
        return Double.isNaN(number) || (Slots.isCount(number) && number < numbers.size());
    }

    @Override
    public String lack() {
        return "attribute " + OneLine.of(attribute) + " on the customer's record";
    }
}
