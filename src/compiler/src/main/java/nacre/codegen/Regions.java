package nacre.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import nacre.ir.Frame;
import nacre.ir.Location;

/**
 * Cuts steps into methods along the blocks and loop turns of the text: a block becomes one method when it is small, and one
 * per part otherwise.
 */
final class Regions {
  /** Blocks of more steps are cut along the blocks inside. */
  private static final int SMALL = 8;
  /** Neighbours of fewer steps become one method. */
  private static final int TINY = 3;

  /** Consecutive steps, and the frames around all of them, outermost first. */
  private record Piece(List<Step> steps, List<Frame> frames) {
    boolean isTiny() {
      return steps.size() < TINY;
    }

    Piece with(Piece next) {
      List<Step> both = new ArrayList<>(steps);
      both.addAll(next.steps);
      int common = 0;
      while (common < Math.min(frames.size(), next.frames.size())
          && frames.get(common).equals(next.frames.get(common))) {
        common++;
      }
      return new Piece(both, frames.subList(0, common));
    }
  }

  private Regions() {}

  static List<Region> of(List<Step> steps) {
    List<Region> regions = new ArrayList<>();
    for (Piece piece : split(steps, List.of())) {
      for (int from = 0; from < piece.steps().size(); from += Region.MOST_STEPS) {
        regions
            .add(region(piece, piece.steps().subList(from, Math.min(from + Region.MOST_STEPS, piece.steps().size()))));
      }
    }
    return regions;
  }

  private static Region region(Piece piece, List<Step> steps) {
    String path = piece.frames().stream().map(Frame::segment).collect(Collectors.joining("."));
    Location location = piece.frames().isEmpty()
        ? Location.NONE
        : new Location.Text(piece.frames().getLast().call());
    return new Region(path, steps, location);
  }

  private static List<Piece> split(List<Step> steps, List<Frame> frames) {
    if (steps.size() <= SMALL) {
      return steps.isEmpty() ? List.of() : List.of(new Piece(steps, frames));
    }
    List<Piece> pieces = new ArrayList<>();
    for (int from = 0, to; from < steps.size(); from = to) {
      Optional<Frame> frame = frame(steps.get(from), frames.size());
      to = from + 1;
      while (to < steps.size() && frame(steps.get(to), frames.size()).equals(frame)) {
        to++;
      }
      pieces.addAll(frame.isPresent()
          ? split(steps.subList(from, to), append(frames, frame.get()))
          : List.of(new Piece(steps.subList(from, to), frames)));
    }
    return joined(pieces);
  }

  private static List<Piece> joined(List<Piece> pieces) {
    List<Piece> joined = new ArrayList<>();
    for (Piece piece : pieces) {
      if (!joined.isEmpty() && joined.getLast().isTiny() && piece.isTiny()) {
        joined.add(joined.removeLast().with(piece));
      } else {
        joined.add(piece);
      }
    }
    return joined;
  }

  /** The frame at a depth around a step, outermost first. */
  private static Optional<Frame> frame(Step step, int depth) {
    List<Frame> outwards = step.location().text().flatMap(Location.Text::frame).map(Frame::outwards).orElse(List.of());
    return depth < outwards.size() ? Optional.of(outwards.get(outwards.size() - 1 - depth)) : Optional.empty();
  }

  private static List<Frame> append(List<Frame> frames, Frame frame) {
    List<Frame> longer = new ArrayList<>(frames);
    longer.add(frame);
    return longer;
  }
}
