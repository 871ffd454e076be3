package nacre.front;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import nacre.front.ModelBuild.Result;
import nacre.front.Request.Threshold;
import nacre.front.Request.Unit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder of models as {@link FakeWorker} knows them, and builds of them. */
abstract class BuildOfFakes {
  @TempDir
  Path folder;

  Path state;
  String version = "1";
  FakeWorker worker;

  @BeforeEach
  final void state() {
    state = folder.resolve("target/state");
    worker = new FakeWorker(folder, Path.of("out"));
  }

  final void model(String file, String words) throws IOException {
    Path path = folder.resolve(file);
    Files.writeString(path, words);
    Files.setLastModifiedTime(path, FileTime.fromMillis(System.currentTimeMillis() - 5_000));
  }

  final Request request(Threshold failOn, String... files) {
    return new Request(Stream.of(files).map(file -> new Unit(file, "p")).toList(), Request.Rules.standard(), failOn,
        new Request.Classes(new Request.Roots(Path.of("out"), Path.of("res")), Optional.empty(), Optional.empty(),
            List.of(), "UTF-8"),
        Map.of(), Optional.empty());
  }

  final Result run(String... files) throws Exception {
    return run(request(Threshold.ERROR, files));
  }

  final Result run(Request request) throws Exception {
    return new ModelBuild(folder, state, version).run(request, () -> worker, remark -> {});
  }

  final List<String> asked() {
    return worker.asked();
  }

  final boolean exists(String file) {
    return Files.exists(folder.resolve(file));
  }
}
