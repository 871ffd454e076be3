package nacre.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import nacre.source.Span;

/**
 * One step of the way from a model's body to a node: a block call or a turn of a loop. Frames are shared between the
 * nodes below them.
 *
 * @param call    the call, or the loop's head
 * @param segment what it adds to a node's path, for instance {@code Bottleneck} or {@code stage2}
 * @param turn    the turn, from 0, if this is a loop
 * @param parent  the frame around it
 */
public record Frame(Span call, String segment, OptionalInt turn, Optional<Frame> parent) {
  /** From this frame outwards to the model's body. */
  public List<Frame> outwards() {
    List<Frame> chain = new ArrayList<>();
    for (Optional<Frame> at = Optional.of(this); at.isPresent(); at = at.get().parent()) {
      chain.add(at.get());
    }
    return chain;
  }
}
