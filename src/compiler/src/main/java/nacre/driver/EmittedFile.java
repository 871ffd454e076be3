package nacre.driver;

import java.nio.file.Path;

/**
 * A file that was made of a model.
 *
 * @param changed whether it was not there before, or with other contents
 */
public record EmittedFile(Path path, boolean changed) {}
