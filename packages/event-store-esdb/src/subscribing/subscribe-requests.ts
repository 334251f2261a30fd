import shared from '@eventstore/db-client/generated/shared_pb.js'
import streams, { type ReadReq } from '@eventstore/db-client/generated/streams_pb.js'
import { filterOptions, type ServerFilter } from '../wire/filter-options.js'
import { streamIdentifierOf } from '../wire/read-requests.js'
import type { Place } from './followed.js'

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
