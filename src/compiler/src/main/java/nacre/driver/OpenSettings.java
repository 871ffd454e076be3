package nacre.driver;

import java.nio.file.Path;
import java.util.Optional;

import nacre.config.Settings;
import nacre.config.SettingsReader;
import nacre.report.Reported;
import nacre.source.Reporter;
import nacre.source.Source;
import nacre.source.SourceReader;

/**
 * A file of settings that was read.
 *
 * @param settings what it says, unless there are errors
 * @param errors   what is wrong with it, if something is
 */
record OpenSettings(Optional<Settings> settings, Optional<Reported> errors) {
  /** @param name what diagnostics call it */
  static OpenSettings read(Path file, String name) {
    Reporter reporter = new Reporter();
    Optional<Source> text = SourceReader.read(file, name, SettingsReader.MOST_BYTES, reporter);
    Optional<Settings> settings =
        text.flatMap(source -> SettingsReader.read(source, file.resolveSibling("").normalize(), reporter));
    return new OpenSettings(settings, reporter.hasErrors()
        ? Optional.of(new Reported(name, reporter.diagnostics(), _ -> text))
        : Optional.empty());
  }
}
