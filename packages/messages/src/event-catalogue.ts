import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { sortedByKeys } from './canonical-json.js'
import { compiledDecoder, type Decoder } from './compiled-decoder.js'
import type { DecodeFailure, UndecodableEvent } from './decode-failure.js'
import { explainedErrors } from './explained-errors.js'
import type { PositiveInteger } from './identifiers.js'
import type { AnyMessageCodec, Upcaster } from './message.js'
import { EventMetadata } from './metadata.js'

/** An event as it is kept: nothing of it is trusted but that it has these three parts. */
export interface StoredEvent {
  readonly type: string
  readonly data: unknown
  readonly metadata: unknown
}

/** An event as it is kept, but for its metadata, of which it has the schema version: a number from 1 on. */
export interface StoredData {
  readonly type: string
  readonly schemaVersion: number
  readonly data: unknown
}

export interface DecodedEvent<Event> {
  readonly event: Event
  /** As it was stored, so with the `schemaVersion` the event was stored at. */
  readonly metadata: EventMetadata
}

/** What is handed to a store for an event; `schemaVersion` belongs into its metadata. */
export interface EncodedEvent {
  readonly type: string
  /** JSON, the keys of its objects in code-unit order. */
  readonly data: unknown
  readonly schemaVersion: PositiveInteger
}

/** Every event that a reader knows, and the one way between its stored and its decoded form. */
export interface EventCatalogue<Event> {
  readonly codecs: ReadonlyArray<AnyMessageCodec>
  /** Former type → type of today. */
  readonly renamed: ReadonlyMap<string, string>
  /** Never throws. An older schema version is brought up to date step by step, then decoded. */
  readonly decode: (stored: StoredEvent) => E.Either<DecodeFailure, DecodedEvent<Event>>
  /** The same for an event whose metadata was decoded or recognised. */
  readonly decodeEvent: (stored: StoredData) => E.Either<DecodeFailure, Event>
  /** Throws a TypeError for an event that is not in the catalogue; the type does not let one in. */
  readonly encode: (event: Event) => EncodedEvent
}

export interface CatalogueOptions<Type extends string> {
  /** Former type → type of today. */
  readonly renamed?: Readonly<Record<string, Type>>
  /** Makes what decodes each event, and metadata: `compiledDecoder`, or `generatedDecoder` where code may be generated. */
  readonly decoder?: MakesDecoders
}

type MakesDecoders = <Decoded>(codec: t.Type<Decoded, unknown, unknown>) => Decoder<Decoded>

/**
 * The catalogue of these events. `renamed` maps a type that was once written to the type it has today; versions count
 * on across a change of the name. Throws a TypeError where a type stands twice.
 */
export const eventCatalogue = <const Codecs extends ReadonlyArray<AnyMessageCodec>>(
  codecs: Codecs,
  { renamed = {}, decoder = compiledDecoder }: CatalogueOptions<Codecs[number]['messageType']> = {},
): EventCatalogue<t.TypeOf<Codecs[number]>> => {
  type Event = t.TypeOf<Codecs[number]>
  const current = new Map<string, Entry<Event>>()
  for (const codec of codecs) {
    if (current.has(codec.messageType)) throw new TypeError(`${codec.messageType} stands twice in the catalogue`)
    current.set(codec.messageType, { codec, decode: undefined })
  }
  const decodeMetadata = metadataDecoder(decoder)
  const readable = new Map(current)
  for (const [former, today] of Object.entries(renamed)) {
    const entry = current.get(today)
    if (entry === undefined) throw new TypeError(`${former} was renamed to ${today}, which the catalogue does not know`)
    if (current.has(former)) throw new TypeError(`${former} was renamed to ${today}, but still is an event of its own`)
    readable.set(former, entry)
  }

  const decode = ({ type, data, metadata }: StoredEvent): E.Either<DecodeFailure, DecodedEvent<Event>> => {
    const entry = readable.get(type)
    if (entry === undefined) return E.left({ failure: 'UnknownEventType', type })

    const decodedMetadata = decodeMetadata(metadata)
    if (E.isLeft(decodedMetadata)) {
      return E.left({ failure: 'UndecodableMetadata', type, errors: explainedErrors(decodedMetadata.left) })
    }
    const decoded = decodeAs(entry, type, decodedMetadata.right.schemaVersion, data)
    return E.isLeft(decoded) ? decoded : E.right({ event: decoded.right, metadata: decodedMetadata.right })
  }

  const decodeEvent = ({ type, data, schemaVersion }: StoredData): E.Either<DecodeFailure, Event> => {
    const entry = readable.get(type)
    return entry === undefined
      ? E.left({ failure: 'UnknownEventType', type })
      : decodeAs(entry, type, schemaVersion, data)
  }

  const decodeAs = (
    entry: Entry<Event>,
    type: string,
    schemaVersion: number,
    data: unknown,
  ): E.Either<DecodeFailure, Event> => {
    const { codec } = entry
    if (schemaVersion > codec.schemaVersion) {
      return E.left({ failure: 'UnknownSchemaVersion', type, schemaVersion, known: codec.schemaVersion })
    }

    let upToDate = data
    if (schemaVersion !== codec.schemaVersion) {
      const upcasted = upcast(type, data, schemaVersion, codec.upcasters)
      if (E.isLeft(upcasted)) return upcasted
      upToDate = upcasted.right
    }
    const message = { type: codec.messageType, data: upToDate }
    try {
      // Most readers meet few of the types: each decoder is made when it is needed.
      entry.decode ??= decoder<Event>(codec)
      const decoded = entry.decode(message)
      return E.isLeft(decoded) ? E.left(undecodable(type, schemaVersion, explainedErrors(decoded.left))) : decoded
    } catch (thrown) {
      return E.left(undecodable(type, schemaVersion, [`data: the decoder threw ${named(thrown)}`]))
    }
  }

  const encode = (event: Event): EncodedEvent => {
    const { type } = event as { readonly type: string }
    const codec = current.get(type)?.codec
    if (codec === undefined) throw new TypeError(`${type} is not in the catalogue`)
    const { data } = codec.encode(event) as { readonly data: unknown }
    return { type, data: sortedByKeys(data), schemaVersion: codec.schemaVersion }
  }

  return { codecs, renamed: new Map(Object.entries(renamed)), decode, decodeEvent, encode }
}

interface Entry<Event> {
  readonly codec: AnyMessageCodec
  decode: Decoder<Event> | undefined
}

/** One for all catalogues: where they call the very same function, V8 inlines it. */
const metadataDecoder = (decoder: MakesDecoders): Decoder<EventMetadata> => {
  const decode = metadataDecoders.get(decoder) ?? decoder<EventMetadata>(EventMetadata)
  metadataDecoders.set(decoder, decode)
  return decode
}

const metadataDecoders = new WeakMap<MakesDecoders, Decoder<EventMetadata>>()

const upcast = (
  type: string,
  data: unknown,
  schemaVersion: number,
  upcasters: ReadonlyArray<Upcaster>,
): E.Either<UndecodableEvent, unknown> => {
  let upToDate = data
  for (let version = schemaVersion; version <= upcasters.length; version += 1) {
    if (!isObject(upToDate)) {
      return E.left(undecodable(type, schemaVersion, [`data: at schema version ${version} it is not an object`]))
    }
    const current = upToDate
    const upcasted = E.tryCatch(() => (upcasters[version - 1] as Upcaster)(current), named)
    if (E.isLeft(upcasted)) {
      const errors = [`data: the upcaster from schema version ${version} to ${version + 1} threw ${upcasted.left}`]
      return E.left(undecodable(type, schemaVersion, errors))
    }
    upToDate = upcasted.right
  }
  return E.right(upToDate)
}

/** Of what was thrown no more than its name: a message may quote the data, and with it something personal. */
const named = (thrown: unknown): string => (thrown instanceof Error ? thrown.name : 'something else than an Error')

const undecodable = (type: string, schemaVersion: number, errors: ReadonlyArray<string>): UndecodableEvent => ({
  failure: 'UndecodableEvent',
  type,
  schemaVersion,
  errors,
})

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
