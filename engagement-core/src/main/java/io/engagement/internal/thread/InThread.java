package io.engagement.internal.thread;

/** What has a place in a customer's threads. */
@FunctionalInterface
public interface InThread {
    /**
     * What it says of its thread.
     *
     * @return always the same object
     */
    ThreadRow thread();
}
