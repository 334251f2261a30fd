import { Actor, EventMetadata, PolicyRef, sortedByKeys } from '@aftersale/messages'

/** An event as it stands in a history; nothing in it is trusted but that these five parts are there. */
export interface HistoryEvent {
  readonly stream: string
  /** Counts the stream's events from 0. */
  readonly revision: number
  readonly type: string
  readonly data: unknown
  readonly metadata: unknown
}

/**
 * The form that every file holds: one event, its five parts in this order, without white space and line end. The keys of
 * `metadata` stand in the order of its codec, then others; all other keys by code unit. So equal events are equal lines,
 * whoever wrote them, also where their type is not known.
 */
export const canonicalLine = ({ stream, revision, type, data, metadata }: HistoryEvent): string =>
  JSON.stringify({ stream, revision, type, data: sortedByKeys(data), metadata: canonicalMetadata(metadata) })

const metadataNames = Object.keys(EventMetadata.fields)
const actorNames = Object.keys(Actor.fields)
const policyRefNames = Object.keys(PolicyRef.fields)

const canonicalMetadata = (metadata: unknown): unknown =>
  inOrder(metadata, metadataNames, (name, value) => {
    if (name === 'actor') return inOrder(value, actorNames, sortedField)
    if (name === 'policyRefs' && Array.isArray(value)) {
      return value.map((ref) => inOrder(ref, policyRefNames, sortedField))
    }
    return sortedByKeys(value)
  })

const sortedField = (_name: string, value: unknown): unknown => sortedByKeys(value)

/** The known names first, in their order, then the others by code unit; what is no object stays as it is. */
const inOrder = (
  value: unknown,
  known: ReadonlyArray<string>,
  ordered: (name: string, field: unknown) => unknown,
): unknown => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return sortedByKeys(value)
  const fields = value as Readonly<Record<string, unknown>>
  const others = Object.keys(fields)
    .filter((name) => !known.includes(name))
    .sort()
  const names = [...known.filter((name) => Object.hasOwn(fields, name)), ...others]
  return Object.fromEntries(names.map((name) => [name, ordered(name, fields[name])]))
}
