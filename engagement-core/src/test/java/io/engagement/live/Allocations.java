package io.engagement.live;

/**
 * What this thread has allocated. By reflection: the library's module does not read that of management, with which tests are
 * compiled.
 */
public final class Allocations {
    private Allocations() {}

    /** Bytes since the thread began. */
    public static long bytes() {
        try {
            Object threads = Class.forName("java.lang.management.ManagementFactory")
                    .getMethod("getThreadMXBean")
                    .invoke(null);
            return (long) Class.forName("com.sun.management.ThreadMXBean")
                    .getMethod("getThreadAllocatedBytes", long.class)
                    .invoke(threads, Thread.currentThread().getId());
        } catch (ReflectiveOperationException missing) {
            throw new LinkageError("this JVM does not count what a thread allocates", missing);
        }
    }
}
