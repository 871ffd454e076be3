package nacre.front;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a file was like: whether it was there, and its contents by SHA-256 where they were read.
 *
 * @param file     its path, absolute or relative to the folder of the build
 * @param modified milliseconds
 * @param hash     in hex; {@link #ABSENT} where there was no file
 */
record Stamp(String file, long size, long modified, String hash) {
  static final String ABSENT = "absent";
  private static final String UNREAD = "unread";

  /** A file up to this size is read whenever it is asked after; of a larger one, size and time are believed. */
  private static final long SMALL = 1 << 20;

  /** One that no file holds: what was read is not known. */
  static Stamp unknown(String file) {
    return new Stamp(file, 0, 0, "unknown");
  }

  /** What a file is like now that nobody changes but who asks: a large one is not read, as its time says it all. */
  static Stamp ofOutput(Path folder, String file) throws IOException {
    Path path = folder.resolve(file);
    if (Files.isRegularFile(path) && Files.size(path) > SMALL) {
      return new Stamp(file, Files.size(path), Files.getLastModifiedTime(path).toMillis(), UNREAD);
    }
    return of(folder, file);
  }

  /** What a file is like now. */
  static Stamp of(Path folder, String file) throws IOException {
    Path path = folder.resolve(file);
    if (!Files.isRegularFile(path)) {
      return new Stamp(file, 0, 0, ABSENT);
    }
    BasicFileAttributes facts = Files.readAttributes(path, BasicFileAttributes.class);
    return new Stamp(file, facts.size(), facts.lastModifiedTime().toMillis(), hash(path));
  }

  /** Whether the file is still as it was. */
  boolean holds(Path folder) throws IOException {
    Path path = folder.resolve(file);
    if (!Files.isRegularFile(path)) {
      return hash.equals(ABSENT);
    }
    BasicFileAttributes facts = Files.readAttributes(path, BasicFileAttributes.class);
    if (hash.equals(ABSENT) || facts.size() != size) {
      return false;
    }
    boolean believed = size > SMALL && facts.lastModifiedTime().toMillis() == modified;
    return believed || hash(path).equals(hash);
  }

  /** The same with the time that the file has now; only for one that holds. */
  Stamp renewed(Path folder) throws IOException {
    Path path = folder.resolve(file);
    return size > SMALL ? new Stamp(file, size, Files.getLastModifiedTime(path).toMillis(), hash) : this;
  }

  private static String hash(Path path) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
