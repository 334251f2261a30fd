import type { LocalDate } from '@aftersale/domain/calendar'
import { epochMillisecondsOf, type Instant } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { canonicalLine, type HistoryEvent } from '../history-event.js'
import type { HistoryTarget } from '../history-target.js'
import { type VerificationFault, verifyHistory } from '../verification/verify-history.js'
import { simulateHistory } from './simulate-history.js'

// Thousands of commands, each decided for real.
jest.setTimeout(120_000)

const simulated = async (seed: number, customers = 100, until = '2025-03-01') => {
  const events: Array<HistoryEvent> = []
  const target: HistoryTarget = {
    name: 'memory',
    streamEvents: () => async () => E.right([]),
    write: (added) => async () => {
      events.push(...added)
      return E.right(undefined)
    },
    finish: () => async () => E.right(undefined),
    abandon: async () => undefined,
  }
  const summary = await simulateHistory({
    seed,
    customers,
    from: '2025-01-01' as LocalDate,
    until: until as LocalDate,
    target,
  })()
  if (E.isLeft(summary)) throw new Error(JSON.stringify(summary.left))
  return { events, summary: summary.right }
}

const faultsOf = async (events: ReadonlyArray<HistoryEvent>): Promise<ReadonlyArray<VerificationFault>> => {
  const faults: Array<VerificationFault> = []
  const source = {
    name: 'memory',
    async *batches() {
      yield E.right({ events })
    },
  }
  await verifyHistory(source, (fault) => faults.push(fault))
  return faults
}

interface Times {
  readonly occurredAt: Instant
  readonly recordedAt: Instant
}

it('gives the same history for the same seed, and another one for another seed', async () => {
  const text = async (seed: number): Promise<string> => (await simulated(seed, 60)).events.map(canonicalLine).join('\n')
  const one = await text(1)
  expect(await text(1)).toBe(one)
  expect(await text(2)).not.toBe(one)
})

it.each([1, 2, 3])('is without fault, whatever the seed: %d', async (seed) => {
  const { events } = await simulated(seed)
  expect(await faultsOf(events)).toEqual([])
})

it('has in it what befalls a shop and its desk', async () => {
  const { events, summary } = await simulated(1, 500)
  const types = new Set(events.map(({ type }) => type))
  for (const type of [
    'ContactRecorded',
    'ContactRerouted',
    'CustomerReplied',
    'FollowUpCompleted',
    'FollowUpMissed',
    'FollowUpTicketNeeded',
    'HandedOverToHuman',
    'HoldEnded',
    'NoteAdded',
    'PriorityChanged',
    'PromiseBroken',
    'PromiseFulfilledLate',
    'PromiseKept',
    'PromiseRenegotiated',
    'PromiseWaived',
    'ServiceTicketAbsorbed',
    'ServiceTicketCancelled',
    'ServiceTicketClassified',
    'ServiceTicketClosed',
    'ServiceTicketEscalated',
    'ServiceTicketMarkedAsSpam',
    'ServiceTicketMerged',
    'ServiceTicketMergeWithdrawn',
    'ServiceTicketReopened',
    'ServiceTicketTransferred',
    'SlaBreached',
    'SlaClockPaused',
    'SlaClockResumed',
    'SlaMet',
    'SlaMissed',
    'SlaReassigned',
    'WaitingOnCustomerEnded',
    'CustomerInformed',
    'DelayDetected',
    'DispositionDecided',
    'PurchaseFullyDelivered',
    'RefundFailed',
    'RefundLegSettled',
    'ReturnCaseClosed',
    'ReturnRefused',
    'ShipmentDeclaredLost',
    'StoreCreditLegSettled',
    'UnitsConsumed',
  ]) {
    expect([type, types.has(type)]).toEqual([type, true])
  }
  expect(summary.repeated).toBeGreaterThan(0)
  const late = events.filter(({ metadata }) => {
    const { occurredAt, recordedAt } = metadata as Times
    return epochMillisecondsOf(recordedAt) - epochMillisecondsOf(occurredAt) > 3_600_000
  })
  expect(late.length).toBeGreaterThan(0)
})

it('records in the order of its clock, within its days', async () => {
  const { events } = await simulated(4)
  const recorded = events.map(({ metadata }) => (metadata as Times).recordedAt)
  expect(recorded).toEqual([...recorded].sort())
  // Midnight in Berlin.
  expect((recorded[0] ?? '') >= '2024-12-31T23:00:00.000Z').toBe(true)
  expect((recorded.at(-1) ?? '') < '2025-02-28T23:00:00.000Z').toBe(true)
})
