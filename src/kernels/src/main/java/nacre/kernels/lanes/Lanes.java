package nacre.kernels.lanes;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import nacre.kernels.scalar.ScalarProvider;
import nacre.kernels.vector.VectorProvider;

/**
 * The provider of this virtual machine, chosen once.
 *
 * <p>The property {@code nacre.provider} forces one: {@code scalar}, {@code vector-128}, {@code vector-256} or
 * {@code vector-512}. Otherwise it is the Vector API's preferred width, or plain Java where the module is absent; which one,
 * and why, is said once through {@link System.Logger}.
 */
public final class Lanes {

  /** The property that forces a provider. */
  public static final String PROPERTY = "nacre.provider";

  private static final String FLAG = "--add-modules jdk.incubator.vector";

  public static final Provider PROVIDER = choose(System.getProperty(PROPERTY, ""));
  public static final Tiles TILES = PROVIDER.tiles();
  public static final Rows ROWS = PROVIDER.rows();
  public static final Elements ELEMENTS = PROVIDER.elements();

  private Lanes() {}

  private static Provider choose(String forced) {
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return switch (forced) {
      case "" -> present ? said(VectorProvider.create(), "the preferred width of this machine")
          : said(ScalarProvider.create(), "the Vector API is absent; for speed, start Java with " + FLAG);
      case "scalar" -> said(ScalarProvider.create(), "as " + PROPERTY + " asks");
      case "vector-128", "vector-256", "vector-512" -> {
        if (!present) {
          throw new IllegalStateException(PROPERTY + "=" + forced + " needs the Vector API: start Java with " + FLAG);
        }
        yield said(VectorProvider.create(), "as " + PROPERTY + " asks");
      }
      default -> throw new IllegalStateException(
          PROPERTY + ": found `" + forced + "`, required scalar, vector-128, vector-256 or vector-512");
    };
  }

  private static Provider said(Provider provider, String why) {
    Logger logger = System.getLogger("nacre.kernels");
    Level level = why.contains(FLAG) ? Level.WARNING : Level.DEBUG;
    logger.log(level, () -> "kernels: " + provider.name() + ", " + why);
    return provider;
  }
}
