import { given } from '@aftersale/decider/testing'
import type { PositiveInteger } from '@aftersale/messages'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import {
  approve,
  bought,
  claimId,
  close,
  delivered,
  euros,
  installed,
  open,
  opened,
  otherClaimId,
  redirect,
  rejected,
  repair,
  repaired,
  running,
  shown,
  termsRef,
  termsWhere,
  handBackToCustomer,
  withdraw,
  choose,
  hold,
  eur,
} from '../claim.fixtures.js'
import type { OpenClaim } from '../commands/claims.js'
import type { WarrantyCommand } from '../commands.js'
import type { ClaimOpened, ClaimRefused } from '../events/claims.js'
import {
  after,
  at,
  cancel,
  clarify,
  conformity,
  day,
  motor,
  motorExtension,
  noonOf,
  period,
  resume,
  supersede,
  suspend,
  take,
  text,
  voidIt,
} from '../warranty.fixtures.js'
import { warranty } from '../warranty.js'

/** What the warranty says to a claim that it is told of after those commands. */
const heard = (
  history: ReadonlyArray<WarrantyCommand>,
  claim: OpenClaim,
): ClaimOpened['data'] | ClaimRefused['data'] => {
  const { decision } = given(warranty, after(...history)).when(claim)
  const event = decision._tag === 'Right' ? decision.right[0] : undefined
  if (event?.type !== 'ClaimOpened' && event?.type !== 'ClaimRefused') throw new Error(JSON.stringify(decision))
  return event.data
}

/** The layers that answer, or what stands against each. */
const answer = (history: ReadonlyArray<WarrantyCommand>, claim: OpenClaim): unknown => {
  const data = heard(history, claim)
  return 'layerIds' in data
    ? data.layerIds
    : Object.fromEntries(data.layers.map(({ layerId, reasons }) => [layerId, reasons]))
}

const none = { conformity: ['NotCovered'], motor: ['NotCovered'], 'motor-extension': ['NotCovered'] }

describe('OpenClaim', () => {
  it('names the layers that answer, and every rule of every layer with its facts and the version of its terms', () => {
    const layerFacts = { failedOn: '2027-01-12', zone: 'Europe/Berlin' }
    given(warranty, after(...running))
      .when(open())
      .records({
        type: 'ClaimOpened',
        data: {
          ...open().data,
          layerIds: [conformity, motor],
          responsiblePartyClarified: false,
          trace: [
            ruleApplied('one-claim-for-a-failure', { failureMode: 'motor', defect: 'hums' }, 'first'),
            ruleApplied(
              'covers-the-day',
              {
                layerId: 'conformity',
                ...layerFacts,
                startAnchor: 'delivery',
                startsOn: '2026-08-10',
                lastOn: '2028-08-10',
                because: 'within-term',
              },
              'within-term',
              termsRef,
            ),
            ruleApplied(
              'covered',
              { layerId: 'conformity', failureMode: 'motor', defect: 'hums' },
              'covered',
              termsRef,
            ),
            ruleApplied('in-territory', { layerId: 'conformity' }, 'in-territory', termsRef),
            ruleApplied('within-limits', { layerId: 'conformity', approved: 0 }, 'within-limits', termsRef),
            ruleApplied(
              'condition',
              { layerId: 'conformity', condition: 'receipt', proofs: 'receipt' },
              'met',
              termsRef,
            ),
            ruleApplied(
              'covers-the-day',
              {
                layerId: 'motor',
                ...layerFacts,
                startAnchor: 'installation',
                startsOn: '2026-08-12',
                lastOn: '2031-08-11',
                because: 'within-term',
              },
              'within-term',
              termsRef,
            ),
            ruleApplied('covered', { layerId: 'motor', failureMode: 'motor', defect: 'hums' }, 'covered', termsRef),
            ruleApplied('in-territory', { layerId: 'motor' }, 'in-territory', termsRef),
            ruleApplied('within-limits', { layerId: 'motor', approved: 0 }, 'within-limits', termsRef),
            ruleApplied('condition', { layerId: 'motor', condition: 'receipt', proofs: 'receipt' }, 'met', termsRef),
            ruleApplied('condition', { layerId: 'motor', condition: 'registration' }, 'met', termsRef),
            ruleApplied(
              'covers-the-day',
              {
                layerId: 'motor-extension',
                ...layerFacts,
                startAnchor: 'end-of-layer',
                startsOn: '2031-08-12',
                lastOn: '2034-08-11',
                because: 'before-start',
              },
              'OutOfPeriod',
              termsRef,
            ),
            ruleApplied(
              'covered',
              { layerId: 'motor-extension', failureMode: 'motor', defect: 'hums' },
              'covered',
              termsRef,
            ),
            ruleApplied('in-territory', { layerId: 'motor-extension', covered: 'DE, AT' }, 'in-territory', termsRef),
            ruleApplied(
              'within-limits',
              { layerId: 'motor-extension', approved: 0, maxClaims: 3 },
              'within-limits',
              termsRef,
            ),
            ruleApplied(
              'condition',
              { layerId: 'motor-extension', condition: 'receipt', proofs: 'receipt' },
              'met',
              termsRef,
            ),
            ruleApplied('condition', { layerId: 'motor-extension', condition: 'regular-maintenance' }, 'met', termsRef),
            ruleApplied('responsible-party-clarified', { failureMode: 'motor', channel: 'phone' }, 'not-clarified'),
          ],
        },
      })
  })

  it('asks the layer first that the customer prefers, of those that answer', () => {
    expect(answer(running, open({ preferredLayerId: motor }))).toStrictEqual([motor, conformity])
    expect(answer(running, open({ preferredLayerId: motorExtension }))).toStrictEqual([conformity, motor])
  })

  it('says whether the customer had been told by then who answers for such a failure', () => {
    const told = clarify({ informedAt: noonOf('2026-08-05') })
    const late = clarify({ informedAt: noonOf('2027-01-14') })
    expect(heard([...running, told], open()).responsiblePartyClarified).toBe(true)
    expect(heard([...running, told], open({ failureMode: text('door') })).responsiblePartyClarified).toBe(false)
    expect(heard([...running, late], open()).responsiblePartyClarified).toBe(false)
  })

  it('records nothing when repeated, whatever became of the claim', () => {
    given(warranty, after(...opened))
      .when(open())
      .recordsNothing()
    given(warranty, after(...repaired))
      .when(open())
      .recordsNothing()
    const refused = open({ failureMode: text('motor'), failedOn: day('2026-08-01') })
    given(warranty, after(...running, refused))
      .when(refused)
      .recordsNothing()
  })

  it('is refused under the id of another claim', () => {
    given(warranty, after(...opened))
      .when(open({ defect: text('leaks') }))
      .rejects({ reason: 'ClaimAlreadyOpened', claimId })
    const early = open({ failedOn: day('2026-08-01') })
    given(warranty, after(...running, early))
      .when(open())
      .rejects({ reason: 'ClaimAlreadyRefused', claimId, refusedAt: noonOf('2027-01-13') })
  })

  it('is refused of what failed only after it was reported', () => {
    const reportedAt = noonOf('2027-01-13')
    given(warranty, after(...running))
      .when(open({ failedOn: day('2027-01-15') }))
      .rejects({ reason: 'FailedAfterReport', failedOn: day('2027-01-15'), reportedAt })
    given(warranty, after(...running))
      .when(open({ failedOn: day('2027-01-13'), failedAt: at('2027-01-13T12:01Z') }))
      .rejects({ reason: 'FailedAfterReport', failedOn: day('2027-01-13'), reportedAt })
  })

  it('is refused where it was not that day anywhere at that instant', () => {
    const failedAt = at('2027-01-11T09:59Z')
    given(warranty, after(...running))
      .when(open({ failedOn: day('2027-01-12'), failedAt }))
      .rejects({ reason: 'FailureDayDiffers', failedOn: day('2027-01-12'), failedAt })
    expect(answer(running, open({ failedOn: day('2027-01-12'), failedAt: at('2027-01-11T10:00Z') }))).toStrictEqual([
      conformity,
      motor,
    ])
  })
})

it('takes a failure at either end of the calendar, in whatever zone', () => {
  const last = at('9999-12-31T23:59Z')
  const ends = open({ failedOn: day('9999-12-31'), failedAt: last, reportedAt: last })
  expect(heard(running, ends)).toMatchObject({ reasons: ['OutOfPeriod'] })
  const first = open({ failedOn: day('0000-01-01'), failedAt: at('0000-01-01T00:00Z') })
  expect(heard(running, first)).toMatchObject({ reasons: ['OutOfPeriod'] })
})

describe('the period', () => {
  const late = { failureMode: text('drum'), reportedAt: noonOf('2028-09-01') }

  it('covers a failure on the last day, reported after it', () => {
    expect(answer(running, open({ ...late, failedOn: day('2028-08-10') }))).toStrictEqual([conformity])
  })

  it('does not cover a failure on the day after it, and says which day would have been covered', () => {
    const data = heard(running, open({ ...late, failedOn: day('2028-08-11') }))
    expect(data).toMatchObject({
      reasons: ['OutOfPeriod', 'NotCovered'],
      layers: [
        { layerId: 'conformity', reasons: ['OutOfPeriod'] },
        { layerId: 'motor', reasons: ['NotCovered'] },
        { layerId: 'motor-extension', reasons: ['OutOfPeriod', 'NotCovered'] },
      ],
      wouldHaveTurned: { layerId: 'conformity', failedOnOrBefore: '2028-08-10' },
      refusedAt: noonOf('2028-09-01'),
    })
  })

  it('ends at 24:00 in the zone of the terms: a minute later is out, wherever the customer is', () => {
    const lastMinute = open({ ...late, failedOn: day('2028-08-10'), failedAt: at('2028-08-10T23:59+02:00') })
    expect(answer(running, lastMinute)).toStrictEqual([conformity])
    const aMinuteAfter = open({ ...late, failedOn: day('2028-08-10'), failedAt: at('2028-08-11T00:01+02:00') })
    expect(answer(running, aMinuteAfter)).toStrictEqual({
      conformity: ['OutOfPeriod'],
      motor: ['NotCovered'],
      'motor-extension': ['OutOfPeriod', 'NotCovered'],
    })
  })

  it('is unknown while what it is counted from is: nothing is covered, and nothing is never covered', () => {
    expect(answer([bought()], open())).toStrictEqual({
      conformity: ['NotStarted'],
      motor: ['NotStarted'],
      'motor-extension': ['NotStarted'],
    })
    expect(answer([bought(), delivered], open())).toStrictEqual([conformity])
  })

  it('covers what fails while the product is being repaired, where the layer stands still meanwhile', () => {
    const short = bought({ terms: termsWhere('motor', { period: period('P1Y') }) })
    const dayAfter = open({ failedOn: day('2027-08-12'), reportedAt: noonOf('2027-08-20') })
    expect(answer([short, delivered, installed], dayAfter)).toStrictEqual([conformity, motorExtension])
    const atWork = [short, delivered, installed, take({ takenAt: noonOf('2027-08-01') })]
    expect(answer(atWork, dayAfter)).toStrictEqual([conformity, motor])
  })

  it('does not cover while the layer rests by agreement, and does again after it', () => {
    const rest = suspend({ suspendedAt: noonOf('2027-01-01') })
    const on = resume({ resumedAt: noonOf('2027-01-12') })
    expect(answer([...running, rest], open())).toStrictEqual([conformity])
    expect(answer([...running, rest, on], open())).toStrictEqual([conformity, motor])
    expect(answer([...running, rest, on], open({ failedOn: day('2027-01-11') }))).toStrictEqual([conformity])
  })

  it('is over once the unit was replaced, given back, or the layer voided', () => {
    const gone = { conformity: ['NotInForce'], motor: ['NotInForce'], 'motor-extension': ['NotInForce'] }
    expect(answer([...running, supersede({ supersededAt: noonOf('2026-12-01') })], open())).toStrictEqual(gone)
    expect(answer([...running, cancel({ cancelledAt: noonOf('2026-12-01') })], open())).toStrictEqual(gone)
    const voided = voidIt({ voidedAt: noonOf('2026-12-01') })
    expect(answer([...running, voided], open())).toStrictEqual([conformity])
  })
})

describe('the failure', () => {
  it('is covered where the layer names the part, or names none', () => {
    expect(answer(running, open({ failureMode: text('door') }))).toStrictEqual([conformity])
  })

  it('is not covered where the terms exclude it, be it the part or what is wrong with it', () => {
    const byMotor = bought({ terms: termsWhere('conformity', { covered: [text('door')] }) })
    expect(answer([byMotor, delivered, installed], open({ defect: text('water-damage') }))).toStrictEqual({
      conformity: ['NotCovered'],
      motor: ['ExcludedFailure'],
      'motor-extension': ['OutOfPeriod'],
    })
  })

  it('is covered nowhere that the terms don’t name', () => {
    const narrow = bought({ terms: termsWhere('conformity', { covered: [text('door')] }) })
    const data = heard([narrow, delivered, installed], open({ failureMode: text('hose') }))
    expect(answer([narrow, delivered, installed], open({ failureMode: text('hose') }))).toStrictEqual({
      ...none,
      'motor-extension': ['OutOfPeriod', 'NotCovered'],
    })
    expect('wouldHaveTurned' in data).toBe(false)
  })
})

describe('a proof of the purchase', () => {
  const without = open({ proofs: [] })

  it('is asked for by the layer that has the condition', () => {
    const data = heard(running, without)
    expect(answer(running, without)).toStrictEqual({
      conformity: ['ReceiptRequired'],
      motor: ['ReceiptRequired'],
      'motor-extension': ['OutOfPeriod', 'ReceiptRequired'],
    })
    expect(data).toMatchObject({ wouldHaveTurned: { layerId: 'conformity', proof: true } })
  })

  it('may be any to what the law gives, and is one that the terms name to a commercial layer', () => {
    const bank = open({ proofs: [{ kind: 'bank-statement', verified: false }] })
    expect(answer(running, bank)).toStrictEqual([conformity])
    const record = open({ proofs: [{ kind: 'purchase-record', verified: true }] })
    expect(answer(running, record)).toStrictEqual([conformity])
    const invoice = open({ proofs: [{ kind: 'invoice', verified: true }] })
    expect(answer(running, invoice)).toStrictEqual([conformity, motor])
  })

  it('is not asked for by a commercial layer that did not say so before the purchase', () => {
    const untold = [bought({ disclosures: [] }), delivered, installed]
    expect(answer(untold, without)).toStrictEqual([motor])
  })
})

describe('a condition', () => {
  const unmet = open({ unmet: ['registration'] })

  it('binds where it was shown before the purchase', () => {
    expect(answer(running, unmet)).toStrictEqual([conformity])
    const data = heard(
      [...running],
      open({ unmet: ['registration'], proofs: [], failedOn: day('2029-01-12'), reportedAt: noonOf('2029-01-13') }),
    )
    expect(data).toMatchObject({
      layers: [
        { layerId: 'conformity', reasons: ['OutOfPeriod', 'ReceiptRequired'] },
        { layerId: 'motor', reasons: ['ReceiptRequired', 'ConditionUnmet'] },
        { layerId: 'motor-extension', reasons: ['OutOfPeriod', 'ReceiptRequired'] },
      ],
      wouldHaveTurned: { layerId: 'conformity', failedOnOrBefore: '2028-08-10', proof: true },
    })
  })

  it('does not bind where it was shown on the receipt, after the purchase, or of another version', () => {
    const atPurchase = { ...shown('registration'), phase: 'at-purchase' as const }
    const afterwards = { ...shown('registration'), shownAt: noonOf('2026-08-04') }
    const older = { ...shown('registration'), policyRef: { ...termsRef, version: 2 as PositiveInteger } }
    for (const disclosure of [atPurchase, afterwards, older]) {
      const history = [bought({ disclosures: [disclosure, shown('receipt')] }), delivered, installed]
      expect(answer(history, unmet)).toStrictEqual([conformity, motor])
    }
  })

  it('never ties the product to parts or service of one maker, shown or not', () => {
    const tied = bought({
      terms: termsWhere('motor', { conditions: ['receipt', 'authorised-parts', 'authorised-service'] }),
      disclosures: [shown('receipt', 'authorised-parts', 'authorised-service')],
    })
    const byOthers = open({ unmet: ['authorised-parts', 'authorised-service'] })
    expect(answer([tied, delivered, installed], byOthers)).toStrictEqual([conformity, motor])
  })
})

describe('the territory', () => {
  const abroad = open({ failedOn: day('2032-01-12'), reportedAt: noonOf('2032-01-13'), territory: text('CH') })

  it('bounds the layer that names one', () => {
    const data = heard(running, abroad)
    expect(data).toMatchObject({
      layers: [
        { layerId: 'conformity', reasons: ['OutOfPeriod'] },
        { layerId: 'motor', reasons: ['OutOfPeriod'] },
        { layerId: 'motor-extension', reasons: ['TerritoryNotCovered'] },
      ],
      wouldHaveTurned: { layerId: 'conformity', failedOnOrBefore: '2028-08-10' },
    })
  })

  it('is not held against a customer of whom it is not known', () => {
    const somewhere = open({ failedOn: day('2032-01-12'), reportedAt: noonOf('2032-01-13') })
    expect(answer(running, somewhere)).toStrictEqual([motorExtension])
    expect(answer(running, { ...somewhere, data: { ...somewhere.data, territory: text('AT') } })).toStrictEqual([
      motorExtension,
    ])
  })
})

describe('one claim for a failure', () => {
  const again = open({ claimId: otherClaimId })

  it('is refused to a second of the same defect while one is open, a rejected one too until it is closed', () => {
    for (const history of [opened, rejected, repaired]) {
      expect(heard(history, again)).toMatchObject({ reasons: ['DuplicateClaim'], sameDefectAs: claimId })
    }
    expect(answer([...opened, withdraw()], again)).toStrictEqual([conformity, motor])
    expect(answer([...rejected, close()], again)).toStrictEqual([conformity, motor])
    expect(answer([...opened, redirect()], again)).toStrictEqual([conformity, motor])
  })

  it('is allowed to another defect of the same part', () => {
    expect(answer(opened, open({ claimId: otherClaimId, defect: text('smells') }))).toStrictEqual([conformity, motor])
  })

  it('is refused for the failure that was made good, and allowed once it fails again', () => {
    const done = [...repaired, handBackToCustomer, close()]
    const late = { claimId: otherClaimId, reportedAt: noonOf('2027-03-01') }
    expect(heard(done, open({ ...late, failedOn: day('2027-01-24') }))).toMatchObject({
      reasons: ['AlreadyRemedied'],
      sameDefectAs: claimId,
    })
    const sameDay = { ...late, failedOn: day('2027-01-25') }
    expect(answer(done, open(sameDay))).toStrictEqual([conformity, motor])
    expect(heard(done, open({ ...sameDay, failedAt: noonOf('2027-01-25') }))).toMatchObject({
      reasons: ['AlreadyRemedied'],
    })
  })
})

describe('the limits of a layer', () => {
  const limited = (change: Parameters<typeof termsWhere>[1]) => [
    bought({ terms: termsWhere('motor', change) }),
    delivered,
    installed,
  ]
  const second = open({ claimId: otherClaimId, defect: text('smells') })

  it('are reached by as many claims as it makes good', () => {
    const one = [...limited({ maxClaims: 1 as PositiveInteger }), open(), approve({ layerId: motor })]
    expect(answer(one, second)).toStrictEqual([conformity])
    expect(answer([...one, withdraw()], second)).toStrictEqual([conformity, motor])
  })

  it('are reached by what they cost in all, less what the customer paid of it', () => {
    const spent = (limitMinor: bigint) => [
      ...limited({ claimLimits: [euros(limitMinor)], serviceFees: [euros(2900n)] }),
      open(),
      approve({ layerId: motor }),
      choose(),
      hold(),
      repair({ chargedMinor: 2900n }),
    ]
    // 185.00 less the fee of 29.00
    expect(answer(spent(15600n), second)).toStrictEqual([conformity])
    expect(answer(spent(15601n), second)).toStrictEqual([conformity, motor])
  })

  it('count what was carried over from the unit that this one was given in place of', () => {
    const carried = {
      warrantyId: supersede().data.byWarrantyId,
      termPolicy: { kind: 'fresh' as const },
      anchored: [],
      added: [],
      extensions: [],
      standstills: [],
      atLeast: [],
      overLayerIds: [],
      claimCount: 2,
      replacedAt: noonOf('2026-08-03'),
    }
    const terms = termsWhere('motor', { maxClaims: 3 as PositiveInteger, claimLimits: [euros(50000n)] })
    const registered = (claimed: ReadonlyArray<{ layerId: typeof motor; count: number; minor: bigint }>) => [
      bought({
        terms,
        carried: {
          ...carried,
          claimed: claimed.map(({ layerId, count, minor }) => ({
            layerId,
            count,
            spent: [{ amountMinor: minor, currency: eur }],
          })),
        },
      }),
      delivered,
      installed,
    ]
    expect(answer(registered([{ layerId: motor, count: 2, minor: 49999n }]), open())).toStrictEqual([conformity, motor])
    expect(answer(registered([{ layerId: motor, count: 3, minor: 0n }]), open())).toStrictEqual([conformity])
    expect(answer(registered([{ layerId: motor, count: 0, minor: 50000n }]), open())).toStrictEqual([conformity])
  })
})
