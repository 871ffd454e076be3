package nacre.processor;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nacre.front.Request;

/**
 * What options of javac ask for.
 *
 * @param rules           how models are linted
 * @param failOn          what keeps classes from being made
 * @param dims            sizes for symbols of inputs, {@code NAME=SIZE} each
 * @param sourceDirectory where models are, if it is said
 * @param jdkHome         of the Java that runs the compiler, if it is said
 * @param jvmArgs         of that Java
 * @param worker          the class path of the compiler, if it is said
 */
record Options(Request.Rules rules, Request.Threshold failOn, Optional<String> pipeline, List<String> dims,
    Optional<Path> sourceDirectory,
    Optional<Path> jdkHome, List<String> jvmArgs, Optional<List<Path>> worker) {
  Options {
    dims = List.copyOf(dims);
    jvmArgs = List.copyOf(jvmArgs);
    worker = worker.map(List::copyOf);
  }

  /** @throws RefusedException if a value is not what its option takes */
  static Options of(Map<String, String> given) throws RefusedException {
    Request.Rules rules = new Request.Rules(list(Option.SELECT, given), list(Option.IGNORE, given),
        list(Option.SEVERITY, given), path(Option.SETTINGS, given));
    return new Options(rules, flag(Option.FAIL_ON_WARNING, given) ? Request.Threshold.WARNING : Request.Threshold.ERROR,
        text(Option.PIPELINE, given), list(Option.DIMS, given), path(Option.SOURCE_DIRECTORY, given),
        path(Option.JDK_HOME, given),
        list(Option.JVM_ARGS, given), paths(Option.WORKER, given));
  }

  /** What is given and no option, each as a warning. */
  static List<String> warnings(Map<String, String> given) {
    return given.keySet().stream().filter(Option::isUnknown).sorted().map(key -> "there is no option `"
        + Option.flag(key) + "`"
        + NearestName.of(key, Option.names()).map(name -> "; did you mean `" + Option.flag(name) + "`?").orElse(""))
        .toList();
  }

  private static List<String> list(Option option, Map<String, String> given) throws RefusedException {
    return text(option, given).stream().flatMap(text -> Arrays.stream(text.split(","))).map(String::strip)
        .filter(word -> !word.isEmpty()).toList();
  }

  private static boolean flag(Option option, Map<String, String> given) throws RefusedException {
    String value = option.value(given).orElse(Boolean.toString(option.isIn(given)));
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new RefusedException(option.flag() + ": found `" + value + "`, required true or false");
    };
  }

  private static Optional<String> text(Option option, Map<String, String> given) throws RefusedException {
    Optional<String> value = option.value(given);
    if (value.isEmpty() && option.isIn(given)) {
      throw new RefusedException(
          option.flag() + ": found nothing, required a value, as in " + option.flag() + "=VALUE");
    }
    return value;
  }

  private static Optional<Path> path(Option option, Map<String, String> given) throws RefusedException {
    Optional<String> text = text(option, given);
    return text.isPresent() ? Optional.of(path(option, text.get())) : Optional.empty();
  }

  private static Optional<List<Path>> paths(Option option, Map<String, String> given) throws RefusedException {
    Optional<String> text = text(option, given);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    List<Path> paths = new ArrayList<>();
    for (String path : text.get().split(File.pathSeparator)) {
      paths.add(path(option, path));
    }
    return Optional.of(paths);
  }

  private static Path path(Option option, String text) throws RefusedException {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new RefusedException(option.flag() + ": `" + text + "` is no path", e);
    }
  }
}
