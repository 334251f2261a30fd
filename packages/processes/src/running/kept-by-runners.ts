import type { EventCatalogue } from '@aftersale/messages'
import { ARMED_CATEGORY, deadlinesKeptCatalogue } from '../deadlines/deadlines-kept.js'
import { parkedDeadline } from '../deadlines/parked-deadline.js'
import { CHECKPOINT_CATEGORY, checkpointCatalogue } from './checkpoint-reached.js'
import { parkedReaction } from './parked-reaction.js'

/** By category, how the events are read that runners keep in a store beside those of the domain. */
export const keptByRunners: ReadonlyMap<string, Pick<EventCatalogue<unknown>, 'decode'>> = new Map<
  string,
  Pick<EventCatalogue<unknown>, 'decode'>
>([
  [CHECKPOINT_CATEGORY, checkpointCatalogue],
  [parkedReaction.category, parkedReaction.catalogue],
  [ARMED_CATEGORY, deadlinesKeptCatalogue],
  [parkedDeadline.category, parkedDeadline.catalogue],
])
