export { type AppendRules, acceptedAppend, bytesOf } from './accepted-append.js'
export { acceptedStream, faultOfCategory, faultOfEventType, tenantToOpen } from './accepted-names.js'
export { EVENTS_A_PAGE, faultOfAllRead, faultOfFilter, faultOfStreamRead } from './accepted-read.js'
export { beyondTheEnd, faultOfStart } from './accepted-start.js'
export { type BackoffSettings, cappedBackoff } from './backoff.js'
export { compareCheckpoints } from './checkpoint-order.js'
export type { Clock } from './consuming/clock.js'
export { consume } from './consuming/consume.js'
export type { Consumer, Consumption, ConsumptionState, RetrySettings, Stalled } from './consuming/consumer.js'
export { describeFailure } from './describe-failure.js'
export { comparePositions, type EventFilter, type EventToAppend, type Position, type RecordedEvent } from './event.js'
export { eventSelection } from './event-selection.js'
export {
  type AllPage,
  type AllRead,
  type Appended,
  type EventStore,
  type StreamRead,
  type StreamSlice,
} from './event-store.js'
export { everyPage } from './every-page.js'
export type { ExpectedRevision } from './expected-revision.js'
export type * from './failures.js'
export { type InMemoryEventStoreOptions, inMemoryEventStore } from './in-memory/in-memory-event-store.js'
export { InMemoryEvents } from './in-memory/in-memory-events.js'
export { jsonCopyOf } from './json-copy.js'
export { type Lag, type LagQuestion, lagOf } from './lag.js'
export { partsOfStreamName, type StreamName, streamNameOf } from './stream-name.js'
export type { Checkpoint, Delivery, Subscription, SubscriptionStart, SubscriptionState } from './subscription.js'
export {
  type EndableSubscription,
  endableSubscription,
  type SubscriptionLife,
  subscriptionLife,
} from './subscription-life.js'
