/**
 * Scores that are never stale: what measures keep of each customer, current with each interaction as it comes. Open {@link
 * io.engagement.live.LiveStore} first.
 *
 * <pre>{@code
 * LiveStore store = LiveStore.of(engagement, risk, value).withReorderWindow(Duration.ofHours(1)).open();
 * store.add(interaction);                              // from any number of threads
 * store.score("c42", "engagement");                    // as of this moment
 * store.snapshot(Path.of("customers.live"));           // while interactions go on coming
 * }</pre>
 *
 * <h2>The format of snapshots</h2>
 *
 * <p>Numbers are big-endian, as {@link java.io.DataOutput} writes them; a text is its length in UTF-16 units (int) and
 * these; a list is its length (int) and its elements; a boolean is a byte.
 *
 * <p><b>The file</b> begins with the bytes {@code 89 45 4E 47 4C 49 56 45} and goes on in frames of up to 65,536 bytes: length
 * (int), complement of the length (int), CRC-32C of the frame's number from 0 (int), its length (int) and its bytes, then
 * the bytes. A frame of length 0 is the end. A changed bit, a missing end and frames that changed places are so found before
 * anything is made of them. What follows is the frames' contents.
 *
 * <ol>
 *   <li>format, 1 (int); {@linkplain io.engagement.measure.StateLayout#fingerprint() fingerprint} of the layout (long);
 *       names of its measures (list of texts); the two keys under which ids are hashed (longs); number of shards (int).
 *   <li>Each shard:
 *       <ul>
 *         <li>its time, its newest interaction's time, and how many interactions were taken, late, duplicates and replayed
 *             (longs; times are milliseconds since 1970, {@code Long.MIN_VALUE} for none); how far each feed has come
 *             (list of longs);
 *         <li>customers: a list of id (text), minus infinity (double, unused), slots in the {@linkplain io.engagement.measure.StateLayout#write stable encoding};
 *         <li>kinds of what waits: a list of channel, purpose, initiator (texts), whether inferred (boolean), direction, actor (texts), and
 *             department (boolean, and a text if true);
 *         <li>what waits: before each customer who has any a 1 (byte), id (text), then for each interaction a 1 (byte), the number of
 *             its kind in the list (int), time, whether unordered measures have it (1 or 0), and as bits of doubles value, cost,
 *             satisfaction and duration in milliseconds (longs); 0 (byte) after a customer's last, 0 after the last customer;
 *         <li>how many wait for their time (long);
 *         <li>ids: when the younger half of what is remembered began (long), then the younger and the older half, each a
 *             list of 128 bits of the id's hash and when it came (longs).
 *       </ul>
 *   <li>Names of the feeds (list of texts) and for each the position that is complete, {@code Long.MIN_VALUE} for none
 *       (long).
 * </ol>
 *
 * <p>A later version of the library reads all earlier formats. A snapshot tells customers' ids, and the keys with which ids
 * that collide can be crafted: keep it as you keep the customers' data.
 */
@NullMarked
package io.engagement.live;

import org.jspecify.annotations.NullMarked;
