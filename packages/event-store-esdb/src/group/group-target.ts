import {
  acceptedStream,
  type BadArgument,
  faultOfCategory,
  faultOfFilter,
  type NameNotAllowed,
  type RecordedEvent,
  type WrongTenant,
} from '@aftersale/event-store'
import * as E from 'fp-ts/lib/Either.js'
import type { GroupFollows } from '../consumer-group.js'
import { linkStreamOf } from '../subscribing/beginning.js'
import { isWantedBy, serverFilter } from '../subscribing/server-filter.js'
import type { ServerFilter } from '../wire/filter-options.js'

/** What a group follows, in the server's words. */
export interface GroupTarget {
  readonly group: string
  /** `$all`, or the name of a stream: of events, or of links to them. */
  readonly stream: string
  readonly hasLinks: boolean
  readonly filter: ServerFilter
  /** What the server can't leave out itself is acknowledged and not handed on. */
  readonly isWanted: (event: RecordedEvent) => boolean
}

export const targetOf = (
  tenant: string | undefined,
  group: string,
  follows: GroupFollows,
): GroupTarget | BadArgument | NameNotAllowed | WrongTenant => {
  if (group.trim() === '') return { failure: 'BadArgument', why: 'a group needs a name' }
  const every = { group, hasLinks: false, filter: serverFilter(tenant) }
  switch (follows.to) {
    case 'stream': {
      const name = acceptedStream(follows.stream, tenant)
      return E.isLeft(name) ? name.left : { ...every, stream: follows.stream, isWanted: () => true }
    }
    case 'category': {
      const { category } = follows
      const isWanted = isWantedBy(tenant, { categories: [category] })
      const stream = linkStreamOf(tenant, category)
      return faultOfCategory(category) ?? { ...every, stream, hasLinks: true, isWanted }
    }
    case 'all': {
      const filter = follows.categories === undefined ? {} : { categories: follows.categories }
      const fault = faultOfFilter(filter)
      if (fault !== undefined) return fault
      return { ...every, stream: '$all', filter: serverFilter(tenant, filter), isWanted: isWantedBy(tenant, filter) }
    }
  }
}
