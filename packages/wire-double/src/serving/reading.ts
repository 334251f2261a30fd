import { randomUUID } from 'node:crypto'
import streams, { type ReadResp } from '@eventstore/db-client/generated/streams_pb.js'
import type { LogRecord } from '../log/log-record.js'
import type { DoubleAtWork } from './double-at-work.js'
import type { EventSending } from './event-sending.js'

/** Events a page, as the server reads them. */
export const PAGE = 32

/** What reading and subscribing need of a request. */
export interface Reading {
  readonly double: DoubleAtWork
  readonly sending: EventSending<ReadResp>
  /** Sends a record, resolved where that was asked for. */
  readonly send: (record: LogRecord) => Promise<void>
}

export const confirmation = (): ReadResp =>
  new streams.ReadResp().setConfirmation(
    new streams.ReadResp.SubscriptionConfirmation().setSubscriptionId(randomUUID()),
  )

export const fellBehind = (): ReadResp => new streams.ReadResp().setFellBehind(new streams.ReadResp.FellBehind())

export const caughtUp = (): ReadResp => new streams.ReadResp().setCaughtUp(new streams.ReadResp.CaughtUp())
