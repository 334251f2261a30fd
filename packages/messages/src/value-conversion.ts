import * as t from 'io-ts'

/** What a value becomes, or `undefined` where it is refused. Pure; looks at nothing but the value. */
export type ValueConversion<Decoded> = (value: unknown) => Decoded | undefined

const conversions = new WeakMap<t.Mixed['validate'], ValueConversion<unknown>>()

/**
 * A codec that reads a value of one form as another, an amount as the text of its digits say. Quick decoders convert by
 * `from` itself, where of any other codec of unknown making they call `validate` with the context that io-ts gives it.
 */
export const conversionCodec = <Decoded, Encoded>(
  name: string,
  {
    is,
    from,
    to,
  }: {
    readonly is: (value: unknown) => value is Decoded
    /** `undefined` where the value is refused: nothing can be decoded to it. */
    readonly from: ValueConversion<Decoded>
    readonly to: (decoded: Decoded) => Encoded
  },
): t.Type<Decoded, Encoded, unknown> => {
  const codec = new t.Type<Decoded, Encoded, unknown>(
    name,
    is,
    (value, context) => {
      const made = from(value)
      return made === undefined ? t.failure(value, context) : t.success(made)
    },
    to,
  )
  conversions.set(codec.validate, from)
  return codec
}

/** How the codec converts, where it was made by `conversionCodec` and still runs as it was made. */
export const valueConversionOf = (codec: t.Mixed): ValueConversion<unknown> | undefined =>
  conversions.get(codec.validate)
