package nacre.front;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where installers and tools put a Java, each in a folder of its own below one of these. */
final class InstallFolders {
  private static final List<String> UNIX = List.of("/usr/lib/jvm", "/usr/lib64/jvm", "/usr/java", "/usr/local", "/opt",
      "/opt/java", "/Library/Java/JavaVirtualMachines", "/opt/homebrew/opt");
  private static final List<String> HOME = List.of(".sdkman/candidates/java", ".jdks", ".gradle/jdks",
      ".local/share/mise/installs/java", ".asdf/installs/java", "Library/Java/JavaVirtualMachines");
  private static final List<String> WINDOWS =
      List.of("Java", "Eclipse Adoptium", "Microsoft", "Amazon Corretto", "Zulu",
          "BellSoft");

  private InstallFolders() {}

  /** Those of this machine; whether they are there is not known. */
  static List<Path> here() {
    List<Path> folders = new ArrayList<>();
    UNIX.forEach(folder -> folders.add(Path.of(folder)));
    Optional.ofNullable(System.getProperty("user.home"))
        .ifPresent(home -> HOME.forEach(folder -> folders.add(Path.of(home, folder.split("/")))));
    Optional.ofNullable(System.getenv("ProgramFiles"))
        .ifPresent(programs -> WINDOWS.forEach(folder -> folders.add(Path.of(programs, folder))));
    return folders;
  }
}
