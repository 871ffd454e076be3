package nacre.front;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines that a process writes; what it says before is forgotten, so that it cannot fill the memory. */
final class Tail {
  private static final int LINES = 60;

  private final Deque<String> lines = new ArrayDeque<>();
  private final Thread thread;

  Tail(InputStream in) {
    thread = new Thread(() -> read(in), "nacre-worker-errors");
    thread.setDaemon(true);
    thread.start();
  }

  private void read(InputStream in) {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, Charset.defaultCharset()))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      add("(the rest cannot be read: " + e.getMessage() + ")");
    }
  }

  /** Adds a line that came another way. */
  void add(String line) {
    synchronized (lines) {
      lines.addLast(line);
      if (lines.size() > LINES) {
        lines.removeFirst();
      }
    }
  }

  /** What there is once the process has ended. */
  List<String> lines() throws InterruptedException {
    thread.join(1_000);
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }
}
