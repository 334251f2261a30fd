import { given } from '@aftersale/decider/testing'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import {
  bought,
  claimId,
  delivered,
  installed,
  open,
  opened,
  repaired,
  running,
  termsRef,
  termsWhere,
} from '../claim.fixtures.js'
import { answer, heard } from '../claims/heard.fixtures.js'
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
    // It failed two days before it was given back, and is reported a day before: nobody has it any more.
    expect(answer([...running, cancel({ cancelledAt: noonOf('2027-01-14') })], open())).toStrictEqual(gone)
    const voided = voidIt({ voidedAt: noonOf('2026-12-01') })
    expect(answer([...running, voided], open())).toStrictEqual([conformity])
  })
})
