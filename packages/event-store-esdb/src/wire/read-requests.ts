import type { Position } from '@aftersale/event-store'
import shared from '@eventstore/db-client/generated/shared_pb.js'
import type { ReadReq } from '@eventstore/db-client/generated/streams_pb.js'
import streams from '@eventstore/db-client/generated/streams_pb.js'
import { filterOptions, type ServerFilter } from './filter-options.js'

export type Direction = 'forwards' | 'backwards'

/** One that is read from `from` on (its own event is the first); from the end that the direction begins at where it is absent. */
export const streamRequest = (
  stream: string,
  { from, direction, count }: { readonly from?: number; readonly direction: Direction; readonly count: number },
): ReadReq => {
  const of = new streams.ReadReq.Options.StreamOptions()
  of.setStreamIdentifier(streamIdentifierOf(stream))
  if (from !== undefined) of.setRevision(String(from))
  else if (direction === 'forwards') of.setStart(new shared.Empty())
  else of.setEnd(new shared.Empty())
  const options = optionsOf(direction, count)
  options.setStream(of)
  // The server then tells the stream's last revision, also where it gives no event.
  const control = new streams.ReadReq.Options.ControlOption()
  control.setCompatibility(1)
  options.setControlOption(control)
  return requestOf(options)
}

/**
 * Forwards, the event at the position itself is given too; backwards, only those before it. With a filter, the server
 * goes on for as long as it takes to find so many, and says nothing meanwhile.
 */
export const allRequest = ({
  from,
  direction,
  count,
  filter,
}: {
  readonly from?: Position
  readonly direction: Direction
  readonly count: number
  readonly filter?: ServerFilter
}): ReadReq => {
  const of = new streams.ReadReq.Options.AllOptions()
  if (from !== undefined) {
    const position = new streams.ReadReq.Options.Position()
    position.setCommitPosition(String(from.commit))
    position.setPreparePosition(String(from.prepare))
    of.setPosition(position)
  } else if (direction === 'forwards') of.setStart(new shared.Empty())
  else of.setEnd(new shared.Empty())
  const options = optionsOf(direction, count)
  options.setAll(of)
  if (filter !== undefined) options.setFilter(filterOptions(filter))
  return requestOf(options)
}

const FORWARDS = 0
const BACKWARDS = 1

const optionsOf = (direction: Direction, count: number): ReadReq.Options => {
  const options = new streams.ReadReq.Options()
  const uuids = new streams.ReadReq.Options.UUIDOption()
  uuids.setString(new shared.Empty())
  options.setUuidOption(uuids)
  options.setResolveLinks(false)
  options.setCount(String(count))
  options.setNoFilter(new shared.Empty())
  options.setReadDirection(direction === 'forwards' ? FORWARDS : BACKWARDS)
  return options
}

const requestOf = (options: ReadReq.Options): ReadReq => {
  const request = new streams.ReadReq()
  request.setOptions(options)
  return request
}

export const streamIdentifierOf = (stream: string): InstanceType<typeof shared.StreamIdentifier> => {
  const identifier = new shared.StreamIdentifier()
  identifier.setStreamName(Buffer.from(stream, 'utf8'))
  return identifier
}
