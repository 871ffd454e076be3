package nacre.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import nacre.ir.Frame;
import nacre.ir.Location;
import nacre.ir.Node;
import nacre.source.Diagnostic;
import nacre.source.Severity;

/** Collects what stands in the way of generating code, so that all of it is said at once. */
final class Problems {
  private final List<Diagnostic> found = new ArrayList<>();

  /** A node that no kernel computes, with the chain of block calls it came through. */
  void unsupported(Node node, String why) {
    report(Concern.UNSUPPORTED_OP, place(node.location()), "`" + node.path() + "` cannot be compiled: " + why);
  }

  /** A node is named after the last of those that it stands for; this is where that one stands. */
  private static Location place(Location location) {
    return location instanceof Location.Fused(List<Location> parts) ? parts.getLast() : location;
  }

  void report(Concern concern, Location location, String message) {
    Optional<Location.Text> text = location.text();
    Diagnostic diagnostic = new Diagnostic(concern.id(), Severity.ERROR, location.inText(), message,
        location.note().stream().toList(), List.of());
    List<Frame> chain = text.flatMap(Location.Text::frame).map(Frame::outwards).orElse(List.of());
    for (Frame frame : chain) {
      diagnostic = diagnostic.withNote(frame.call(), "in `" + frame.segment() + "`, used here");
    }
    found.add(diagnostic);
  }

  /** @throws UnsupportedModelException if anything was found */
  void throwIfAny() {
    if (!found.isEmpty()) {
      throw exception();
    }
  }

  UnsupportedModelException exception() {
    return new UnsupportedModelException(found);
  }
}
