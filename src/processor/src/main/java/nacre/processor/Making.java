package nacre.processor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.annotation.processing.Filer;
import nacre.front.Message;
import nacre.front.Message.Finding;
import nacre.front.Message.Severity;
import nacre.front.Request;

/** Models on their way to classes: hears what the worker says of them. */
final class Making implements Consumer<Message> {
  /** What Java sources can say in every encoding that javac may be set to; the rest becomes Unicode escapes. */
  private static final String ENCODING = "US-ASCII";

  private final List<Located> models;
  private final Request.Roots roots;
  private final Voice voice;
  private final List<Finding> findings = new ArrayList<>();
  private final List<Message.Output> outputs = new ArrayList<>();
  private final List<Message.Remark> remarks = new ArrayList<>();

  /** @param roots where the worker writes */
  Making(List<Located> models, Request.Roots roots, Voice voice) {
    this.models = models;
    this.roots = roots;
    this.voice = voice;
  }

  /** @param made sources of classes of earlier rounds, relative to their root */
  Request request(Options options, List<Path> made) {
    return new Request(models.stream().map(Located::unit).toList(), options.rules(), options.failOn(),
        new Request.Classes(roots, Optional.empty(), options.pipeline(), options.dims(), ENCODING),
        made.stream().collect(Collectors.toMap(source -> roots.sources().resolve(source).toString(),
            source -> "another model")),
        Optional.empty());
  }

  @Override
  public void accept(Message message) {
    if (message instanceof Finding finding) {
      findings.add(finding);
    } else if (message instanceof Message.Output output) {
      outputs.add(output);
    } else if (message instanceof Message.Remark remark) {
      remarks.add(remark);
    }
  }

  /** All findings, and if warnings are what keeps classes from being made, that they do. */
  void sayFindings(Request.Threshold failOn) {
    findings.forEach(finding -> voice.finding(of(finding.unit()), finding));
    List<Finding> warnings = with(Severity.WARNING);
    if (failOn == Request.Threshold.WARNING && !warnings.isEmpty() && with(Severity.ERROR).isEmpty()) {
      voice.error(of(warnings.get(0).unit()),
          "no class is made: models have warnings, and " + Option.FAIL_ON_WARNING.flag() + " is set");
    }
  }

  private List<Finding> with(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).toList();
  }

  private Wanted of(String unit) {
    return models.stream().filter(model -> model.unit().file().equals(unit)).findFirst()
        .orElseThrow(() -> new IllegalStateException(unit)).wanted();
  }

  /**
   * Hands over to the compiler what the worker wrote, and says what is to be said of it.
   *
   * @return the sources, relative to their root
   */
  List<Path> take(Filer filer) {
    List<Path> sources = new ArrayList<>();
    for (Located model : models) {
      MadeFiles made = new MadeFiles(filer, model.wanted());
      try {
        for (Path source : below(roots.sources(), model)) {
          made.source(roots.sources(), source);
          sources.add(source);
        }
        for (Path resource : below(roots.resources(), model)) {
          made.resource(roots.resources(), resource);
        }
      } catch (RefusedException e) {
        voice.error(model.wanted(), String.valueOf(e.getMessage()));
      } catch (IOException e) {
        voice.error(model.wanted(), "cannot write what `" + model.wanted().file() + "` makes: " + e);
      }
    }
    remarks.forEach(remark -> voice.note(remark.text()));
    return sources;
  }

  /** What was written of a model; a file that is asked for in two packages is one unit of two. */
  private List<Path> below(Path root, Located model) {
    Path packages = Path.of(model.unit().packageName().replace('.', '/'));
    return outputs.stream().filter(output -> output.unit().equals(model.unit().file())).map(Message.Output::file)
        .map(Path::of).filter(file -> root.resolve(packages).equals(file.getParent())).map(root::relativize).toList();
  }
}
