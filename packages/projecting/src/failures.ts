import type { SubscriptionFailure } from '@aftersale/event-store'

/** Another run of the same projection wrote to the same rows; this one would double or lose changes. */
export interface Overtaken {
  readonly failure: 'Overtaken'
  readonly projection: string
  readonly why: string
}

/** More events could not be handled than are to be parked. The checkpoint stands before the next one. */
export interface TooManyParked {
  readonly failure: 'TooManyParked'
  readonly projection: string
  readonly parked: number
}

/** The store is not the one that the rows were made from, or was restored from a backup that is older than the rows. */
export interface StoreWentBack {
  readonly failure: 'StoreWentBack'
  readonly stream: string
  readonly revision: number
  readonly found: 'nothing' | 'another-event'
  readonly why: string
}

/** Rows of this version were made by another definition: raise the version. */
export interface DefinitionChanged {
  readonly failure: 'DefinitionChanged'
  readonly projection: string
  readonly version: number
  readonly what: 'layout' | 'follows'
}

/** The rows were made by a later version of the program than this one. */
export interface OutdatedProjection {
  readonly failure: 'OutdatedProjection'
  readonly projection: string
  readonly version: number
  readonly served: number
}

/** The database that holds the rows could not be used; nothing of what was asked was done. */
export interface TargetUnavailable {
  readonly failure: 'TargetUnavailable'
  readonly cause: 'locked' | 'full' | 'read-only' | 'corrupt' | 'busy-with-another-transaction' | 'failed'
  readonly why: string
}

/** No parked event has this id. */
export interface NotParked {
  readonly failure: 'NotParked'
  readonly id: number
}

export type OpenFailure = TargetUnavailable | DefinitionChanged | OutdatedProjection
export type WriteFailure = TargetUnavailable | Overtaken
export type ProjectionFailure = OpenFailure | Overtaken | TooManyParked | StoreWentBack | SubscriptionFailure
