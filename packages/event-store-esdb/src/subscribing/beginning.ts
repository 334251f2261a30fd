import { comparePositions, type Position, type RecordedEvent, type SubscriptionStart } from '@aftersale/event-store'
import { Dropped } from './dropped.js'
import type { Followed, Place } from './followed.js'
import { followedAll } from './followed-all.js'
import { followedStream } from './followed-stream.js'
import { Progress } from './progress.js'
import { isWantedBy } from './server-filter.js'
import type { WireReader } from './wire-reading.js'

/** Where the server's by-category projection keeps the links to a category's events. */
export const linkStreamOf = (tenant: string | undefined, category: string): string =>
  tenant === undefined ? `$ce-${category}` : `$ce-${tenant}.${category}`

export const followedBy = (reader: WireReader, tenant: string | undefined, start: SubscriptionStart): Followed => {
  switch (start.to) {
    case 'stream':
      return followedStream(reader, { stream: start.stream, kind: 'stream', isWanted: () => true })
    case 'category': {
      const isWanted = isWantedBy(tenant, { categories: [start.category] })
      return followedStream(reader, { stream: linkStreamOf(tenant, start.category), kind: 'link', isWanted })
    }
    case 'all':
      return followedAll(reader, tenant, start.filter)
  }
}

/** Where a subscription that starts from the end begins. */
interface TheEnd {
  readonly place: Place | undefined
  /** The links to what was appended last may be written later: what stands up to here was there all the same. */
  readonly position: Position | undefined
}

/**
 * Gives the progress that a subscription begins with; rejects with what the client rejects with, and may be asked again.
 * The end is looked for at once, so that what is appended from now on is delivered.
 */
export const beginningOf = (
  reader: WireReader,
  followed: Followed,
  start: SubscriptionStart,
  isSound: boolean,
): (() => Promise<Progress>) => {
  const { after } = start
  if (after !== 'end') {
    const place = after === 'beginning' ? undefined : placeOf(after)
    return async () => new Progress(followed, followed.isWanted, place)
  }

  const theEnd = async (): Promise<TheEnd> => {
    const position = start.to === 'category' ? await endOfAll(reader) : undefined
    return { place: await followed.lastPlace(), position }
  }
  let asked: Promise<TheEnd> | undefined = isSound ? theEnd() : undefined
  asked?.catch(() => undefined)

  return async () => {
    const answer = asked ?? theEnd()
    asked = undefined
    const { place, position } = await answer
    const isNew = (event: RecordedEvent): boolean =>
      position === undefined || comparePositions(event.position, position) > 0
    const progress = new Progress(followed, (event) => followed.isWanted(event) && isNew(event), undefined)
    if (place !== undefined) progress.passes(place)
    return progress
  }
}

const placeOf = (checkpoint: Exclude<SubscriptionStart['after'], string>): Place =>
  checkpoint.kind === 'all' ? checkpoint.position : { commit: checkpoint.revision, prepare: checkpoint.revision }

/** Who may read a category need not be allowed to read everything. */
const endOfAll = async (reader: WireReader): Promise<Position | undefined> => {
  try {
    return await reader.lastOfAll()
  } catch (thrown) {
    if (thrown instanceof Dropped && thrown.drop.fault === 'access-denied') return undefined
    throw thrown
  }
}
