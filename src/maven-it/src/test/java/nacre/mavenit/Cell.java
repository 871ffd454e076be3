package nacre.mavenit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/** A Maven on a Java: those that users have. */
enum Cell {
  BEFORE_ON_17("nacre.it.before", 17), BEFORE_ON_25("nacre.it.before", 25), NOW_ON_17("nacre.it.now", 17), NOW_ON_25(
      "nacre.it.now", 25);

  private final String maven;
  private final int java;

  Cell(String maven, int java) {
    this.maven = System.getProperty(maven, "");
    this.java = java;
  }

  /** The folder of the Maven. */
  Path maven() {
    return Checkout.target().resolve("mavens/apache-maven-" + maven);
  }

  /** The home of the Java. Where it is not installed, the test is skipped, and says so. */
  Path java() {
    var home = Javas.home(java);
    assumeTrue(home.isPresent(), "no Java " + java + " is installed, nor named by -D" + Javas.option(java));
    return home.get();
  }

  @Override
  public String toString() {
    return "Maven " + maven + " on Java " + java;
  }
}
