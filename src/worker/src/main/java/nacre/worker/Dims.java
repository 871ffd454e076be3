package nacre.worker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import nacre.driver.Compiler;
import nacre.driver.LoadedFile;
import nacre.driver.LoadedModel;
import nacre.source.InputException;
import nacre.syntax.resolve.ResolveOptions;

/** Sizes for symbols of inputs: code needs a number for each but the batch's. */
record Dims(Map<String, Long> sizes) {
  Dims {
    sizes = Map.copyOf(sizes);
  }

  /**
   * What {@code NAME=SIZE} texts say.
   *
   * @throws InputException for one that is nothing of that kind
   */
  static Dims of(List<String> said) {
    Map<String, Long> sizes = new HashMap<>();
    for (String one : said) {
      String[] parts = one.split("=", -1);
      if (parts.length != 2 || parts[0].isBlank() || !parts[1].strip().matches("\\d{1,9}")) {
        throw new InputException("dims: found `" + one + "`, required NAME=SIZE, for instance H=224");
      }
      sizes.put(parts[0].strip(), Long.valueOf(parts[1].strip()));
    }
    return new Dims(sizes);
  }

  /** The models of a file with the sizes of the symbols that they have. What is wrong with that is said of the job. */
  List<LoadedModel> sized(Job job) {
    Set<String> symbols = job.loaded().models().stream()
        .flatMap(model -> model.graph().symbols().bounds().keySet().stream()).collect(Collectors.toSet());
    Map<String, Long> own = new TreeMap<>(sizes);
    own.keySet().retainAll(symbols);
    if (own.isEmpty()) {
      return job.loaded().models();
    }
    LoadedFile sized = Compiler.load(job.loaded().path(), ResolveOptions.none().withDims(own));
    if (sized.hasErrors()) {
      job.add(sized.diagnostics());
    }
    return sized.models();
  }
}
