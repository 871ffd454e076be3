package nacre.syntax;

import nacre.source.Diagnostic;
import org.antlr.v4.runtime.Token;

/** A syntax error and the token that it is about; of those in one statement only the first is told. */
record Problem(Token at, Diagnostic diagnostic) {}
