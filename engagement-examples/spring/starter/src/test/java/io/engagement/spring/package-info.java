@NullMarked
package io.engagement.spring;

import org.jspecify.annotations.NullMarked;
