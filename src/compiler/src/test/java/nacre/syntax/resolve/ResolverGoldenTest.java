package nacre.syntax.resolve;

import java.util.stream.Stream;
import nacre.testing.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The language by example: what each construct becomes, and what is said where it is wrong. */
class ResolverGoldenTest {
  @TestFactory
  Stream<DynamicTest> cases() {
    return Golden.cases("nacre/syntax/resolve", Cases::outcome);
  }
}
