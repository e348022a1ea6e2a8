/** For tests that try more in some runs than in others, and for those that need a second Java machine. */
@NullMarked
package io.engagement.testkit.run;

import org.jspecify.annotations.NullMarked;
