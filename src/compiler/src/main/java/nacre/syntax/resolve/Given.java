package nacre.syntax.resolve;

import java.util.Optional;
import nacre.source.Span;

/**
 * An argument that a call gives.
 *
 * @param span    where it stands
 * @param written the name that it is written as, where it is nothing but a name
 */
record Given(Datum value, Span span, Optional<String> written) {
}
