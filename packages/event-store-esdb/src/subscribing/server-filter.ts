import { type EventFilter, eventSelection, partsOfStreamName, type RecordedEvent } from '@aftersale/event-store'
import type { ServerFilter } from '../wire/filter-options.js'

/**
 * What to ask the server for. It filters by streams or by types, not by both: the narrower goes to it, and `isWantedBy`
 * has the last word here.
 */
export const serverFilter = (tenant: string | undefined, { categories, types }: EventFilter = {}): ServerFilter => {
  // An empty list of prefixes would let everything through.
  if (categories?.length === 0 || types?.length === 0) return { by: 'stream', regex: NO_STREAM }
  if (categories !== undefined) {
    const prefix = tenant === undefined ? '' : `${tenant}.`
    return { by: 'stream', prefixes: categories.map((category) => `${prefix}${category}-`) }
  }
  // By prefixes, not by a regular expression: types are anyone's text.
  if (types !== undefined) return { by: 'type', prefixes: types }
  return tenant === undefined
    ? { by: 'stream', regex: STREAMS_OF_NO_TENANT }
    : { by: 'stream', prefixes: [`${tenant}.`] }
}

/**
 * Whether an event is one for a handle of this tenant: in a stream of ours, and of a type that may be appended (the
 * server's own begin with `$`: links, metadata, the trace that a deletion leaves).
 */
export const isWantedBy = (tenant: string | undefined, filter?: EventFilter): ((event: RecordedEvent) => boolean) => {
  const isSelected = eventSelection(tenant, filter)
  return (event) => !event.type.startsWith('$') && isSelected(event) && partsOfStreamName(event.stream) !== undefined
}

/** The server's own streams begin with `$`; a dot stands behind a tenant. */
const STREAMS_OF_NO_TENANT = '^[^$.][^.]*$'

const NO_STREAM = '^$'
