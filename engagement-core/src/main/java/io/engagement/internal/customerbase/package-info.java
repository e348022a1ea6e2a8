/** What the rooms of {@link io.engagement.customerbase} share and users need not see. Not exported. */
@NullMarked
package io.engagement.internal.customerbase;

import org.jspecify.annotations.NullMarked;
