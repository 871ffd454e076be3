package nacre.processor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.SourceVersion;
import nacre.front.Jdk;
import nacre.front.JdkFinder;
import nacre.front.NoJdkException;
import nacre.front.Request;
import nacre.front.WorkerException;
import nacre.front.WorkerProcess;

/** The models of one compilation, over its rounds. */
final class Models {
  /** An annotation, known again in a later round. */
  private record Asked(String element, String file, String packageName) {
    Asked(Wanted wanted) {
      this(wanted.element().toString(), wanted.file(), wanted.packageName());
    }
  }

  private final ProcessingEnvironment environment;
  private final Voice voice;
  private final Path folder = Path.of("").toAbsolutePath();
  private final Set<Asked> asked = new HashSet<>();
  private final List<Path> made = new ArrayList<>();
  private boolean refused;

  Models(ProcessingEnvironment environment) {
    this.environment = environment;
    voice = new Voice(environment.getMessager());
    Options.warnings(environment.getOptions()).forEach(voice::warning);
  }

  /** Makes what a round asks for, all or nothing. What keeps all models from being compiled is said once. */
  void round(List<Wanted> all) {
    List<Wanted> fresh = all.stream().filter(wanted -> !asked.contains(new Asked(wanted))).toList();
    if (fresh.isEmpty() || refused) {
      return;
    }
    fresh.forEach(wanted -> asked.add(new Asked(wanted)));
    try {
      requireRelease(environment.getSourceVersion(), SourceVersion.latest());
      make(fresh, Options.of(environment.getOptions()));
    } catch (RefusedException | NoJdkException | WorkerException e) {
      refuse(fresh, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      refuse(fresh, "cannot read or write: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      refuse(fresh, "interrupted");
    }
  }

  private void refuse(List<Wanted> wanted, String text) {
    refused = true;
    voice.error(wanted.get(0), text);
  }

  /** The numbers of releases are the ordinals of their constants. */
  static void requireRelease(SourceVersion found, SourceVersion latest) throws RefusedException {
    String required =
        ", required " + Jdk.REQUIRED + " or newer, as the classes of models are Java " + Jdk.REQUIRED + "; ";
    if (latest.ordinal() < Jdk.REQUIRED) {
      throw new RefusedException("found the compiler of Java " + latest.ordinal() + required
          + "compile with a JDK " + Jdk.REQUIRED
          + " (Gradle: java.toolchain.languageVersion; IntelliJ: the module's SDK)");
    }
    if (found.ordinal() < Jdk.REQUIRED) {
      throw new RefusedException("found release " + found.ordinal() + required + "set --release " + Jdk.REQUIRED
          + " (Gradle: options.release; Maven: maven.compiler.release; IntelliJ: the module's language level)");
    }
  }

  private void make(List<Wanted> wanted, Options options)
      throws RefusedException, NoJdkException, WorkerException, IOException, InterruptedException {
    List<Located> models = located(wanted, options);
    if (models.isEmpty()) {
      return;
    }
    WorkerProcess worker = new WorkerProcess(
        JdkFinder.here().find(options.jdkHome(), Option.JDK_HOME.flag(), Optional.empty()),
        WorkerPath.of(options.worker(), Models.class.getClassLoader()), options.jvmArgs(), folder,
        Path.of(System.getProperty("java.io.tmpdir")));
    try (TemporaryFolder temporary = TemporaryFolder.open()) {
      Request.Roots roots =
          new Request.Roots(temporary.path().resolve("sources"), temporary.path().resolve("resources"));
      Making making = new Making(models, roots, voice);
      boolean fine = worker.run(making.request(options, made), making);
      making.sayFindings(options.failOn());
      if (fine && models.size() == wanted.size()) {
        made.addAll(making.take(environment.getFiler()));
      }
    }
  }

  private List<Located> located(List<Wanted> wanted, Options options) {
    ModelSearch search = new ModelSearch(environment.getElementUtils(), environment.getFiler(), folder,
        options.sourceDirectory());
    List<Located> located = new ArrayList<>();
    for (Wanted each : wanted) {
      try {
        Request.Unit unit = new Request.Unit(ShownPath.of(folder, search.find(each)), each.packageName());
        if (located.stream().anyMatch(other -> other.unit().equals(unit))) {
          throw new RefusedException(
              "`" + each.file() + "` is asked for twice: its class can be made once in a package");
        }
        located.add(new Located(each, unit));
      } catch (RefusedException e) {
        voice.error(each, String.valueOf(e.getMessage()));
      }
    }
    return List.copyOf(located);
  }
}
