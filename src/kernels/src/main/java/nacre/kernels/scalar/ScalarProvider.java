package nacre.kernels.scalar;

import nacre.kernels.lanes.Provider;

/** The provider in plain Java. */
public final class ScalarProvider {

  private ScalarProvider() {}

  public static Provider create() {
    return new Provider("scalar", new ScalarTiles(), new ScalarRows(), new ScalarElements(), new ScalarChains());
  }
}
