import { replay } from '@aftersale/decider'
import { canonicalJson } from '@aftersale/messages'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { inAnyOrder } from '../in-any-order.fixtures.js'
import { countOf, valueOf, without } from '../units/index.js'
import { type AnyHistory, anyHistory, anyRequest } from './any-history.fixtures.js'
import { type CaseUnits, countOfUnits, unitsInBoth, unitsWithout } from './case-units.js'
import { type ReturnCaseEvent, type ReturnRequested, returnCaseEvents } from './events.js'
import { returnCase } from './return-case.js'
import type { ReturnCase } from './state.js'
import {
  awaitedUnits,
  disposedUnits,
  inspectedUnits,
  keptUnits,
  lostUnits,
  receivedUnits,
  releasedUnits,
  reservedUnits,
} from './units-held.js'

const always = (law: (history: AnyHistory) => void): void =>
  fc.assert(
    fc.property(anyHistory, (history) => {
      law(history)
    }),
    { numRuns: 50 },
  )

const alwaysOfCase = (law: (returnCase: ReturnCase) => void): void =>
  always(({ state }) => {
    if (state.status !== 'not-requested') law(state.returnCase)
  })

/** Written to JSON, amounts as text of their digits, and read again, as by a store. */
const readBack = (event: ReturnCaseEvent): unknown => {
  const codec: t.Mixed | undefined = returnCaseEvents.find(({ messageType }) => messageType === event.type)
  return codec?.decode(JSON.parse(JSON.stringify(codec.encode(event))))
}

describe('a return case', () => {
  it('records nothing where a command that it carried out is repeated, whatever happened since', () => {
    always(({ deeds, state }) => {
      for (const { command, before, recorded } of deeds) {
        if (recorded === 'refused') continue
        const afterwards = recorded.reduce(returnCase.evolve, before)
        expect([command, returnCase.decide(command, afterwards)]).toStrictEqual([command, E.right([])])
        if (recorded.length === 0) continue
        expect([command, returnCase.decide(command, state)]).toStrictEqual([command, E.right([])])
      }
    })
  })

  it('decides the same whenever it is asked', () => {
    always(({ deeds }) => {
      for (const { command, before, recorded } of deeds) {
        const again = returnCase.decide(command, before)
        expect(E.isRight(again) ? again.right : 'refused').toStrictEqual(recorded)
      }
    })
  })

  it('stores only events it can read back', () => {
    always(({ events }) => {
      for (const event of events) expect(readBack(event)).toStrictEqual(E.right(event))
    })
  })

  it('is the same after a replay', () => {
    always(({ events, state }) => {
      expect(replay(returnCase, events)).toStrictEqual(state)
    })
  })

  it('takes any events in any order, as they are told', () => {
    fc.assert(
      fc.property(
        anyHistory.chain(({ events }) => inAnyOrder(events)),
        (shuffled) => {
          const state = replay(returnCase, shuffled)
          expect(() => returnCase.deadlines(state)).not.toThrow()
        },
      ),
      { numRuns: 50 },
    )
  })

  it('gives each decision its rules', () => {
    always(({ events }) => {
      for (const { type, data } of events) {
        if (type === 'ReturnRequested') expect(data.eligibilityTrace.length).toBeGreaterThan(0)
        if (
          type === 'ReturnLinesRefused' ||
          type === 'ReturnRefused' ||
          type === 'OverrideRecorded' ||
          type === 'ReturnAuthorised'
        ) {
          expect(data.trace.length).toBeGreaterThan(0)
        }
      }
    })
  })
})

describe('the units of a return case', () => {
  it('are each in exactly one place', () => {
    alwaysOfCase((known) => {
      const places: ReadonlyArray<ReadonlyArray<CaseUnits>> = [
        awaitedUnits(known),
        receivedUnits(known),
        releasedUnits(known),
        lostUnits(known),
        keptUnits(known),
      ]
      const sum = places.reduce((total, place) => total + countOfUnits(place), 0)
      expect(sum).toBe(countOfUnits(reservedUnits(known)))
      expect(unitsWithout(reservedUnits(known), places.flat())).toStrictEqual([])
    })
  })

  it.each([
    ['received', receivedUnits],
    ['inspected', inspectedUnits],
    ['decided of', disposedUnits],
    ['given free', releasedUnits],
  ])('are %s once at most, and only if they were reserved', (_, unitsOf) => {
    alwaysOfCase((known) => {
      const told = unitsOf(known)
      const distinct = unitsInBoth(reservedUnits(known), told)
      expect(countOfUnits(distinct)).toBe(countOfUnits(told))
    })
  })

  it('are inspected after they were received, and decided of after that', () => {
    alwaysOfCase((known) => {
      expect(unitsWithout(inspectedUnits(known), receivedUnits(known))).toStrictEqual([])
      expect(unitsWithout(disposedUnits(known), inspectedUnits(known))).toStrictEqual([])
    })
  })

  it('are told of an item, taken and not, as many as it has', () => {
    always(({ deeds }) => {
      for (const { command, recorded } of deeds) {
        if (command.type !== 'ReceiveItems' || recorded === 'refused' || recorded.length === 0) continue
        for (const { itemId, quantity } of command.data.items) {
          const counted = recorded.reduce((sum, event) => {
            if (event.type === 'ItemsReceived') {
              return sum + countOfUnits(event.data.items.find((one) => one.item.itemId === itemId)?.taken ?? [])
            }
            return (event.type === 'UnexpectedItemReceived' || event.type === 'SerialMismatchFound') &&
              event.data.itemId === itemId
              ? sum + event.data.quantity
              : sum
          }, 0)
          expect(counted).toBe(quantity)
        }
      }
    })
  })
})

describe('what is drawn on', () => {
  const requestedBy = (command: ReturnType<typeof anyRequest.generate>['value']): ReturnRequested['data'] => {
    const decision = returnCase.decide(command, returnCase.initial)
    if (E.isLeft(decision)) throw new Error(`Rejected: ${decision.left.reason}`)
    const [event] = decision.right
    if (event?.type !== 'ReturnRequested') throw new Error('A request is heard first')
    return event.data
  }

  it('and what is refused are together what was asked, line by line', () => {
    fc.assert(
      fc.property(anyRequest, (command) => {
        const { draws, refused, lines } = requestedBy(command)
        for (const { requestLineId, quantity } of lines) {
          const told = [...draws, ...refused].filter((part) => part.requestLineId === requestLineId)
          expect(told.reduce((sum, part) => sum + part.quantity, 0)).toBe(quantity)
        }
      }),
      { numRuns: 100 },
    )
  })

  it('is never more than a purchase has left, and no serial twice', () => {
    fc.assert(
      fc.property(anyRequest, (command) => {
        const { draws } = requestedBy(command)
        for (const purchase of command.data.evidence) {
          for (const line of purchase.lines) {
            const ofLine = draws.filter(
              (draw) => draw.purchaseId === purchase.purchaseId && draw.lineId === line.lineId,
            )
            expect(ofLine.reduce((sum, draw) => sum + draw.quantity, 0)).toBeLessThanOrEqual(countOf(line.available))
            const serials = ofLine.flatMap((draw) => draw.serials ?? [])
            expect(new Set(serials).size).toBe(serials.length)
          }
        }
      }),
      { numRuns: 100 },
    )
  })

  it('leaves nothing of a newer purchase that it passes over for an older one, but what the policy refuses', () => {
    fc.assert(
      fc.property(anyRequest, (command) => {
        const [newer, older] = command.data.evidence
        const { draws } = requestedBy(command)
        const wanted = command.data.lines.filter(({ purchaseId, sku }) => purchaseId === undefined && sku === 'kettle')
        const fromOlder = draws.filter(
          (draw) =>
            draw.purchaseId === older?.purchaseId &&
            wanted.some(({ requestLineId }) => requestLineId === draw.requestLineId),
        )
        const line = newer?.lines[0]
        if (fromOlder.length === 0 || line === undefined || line.finalSale === true || newer?.receipts.length === 0)
          return
        const drawn = draws
          .filter((draw) => draw.purchaseId === newer?.purchaseId && draw.lineId === line.lineId)
          .reduce((sum, draw) => sum + draw.quantity, 0)
        const isTakenLater = command.data.lines.some(({ lineId }) => lineId === line.lineId)
        if (!isTakenLater) expect(drawn).toBe(countOf(line.available))
      }),
      { numRuns: 100 },
    )
  })
})

describe('the preview of an authorisation', () => {
  it('is never more than was paid for the very units, and their delivery', () => {
    always(({ events, asked, state }) => {
      if (state.status === 'not-requested') return
      for (const [index, event] of events.entries()) {
        if (event.type !== 'ReturnAuthorised') continue
        const { totalMinor, components, deductionsMinor } = event.data.preview
        // What was taken back before is not authorised any more.
        const cancelled = events
          .slice(0, index)
          .flatMap((before) => (before.type === 'ReturnCancelled' ? before.data.lines : []))
        const paid = reservedUnits(state.returnCase).reduce((sum, { purchaseId, lineId, units: reserved }) => {
          const units = cancelled
            .filter((one) => one.purchaseId === purchaseId && one.lineId === lineId)
            .reduce((left, one) => without(left, one.units), reserved)
          const line = asked.evidence
            .find((one) => one.purchaseId === purchaseId)
            ?.lines.find((one) => one.lineId === lineId)
          if (line === undefined) return sum
          const { netMinor, taxMinor, quantity } = line
          return (
            sum +
            valueOf({ totalMinor: netMinor, quantity }, units) +
            valueOf({ totalMinor: taxMinor, quantity }, units)
          )
        }, 0n)
        const owed = components.reduce(
          (sum, { component, minor }) => (component === 'deduction' ? sum : sum + minor),
          0n,
        )
        const delivery = components.reduce(
          (sum, { component, minor }) => (component.startsWith('shipping') ? sum + minor : sum),
          0n,
        )
        expect(owed - delivery).toBe(paid)
        expect(totalMinor).toBe(owed > deductionsMinor ? owed - deductionsMinor : 0n)
      }
    })
  })
})

describe('deadlines', () => {
  it('issue commands that are taken, and are not due a second time', () => {
    always(({ state }) => {
      for (const { command } of returnCase.deadlines(state)) {
        const decision = returnCase.decide(command, state)
        if (E.isLeft(decision)) throw new Error(`${command.type} is refused`)
        const due = returnCase.deadlines(decision.right.reduce(returnCase.evolve, state))
        expect(due.map((deadline) => canonicalJson(deadline.command))).not.toContain(canonicalJson(command))
      }
    })
  })

  it('do nothing where they come too late', () => {
    always(({ deeds, state }) => {
      const live = returnCase.deadlines(state).map(({ command }) => canonicalJson(command))
      for (const { before } of deeds) {
        for (const { command } of returnCase.deadlines(before)) {
          if (!live.includes(canonicalJson(command))) {
            expect(returnCase.decide(command, state)).toStrictEqual(E.right([]))
          }
        }
      }
    })
  })
})
