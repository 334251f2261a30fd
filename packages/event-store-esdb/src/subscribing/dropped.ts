import type { SubscriptionFailure } from '@aftersale/event-store'
import { type WireFault, wireFaultOf } from '../wire/wire-fault.js'

/** Why there is no connection, or none any more; or why a read beside it has no answer. */
export interface Drop {
  readonly fault:
    | WireFault['fault']
    | 'too-slow' // The server lets go of who does not keep up with what is new.
    | 'bad-argument'
    | 'ended' // By the server, as if all were said.
    | 'incomplete' // Something is missing in what was sent.
  readonly why: string
}

/** Thrown within a subscription, never out of it. */
export class Dropped extends Error {
  constructor(readonly drop: Drop) {
    super(drop.why)
  }
}

const INVALID_ARGUMENT = 3
const ABORTED = 10

/** What was thrown, whoever threw it. */
export const dropOf = (thrown: unknown): Drop => {
  if (thrown instanceof Dropped) return thrown.drop
  const fault = wireFaultOf(thrown)
  if (fault.fault === 'stream-deleted' || fault.fault === 'access-denied' || fault.fault === 'not-leader') return fault
  switch (codeOf(thrown)) {
    case ABORTED:
      return { fault: 'too-slow', why: fault.why }
    case INVALID_ARGUMENT:
      return { fault: 'bad-argument', why: fault.why }
    default:
      return fault
  }
}

const codeOf = (thrown: unknown): unknown =>
  typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined

/** What ends a subscription for good; nothing where connecting again may help, be it in an hour. */
export const failureToGiveUpOn = ({ fault, why }: Drop, followed: string): SubscriptionFailure | undefined => {
  switch (fault) {
    case 'access-denied':
      return { failure: 'StoreUnavailable', cause: 'access-denied', why: `${followed}: ${why}` }
    case 'stream-deleted':
      return { failure: 'StreamDeleted', stream: followed }
    case 'bad-argument':
      return { failure: 'BadArgument', why }
    case 'bad-position':
      return { failure: 'CheckpointNotUsable', why: `${followed}: ${why}` }
    case 'unreachable':
    case 'not-leader':
    case 'no-answer':
    case 'stream-not-found':
    case 'failed':
    case 'too-slow':
    case 'ended':
    case 'incomplete':
      return undefined
  }
}
