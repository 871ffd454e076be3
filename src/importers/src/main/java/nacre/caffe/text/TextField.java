package nacre.caffe.text;

import nacre.source.Span;

/**
 * One field of a message. A list is as many fields of one name.
 *
 * @param span where its name stands
 */
public record TextField(String name, Span span, TextValue value) {}
