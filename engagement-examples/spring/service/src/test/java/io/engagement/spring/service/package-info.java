@NullMarked
package io.engagement.spring.service;

import org.jspecify.annotations.NullMarked;
