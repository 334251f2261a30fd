import * as t from 'io-ts'

const marked = new WeakMap<t.Mixed, t.Mixed>()

/**
 * Marks a field that identifies or describes a person (a name, an address, free text, a photo), so that it can be
 * kept encrypted by a key per customer and forgotten. Decodes and encodes as `codec` does. No figure may need it.
 */
export const personal = <Decoded, Encoded>(
  codec: t.Type<Decoded, Encoded, unknown>,
): t.Type<Decoded, Encoded, unknown> => {
  const personalCodec = new t.Type<Decoded, Encoded, unknown>(
    `Personal<${codec.name}>`,
    codec.is,
    codec.validate,
    codec.encode,
  )
  marked.set(personalCodec, codec)
  return personalCodec
}

export const isPersonal = (codec: t.Mixed): boolean => marked.has(codec)

/** The codec that was marked; nothing where `codec` is not the mark itself. */
export const markedAsPersonal = (codec: t.Mixed): t.Mixed | undefined => marked.get(codec)
