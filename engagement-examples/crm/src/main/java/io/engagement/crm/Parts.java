package io.engagement.crm;

import java.util.List;

/**
 * The files of what was read, each of a part of the customers.
 *
 * @param files by the number of the part
 * @param isFull whether all of the CRM was read
 * @param customers of how many rows were read
 * @param rows how many rows of feeds were read
 * @param interactions how many are in the files
 */
record Parts(List<String> files, boolean isFull, int customers, long rows, long interactions) {}
