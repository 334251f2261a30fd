import { replay } from '@aftersale/decider'
import { deedsOf } from '@aftersale/decider/testing'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { endOfDay } from '../calendar/local-date.js'
import { inAnyOrder } from '../in-any-order.fixtures.js'
import { certifiedFor } from './certified-for.js'
import { StaffCertificationEvent } from './events.js'
import { anyCommand, certify, day, gas } from './staff-certification.fixtures.js'
import { staffCertification } from './staff-certification.js'

const anyDeeds = fc
  .array(anyCommand, { maxLength: 20 })
  .map((commands) => deedsOf(staffCertification, [certify(), ...commands]))

type History = typeof anyDeeds extends fc.Arbitrary<infer Found> ? Found : never

const always = (law: (history: History) => void): void =>
  fc.assert(
    fc.property(anyDeeds, (history) => {
      law(history)
    }),
    { numRuns: 120 },
  )

describe('the certificates of one member of the staff', () => {
  it('end no earlier by a renewal, and each at 24:00 of its last day', () => {
    always(({ events, state }) => {
      for (const { type, data } of events) {
        if (type === 'CertificationRenewed') expect(data.lastOn > data.previousLastOn).toBe(true)
      }
      if (state.status === 'not-certified') return
      for (const { lastOn, validUntil, certified } of state.certifications) {
        expect(validUntil).toBe(lastOn === undefined ? undefined : endOfDay(lastOn, certified.zone))
      }
    })
  })

  it('each have one end to come, or none', () => {
    always(({ state }) => {
      const due = staffCertification.deadlines(state).map(({ command }) => command.data)
      const ids = due.map((data) => ('certificationId' in data ? data.certificationId : ''))
      expect(new Set(ids).size).toBe(ids.length)
    })
  })

  it('certify for nothing on a day that none of them lasts to', () => {
    always(({ state }) => {
      if (state.status === 'not-certified') return
      const days = ['2024-05-31', '2024-06-01', '2025-03-30', '2025-06-01', '2026-06-01'].map(day)
      for (const on of days) {
        const lasting = state.certifications.some(
          ({ certified, lastOn }) => certified.startsOn <= on && (lastOn === undefined || on <= lastOn),
        )
        if (!lasting) expect(certifiedFor(state, { skills: [gas], on })).toBe(false)
      }
    })
  })

  it('record nothing where a command that was carried out is repeated, whatever happened since', () => {
    always(({ deeds, state }) => {
      for (const { command, before, recorded } of deeds) {
        if (recorded === 'refused' || recorded.length === 0) continue
        expect(staffCertification.decide(command, recorded.reduce(staffCertification.evolve, before))).toStrictEqual(
          E.right([]),
        )
        expect(staffCertification.decide(command, state)).toStrictEqual(E.right([]))
      }
    })
  })

  it('store only events that they can read back, and are the same after a replay of them', () => {
    always(({ events, state }) => {
      const read = events.flatMap((event) => {
        const stored: unknown = JSON.parse(JSON.stringify(StaffCertificationEvent.encode(event)))
        const decoded = StaffCertificationEvent.decode(stored)
        expect(decoded).toStrictEqual(E.right(event))
        return E.isRight(decoded) ? [decoded.right] : []
      })
      expect(replay(staffCertification, read)).toStrictEqual(state)
    })
  })

  it('take any events in any order, as they are told', () => {
    fc.assert(
      fc.property(
        anyDeeds.chain(({ events }) => inAnyOrder(events)),
        (shuffled) => {
          expect(() => staffCertification.deadlines(replay(staffCertification, shuffled))).not.toThrow()
        },
      ),
      { numRuns: 100 },
    )
  })
})
