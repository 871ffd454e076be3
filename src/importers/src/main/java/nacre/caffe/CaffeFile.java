package nacre.caffe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import nacre.caffe.text.LocatedException;
import nacre.caffe.text.TextField;
import nacre.caffe.text.TextFormat;
import nacre.caffe.text.TextMessage;
import nacre.driver.ImportedModel;
import nacre.importers.Draft;
import nacre.importers.InvalidModelException;
import nacre.importers.UnsupportedException;
import nacre.ir.Attr;
import nacre.ir.TensorType;
import nacre.source.Diagnostic;
import nacre.source.InputException;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.source.SourceReader;
import nacre.syntax.resolve.ResolveOptions;

/** A text of Caffe: a network, or a solver that has one or says where it is. */
public final class CaffeFile {
  private static final String ENDING = ".prototxt";

  /** A network, and what the solver around it says. */
  private record Found(Net net, Path file, NetState state, SequencedMap<String, Attr> facts, List<Source> sources,
      List<Diagnostic> notes) {}

  private final Path file;

  public CaffeFile(Path file) {
    this.file = file;
  }

  /**
   * The network as a graph.
   *
   * @param inputs types of inputs, in place of those that the text says
   * @throws InputException if the text, or the weights beside it, break the rules of their format; it says where
   */
  public ImportedModel read(ResolveOptions options, Map<String, TensorType> inputs) {
    try {
      Found found = find(options);
      Optional<BlobFile> weights = weights(options, found.file()).map(BlobFile::read);
      Draft draft = new Draft(String.valueOf(file.getFileName()), found.net().name(stem(found.file())),
          options.dims());
      NetImport net = new NetImport(found.net(), draft, found.state(), inputs, weights);
      net.run(found.facts());
      List<Path> files = new ArrayList<>();
      if (!found.file().equals(file)) {
        files.add(found.file());
      }
      weights.ifPresent(read -> {
        files.add(read.file());
        draft.weightsIn(read.file());
      });
      List<Diagnostic> notes = new ArrayList<>(found.notes());
      notes.addAll(notes(net, found, weights));
      return draft.model(files, found.sources(), notes);
    } catch (LocatedException e) {
      throw new InputException(e.span(), source(Path.of(e.span().file())), String.valueOf(e.getMessage()));
    } catch (InvalidModelException e) {
      throw new InputException(file + ": " + e.text(), e.notes(), e);
    } catch (UnsupportedException e) {
      throw new InputException(file + ": this is not supported: " + e.reason(), e);
    }
  }

  /**
   * The types of the layers that the network has in that phase.
   *
   * @throws InputException if the text breaks the rules of its format; it says where
   */
  public Set<String> layerTypes(ResolveOptions options) {
    try {
      Found found = find(options);
      NetState state = found.state().with(found.net().settings().inner("state"));
      return OldPadding.moved(found.net().message().fields().stream()
          .filter(field -> field.name().startsWith("layer")).map(field -> CaffeLayer.of(field, -1)).toList()).stream()
          .filter(layer -> state.has(layer.settings())).map(CaffeLayer::type)
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (LocatedException e) {
      throw new InputException(e.span(), source(Path.of(e.span().file())), String.valueOf(e.getMessage()));
    } catch (UnsupportedException e) {
      throw new InputException(file + ": this is not supported: " + e.reason(), e);
    }
  }

  private static List<Diagnostic> notes(NetImport net, Found found, Optional<BlobFile> weights) {
    List<String> unused = net.unusedWeights();
    List<Diagnostic> notes = new ArrayList<>(net.notes());
    if (!unused.isEmpty()) {
      notes.add(ImportedModel.note(found.net().source().span(0, 0), weights.orElseThrow().file()
          + " has weights of " + unused.size() + (unused.size() == 1 ? " layer" : " layers")
          + " that this network has not got: " + String.join(", ", unused.subList(0, Math.min(8, unused.size())))
          + (unused.size() > 8 ? ", ..." : "")));
    }
    return notes;
  }

  private Found find(ResolveOptions options) {
    Source source = source(file);
    TextMessage message = TextFormat.parse(source);
    if (isNet(message)) {
      return new Found(Net.of(source, message), file, NetState.of(options.phase()), new LinkedHashMap<>(),
          List.of(source), List.of());
    }
    if (!Solver.is(message)) {
      throw notNet(message);
    }
    Solver solver = new Solver(file, message);
    TextField field = solver.net(options.phase());
    if (field.value() instanceof TextMessage inside) {
      Diagnostic note = ImportedModel.note(field.span(), "this is a solver; its network begins here");
      return new Found(Net.of(source, inside), file, solver.state(options.phase()), solver.facts(), List.of(source),
          List.of(note));
    }
    Path followed = solver.follow(field);
    Source text = source(followed);
    TextMessage net = TextFormat.parse(text);
    if (!isNet(net)) {
      throw new LocatedException(field.value().span(),
          "found " + followed + (Solver.is(net) ? ", a solver too" : "") + ", required a network");
    }
    Diagnostic note = ImportedModel.note(field.value().span(), "this is a solver; its network is " + followed);
    return new Found(Net.of(text, net), followed, solver.state(options.phase()), solver.facts(),
        List.of(text, source), List.of(note));
  }

  private static boolean isNet(TextMessage message) {
    return message.has("layer") || message.has("layers") || message.has("input");
  }

  private static LocatedException notNet(TextMessage message) {
    String found = message.fields().isEmpty() ? "nothing"
        : "`" + message.fields().getFirst().name() + "`"
            + (message.has("item") ? ", as label maps have" : "");
    return new LocatedException(message.fields().isEmpty() ? message.span() : message.fields().getFirst().span(),
        "this is not a network: found " + found + ", required `layer`");
  }

  private static Source source(Path file) {
    Reporter reporter = new Reporter();
    Optional<Source> source = SourceReader.read(file, reporter);
    return source.orElseThrow(() -> {
      Diagnostic error = reporter.diagnostics().getFirst();
      return new InputException(error.span().map(span -> span + ": ").orElse(file + ": ") + error.message());
    });
  }

  private static String stem(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.contains(".") ? name.substring(0, name.lastIndexOf('.')) : name;
  }

  private static Optional<Path> weights(ResolveOptions options, Path net) {
    return options.weights().or(() -> Optional.of(beside(net)).filter(Files::isRegularFile));
  }

  private static Path beside(Path net) {
    return net.resolveSibling(stem(net) + ".caffemodel");
  }

  /** Files that the network may be made of too, whether they are there or not. */
  List<Path> others() {
    List<Path> all = new ArrayList<>(List.of(beside(file)));
    try {
      TextMessage message = TextFormat.parse(source(file));
      if (!isNet(message) && Solver.is(message)) {
        Solver solver = new Solver(file, message);
        Settings.of(message).texts("net").forEach(net -> all.addAll(solver.candidates(net)));
      }
    } catch (LocatedException | InputException _) {
      return all;
    }
    return all;
  }

  static boolean isText(String name) {
    return name.endsWith(ENDING);
  }
}
