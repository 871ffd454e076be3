package nacre.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import nacre.driver.FindingsFormat;
import nacre.driver.LintSession;
import nacre.driver.OutputFiles;
import nacre.front.Message;
import nacre.front.Request;
import nacre.report.Rebased;
import nacre.report.Reported;
import nacre.source.InputException;
import nacre.syntax.resolve.ResolveOptions;

/** Does what one request asks for: first everything is read, linted and planned; only then is anything written. */
final class Session {
  private final Request request;
  private final Voice voice;
  private final List<Job> jobs = new ArrayList<>();

  Session(Request request, Voice voice) {
    this.request = request;
    this.voice = voice;
  }

  Request request() {
    return request;
  }

  /** All files that were asked for so far, those of the request first. */
  List<Path> texts() {
    Stream<Path> units = request.units().stream().map(unit -> Path.of(unit.file()));
    return Stream.concat(units, jobs.stream().flatMap(job -> job.inputs().stream())).distinct().toList();
  }

  /**
   * Whether everything was written that was asked for.
   *
   * @throws InputException if a setting of the request is wrong
   */
  boolean run() throws IOException {
    Making making = switch (request.work()) {
      case Request.Lint _ -> Making.NOTHING;
      case Request.Classes classes -> new ClassMaking(classes, request.taken());
      case Request.Pictures pictures -> new PictureMaking(pictures);
    };
    LintSession session = new LintSession(RuleSettings.of(request.rules()));
    for (Request.Unit unit : request.units()) {
      jobs.add(new Job(unit, session.lint(Path.of(unit.file()), ResolveOptions.none())));
    }
    making.plan(jobs);
    jobs.forEach(this::say);
    report();
    if (jobs.stream().anyMatch(job -> job.fails(request.failOn()))) {
      return false;
    }
    making.write(voice);
    return true;
  }

  private void say(Job job) {
    String unit = job.unit().file();
    job.inputs().forEach(file -> voice.say(new Message.Input(unit, file.toString())));
    job.all().forEach(diagnostic -> voice.say(Findings.of(unit, diagnostic)));
  }

  private void report() throws IOException {
    if (request.report().isPresent()) {
      Request.Report report = request.report().get();
      Stream<Reported> settings = jobs.stream().flatMap(job -> job.linted().settings().stream()).distinct();
      Stream<Reported> models = jobs.stream()
          .map(job -> new Reported(job.unit().file(), job.linted().seen(), job.diagnostics(), job.loaded()::source));
      List<Reported> files = Stream.concat(settings, models).map(new Rebased(report.root())::of).toList();
      OutputFiles.write(report.file(), FindingsFormat.named(report.format()).text(files));
    }
  }
}
