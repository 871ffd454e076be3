package nacre.front;

import java.util.Optional;
import java.util.function.Consumer;

/** What a worker has said so far. Its Java, or a library, may say something too: that is no message. */
final class Dialogue {
  private final Consumer<Message> listener;
  private final Consumer<String> chatter;
  private Optional<Boolean> fine = Optional.empty();
  private Optional<String> refused = Optional.empty();
  private Optional<Message.Fault> fault = Optional.empty();

  /**
   * @param listener hears what is said of models
   * @param chatter  hears lines that are no messages
   */
  Dialogue(Consumer<Message> listener, Consumer<String> chatter) {
    this.listener = listener;
    this.chatter = chatter;
  }

  /** @throws ProtocolException if the worker is of another version */
  void hear(String line) {
    Optional<Message> message = message(line);
    if (message.isEmpty()) {
      chatter.accept(line);
    } else if (message.get() instanceof Message.Hello hello) {
      requireVersion(hello);
    } else if (message.get() instanceof Message.Done done) {
      fine = Optional.of(done.fine());
    } else if (message.get() instanceof Message.Refused said) {
      refused = Optional.of(said.text());
    } else if (message.get() instanceof Message.Fault said) {
      fault = Optional.of(said);
    } else {
      listener.accept(message.get());
    }
  }

  private static Optional<Message> message(String line) {
    try {
      return Optional.of(Message.read(line));
    } catch (ProtocolException e) {
      return Optional.empty();
    }
  }

  private static void requireVersion(Message.Hello hello) {
    if (hello.protocol() != Message.VERSION) {
      throw new ProtocolException("it is of Nacre " + hello.version() + " and speaks version " + hello.protocol()
          + " of the protocol, required version " + Message.VERSION + "; use one version of Nacre for both");
    }
  }

  /** The last message; empty where the worker ended without one. */
  Optional<Boolean> fine() {
    return fine;
  }

  Optional<String> refused() {
    return refused;
  }

  Optional<Message.Fault> fault() {
    return fault;
  }
}
