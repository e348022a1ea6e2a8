/** The command line: scores for the rows of a file. Open {@link io.engagement.cli.Main} first. */
@NullMarked
package io.engagement.cli;

import org.jspecify.annotations.NullMarked;
