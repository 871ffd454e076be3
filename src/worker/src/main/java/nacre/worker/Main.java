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
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nacre.driver.FaultReport;
import nacre.driver.Faults;
import nacre.driver.NacreVersion;
import nacre.front.Message;
import nacre.front.ProtocolException;
import nacre.front.Request;
import nacre.front.RequestLines;

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
    Optional<Request> request = Optional.empty();
    try {
      request = Optional.of(RequestLines.read(lines(in)));
      boolean fine = new Session(request.get(), voice).run();
      voice.say(new Message.Done(fine));
      return 0;
    } catch (ProtocolException e) {
      voice.say(new Message.Refused(String.valueOf(e.getMessage())));
      return 2;
    } catch (OutOfMemoryError e) {
      voice.say(new Message.Refused("the worker is out of memory; give its Java more with the argument -Xmx8g"));
      return 1;
    } catch (IOException | RuntimeException | StackOverflowError | AssertionError | LinkageError e) {
      Optional<String> user = Faults.message(e);
      return user.isPresent() ? refuse(voice, user.get()) : report(voice, request, e);
    }
  }

  private static int refuse(Voice voice, String text) {
    voice.say(new Message.Refused(text));
    return 1;
  }

  private static int report(Voice voice, Optional<Request> request, Throwable cause) {
    String call = request.map(asked -> String.join("\n", RequestLines.of(asked))).orElse("a request that was not read");
    List<Path> texts = request.stream().flatMap(asked -> asked.units().stream()).map(unit -> Path.of(unit.file()))
        .toList();
    FaultReport report = new FaultReport(call, texts, cause);
    Optional<Path> file = report.write();
    if (file.isEmpty()) {
      report.text().lines().forEach(System.err::println);
    }
    voice.say(new Message.Fault(report.summary(), file.map(Path::toString)));
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
