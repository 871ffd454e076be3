package nacre.ir;

/**
 * A trained parameter or running statistic.
 *
 * @param path where it lives, for instance {@code stage2.block0.Bottleneck.ConvNorm_1.conv2d.weight}
 */
public record Param(String path, TensorType type, Role role, boolean trainable, Init init, Location location) {}
