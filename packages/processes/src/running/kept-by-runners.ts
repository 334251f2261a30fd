import type { EventCatalogue } from '@aftersale/messages'
import { CHECKPOINT_CATEGORY, checkpointCatalogue } from './checkpoint-reached.js'
import { parkedReaction } from './parked-reaction.js'

/** By category, how the events are read that runners keep in a store beside those of the domain. */
export const keptByRunners: ReadonlyMap<string, Pick<EventCatalogue<unknown>, 'decode'>> = new Map<
  string,
  Pick<EventCatalogue<unknown>, 'decode'>
>([
  [CHECKPOINT_CATEGORY, checkpointCatalogue],
  [parkedReaction.category, parkedReaction.catalogue],
])
