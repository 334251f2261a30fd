import { replay } from '@aftersale/decider'
import { type Deeds, deedsOf } from '@aftersale/decider/testing'
import * as fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { anchoredPeriodEnd } from '../../calendar/period.js'
import { inAnyOrder } from '../../in-any-order.fixtures.js'
import { bought, newAssetId, open, running } from '../claim.fixtures.js'
import type { WarrantyCommand } from '../commands.js'
import type { UnitReplaced } from '../events/claims.js'
import { WarrantyEvent } from '../events.js'
import { dayIn } from '../layers/calendar-bounds.js'
import { coverageOn } from '../layers/coverage-on.js'
import type { WarrantyState } from '../state.js'
import { after, noonOf, text } from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'
import { anyClaimStory } from './any-claim-history.fixtures.js'
import { isClaimEvent } from './is-claim-event.js'
import { isSameDefect } from './same-defect.js'

type History = Deeds<WarrantyCommand, WarrantyState, WarrantyEvent>

const anyHistory: fc.Arbitrary<History> = anyClaimStory.map((commands) => deedsOf(warranty, commands))

const always = (law: (history: History) => void, numRuns = 60): void =>
  fc.assert(
    fc.property(anyHistory, (history) => {
      law(history)
    }),
    { numRuns },
  )

const claimsOf = ({ state }: History) => (state.status === 'not-registered' ? [] : state.warranty.claims.claims)

const isGiven = ({ type }: WarrantyEvent): boolean =>
  type === 'RepairCompleted' || type === 'UnitReplaced' || type === 'PriceRemedyGiven'

describe('the claims on a warranty', () => {
  it('are made good once each', () => {
    always(({ events }) => {
      const given = events.flatMap((event) => (isGiven(event) && 'claimId' in event.data ? [event.data.claimId] : []))
      expect(new Set(given).size).toBe(given.length)
    })
  })

  it('are one at a time for a defect, and never two for one failure', () => {
    always((history) => {
      const claims = claimsOf(history)
      for (const [index, one] of claims.entries()) {
        for (const other of claims.slice(index + 1)) {
          if (!isSameDefect(one.opened, other.opened)) continue
          const isEnded = one.closed !== undefined || one.withdrawn !== undefined || one.phase === 'redirected'
          expect(isEnded).toBe(true)
          const given = one.given
          if (given?.type === 'RepairCompleted') {
            expect(other.opened.failedOn >= given.data.completedAt.slice(0, 10)).toBe(true)
          }
        }
      }
    })
  })

  it('are free but for the service fee, and what is above the limit of an approval in part', () => {
    always(({ events }) => {
      const limits = new Map(
        events.flatMap((event) =>
          event.type === 'ClaimPartlyApproved'
            ? [[event.data.claimId, event.data.coverLimit.amountMinor] as const]
            : [],
        ),
      )
      for (const event of events) {
        if (event.type === 'RepairFailed') expect(event.data.chargedMinor).toBe(0n)
        if (event.type !== 'RepairCompleted' && event.type !== 'UnitReplaced') continue
        const { claimId, costMinor, chargedMinor, layerId } = event.data
        const limit = limits.get(claimId) ?? costMinor
        const above = costMinor > limit ? costMinor - limit : 0n
        expect(chargedMinor <= (layerId === 'motor' ? 2900n : 0n) + above).toBe(true)
      }
    })
  })

  it('are approved by a layer no more often than it makes good', () => {
    always(({ state }) => {
      if (state.status === 'not-registered') return
      for (const { layerId, terms } of state.warranty.layers) {
        const approved = state.warranty.claims.claims.filter(
          ({ phase, verdicts, withdrawn }) =>
            (phase === 'approved' || phase === 'partly-approved') &&
            withdrawn === undefined &&
            verdicts.at(-1)?.data.layerId === layerId,
        )
        expect(approved.length).toBeLessThanOrEqual(terms.maxClaims ?? Number.POSITIVE_INFINITY)
      }
    })
  })

  it('come to a remedy only with the unit held for them, and with what the customer was to be told', () => {
    always(({ deeds }) => {
      for (const { before, recorded } of deeds) {
        if (recorded === 'refused' || before.status === 'not-registered') continue
        for (const event of recorded) {
          if (!isGiven(event) || event.type === 'PriceRemedyGiven' || !('claimId' in event.data)) continue
          const { claimId } = event.data
          const claim = before.warranty.claims.claims.find((one) => one.claimId === claimId)
          expect(claim?.remedy?.held).toBeDefined()
          if (claim?.remedy?.chosen.layerId === 'conformity') {
            expect(claim.remedy.chosen.informedOfExtension).toBe(true)
          }
        }
      }
    })
  })

  it('have nothing happen to them once they are closed or withdrawn', () => {
    always(({ events }) => {
      const ended = new Set<string>()
      for (const event of events) {
        if (!isClaimEvent(event)) continue
        expect(ended.has(event.data.claimId)).toBe(false)
        if (event.type === 'ClaimClosed' || event.type === 'ClaimWithdrawn') ended.add(event.data.claimId)
      }
    })
  })

  it('make the liability of the law longer once at most, by twelve months', () => {
    always(({ events }) => {
      const byLaw = events.filter((event) => event.type === 'WarrantyExtended')
      expect(byLaw.length).toBeLessThanOrEqual(1)
    })
  })

  it('record nothing where a command that was carried out is repeated at once', () => {
    always(({ deeds }) => {
      for (const { command, before, recorded } of deeds) {
        if (recorded === 'refused') continue
        expect(warranty.decide(command, recorded.reduce(warranty.evolve, before))).toStrictEqual(E.right([]))
      }
    })
  })

  it('are read back as they were stored, and are the same after a replay', () => {
    always(({ events, state }) => {
      const stored = events.flatMap((event) => {
        const decoded = WarrantyEvent.decode(JSON.parse(JSON.stringify(WarrantyEvent.encode(event))))
        expect(decoded).toStrictEqual(E.right(event))
        return E.isRight(decoded) ? [decoded.right] : []
      })
      expect(replay(warranty, stored)).toStrictEqual(state)
    })
  })

  it('are taken as they are told, in any order', () => {
    fc.assert(
      fc.property(
        anyHistory.chain(({ events }) => inAnyOrder(events)),
        (shuffled) => {
          expect(() => warranty.deadlines(replay(warranty, shuffled))).not.toThrow()
        },
      ),
      { numRuns: 40 },
    )
  })
})

describe('the smallest change that would have turned a refusal', () => {
  it('turns it', () => {
    const days = fc.constantFrom('2026-08-01', '2026-08-11', '2027-01-12', '2028-08-11', '2031-08-12', '2034-08-12')
    const anyReport = fc.record(
      {
        failedOn: days,
        failureMode: fc.constantFrom('motor', 'door', 'motor-control'),
        proofs: fc.constantFrom([], [{ kind: 'receipt' as const, verified: true }]),
        unmet: fc.constantFrom<ReadonlyArray<'registration' | 'regular-maintenance'>>(
          [],
          ['registration', 'regular-maintenance'],
        ),
        territory: fc.constantFrom('DE', 'CH'),
      },
      { noNullPrototype: true },
    )
    const { state } = { state: replay(warranty, after(...running)) }
    fc.assert(
      fc.property(anyReport, ({ failedOn, failureMode, territory, ...facts }) => {
        const report = open({
          ...facts,
          failedOn: failedOn as never,
          failureMode: text(failureMode),
          territory: text(territory),
          reportedAt: noonOf('2036-01-01'),
        })
        const decision = warranty.decide(report, state)
        const refused = E.isRight(decision) ? decision.right[0] : undefined
        if (refused?.type !== 'ClaimRefused' || refused.data.wouldHaveTurned === undefined) return
        const { failedOnOrBefore, failedOnOrAfter, proof, met, inTerritory } = refused.data.wouldHaveTurned
        const [abroad] = inTerritory ?? []
        const turned = {
          ...report,
          data: {
            ...report.data,
            failedOn: failedOnOrBefore ?? failedOnOrAfter ?? report.data.failedOn,
            ...(proof === true ? { proofs: [{ kind: 'receipt' as const, verified: true }] } : {}),
            unmet: (report.data.unmet ?? []).filter((condition) => met?.includes(condition) !== true),
            ...(abroad === undefined ? {} : { territory: abroad }),
          },
        }
        expect(warranty.decide(turned, state)).toMatchObject({ right: [{ type: 'ClaimOpened' }] })
      }),
      { numRuns: 200 },
    )
  })
})

describe('a unit that was given for another', () => {
  it('is warranted no longer than the term policy allows', () => {
    const replacements = anyHistory.map(({ deeds }) => deeds.find(({ command }) => command.type === 'ReplaceUnit'))
    fc.assert(
      fc.property(replacements, (deed) => {
        if (deed === undefined || deed.recorded === 'refused' || deed.before.status === 'not-registered') return
        const replaced = deed.recorded.find((event): event is UnitReplaced => event.type === 'UnitReplaced')
        if (replaced === undefined || replaced.data.termPolicy.kind === 'fresh') return
        const { carried, newWarrantyId, termPolicy, replacedAt } = replaced.data
        const { unit: _, ...data } = bought({ assetId: newAssetId }).data
        const terms = { ...data.terms, layers: deed.before.warranty.registered.layers }
        const registered = { ...data, warrantyId: newWarrantyId, terms, carried, registeredAt: replacedAt }
        const state = replay(warranty, after({ type: 'RegisterWarranty', data: registered }))
        if (state.status === 'not-registered') throw new Error('It was not registered')
        // What stands still while the product is with whoever repairs it does so until the replacement.
        const before = coverageOn(deed.before, replacedAt).layers
        for (const { layerId, term, terms: layer } of state.warranty.layers) {
          const old = before.find((one) => one.layerId === layerId)?.term
          if (term === undefined) continue
          const least =
            termPolicy.kind === 'longer-of'
              ? anchoredPeriodEnd({
                  anchor: dayIn(layer.zone, replacedAt),
                  period: termPolicy.atLeast,
                  rule: 'event-day-excluded-no-roll',
                })
              : undefined
          const bases = deed.before.warranty.layers.filter((one) => one.layerId === layer.extendsLayerId)
          if (bases.length > 0) continue
          expect([old?.lastOn, least].some((allowed) => allowed !== undefined && term.lastOn <= allowed)).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })
})
