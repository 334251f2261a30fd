import type { ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import type { ParkedEvent } from '../consumer-group.js'
import { Dropped } from '../subscribing/dropped.js'
import type { ClientConnection } from '../wire/client-connection.js'
import { readMessages } from '../wire/read-messages.js'
import { streamRequest } from '../wire/read-requests.js'
import { eventFrom } from '../wire/wire-event.js'
import type { GroupTarget } from './group-target.js'
import { jsonIn } from './sent-event.js'

/** One that was set aside, with the revision of the link by which the server keeps it. */
export interface KeptEvent extends ParkedEvent {
  readonly revision: number
}

/** What a group set aside, oldest first, so many at most; nothing where there is none. Rejects with `Dropped`. */
export const readParked = async (
  connection: ClientConnection,
  { stream, group }: GroupTarget,
  timeoutMilliseconds: number,
  atMost = Number.MAX_SAFE_INTEGER,
): Promise<ReadonlyArray<KeptEvent>> => {
  const kept: Array<KeptEvent> = []
  const parked = `$persistentsubscription-${stream}::${group}-parked`
  const request = streamRequest(parked, { direction: 'forwards', count: atMost })
  request.getOptions()?.setResolveLinks(true)
  const fault = await readMessages(connection, {
    request,
    requiresLeader: false,
    silenceMilliseconds: timeoutMilliseconds,
    onMessage: (message) => {
      const read = message.getEvent()
      if (read !== undefined) kept.push(keptEventIn(read))
    },
  })
  if (fault !== undefined && fault.fault !== 'stream-not-found') throw new Dropped(fault)
  return kept
}

/** A parked event is a link, with the reason in its metadata. */
const keptEventIn = (read: ReadResp.ReadEvent): KeptEvent => {
  const event = eventFrom(read)
  const link = read.getLink()
  const parkedAt = instantOf(link?.getMetadataMap().get('created'))
  return {
    revision: Number((link ?? read.getEvent())?.getStreamRevision() ?? 0),
    ...(event === undefined ? {} : { event }),
    why: whyIn(jsonIn(link?.getCustomMetadata_asU8() ?? new Uint8Array())),
    ...(parkedAt === undefined ? {} : { parkedAt }),
  }
}

/** What the server puts before the reason that a consumer gave. */
const BY_CONSUMER = /^Client explicitly NAK'ed message\.\n/

const whyIn = (metadata: unknown): string => {
  const reason = typeof metadata === 'object' && metadata !== null && 'reason' in metadata ? metadata.reason : undefined
  return typeof reason === 'string' ? reason.replace(BY_CONSUMER, '') : ''
}

/** The server counts in 100 nanoseconds since 1970. */
const TICKS_A_MILLISECOND = 10_000n

const instantOf = (ticks: string | undefined): string | undefined =>
  ticks === undefined || !/^\d+$/.test(ticks)
    ? undefined
    : new Date(Number(BigInt(ticks) / TICKS_A_MILLISECOND)).toISOString()
