package nacre.codegen;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

import javax.lang.model.SourceVersion;

/** Java identifiers for a model's names: legal, and different where the names are. */
final class JavaNames {
  private static final int LONGEST = 60;

  /** Classes that an emitted file mentions by their simple names. */
  private static final Set<String> CLASSES =
      Set.of("Axis", "Body", "BoolIn", "BoolOut", "BytesIn", "BytesOut", "Calls", "Cast", "ConcurrentLinkedQueue",
          "Conv", "Curve", "Epilogue", "Extent", "Extreme", "F32In", "F32Out", "F64In", "F64Out", "Fill", "Fold",
          "Gather", "Gemm", "Halo", "HalvesIn", "HalvesOut", "I32In", "I32Out", "I64In", "I64Out", "Init", "Kernels",
          "Memory", "Move", "Normalise", "Object", "Override", "Packed", "Path", "Pointwise", "Pool", "Queue", "Record",
          "Reduce", "Scan", "Scatter", "ShortsIn", "ShortsOut", "Slot", "Softmax", "String", "Team", "Top", "Weights",
          "Window", "Worker", "Workspace");

  private final Set<String> taken = new HashSet<>();

  /** Names that something else has already. */
  JavaNames(String... others) {
    taken.addAll(Arrays.asList(others));
  }

  /** A fresh member name, for instance {@code stage2Block0} for {@code stage2.block0}. */
  String member(String name) {
    StringBuilder camel = new StringBuilder();
    for (String part : name.split("[^A-Za-z0-9]+")) {
      if (!part.isEmpty()) {
        camel.append(camel.isEmpty() ? part.substring(0, 1).toLowerCase(Locale.ROOT)
            : part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
      }
    }
    String legal = camel.isEmpty() || Character.isDigit(camel.charAt(0)) ? "v" + camel : camel.toString();
    String cut = legal.length() > LONGEST ? legal.substring(0, LONGEST) : legal;
    return unused(SourceVersion.isKeyword(cut) ? cut + "_" : cut);
  }

  private String unused(String wanted) {
    String name = wanted;
    for (int i = 2; !taken.add(name); i++) {
      name = wanted + "_" + i;
    }
    return name;
  }

  /** The class of a model, for instance {@code ResNet50}; never that of a class that its text mentions. */
  static String type(String model) {
    StringBuilder name = new StringBuilder();
    for (String part : model.split("[^A-Za-z0-9]+")) {
      if (!part.isEmpty()) {
        name.append(part.substring(0, 1).toUpperCase(Locale.ROOT)).append(part.substring(1));
      }
    }
    String legal = name.isEmpty() || Character.isDigit(name.charAt(0)) ? "Model" + name : name.toString();
    String cut = legal.length() > LONGEST ? legal.substring(0, LONGEST) : legal;
    boolean known = CLASSES.contains(cut) || cut.matches("Steps[0-9]+") || isInJavaLang(cut);
    return known ? cut + "Model" : cut;
  }

  private static boolean isInJavaLang(String name) {
    return Object.class.getResource("/java/lang/" + name + ".class") != null;
  }

  /** Whether text can be a package: identifiers separated by dots. */
  static boolean isPackage(String text) {
    return text.isEmpty() || SourceVersion.isName(text);
  }
}
