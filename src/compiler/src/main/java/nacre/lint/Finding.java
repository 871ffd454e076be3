package nacre.lint;

import java.util.List;
import java.util.Optional;

import nacre.ir.Location;
import nacre.source.Severity;

/**
 * One use of a rule's condition, before findings at one place are merged.
 *
 * @param graph   position of the network among those that are linted together
 * @param message what is wrong with this use, worded so that it holds for every use of the place
 */
public record Finding(String rule, Severity severity, int graph, Place place, String message, List<Related> related,
    Optional<Repair> repair) {
  /** Another place that belongs to the finding. */
  public record Related(Location location, String message) {}

  public Finding {
    related = List.copyOf(related);
  }

  public Location location() {
    return place.location();
  }
}
