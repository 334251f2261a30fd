import { storeCreditAggregate } from '@aftersale/domain'
import { isStoreCreditEvent, type StoreCreditEvent } from '@aftersale/domain/events'
import type { AggregateCheck } from './stream-check.js'

/** That a credit never spends more than it holds, and can be replayed from its events. */
export const storeCreditCheck = (creditId: string): AggregateCheck => {
  let state = storeCreditAggregate.decider.initial
  let isIssued = false
  let issuedMinor = 0n
  let spentMinor = 0n
  const book = (event: StoreCreditEvent): void => {
    if (event.type === 'StoreCreditIssued') issuedMinor += event.data.minor
    if (event.type === 'StoreCreditCaptured') spentMinor += event.data.minor
    if (event.type === 'StoreCreditCredited') spentMinor -= event.data.minor
  }
  return {
    faultsOf: (event) => {
      const { type } = event
      if (!isStoreCreditEvent(event)) return [`${type} does not belong into the stream of a store credit`]
      const faults: Array<string> = []
      if (event.data.creditId !== creditId) faults.push(`it speaks of store credit ${event.data.creditId}`)
      if (!isIssued && type !== 'StoreCreditIssued') faults.push(`${type}: it comes before the credit was issued`)
      if (isIssued && type === 'StoreCreditIssued') faults.push(`${type}: it was issued before`)
      isIssued ||= type === 'StoreCreditIssued'
      book(event)
      if (spentMinor > issuedMinor) faults.push(`${type}: ${spentMinor} is spent of the ${issuedMinor} that it holds`)
      if (spentMinor < 0n) faults.push(`${type}: more is given back than was spent`)
      try {
        state = storeCreditAggregate.decider.evolve(state, event)
      } catch (thrown) {
        faults.push(`${type} can't be replayed: ${String(thrown)}`)
      }
      return faults
    },
  }
}
