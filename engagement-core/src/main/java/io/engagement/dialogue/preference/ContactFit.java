package io.engagement.dialogue.preference;

import io.engagement.proportion.CategoryPrior;
import io.engagement.proportion.CategoryShares;
import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How well contacts fit what a customer does: the mean over contacts of the expected share of their channel
 * and block, in parts of that of the customer's best channel and block. Of a model it keeps the numbers, so that it can be sent.
 */
final class ContactFit implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ContactGrid grid;
    private final Prior channels;
    private final Prior blocks;
    private final boolean hours;

    ContactFit(ContactGrid grid, CategoryPrior channels, CategoryPrior blocks, boolean hours) {
        this.grid = grid;
        this.channels = new Prior(channels);
        this.blocks = new Prior(blocks);
        this.hours = hours;
    }

    private static final class Prior implements Serializable {
        private static final long serialVersionUID = 1L;

        private final double[] alpha;
        private final boolean differ;

        Prior(CategoryPrior prior) {
            CategoryShares population = prior.population();
            alpha = IntStream.range(0, prior.categories().size())
                    .mapToDouble(population::alpha)
                    .toArray();
            differ = prior.customersDiffer();
        }

        /** In parts of the largest share. */
        double[] ofLargest(long[] counts) {
            double[] own = alpha.clone();
            for (int i = 0; differ && i < own.length; i++) {
                own[i] += counts[i];
            }
            double most = Arrays.stream(own).max().orElseThrow();
            return Arrays.stream(own).map(each -> each / most).toArray();
        }
    }

    /** NaN without a contact. */
    double of(double[] slots, int offset) {
        double[] byChannel = channels.ofLargest(grid.channels(slots, offset));
        double[] byBlock = blocks.ofLargest(grid.blocks(slots, offset));
        double sum = 0;
        double contacts = 0;
        for (int channel = 0; channel < byChannel.length; channel++) {
            for (int block = 0; block < byBlock.length; block++) {
                double count = grid.contacts(channel, block, slots, offset);
                contacts += count;
                sum += count * byChannel[channel] * (hours ? byBlock[block] : 1);
            }
        }
        return sum / contacts;
    }
}
