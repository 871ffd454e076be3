package nacre.front;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nacre.front.Message.Finding;
import nacre.front.Message.Severity;
import nacre.front.Request.Threshold;
import nacre.front.Request.Unit;

/**
 * A worker whose models are lists of words: {@code error} and {@code warning} are findings, {@code use FILE} is an input,
 * {@code crash} ends it after what comes before was written, any other word is a class.
 */
final class FakeWorker implements Worker {
  private final Path folder;
  private final Path outputs;
  private final List<String> asked = new ArrayList<>();

  /** @param outputs relative to the folder, as outputs are said */
  FakeWorker(Path folder, Path outputs) {
    this.folder = folder;
    this.outputs = outputs;
  }

  /** The units that were worked on since this was last asked. */
  List<String> asked() {
    List<String> all = List.copyOf(asked);
    asked.clear();
    return all;
  }

  /** All is read before anything is written. */
  @Override
  public boolean run(Request request, Consumer<Message> listener) throws WorkerException {
    List<Runnable> writing = new ArrayList<>();
    boolean fine = true;
    boolean crash = false;
    for (Unit unit : request.units()) {
      asked.add(unit.file());
      listener.accept(new Message.Input(unit.file(), folder.resolve(unit.file()).toString()));
      List<String> words = words(unit.file());
      crash |= words.contains("crash");
      fine &= say(request.failOn(), unit, words, listener);
      if (!words.contains("error")) {
        words.stream().filter(word -> word.matches("[A-Z]\\w*")).forEach(word -> writing
            .add(() -> write(unit.file(), outputs.resolve(word + ".java").toString(), listener)));
      }
    }
    request.report().ifPresent(report -> write("", report.file().toString(), message -> {}));
    if (fine) {
      writing.forEach(Runnable::run);
    }
    if (crash) {
      throw new WorkerException("crashed");
    }
    return fine;
  }

  private static boolean say(Threshold failOn, Unit unit, List<String> words, Consumer<Message> listener) {
    boolean fine = true;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("use")) {
        listener.accept(new Message.Input(unit.file(), words.get(i + 1)));
      } else if (word.equals("error") || word.equals("warning")) {
        Severity severity = word.equals("error") ? Severity.ERROR : Severity.WARNING;
        fine &= !failOn.isReachedBy(severity);
        listener.accept(new Finding(unit.file(), severity, "rule",
            Optional.of(new Message.Place(unit.file(), 1, i + 1, 1, i + 2)), "bad", List.of(), List.of()));
      }
    }
    return fine;
  }

  private List<String> words(String file) {
    try {
      return List.of(Files.readString(folder.resolve(file)).split(" "));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void write(String unit, String output, Consumer<Message> listener) {
    try {
      Path path = folder.resolve(output);
      boolean changed = !Files.exists(path);
      Files.createDirectories(path.resolveSibling(""));
      Files.writeString(path, path.getFileName().toString());
      listener.accept(new Message.Output(unit, output, changed));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
