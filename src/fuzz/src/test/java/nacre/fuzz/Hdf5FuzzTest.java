package nacre.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

/** HDF5 comes from elsewhere, and the library that reads it trusts it. */
class Hdf5FuzzTest {
  static {
    FuzzLog.begin(Hdf5FuzzTest.class);
  }

  private final KerasWorkplace workplace = new KerasWorkplace("m.h5");

  static List<byte[]> files() {
    return KerasSeeds.hdf5();
  }

  @MethodSource("files")
  @DictionaryEntries({"OHDR", "OCHK", "TREE", "SNOD", "HEAP", "GCOL", "FRHP", "FHDB", "FHIB", "BTHD", "BTLF", "BTIN",
    "FAHD",
    "FADB", "\\xff\\xff\\xff\\xff\\xff\\xff\\xff\\xff"})
  @Timeout(value = 30, unit = TimeUnit.SECONDS)
  @FuzzTest
  void reads(byte @NotNull [] bytes) {
    workplace.hdf5(bytes);
  }
}
