package nacre.syntax.resolve;

import java.util.SequencedMap;
import nacre.ir.Location;

/**
 * Where a node goes, and what it is made of.
 *
 * @param given the arguments of the call, by parameter
 */
record NodeSite(String path, SequencedMap<String, Given> given, Location.Text location) {
}
