package nacre.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import nacre.front.Message;
import nacre.front.Request;
import nacre.front.RequestLines;

/** Stands for the worker in tests of the front: the name of the first unit says what it does. */
public final class Main {
  private Main() {}

  public static void main(String[] arguments) throws IOException {
    Request request =
        RequestLines
            .read(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).lines().toList());
    String scene = request.units().getFirst().file();
    say(new Message.Hello(scene.equals("other version") ? 99 : Message.VERSION, "9.9", "25"));
    switch (scene) {
      case "fine" -> {
        say(new Message.Remark(scene, System.getProperty("said", "nothing") + ", Gr\u00f6\u00dfe"));
        say(new Message.Done(true));
      }
      case "findings" -> say(new Message.Done(false));
      case "refused" -> say(new Message.Refused("there is no rule `x`"));
      case "fault" -> say(new Message.Fault("internal fault: X", "the stack\nand the model"));
      case "crash" -> {
        for (int i = 0; i < 1_000; i++) {
          System.err.println("line " + i);
        }
        System.exit(134);
      }
      case "dies without memory" -> throw new OutOfMemoryError("Java heap space");
      case "takes it for a fault" -> say(new Message.Fault("internal fault: NoClassDefFoundError",
          "Caused by: Exception java.lang.OutOfMemoryError: Java heap space [in thread \"main\"]"));
      case "killed" -> System.exit(137);
      case "chatter" -> {
        System.out.println("[0.1s][info][gc] a pause, said by Java");
        say(new Message.Done(true));
      }
      case "chatter alone" -> System.out.println("# A fatal error, said by Java");
      default -> throw new IllegalArgumentException(scene);
    }
  }

  private static void say(Message message) {
    System.out.println(Message.line(message));
  }
}
