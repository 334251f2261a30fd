import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams, { type ReadReq } from '@eventstore/db-client/generated/streams_pb.js'
import { streamIdentifierOf } from '../wire/read-requests.js'
import type { Place } from './followed.js'

/** What the server lets through, by the beginnings of names or by a regular expression of its own kind (.NET's). */
export type ServerFilter =
  | { readonly by: 'stream' | 'type'; readonly prefixes: ReadonlyArray<string> }
  | { readonly by: 'stream'; readonly regex: string }

/**
 * Events the server looks at in one go, after which it tells how far it has come. Its default of 32 is one round through
 * the server for every 32 events that are not for us.
 */
const SEARCH_WINDOW = 512

/** After the position, which must be that of an event; from the first event on where it is absent. */
export const allSubscription = (after: Place | undefined, filter: ServerFilter): ReadReq => {
  const all = new streams.ReadReq.Options.AllOptions()
  if (after === undefined) all.setStart(new shared.Empty())
  else {
    const position = new streams.ReadReq.Options.Position()
    position.setCommitPosition(String(after.commit))
    position.setPreparePosition(String(after.prepare))
    all.setPosition(position)
  }
  const options = subscriptionOptions()
  options.setAll(all)
  options.setResolveLinks(false)
  options.setFilter(filterOptions(filter))
  return requestOf(options)
}

/** After the revision; from the first event that there is where it is absent. */
export const streamSubscription = (stream: string, after: number | undefined, resolveLinks: boolean): ReadReq => {
  const of = new streams.ReadReq.Options.StreamOptions()
  of.setStreamIdentifier(streamIdentifierOf(stream))
  if (after === undefined) of.setStart(new shared.Empty())
  else of.setRevision(String(after))
  const options = subscriptionOptions()
  options.setStream(of)
  options.setResolveLinks(resolveLinks)
  options.setNoFilter(new shared.Empty())
  return requestOf(options)
}

const filterOptions = (filter: ServerFilter): ReadReq.Options.FilterOptions => {
  const expression = new streams.ReadReq.Options.FilterOptions.Expression()
  if ('regex' in filter) expression.setRegex(filter.regex)
  else expression.setPrefixList([...filter.prefixes])
  const options = new streams.ReadReq.Options.FilterOptions()
  if (filter.by === 'stream') options.setStreamIdentifier(expression)
  else options.setEventType(expression)
  options.setMax(SEARCH_WINDOW)
  options.setCheckpointintervalmultiplier(1)
  return options
}

const subscriptionOptions = (): ReadReq.Options => {
  const options = new streams.ReadReq.Options()
  const uuids = new streams.ReadReq.Options.UUIDOption()
  uuids.setString(new shared.Empty())
  options.setUuidOption(uuids)
  options.setSubscription(new streams.ReadReq.Options.SubscriptionOptions())
  return options
}

const requestOf = (options: ReadReq.Options): ReadReq => {
  const request = new streams.ReadReq()
  request.setOptions(options)
  return request
}
