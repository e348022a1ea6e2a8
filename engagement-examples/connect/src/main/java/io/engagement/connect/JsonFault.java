package io.engagement.connect;

/** Why a row in JSON cannot be read. */
final class JsonFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Rows with faults may be many: without a stack trace. */
    JsonFault(String why) {
        super(why, null, false, false);
    }
}
