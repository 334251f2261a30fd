/** No event of this type is in the catalogue. An aggregate fails, a projection skips and counts, an export passes it on. */
export interface UnknownEventType {
  readonly failure: 'UnknownEventType'
  readonly type: string
}

/** The event was written by a later version of the program than this one. `known` is the newest version it reads. */
export interface UnknownSchemaVersion {
  readonly failure: 'UnknownSchemaVersion'
  readonly type: string
  readonly schemaVersion: number
  readonly known: number
}

/** The data is not what its type and schema version promise. `errors` name the places and show nothing personal. */
export interface UndecodableEvent {
  readonly failure: 'UndecodableEvent'
  readonly type: string
  readonly schemaVersion: number
  readonly errors: ReadonlyArray<string>
}

/** The metadata is not that of an event of ours. */
export interface UndecodableMetadata {
  readonly failure: 'UndecodableMetadata'
  readonly type: string
  readonly errors: ReadonlyArray<string>
}

/** Why a stored event could not be read. */
export type DecodeFailure = UnknownEventType | UnknownSchemaVersion | UndecodableEvent | UndecodableMetadata
