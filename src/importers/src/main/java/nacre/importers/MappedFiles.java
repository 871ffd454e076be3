package nacre.importers;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import nacre.source.InputException;

/** Files as memory: read when they are touched, never copied, given back when nobody refers to them. */
public final class MappedFiles {
  private MappedFiles() {}

  /** @throws InputException if it is no readable file */
  public static MemorySegment map(Path file) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw new InputException(file + ": this is no regular file");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file", e);
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
