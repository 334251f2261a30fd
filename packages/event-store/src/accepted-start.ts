import * as E from 'fp-ts/lib/Either.js'
import { acceptedStream, faultOfCategory } from './accepted-names.js'
import { faultOfFilter } from './accepted-read.js'
import type { CheckpointNotUsable, SubscriptionFailure } from './failures.js'
import type { Checkpoint, SubscriptionStart } from './subscription.js'

/**
 * Why no subscription can start so; nothing where only the store can tell. A store that follows a category by links
 * names their stream (`linkStreamOf`) and takes checkpoints of kind `link` there; without it, a category's are of kind `all`.
 */
export const faultOfStart = (
  tenant: string | undefined,
  start: SubscriptionStart,
  linkStreamOf?: (category: string) => string,
): SubscriptionFailure | undefined =>
  faultOfTarget(tenant, start) ??
  (start.after === 'beginning' || start.after === 'end'
    ? undefined
    : faultOfCheckpoint(start.after, neededFor(start, linkStreamOf)))

/** For a checkpoint where the store has nothing: what it tells was never written here, or was lost. */
export const beyondTheEnd = (place: number): CheckpointNotUsable =>
  notUsable(`nothing stands at ${place}: the store ends before it, as one restored from a backup does`)

/** What a checkpoint must be of. */
type Needed = { readonly kind: 'all' } | { readonly kind: 'stream' | 'link'; readonly stream: string }

const neededFor = (start: SubscriptionStart, linkStreamOf?: (category: string) => string): Needed => {
  switch (start.to) {
    case 'stream':
      return { kind: 'stream', stream: start.stream }
    case 'category':
      return linkStreamOf === undefined ? { kind: 'all' } : { kind: 'link', stream: linkStreamOf(start.category) }
    case 'all':
      return { kind: 'all' }
  }
}

const faultOfTarget = (tenant: string | undefined, start: SubscriptionStart): SubscriptionFailure | undefined => {
  switch (start.to) {
    case 'stream': {
      const name = acceptedStream(start.stream, tenant)
      return E.isLeft(name) ? name.left : undefined
    }
    case 'category':
      return faultOfCategory(start.category)
    case 'all':
      return faultOfFilter(start.filter)
  }
}

const faultOfCheckpoint = (checkpoint: Checkpoint, needed: Needed): CheckpointNotUsable | undefined => {
  if (checkpoint.kind !== needed.kind) {
    return notUsable(`it is a checkpoint of kind ${checkpoint.kind}, and one of kind ${needed.kind} is needed`)
  }
  if (checkpoint.kind !== 'all' && needed.kind !== 'all' && checkpoint.stream !== needed.stream) {
    return notUsable(`it is a checkpoint of ${checkpoint.stream}, not of ${needed.stream}`)
  }
  const places =
    checkpoint.kind === 'all' ? [checkpoint.position.commit, checkpoint.position.prepare] : [checkpoint.revision]
  const [wrong] = places.filter((place) => !(Number.isSafeInteger(place) && place >= 0))
  return wrong === undefined ? undefined : notUsable(`${wrong} is no place in a store`)
}

const notUsable = (why: string): CheckpointNotUsable => ({ failure: 'CheckpointNotUsable', why })
