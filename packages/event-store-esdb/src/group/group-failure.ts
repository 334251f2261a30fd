import type { GroupFailure } from '../consumer-group.js'
import { type Drop, dropOf, failureToGiveUpOn } from '../subscribing/dropped.js'
import { unavailableBy } from '../wire/wire-fault.js'
import type { GroupTarget } from './group-target.js'

/** By the word that the client's error carries, or the server's own under it: there may be two copies of the client's classes. */
export const isOfType = (thrown: unknown, type: string): boolean => {
  if (typeof thrown !== 'object' || thrown === null) return false
  if ('type' in thrown) return thrown.type === type
  const { metadata } = thrown as { readonly metadata?: { readonly get?: (key: string) => ReadonlyArray<unknown> } }
  return metadata?.get?.('exception').includes(type) === true
}

/** What a call of a group fails with. */
export const failureOfCall = (thrown: unknown, { group, stream }: GroupTarget): GroupFailure => {
  if (isOfType(thrown, NO_GROUP)) return { failure: 'GroupNotFound', group }
  const drop = dropOf(thrown)
  return failureToEndOn(thrown, drop, { group, stream }) ?? unavailableBy(faultOf(drop))
}

/** What ends a subscription to a group for good; nothing where connecting again may help. */
export const failureToEndOn = (
  thrown: unknown,
  drop: Drop,
  { group, stream }: Pick<GroupTarget, 'group' | 'stream'>,
): GroupFailure | undefined => {
  if (isOfType(thrown, NO_GROUP)) return { failure: 'GroupNotFound', group }
  const failure = failureToGiveUpOn(drop, stream)
  return failure?.failure === 'StoreClosed' || failure?.failure === 'CheckpointNotUsable' ? undefined : failure
}

const NO_GROUP = 'persistent-subscription-does-not-exist'

const faultOf = ({ fault, why }: Drop): Parameters<typeof unavailableBy>[0] => {
  switch (fault) {
    case 'too-slow':
    case 'ended':
    case 'incomplete':
      return { fault: 'unreachable', why }
    case 'bad-argument':
      return { fault: 'failed', why }
    case 'unreachable':
    case 'not-leader':
    case 'no-answer':
    case 'access-denied':
    case 'stream-deleted':
    case 'stream-not-found':
    case 'bad-position':
    case 'failed':
      return { fault, why }
  }
}
