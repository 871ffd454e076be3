package nacre.worker;

import java.io.PrintStream;
import nacre.front.Message;

/** Says messages, a line each. */
class Voice {
  private final PrintStream out;

  Voice(PrintStream out) {
    this.out = out;
  }

  void say(Message message) {
    out.print(Message.line(message) + "\n");
    out.flush();
  }
}
