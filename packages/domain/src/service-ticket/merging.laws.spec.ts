import { instantOf } from '@aftersale/messages'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type { ServiceTicketCommand } from './commands.js'
import type { ServiceTicketEvent } from './events.js'
import {
  absorb,
  merge,
  openTicket,
  releaseAbsorbed,
  requestMerge,
  unmerge,
  withdrawMerge,
} from './service-ticket.fixtures.js'
import { serviceTicket } from './service-ticket.js'
import type { ServiceTicketId } from './service-ticket-id.js'

const tickets = [1, 2, 3, 4].map((number) => `0197290f-6a00-7000-8000-00000000000${number}` as ServiceTicketId)

/** A step of the protocol between two tickets. The younger and the staler the evidence, the better: none may do harm. */
interface Step {
  readonly what: 'request' | 'absorb' | 'merge' | 'withdraw' | 'unmerge' | 'release'
  readonly from: number
  readonly to: number
  /** Which of the requests, or absorptions, that were ever recorded it goes by. */
  readonly evidence: number
}

const anyStep: fc.Arbitrary<Step> = fc.record({
  what: fc.constantFrom('request', 'request', 'absorb', 'absorb', 'merge', 'merge', 'withdraw', 'unmerge', 'release'),
  from: fc.nat(tickets.length - 1),
  to: fc.nat(tickets.length - 1),
  evidence: fc.nat(3),
})

/** What became of the tickets after steps in any order, by the events of each. */
const afterSteps = (steps: ReadonlyArray<Step>): ReadonlyMap<ServiceTicketId, ReadonlyArray<ServiceTicketEvent>> => {
  const histories = new Map<ServiceTicketId, ReadonlyArray<ServiceTicketEvent>>()
  const tell = (command: ServiceTicketCommand): void => {
    const id = command.data.serviceTicketId
    const history = histories.get(id) ?? []
    const decision = serviceTicket.decide(command, history.reduce(serviceTicket.evolve, serviceTicket.initial))
    if (E.isRight(decision)) histories.set(id, [...history, ...decision.right])
  }
  for (const serviceTicketId of tickets) tell(openTicket({ serviceTicketId }))

  for (const [minute, { what, from, to, evidence }] of steps.entries()) {
    const now = instantOf(Date.UTC(2025, 5, 3) + minute * 60_000)
    const [one, other] = [tickets[from], tickets[to]]
    if (one === undefined || other === undefined) continue
    const requests = (histories.get(one) ?? []).flatMap((event, revision) =>
      event.type === 'ServiceTicketMergeRequested' && event.data.into === other ? [revision] : [],
    )
    const absorptions = (histories.get(other) ?? []).flatMap((event, revision) =>
      event.type === 'ServiceTicketAbsorbed' && event.data.absorbedTicketId === one
        ? [{ revision, requestedAtRevision: event.data.requestedAtRevision ?? 0 }]
        : [],
    )
    const request = requests.at(-1 - evidence)
    const absorption = absorptions.at(-1 - evidence)
    if (what === 'request') tell(requestMerge({ serviceTicketId: one, into: other, requestedAt: now }))
    if (what === 'withdraw') tell(withdrawMerge({ serviceTicketId: one, withdrawnAt: now }))
    if (what === 'unmerge') tell(unmerge({ serviceTicketId: one, from: other, unmergedAt: now }))
    const unmerging = (histories.get(one) ?? [])
      .flatMap((event, unmergedAtRevision) =>
        event.type === 'ServiceTicketUnmerged' && event.data.from === other
          ? [{ unmergedAtRevision, requestedAtRevision: event.data.requestedAtRevision ?? 0 }]
          : [],
      )
      .at(-1 - evidence)
    if (what === 'release' && unmerging !== undefined) {
      tell(releaseAbsorbed({ serviceTicketId: other, absorbedTicketId: one, ...unmerging, releasedAt: now }))
    }
    if (what === 'absorb' && request !== undefined) {
      tell(absorb({ serviceTicketId: other, absorbedTicketId: one, requestedAtRevision: request, absorbedAt: now }))
    }
    if (what === 'merge' && absorption !== undefined) {
      const { revision: absorbedAtRevision, requestedAtRevision } = absorption
      tell(merge({ serviceTicketId: one, into: other, requestedAtRevision, absorbedAtRevision, mergedAt: now }))
    }
  }
  return histories
}

/** Of each ticket that is merged now, the one that it was merged into. */
const mergesIn = (histories: ReadonlyMap<ServiceTicketId, ReadonlyArray<ServiceTicketEvent>>) =>
  new Map(
    [...histories].flatMap(([id, events]): ReadonlyArray<[ServiceTicketId, ServiceTicketId]> => {
      const last = events.findLast(({ type }) => type === 'ServiceTicketMerged' || type === 'ServiceTicketUnmerged')
      return last?.type === 'ServiceTicketMerged' ? [[id, last.data.into]] : []
    }),
  )

const anySteps = fc.array(anyStep, { minLength: 20, maxLength: 60 })

describe('merges and unmergings of several tickets, their steps in any order and some of them stale', () => {
  it('never make a circle', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const merges = mergesIn(afterSteps(steps))
        for (const start of tickets) {
          let [ticket, hops] = [start, 0]
          for (let into = merges.get(ticket); into !== undefined && hops <= tickets.length; into = merges.get(ticket)) {
            ticket = into
            hops += 1
          }
          expect(hops).toBeLessThan(tickets.length)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('happen only into a ticket that absorbed just that request', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        const histories = afterSteps(steps)
        for (const [id, into] of mergesIn(histories)) {
          const request = (histories.get(id) ?? []).findLastIndex(({ type }) => type === 'ServiceTicketMergeRequested')
          expect(histories.get(into)).toContainEqual({
            type: 'ServiceTicketAbsorbed',
            data: expect.objectContaining({ absorbedTicketId: id, requestedAtRevision: request }),
          })
        }
      }),
      { numRuns: 300 },
    )
  })

  it('do happen', () => {
    const [one, other] = [0, 1]
    const steps = (['request', 'absorb', 'merge'] as const).map((what) => ({ what, from: one, to: other, evidence: 0 }))
    expect([...mergesIn(afterSteps(steps))]).toStrictEqual([[tickets[0], tickets[1]]])
  })

  it('can be undone in a chain and made the other way round, still without a circle', () => {
    const step = (what: Step['what'], from: number, to: number): Step => ({ what, from, to, evidence: 0 })
    const merging = (from: number, to: number): ReadonlyArray<Step> => [
      step('request', from, to),
      step('absorb', from, to),
      step('merge', from, to),
    ]
    const chain = [...merging(0, 1), ...merging(1, 2)]
    expect([...mergesIn(afterSteps(chain))]).toStrictEqual([
      [tickets[0], tickets[1]],
      [tickets[1], tickets[2]],
    ])
    const turned = [...chain, step('unmerge', 0, 1), step('release', 0, 1), ...merging(2, 0)]
    expect([...mergesIn(afterSteps(turned))]).toStrictEqual([
      [tickets[1], tickets[2]],
      [tickets[2], tickets[0]],
    ])
    // The first would close the circle: the second is merged away, and absorbs nothing.
    expect([...mergesIn(afterSteps([...turned, ...merging(0, 1)]))]).toHaveLength(2)
  })

  it('are refused by what was withdrawn, though it was absorbed: else two tickets would be merged into each other', () => {
    const step = (what: Step['what'], from: number, to: number, evidence = 0): Step => ({ what, from, to, evidence })
    const steps = [
      step('request', 1, 0),
      step('absorb', 1, 0),
      step('withdraw', 1, 0),
      step('request', 0, 1),
      step('absorb', 0, 1),
      step('merge', 0, 1),
      step('request', 1, 0),
      step('merge', 1, 0),
    ]
    expect([...mergesIn(afterSteps(steps))]).toStrictEqual([[tickets[0], tickets[1]]])
  })
})
