import * as t from 'io-ts'
import { refuseOwnPrototype } from './own-prototype.js'

/** A field that may be absent. Absent stays absent: it is never read as `null`, and never written as `undefined`. */
export interface Optional<Codec extends t.Mixed> {
  readonly optional: Codec
}

/** The fields of a record, by name: a codec, or `optional(codec)`. */
export interface Fields {
  readonly [name: string]: t.Mixed | Optional<t.Mixed>
}

type OptionalNames<OwnFields extends Fields> = {
  [Name in keyof OwnFields]: OwnFields[Name] extends Optional<t.Mixed> ? Name : never
}[keyof OwnFields]
type RequiredNames<OwnFields extends Fields> = Exclude<keyof OwnFields, OptionalNames<OwnFields>>
type Flat<Properties> = { readonly [Name in keyof Properties]: Properties[Name] }

/** What a record with these fields is in memory. */
export type TypeOfFields<OwnFields extends Fields> = Flat<
  { [Name in RequiredNames<OwnFields>]: OwnFields[Name] extends t.Mixed ? t.TypeOf<OwnFields[Name]> : never } & {
    [Name in OptionalNames<OwnFields>]?: OwnFields[Name] extends Optional<infer Codec> ? t.TypeOf<Codec> : never
  }
>

/** What a record with these fields is in JSON. */
export type OutputOfFields<OwnFields extends Fields> = Flat<
  { [Name in RequiredNames<OwnFields>]: OwnFields[Name] extends t.Mixed ? t.OutputOf<OwnFields[Name]> : never } & {
    [Name in OptionalNames<OwnFields>]?: OwnFields[Name] extends Optional<infer Codec> ? t.OutputOf<Codec> : never
  }
>

/** An io-ts codec that remembers the fields it was made from. */
export interface RecordCodec<OwnFields extends Fields>
  extends t.Type<TypeOfFields<OwnFields>, OutputOfFields<OwnFields>, unknown> {
  readonly fields: OwnFields
}

export const optional = <Codec extends t.Mixed>(codec: Codec): Optional<Codec> => ({ optional: codec })

export const isOptional = (field: t.Mixed | Optional<t.Mixed>): field is Optional<t.Mixed> => 'optional' in field

/**
 * An object with these fields. Fields it does not know are kept, so that an older reader passes a newer record on
 * unharmed; but for one called `__proto__`, which is refused. Fails with io-ts `Errors`, each naming the path of the
 * field at fault. Throws a TypeError for a field called `__proto__`.
 */
export const record = <OwnFields extends Fields>(fields: OwnFields, name?: string): RecordCodec<OwnFields> => {
  const required: Record<string, t.Mixed> = {}
  const partial: Record<string, t.Mixed> = {}
  for (const [field, codec] of Object.entries(fields)) {
    if (field === '__proto__') throw new TypeError('No field can be called __proto__')
    if (isOptional(codec)) partial[field] = codec.optional
    else required[field] = codec
  }
  const codec =
    Object.keys(partial).length === 0
      ? t.type(required, name)
      : t.intersection([t.type(required), t.partial(partial)], name)
  return Object.assign(refuseOwnPrototype(codec), { fields }) as unknown as RecordCodec<OwnFields>
}
