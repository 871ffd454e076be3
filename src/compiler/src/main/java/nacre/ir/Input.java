package nacre.ir;

import java.util.Optional;

/**
 * What a caller hands in.
 *
 * @param value   the result of the {@link nacre.ir.op.InputOp} node that stands for it
 * @param picture how a picture becomes this tensor, if the text says so
 */
public record Input(String name, Value value, Optional<Preprocessing> picture, Location location) {}
