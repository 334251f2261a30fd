import { describeFailure, type StoreUnavailable } from '@aftersale/event-store'

/** The connection string leads to no client. It is told without the string itself, which may hold a password. */
export interface ConnectionStringNotUsable {
  readonly failure: 'ConnectionStringNotUsable'
  readonly why: string
}

export type OpenFailure = ConnectionStringNotUsable | StoreUnavailable

/** Why no store could be opened, as one sentence for a person. */
export const describeOpenFailure = (failure: OpenFailure): string => {
  switch (failure.failure) {
    case 'ConnectionStringNotUsable':
      return `The connection string cannot be used: ${failure.why}.`
    case 'StoreUnavailable':
      return describeFailure(failure)
  }
}
