export { canonicalJson, canonicalJsonWithBigints, sortedByKeys } from './canonical-json.js'
export { compiledDecoder, type Decoder } from './compiled-decoder.js'
export type {
  DecodeFailure,
  UndecodableEvent,
  UndecodableMetadata,
  UnknownEventType,
  UnknownSchemaVersion,
} from './decode-failure.js'
export {
  type CatalogueOptions,
  type DecodedEvent,
  type EncodedEvent,
  type EventCatalogue,
  eventCatalogue,
  type StoredData,
  type StoredEvent,
} from './event-catalogue.js'
export { commandHashOf, eventIdOf } from './event-id.js'
export { everyOne } from './every-one.js'
export { explainedErrors } from './explained-errors.js'
export { generatedDecoder } from './generated-decoder.js'
export { mayGenerateCode } from './generated-program.js'
export {
  NonEmptyText,
  type NonEmptyTextBrand,
  PositiveInteger,
  type PositiveIntegerBrand,
  Revision,
  Uuid,
  type UuidBrand,
} from './identifiers.js'
export {
  earlierOf,
  epochMillisecondsOf,
  Instant,
  type InstantBrand,
  instantOf,
  laterOf,
  millisecondsAfter,
  millisecondsBetween,
  type NotAnInstant,
  parseInstant,
} from './instant.js'
export {
  type AnyMessageCodec,
  type Message,
  type MessageCodec,
  type MessageOptions,
  message,
  type Upcaster,
} from './message.js'
export { Actor, EventMetadata, PolicyRef } from './metadata.js'
export { isPersonal, personal } from './personal.js'
export { personalPaths } from './personal-paths.js'
export { type PrintableCatalogue, printedCatalogue } from './printed-catalogue.js'
export { type MetadataFound, RecognisedMetadata, recognisedMetadata } from './recognised-metadata.js'
export {
  type Fields,
  isOptional,
  type Optional,
  type OutputOfFields,
  optional,
  type RecordCodec,
  record,
  type TypeOfFields,
} from './record.js'
export { sameContent, sameFields } from './same-content.js'
export { conversionCodec, type ValueConversion } from './value-conversion.js'
