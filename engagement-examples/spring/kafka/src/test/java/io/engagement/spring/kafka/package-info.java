@NullMarked
package io.engagement.spring.kafka;

import org.jspecify.annotations.NullMarked;
