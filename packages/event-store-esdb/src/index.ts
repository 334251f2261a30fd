export { openEsdbEventStore } from './connecting/open-esdb-event-store.js'
export { type ConnectionStringNotUsable, describeOpenFailure, type OpenFailure } from './connecting/open-failures.js'
export type {
  ConsumerGroup,
  GroupDelivery,
  GroupFailure,
  GroupFollows,
  GroupSettings,
  GroupState,
  GroupSubscription,
  ParkedEvent,
} from './consumer-group.js'
export { type EsdbEventStore, type EsdbEventStoreOptions, esdbEventStore } from './esdb-event-store.js'
export { type ConsumerGroupSource, consumerGroup } from './group/consumer-group.js'
