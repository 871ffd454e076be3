package nacre.caffe.text;

import nacre.source.Span;

/** What a field holds. Of which type it is, only its reader knows. */
public sealed interface TextValue permits TextMessage, TextScalar {
  Span span();
}
