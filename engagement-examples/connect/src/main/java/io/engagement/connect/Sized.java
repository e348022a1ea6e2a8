package io.engagement.connect;

/** A source whose length can be told before it is read. */
interface Sized {
    /** In how many blocks it is read if it is plain; 0 if that cannot be told. */
    double blocks();
}
