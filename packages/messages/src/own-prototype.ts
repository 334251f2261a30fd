import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'

/** JSON can give an object a field of its own of this name; copied to another object it becomes that one's prototype. */
const PROTOTYPE = '__proto__'

export const hasOwnPrototype = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, PROTOTYPE)

/** What a codec ran before it was made to refuse. */
const refusing = new WeakMap<t.Mixed['validate'], t.Mixed['validate']>()

/**
 * Makes the codec of an object refuse one with a field of its own called `__proto__`, by that name. io-ts would copy it
 * where another field is converted, and what stands in it would be read as fields that nobody decoded.
 */
export const refuseOwnPrototype = <Codec extends t.Mixed>(codec: Codec): Codec => {
  const { validate } = codec
  const refusingOne: t.Mixed['validate'] = (value, context) => {
    const validated = validate(value, context)
    if (!hasOwnPrototype(value)) return validated
    // The place of a field in an intersection is told by way of a member.
    const member = codec instanceof t.IntersectionType ? (codec.types as ReadonlyArray<t.Mixed>)[0] : undefined
    const within = member === undefined ? context : t.appendContext(context, '0', member, value)
    const own = (value as Readonly<Record<string, unknown>>)[PROTOTYPE]
    const place = t.appendContext(within, PROTOTYPE, t.never, own)
    const refusal: t.ValidationError = { value: own, context: place, message: 'no field can be called so' }
    return t.failures([refusal, ...(E.isLeft(validated) ? validated.left : [])])
  }
  refusing.set(refusingOne, validate)
  return Object.assign(codec, { validate: refusingOne })
}

export const refusesOwnPrototype = (codec: t.Mixed): boolean => refusing.has(codec.validate)

/** What the codec runs, but for that refusal. */
export const validateOf = (codec: t.Mixed): t.Mixed['validate'] => refusing.get(codec.validate) ?? codec.validate
