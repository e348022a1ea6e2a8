package io.engagement.dialogue.answers;

import io.engagement.history.LogView;
import java.util.stream.IntStream;

/** The customers from whom models are estimated where a base is large: by a hash of their ids, so always the same ones. */
final class CustomerSample {
    private CustomerSample() {}

    /** Rows of about so many customers at most. */
    static int[] rows(LogView view, int about) {
        int share = view.customers() / about + 1;
        return IntStream.range(0, view.customers())
                .filter(row -> share == 1
                        || Integer.remainderUnsigned(
                                        scrambled(view.customerId(row).hashCode()), share)
                                == 0)
                .toArray();
    }

    /** The last step of murmur3 (Appleby 2011), which spreads all bits over all bits. */
    private static int scrambled(int number) {
        int mixed = (number ^ (number >>> 16)) * 0x85ebca6b;
        mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
        return mixed ^ (mixed >>> 16);
    }
}
