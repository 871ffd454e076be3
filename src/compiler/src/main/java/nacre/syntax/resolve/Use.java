package nacre.syntax.resolve;

import java.util.Optional;
import nacre.source.Span;

/**
 * A use of an op or block.
 *
 * @param span    the call
 * @param segment what it adds to paths
 * @param layer   the declared layer that it applies, if it does
 */
record Use(Span span, String segment, Optional<DeclaredLayer> layer) {
}
