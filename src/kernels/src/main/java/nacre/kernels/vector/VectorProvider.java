package nacre.kernels.vector;

import nacre.kernels.lanes.Provider;
import nacre.kernels.lanes.Tiles;

/** The provider that uses the Vector API, with the width of {@link Species}. */
public final class VectorProvider {

  private VectorProvider() {}

  public static Provider create() {
    Tiles tiles = switch (Species.BITS) {
      case 128 -> new Tiles128();
      case 256 -> new Tiles256();
      default -> new Tiles512();
    };
    return new Provider("vector-" + Species.BITS, tiles, new VectorRows(), new VectorElements(), new VectorChains());
  }
}
