package nacre.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import nacre.kernels.lanes.Lanes;

/** The width of this virtual machine's vectors: constants, as the compiler needs them to be. */
final class Species {

  static final int BITS = bits(System.getProperty(Lanes.PROPERTY, ""));
  static final VectorSpecies<Float> F = switch (BITS) {
    case 128 -> FloatVector.SPECIES_128;
    case 256 -> FloatVector.SPECIES_256;
    default -> FloatVector.SPECIES_512;
  };
  static final VectorSpecies<Integer> I = switch (BITS) {
    case 128 -> IntVector.SPECIES_128;
    case 256 -> IntVector.SPECIES_256;
    default -> IntVector.SPECIES_512;
  };
  /** Floats in a vector. */
  static final int L = F.length();

  private Species() {}

  private static int bits(String forced) {
    String prefix = "vector-";
    int wanted = forced.startsWith(prefix) ? Integer.parseInt(forced.substring(prefix.length()))
        : VectorShape.preferredShape().vectorBitSize();
    return Math.clamp(wanted, 128, 512);
  }
}
