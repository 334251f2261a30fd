import { replay } from '@aftersale/decider'
import { deedsOf } from '@aftersale/decider/testing'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { inAnyOrder } from '../in-any-order.fixtures.js'
import { StoreCreditEvent } from './events.js'
import { freeMinorOf, initial, type StoreCreditState, setAsideMinorOf } from './state.js'
import { anyCommand, issue } from './store-credit.fixtures.js'
import { storeCredit } from './store-credit.js'

const anyDeeds = fc.array(anyCommand, { maxLength: 25 }).map((commands) => deedsOf(storeCredit, [issue(), ...commands]))

const always = (law: (history: typeof anyDeeds extends fc.Arbitrary<infer History> ? History : never) => void): void =>
  fc.assert(
    fc.property(anyDeeds, (history) => {
      law(history)
    }),
    { numRuns: 120 },
  )

describe('a store credit', () => {
  it('never has less than is set aside, and never less than nothing', () => {
    always(({ events }) => {
      let state: StoreCreditState = initial
      for (const event of events) {
        state = storeCredit.evolve(state, event)
        if (state.status === 'not-issued') continue
        for (const { openMinor } of state.credit.authorisations) expect(openMinor).toBeGreaterThanOrEqual(0n)
        expect(setAsideMinorOf(state.credit)).toBeGreaterThanOrEqual(0n)
        // Of several events of one decision, the balance is free between the first and the last.
        if (state.status !== 'expired') expect(freeMinorOf(state.credit)).toBeGreaterThanOrEqual(0n)
      }
      if (state.status !== 'not-issued') expect(freeMinorOf(state.credit)).toBeGreaterThanOrEqual(0n)
    })
  })

  it('loses no minor unit: issued and given back is what is left, spent and lost', () => {
    always(({ events, state }) => {
      if (state.status === 'not-issued') return
      const sumOf = (...types: ReadonlyArray<StoreCreditEvent['type']>): bigint =>
        events.reduce(
          (sum, event) => (types.includes(event.type) && 'minor' in event.data ? sum + event.data.minor : sum),
          0n,
        )
      expect(sumOf('StoreCreditIssued', 'StoreCreditCredited')).toBe(
        state.credit.balanceMinor + sumOf('StoreCreditCaptured', 'StoreCreditExpired', 'StoreCreditInvalidated'),
      )
    })
  })

  it('gives back of no capture more than it took', () => {
    always(({ state }) => {
      if (state.status === 'not-issued') return
      for (const { captured, creditedMinor } of state.credit.captures) {
        expect(creditedMinor).toBeLessThanOrEqual(captured.minor)
      }
    })
  })

  it('has nothing left once it is invalid, and nothing free once it expired', () => {
    always(({ state }) => {
      if (state.status === 'invalidated') expect(state.credit.balanceMinor).toBe(0n)
      if (state.status === 'expired') expect(freeMinorOf(state.credit)).toBe(0n)
    })
  })

  it('records nothing where a command that it carried out is repeated at once', () => {
    always(({ deeds }) => {
      for (const { command, before, recorded } of deeds) {
        if (recorded === 'refused') continue
        expect(storeCredit.decide(command, recorded.reduce(storeCredit.evolve, before))).toStrictEqual(E.right([]))
      }
    })
  })

  it('does each deed once by its id, whatever came between', () => {
    always(({ events }) => {
      const ids = events.flatMap(({ type, data }) =>
        type === 'StoreCreditAuthorised'
          ? [`authorisation ${data.authorisationId}`]
          : type === 'StoreCreditCaptured'
            ? [`capture ${data.captureId}`]
            : type === 'StoreCreditCredited'
              ? [`crediting ${data.creditingId}`]
              : [],
      )
      expect(new Set(ids).size).toBe(ids.length)
    })
  })

  it('stores only events that it can read back, and is the same after a replay of them', () => {
    always(({ events, state }) => {
      const stored = events.map((event) => {
        const decoded = StoreCreditEvent.decode(JSON.parse(JSON.stringify(StoreCreditEvent.encode(event))))
        expect(decoded).toStrictEqual(E.right(event))
        return E.isRight(decoded) ? [decoded.right] : []
      })
      expect(replay(storeCredit, stored.flat())).toStrictEqual(state)
    })
  })

  it('takes any events in any order, as they are told', () => {
    fc.assert(
      fc.property(
        anyDeeds.chain(({ events }) => inAnyOrder(events)),
        (shuffled) => {
          expect(() => storeCredit.deadlines(replay(storeCredit, shuffled))).not.toThrow()
        },
      ),
      { numRuns: 100 },
    )
  })
})
