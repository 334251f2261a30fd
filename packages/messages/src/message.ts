import * as t from 'io-ts'
import type { PositiveInteger } from './identifiers.js'
import { refuseOwnPrototype } from './own-prototype.js'
import { type Fields, type OutputOfFields, type RecordCodec, record, type TypeOfFields } from './record.js'

/** Turns the stored data of one schema version into that of the next. Pure; it may trust that the data once was valid. */
export type Upcaster = (data: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>

/** A command or an event: `{ type, data }`, exactly as it is stored. */
export interface Message<Type extends string, Data> {
  readonly type: Type
  readonly data: Data
}

/** The codec of a message; it knows its type, its fields and how older versions of it are read. */
export interface MessageCodec<Type extends string, OwnFields extends Fields>
  extends t.Type<Message<Type, TypeOfFields<OwnFields>>, Message<Type, OutputOfFields<OwnFields>>, unknown> {
  readonly messageType: Type
  readonly data: RecordCodec<OwnFields>
  /** From version 1 to 2, from 2 to 3, and so on. */
  readonly upcasters: ReadonlyArray<Upcaster>
  /** The version written today: one more than there are upcasters. */
  readonly schemaVersion: PositiveInteger
  /** For the printed catalogue. */
  readonly description: string | undefined
}

/** Some message's codec, where it does not matter whose. */
export type AnyMessageCodec = t.Mixed &
  Pick<MessageCodec<string, Fields>, 'messageType' | 'upcasters' | 'schemaVersion' | 'description'> & {
    readonly data: t.Mixed & { readonly fields: Fields }
  }

export interface MessageOptions {
  readonly upcasters?: ReadonlyArray<Upcaster>
  /** A sentence for the printed catalogue, where the name and the fields don't say it. */
  readonly description?: string
}

/**
 * Defines a message by its type and the fields of its data.
 *
 * A change to stored data that old readers could not read appends an upcaster, which raises `schemaVersion` by one.
 */
export const message = <Type extends string, OwnFields extends Fields>(
  type: Type,
  fields: OwnFields,
  { upcasters = [], description }: MessageOptions = {},
): MessageCodec<Type, OwnFields> => {
  const data = record(fields, `${type}Data`)
  const codec = refuseOwnPrototype(t.type({ type: t.literal(type), data }, type))
  return Object.assign(codec, {
    messageType: type,
    data,
    upcasters,
    schemaVersion: upcasters.length + 1,
    description,
  }) as unknown as MessageCodec<Type, OwnFields>
}
