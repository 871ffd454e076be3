package nacre.worker;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import nacre.driver.Compilation;
import nacre.driver.Compiler;
import nacre.driver.Diagnostics;
import nacre.driver.EmittedFile;
import nacre.driver.GoldenTests;
import nacre.driver.LoadedModel;
import nacre.driver.RejectedException;
import nacre.driver.SourceRoots;
import nacre.front.Message;
import nacre.front.Request;
import nacre.passes.PassOptions;
import nacre.passes.Pipeline;
import nacre.source.Diagnostic;
import nacre.source.InputException;
import nacre.source.Severity;
import nacre.weights.Seeding;

/** Makes classes with their weights, and their tests if they are wanted. */
final class ClassMaking implements Making {
  private static final Seeding SEEDING = new Seeding(1, Seeding.Scheme.INITIAL);

  /** A class that can be written. */
  private record Planned(Job job, Compilation compilation) {}

  private final Pipeline pipeline;
  private final SourceRoots roots;
  private final Optional<SourceRoots> testRoots;
  private final Dims dims;
  private final List<Planned> planned = new ArrayList<>();
  private final Map<String, String> owners = new HashMap<>();

  /**
   * @param taken files that belong to models which are not worked on, with the model file of each
   * @throws InputException if a setting is wrong
   */
  ClassMaking(Request.Classes classes, Map<String, String> taken) {
    pipeline = classes.pipeline().map(Pipeline::parse).orElse(Pipeline.STANDARD);
    Charset charset = charset(classes.encoding());
    roots = roots(classes.roots(), charset);
    testRoots = classes.tests().map(tests -> roots(tests, charset));
    taken.forEach((file, unit) -> owners.put(key(Path.of(file)), unit));
    dims = Dims.of(classes.dims());
  }

  private static SourceRoots roots(Request.Roots roots, Charset charset) {
    return new SourceRoots(roots.sources(), roots.resources(), charset);
  }

  private static Charset charset(String name) {
    try {
      Charset charset = Charset.forName(name);
      if (charset.canEncode()) {
        return charset;
      }
      throw new InputException("encoding: nothing can be written in `" + name + "`, only read");
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      throw new InputException("encoding: there is no character set `" + name + "`", e);
    }
  }

  /** Where case counts for nothing, names that differ in it are one. */
  private static String key(Path file) {
    return file.toAbsolutePath().normalize().toString().toLowerCase(Locale.ROOT);
  }

  @Override
  public void plan(List<Job> jobs) {
    for (Job job : jobs) {
      if (!job.hasErrors()) {
        for (LoadedModel model : dims.sized(job)) {
          problem(job.unit().packageName()).ifPresentOrElse(text -> job.add(List.of(wrongPackage(model, text))),
              () -> plan(job, model));
        }
      }
    }
  }

  /** What the virtual machine loads: names that Java allows, but none of its own. */
  private static Optional<String> problem(String name) {
    if (name.equals("java") || name.startsWith("java.")) {
      return Optional.of("the class would be in `" + name + "`, but Java loads no other classes below `java`");
    }
    return name.isEmpty() || SourceVersion.isName(name, SourceVersion.RELEASE_25)
        ? Optional.empty()
        : Optional.of("the class would be in the package `" + name
            + "`, required names that Java allows, with dots between them; rename the folder, or set the package");
  }

  private static Diagnostic wrongPackage(LoadedModel model, String text) {
    return new Diagnostic(Diagnostics.PACKAGE_NAME, Severity.ERROR, model.name(), text, List.of(), List.of());
  }

  private void plan(Job job, LoadedModel model) {
    try {
      Compilation compilation = Compiler.compile(model, pipeline, PassOptions.standard(), SEEDING);
      Optional<String> owner = places(compilation, job.unit().packageName())
          .map(file -> owners.putIfAbsent(key(file), job.unit().file())).filter(other -> other != null).findFirst();
      if (owner.isPresent()) {
        job.add(List.of(taken(compilation, job, owner.get())));
      } else {
        planned.add(new Planned(job, compilation));
        if (isSeeded(model)) {
          job.add(List.of(unbound(compilation)));
        }
      }
    } catch (RejectedException e) {
      job.add(e.diagnostics());
    }
  }

  /** Whether its weights are but a start of a training. */
  private static boolean isSeeded(LoadedModel model) {
    return !model.bindsWeights() && !model.graph().params().isEmpty();
  }

  /** Said at each build, as nobody wants to ship such weights unawares. */
  private static Diagnostic unbound(Compilation compilation) {
    return new Diagnostic(Diagnostics.UNBOUND_WEIGHTS, Severity.INFO, compilation.model().name(),
        compilation.parameters().origin(), List.of(), List.of());
  }

  /** All files that would be written. */
  private Stream<Path> places(Compilation compilation, String packageName) {
    return Stream.concat(compilation.places(roots, packageName).stream(),
        testRoots.stream().flatMap(tests -> GoldenTests.places(compilation, tests, packageName).stream()));
  }

  private static Diagnostic taken(Compilation compilation, Job job, String owner) {
    String name = compilation.className(job.unit().packageName());
    return new Diagnostic(Diagnostics.EQUAL_CLASSES, Severity.ERROR, compilation.model().name(),
        "the class `" + name + "` is also made of " + (owner.equals(job.unit().file()) ? "another model here" : owner)
            + ", case aside; rename one of the two models, or put them into different packages",
        List.of(), List.of());
  }

  @Override
  public void write(Voice voice) throws IOException {
    for (Planned each : planned) {
      String unit = each.job().unit().file();
      if (!each.job().hasErrors()) {
        for (EmittedFile file : write(each.compilation(), each.job().unit().packageName())) {
          voice.say(new Message.Output(unit, file.path().toString(), file.changed()));
        }
        if (!isSeeded(each.compilation().model())) {
          voice.say(new Message.Remark(unit, each.compilation().model().graph().name() + ": "
              + each.compilation().parameters().origin()));
        }
      }
    }
  }

  private List<EmittedFile> write(Compilation compilation, String packageName) throws IOException {
    List<EmittedFile> files = new ArrayList<>(compilation.write(roots, packageName));
    if (testRoots.isPresent()) {
      files.addAll(GoldenTests.write(compilation, testRoots.get(), packageName));
    }
    return files;
  }
}
