package nacre.processor;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An option of javac, {@code -Anacre.NAME=VALUE}. */
enum Option {
  SELECT("select"), IGNORE("ignore"), SEVERITY("severity"), FAIL_ON_WARNING("failOnWarning"), SETTINGS("settings"),
  PIPELINE("pipeline"), DIMS("dims"), SOURCE_DIRECTORY("sourceDirectory"), JDK_HOME("jdkHome"), JVM_ARGS("jvmArgs"),
  WORKER("worker");

  private static final String PREFIX = "nacre.";

  private final String key;

  Option(String name) {
    key = PREFIX + name;
  }

  static Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    Arrays.stream(values()).forEach(option -> names.add(option.key));
    return names;
  }

  /** Whether a key is one that only an option of Nacre could have, and there is none. */
  static boolean isUnknown(String key) {
    return key.startsWith(PREFIX) && !names().contains(key);
  }

  /** As it is said on a command line. */
  static String flag(String key) {
    return "-A" + key;
  }

  String flag() {
    return flag(key);
  }

  boolean isIn(Map<String, String> given) {
    return given.containsKey(key);
  }

  /** Its value, which may be absent although the option is given. */
  Optional<String> value(Map<String, String> given) {
    return Optional.ofNullable(given.get(key)).map(String::strip).filter(value -> !value.isEmpty());
  }
}
