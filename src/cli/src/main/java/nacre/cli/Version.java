package nacre.cli;

import nacre.driver.NacreVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code nacre --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"nacre " + text()};
  }

  /** The version alone. */
  static String text() {
    return NacreVersion.text();
  }
}
