/**
 * Scores that are never stale: what measures keep of each customer, current with each interaction as it comes. Open {@link
 * io.engagement.live.LiveStore} first.
 *
 * <pre>{@code
 * ScoringSetup setup = ScoringSetup.fit(log.asOf(today));
 * Scorer[] scorers = setup.scorers().toArray(Scorer[]::new);
 * LiveStore store = LiveStore.of(scorers).withReorderWindow(Duration.ofHours(1)).open();
 * store.add(interaction); // thread-safe
 * store.score("c42", "engagement"); // as of this moment
 * store.snapshot(Path.of("customers.live")); // while interactions go on coming
 * }</pre>
 *
 * <h2>What a store promises</h2>
 *
 * <p>Each promise and the test that holds it.
 *
 * <table>
 * <caption>What happens, and what a store does</caption>
 * <tr><th>what happens</th><th>what is promised</th><th>test</th></tr>
 * <tr><td>Crash: the process is killed, or the machine stops, at any moment</td>
 *     <td>The last snapshot that {@code snapshot} returned from, or a later one, is there, whole; a {@link
 *     io.engagement.live.Feed} goes on behind its position without a loss or a repetition. What a killed writer left beside
 *     the file is removed with the first snapshot of the next one.</td>
 *     <td>{@code KillTest}, {@code SnapshotFileTest.leftOversOfTheKilledAreRemovedAndNothingElse}</td></tr>
 * <tr><td>Full disk, or any other failure to write</td>
 *     <td>{@code IOException}; the file is the one before, the half-written one is removed, the store is as it was. A device or
 *     a pipe is not replaced.</td>
 *     <td>{@code SnapshotFileTest.aFullDiskLeavesTheOldFileWhereverItIsFull}, {@code
 *     .aSystemThatStopsAWriterLeavesTheOldFile}, {@code .aDeviceIsNotReplaced}</td></tr>
 * <tr><td>Out of memory, or any other error, in the midst of adding, reading or erasing</td>
 *     <td>The store is as it was, so that who tries again is not taken for a repetition. If an error comes where a change
 *     cannot be taken back, that shard refuses to go on, and a snapshot too: restore the last one.</td>
 *     <td>{@code FailureTest.whereverMemoryRunsOutTheStoreIsAsItWasOrRefuses}, {@code
 *     .whereMemoryReallyRunsOutTheStoreIsAsItWasOrRefuses}, {@code .whoRetriesAfterAFailureIsNotTakenForARepetition}, {@code
 *     .aShardThatFailedInTheMidstOfAChangeRefusesToGoOn}</td></tr>
 * <tr><td>A statistic or condition of the user's own throws</td>
 *     <td>When an interaction comes: it is refused, what threw is named, the store is as it was. When one is put in order that
 *     waited, or its time has come: measures of that order go on without it, {@link io.engagement.live.LiveReport#setAside}
 *     counts it, the first is logged.</td>
 *     <td>{@code OwnCodeFailureTest.leavesAStoreAsItWas}, {@code SetAsideTest}</td></tr>
 * <tr><td>Clock that jumps ahead, or is set back</td>
 *     <td>Ahead by more than {@linkplain io.engagement.live.LiveStore.Builder#withLongestClockStep the longest step}: adding
 *     and reading are refused, nothing has changed. The same for what is no time of
 *     measures, 285,000 years from 1970. Otherwise it is followed, and followed back, also from a time that a
 *     snapshot holds; what was taken meanwhile makes nothing late. {@link io.engagement.live.LiveReport} counts both.</td>
 *     <td>{@code WrongClockTest.tenYearsAheadAreRefusedAndTold}, {@code .aLesserStepIsFollowedAndFollowedBack}, {@code
 *     .whoOpensWithAClockAheadIsFollowedBack}, {@code .whatIsNoTimeIsRefused}, {@code .whatBearsAWrongTimeMakesNothingLateThatComesLater}</td></tr>
 * <tr><td>Disorder: interactions that come late, twice, before their time, many of one customer</td>
 *     <td>Within the reorder window the measures are a log's, whatever the order; what comes later is taken in its place or
 *     counted as {@linkplain io.engagement.live.Arrival#LATE late}; what lies after the clock waits; an id counts once in its
 *     window. One more that waits, or a reading, takes no time in proportion to how many wait.</td>
 *     <td>{@code LiveStoreConsistencyTest.liveEqualsBatchWhateverHappens}, {@code
 *     LiveStoreTest.whatIsLaterIsCountedAndReported}, {@code GrowthTest.muchThatWaitsOfOneCustomerIsWhatALogSays}, {@code
 *     .whoIsReadAfterEachOfManyOutOfOrderIsReadInShortTime}, {@code .whoHasManyAheadHoldsUpNobody}</td></tr>
 * <tr><td>Initiators that are not given</td>
 *     <td>Within the reorder window they are what a log infers, whatever the order; threads are remembered for the
 *     {@linkplain io.engagement.live.LiveStore.Builder#withThreadHorizon horizon}, and what cannot be inferred is counted.</td>
 *     <td>{@code LiveThreadsConsistencyTest.liveEqualsTheLogOnRawRowsInThreads}, {@code
 *     LiveThreadsTest.whatAnswersWhatIsNoMoreRememberedIsUnknownAndCounted}</td></tr>
 * <tr><td>What is known of customers apart from interactions</td>
 *     <td>The last word counts; with the interactions, in any order and through a snapshot, the measures are those of a log whose
 *     customers are registered so. What is no number where one is measured, or no level, is refused and changes nothing.</td>
 *     <td>{@code LiveFactsTest.liveEqualsTheLogWhateverTheOrder}, {@code .whatIsRefusedChangesNothing}, {@code
 *     .aFeedDropsWhatItKnewAlreadyAlsoAfterASnapshot}</td></tr>
 * <tr><td>Many threads</td>
 *     <td>Any number add, read and erase. A {@link io.engagement.live.Feed} is one thread's: another one is refused until that
 *     one ends or {@linkplain io.engagement.live.Feed#release() lets go}, as what came behind a greater position would be
 *     lost.</td>
 *     <td>{@code LiveStoreStressTest.anyInterleavingGivesWhatALogGives}, {@code
 *     FeedTest.manyThreadsLoseNothingInAFeedAsAllButOneAreRefused}, {@code .aFeedGoesFromOneThreadToTheNext}</td></tr>
 * <tr><td>Erased customers, and peaks</td>
 *     <td>Nothing of who was erased is left in memory or in the next snapshot, but for hashes of the interactions' ids until the
 *     duplicate window is over; what a peak took is given back.</td>
 *     <td>{@code GrowthTest.ofWhoIsErasedNothingIsLeft}, {@code .memoryOfAPeakIsGivenBack}, {@code
 *     .kindsOfWhichNothingWaitsAreForgotten}</td></tr>
 * <tr><td>Two writers of one path at a time, of one process or of two, by whatever name</td>
 *     <td>The second is refused with an {@code IOException} that says so; the file is one of theirs, whole.</td>
 *     <td>{@code SnapshotFileTest.theSecondWriterOfAPathIsRefused}, {@code .aWriterInAnotherProcessIsRefusedToo}, {@code
 *     .twoStoresThatWriteOnePathDestroyNothing}</td></tr>
 * <tr><td>Other users of the machine</td>
 *     <td>Where the system knows of owners (POSIX), only the file's can read it, from its first byte on.</td>
 *     <td>{@code SnapshotFileTest.onlyTheOwnerReadsWhatIsWrittenFromTheStart}</td></tr>
 * <tr><td>Damaged file: a changed bit, a cut, parts of several snapshots</td>
 *     <td>{@link io.engagement.live.SnapshotException}, always: SHA-256 of the whole, and in each part's checksum which
 *     snapshot of which store it is.</td>
 *     <td>{@code SnapshotTest.everyChangedBitIsFound}, {@code .everyCutIsFound}, {@code
 *     SnapshotSealTest.noMixtureOfTwoSnapshotsIsRestored}</td></tr>
 * <tr><td>Forged file: changed, and its checksums recomputed</td>
 *     <td>With a {@linkplain io.engagement.live.LiveStore.Builder#withSnapshotKey key}: {@code SnapshotException}, always.
 *     Without one: {@code SnapshotException}, or a store that is sound (each customer once and found, counts that agree,
 *     everything that comes next works), if perhaps not the one that was written. Nothing else is thrown, within time in
 *     proportion to the file and memory of four times its size and 4 KB a shard.</td>
 *     <td>{@code SnapshotSealTest.aKeyMakesForgeryDetectable}, {@code
 *     .idsThatAreCraftedToCollideAreRefusedInTime}, {@code .customersWhoAreCraftedToCollideAreRefusedInTime}, {@code
 *     .aStoreTakesNoMoreMemoryToRestoreThanFourTimesTheFile}, {@code
 *     .whatWaitsTakesNoMoreMemoryToRestoreThanFourTimesTheFile}, {@code SnapshotFuzzTest}</td></tr>
 * <tr><td>File of an earlier version</td>
 *     <td>Read, for ever, unless what a measure keeps has changed since (as of contracts): then {@code SnapshotException} that
 *     says what to do. The parts of format 1 are not bound to each other: write it anew.</td>
 *     <td>{@code SnapshotTest.filesOfEachFormatAreReadForEver}, {@code
 *     .aSnapshotOfMeasuresThatKeepSomethingElseSinceIsToldSo}</td></tr>
 * <tr><td>File of a later version, of other measures, of another key</td>
 *     <td>{@code SnapshotException} that says what to do.</td>
 *     <td>{@code SnapshotTest.aLaterFormatIsToldSo}, {@code .aSnapshotOfOtherMeasuresIsToldSo}</td></tr>
 * </table>
 *
 * <h2>The format of snapshots</h2>
 *
 * <p>Numbers are big-endian, as {@link java.io.DataOutput} writes them; a text is its length in UTF-16 units (int) and
 * these; a list is its length (int) and its elements; a boolean is a byte.
 *
 * <p><b>The file</b> begins with 40 bytes: {@code 89 45 4E 47 53 4E 41 50}; format, 4 (int); whether it is sealed under a key
 * (int, 0 or 1); which store wrote it, a random number of each that is opened or restored (two longs); the how-many-eth
 * snapshot of this store it is (long). It goes on in frames of up to 65,536 bytes: length (int), complement of the length
 * (int), CRC-32C of those 40 bytes, the frame's number from 0 (int), its length (int) and its bytes, then the bytes. A frame
 * of length 0 is the end. The last 32 bytes are SHA-256 of all before them, or HMAC-SHA-256 under the key. What follows is
 * the frames' contents.
 *
 * <ol>
 *   <li>{@linkplain io.engagement.measure.StateLayout#fingerprint() fingerprint} of the layout (long);
 *       names of its measures (list of texts); the two keys under which ids are hashed (longs); number of shards (int).
 *   <li>Each shard:
 *       <ul>
 *         <li>its time, the latest that it ever was (a clock that was set back is followed), its newest interaction's time, and
 *             how many interactions were taken, late, duplicates and replayed (longs; times are milliseconds since 1970, {@code
 *             Long.MIN_VALUE} for none); how far each feed has come (list of longs);
 *         <li>customers: a list of id (text), slots in the {@linkplain io.engagement.measure.StateLayout#write stable encoding};
 *         <li>kinds of what waits: a list of channel, purpose, initiator (texts), whether inferred (boolean), direction, actor
 *             (texts), and department and campaign (each a boolean, and a text if true);
 *         <li>what waits: before each customer who has any a 1 (byte), id (text), then for each interaction a 1 (byte), the
 *             number of its kind in the list (int), time, whether unordered measures have it (1 or 0), and as bits of doubles
 *             value, cost, satisfaction (longs), then the duration in milliseconds, -1 for none (long), and as bits of doubles
 *             the keys of id, of what it answers and of its conversation, NaN for none (longs); 0 (byte) after a customer's
 *             last, 0 after the last customer;
 *         <li>how many wait for their time (long);
 *         <li>ids: when the younger half of what is remembered began (long), then the younger and the older half, each a
 *             list of 128 bits of the id's hash and when it came (longs);
 *         <li>of how many that were taken the initiator was given, inferred, unknown (longs);
 *         <li>threads: when the younger half of what is remembered began (long), then the younger and the older half, each a
 *             list of 64 bits of a hash of an id or of a conversation, the time of that interaction or of the conversation's
 *             first (longs), whose it is, as a place in the list of customers (int), and its initiator, 0 to 2 (byte);
 *         <li>those in threads that wait or may come to count with another initiator: before each customer who has any a 1
 *             (byte) and a place in the list of customers (int), then for each a 1 (byte), it as above, with its kind as given,
 *             and if it counts the number of the kind with which it does (int), whether it is among those that wait (boolean)
 *             and whether it came late (boolean); then id, id of what it answers, and conversation (each a boolean, and a text
 *             if true), and the initiators that were remembered of what it answers and of its conversation's first, 0 to 2, or
 *             -1 for none (bytes); 0 (byte) after a customer's last, 0 after the last customer.
 *       </ul>
 *   <li>Names of the feeds (list of texts) and for each the position that is complete, {@code Long.MIN_VALUE} for none
 *       (long).
 * </ol>
 *
 * <p><b>Format 3</b> is the same without the keys of what waits.
 *
 * <p><b>Format 2</b> is format 3 without campaigns and without all that follows the ids.
 *
 * <p><b>Format 1</b> begins with {@code 89 45 4E 47 4C 49 56 45} and the first frame; checksums are of number, length and bytes
 * alone, and nothing follows the end. Its contents begin with the format, 1 (int); a shard's latest time is not told; behind
 * each customer's id stands a double that is not used; kinds are all that ever came.
 *
 * <p>A later version of the library reads all earlier formats. A snapshot tells customers' ids, and the keys with which ids
 * that collide can be crafted: keep it as you keep the customers' data.
 */
@NullMarked
package io.engagement.live;

import org.jspecify.annotations.NullMarked;
