/** A small CRM in an embedded database, scored two nights in a row. {@link io.engagement.crm.demo.CrmDemo} runs it. */
@NullMarked
package io.engagement.crm.demo;

import org.jspecify.annotations.NullMarked;
