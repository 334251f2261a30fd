export type {
  ConsumerGroup,
  GroupDelivery,
  GroupFailure,
  GroupFollows,
  GroupSettings,
  GroupSubscription,
  ParkedEvent,
} from './consumer-group.js'
export type { EsdbEventStore, EsdbEventStoreOptions } from './esdb-event-store.js'
