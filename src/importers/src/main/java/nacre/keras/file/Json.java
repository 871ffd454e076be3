package nacre.keras.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import nacre.importers.InvalidModelException;

/** JSON as Python writes it, within bounds: {@code NaN} and {@code Infinity} are numbers, two equal keys are an error. */
public final class Json {
  private static final int MOST_DEPTH = 256;
  private static final int MOST_CHARACTERS = 64 << 20;
  private static final int MOST_TOKENS = 4_000_000;
  private static final int LONGEST_TEXT = 16 << 20;
  private static final int LONGEST_NUMBER = 400;

  private static final JsonMapper MAPPER = JsonMapper
      .builder(JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MOST_DEPTH)
          .maxDocumentLength(MOST_CHARACTERS).maxTokenCount(MOST_TOKENS).maxStringLength(LONGEST_TEXT)
          .maxNumberLength(LONGEST_NUMBER).build()).build())
      .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
      .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();

  private Json() {}

  /** @throws InvalidModelException if it is no JSON, or more than a config can be */
  public static JsonValue parse(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new InvalidModelException("found " + text.length() + " characters of JSON, required at most "
          + MOST_CHARACTERS);
    }
    try {
      JsonNode root = MAPPER.readTree(text);
      if (root.isMissingNode()) {
        throw new InvalidModelException("this is no JSON: it is empty");
      }
      return new JsonValue("", root);
    } catch (StreamConstraintsException e) {
      throw new InvalidModelException("this is more than a config can be: " + brief(e, " \\("));
    } catch (JsonProcessingException e) {
      JsonLocation at = e.getLocation();
      String place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr() + ": ";
      throw new InvalidModelException("this is no JSON: " + place + brief(e, ": | \\(bound "));
    }
  }

  /** What is wrong, without Jackson's advice to programmers. */
  private static String brief(JsonProcessingException e, String beforeAdvice) {
    return e.getOriginalMessage().split(beforeAdvice, 2)[0];
  }
}
