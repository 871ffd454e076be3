package nacre.worker;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import nacre.driver.FaultReport;
import nacre.driver.Faults;
import nacre.driver.NacreVersion;
import nacre.front.Message;
import nacre.front.ProtocolException;
import nacre.front.RequestLines;
import nacre.front.WorkerProcess;

/** The entry point of the worker. */
public final class Main {
  private Main() {}

  /** Reads one request from the standard input, and writes messages to the standard output, which nothing else may use. */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    System.setOut(System.err);
    System.exit(run(System.in, new Voice(out)));
  }

  /** The exit code: 0 where a request was answered, whatever the answer is. */
  static int run(InputStream in, Voice voice) {
    voice.say(new Message.Hello(Message.VERSION, NacreVersion.text(), Runtime.version().toString()));
    Optional<Session> session = Optional.empty();
    try {
      session = Optional.of(new Session(RequestLines.read(lines(in)), voice));
      voice.say(new Message.Done(session.get().run()));
      return 0;
    } catch (ProtocolException e) {
      voice.say(new Message.Refused(String.valueOf(e.getMessage())));
      return 2;
    } catch (IOException | RuntimeException | VirtualMachineError | AssertionError | LinkageError e) {
      if (Faults.outOfMemory(e)) {
        return refuse(voice, WorkerProcess.NO_MEMORY);
      }
      Optional<String> user = Faults.message(e);
      return user.isPresent() ? refuse(voice, user.get()) : report(voice, session, e);
    }
  }

  private static int refuse(Voice voice, String text) {
    voice.say(new Message.Refused(text));
    return 1;
  }

  private static int report(Voice voice, Optional<Session> session, Throwable cause) {
    String call = session.map(Session::request).map(asked -> String.join("\n", RequestLines.of(asked)))
        .orElse("a request that was not read");
    FaultReport report = new FaultReport(call, session.map(Session::texts).orElse(List.of()), cause);
    voice.say(new Message.Fault(report.summary(), report.text()));
    return 3;
  }

  private static List<String> lines(InputStream in) throws IOException {
    try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (UncheckedIOException e) {
      throw new IOException(e);
    }
  }
}
