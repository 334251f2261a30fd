import { canonicalPattern } from './canonical-pattern.js'
import type { Uuid } from './identifiers.js'
import type { Instant } from './instant.js'
import { EventMetadata } from './metadata.js'

/**
 * What replaying a history needs of an event's metadata: recognised, it decodes to these. Beware: as long as `recordedAt` is
 * held, so is the text that it was found in; `eventId` stands by itself.
 */
export class RecognisedMetadata {
  constructor(
    readonly eventId: Uuid,
    readonly schemaVersion: number,
    readonly recordedAt: Instant,
  ) {}
}

/** Metadata that was found in a text, and where it ends there. */
export interface MetadataFound {
  readonly metadata: RecognisedMetadata
  readonly end: number
}

const pattern = canonicalPattern(EventMetadata, ['eventId', 'schemaVersion', 'recordedAt'])
const shape = pattern === undefined ? undefined : new RegExp(pattern, 'y')

/**
 * The metadata that begins at `start` of the text, where it is written as every history file has it and decodes: seen by
 * a regular expression, in a fraction of the time that parsing and decoding take. Nothing says nothing.
 */
export const recognisedMetadata = (text: string, start: number): MetadataFound | undefined => {
  if (shape === undefined) return undefined
  shape.lastIndex = start
  const found = shape.exec(text)
  if (found === null) return undefined
  const [, eventId = '', schemaVersion = '', recordedAt = ''] = found
  const metadata = new RecognisedMetadata(
    copied(eventId) as Uuid,
    Number(schemaVersion),
    recordedAt.slice(1, -1) as Instant,
  )
  return { metadata, end: shape.lastIndex }
}

/** A part of a text keeps the whole of it in memory; what comes out of `JSON.parse` stands by itself. */
const copied = (quoted: string): string => JSON.parse(quoted) as string
