import { given } from '@aftersale/decider/testing'
import { after, count, outcomeOf, purchaseId, text, tuesday } from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'
import {
  announce,
  cancelShipment,
  confirm,
  detect,
  duration,
  june,
  lost,
  minutes,
  notify,
  policyRef,
  promisedBy,
  revise,
  scan,
  shipmentAfter,
  shipmentId,
  threeKettles,
  underWay,
} from '../shipment.fixtures.js'

const within = june(4, '14:00')
const lateBySix = revise()

describe('ReviseEta', () => {
  it('says by how much it slips from the promise, then from the estimate before', () => {
    given(purchase, after(...underWay))
      .when(revise({ newEta: june(4, '11:30') }))
      .records({
        type: 'EtaRevised',
        data: { ...revise({ newEta: june(4, '11:30') }).data, slipMinutes: minutes(-30) },
      })
    expect(after(...underWay, revise({ newEta: within }), revise({ newEta: june(4, '13:00') })).at(-1)).toMatchObject({
      type: 'EtaRevised',
      data: { previousEta: within, slipMinutes: -60 },
    })
  })

  it('detects a delay, with its reasons, when it is later than promised by more than is tolerated', () => {
    given(purchase, after(...underWay))
      .when(lateBySix)
      .records(
        { type: 'EtaRevised', data: { ...lateBySix.data, slipMinutes: minutes(360) } },
        {
          type: 'DelayDetected',
          data: {
            purchaseId,
            shipmentId,
            delayNumber: count(1),
            promisedBy,
            expectedAt: june(4, '18:00'),
            delay: duration('PT6H'),
            noticeDueAt: tuesday('10:00'),
            detectedAt: tuesday('09:00'),
            trace: [
              {
                ruleId: text('delayed-where-expected-later-than-tolerated'),
                facts: { promisedBy, newEta: june(4, '18:00'), delayTolerance: 'PT2H' },
                outcome: text('delayed'),
                policyRef,
              },
              {
                ruleId: text('told-soon-and-before-the-promise-passes'),
                facts: { knownAt: tuesday('09:00'), promisedBy, noticeWithin: 'PT1H' },
                outcome: text(tuesday('10:00')),
                policyRef,
              },
            ],
          },
        },
      )
  })

  it('detects none at exactly what is tolerated, and one a millisecond later', () => {
    expect(outcomeOf(underWay, revise({ newEta: within }))).toEqual(['EtaRevised'])
    const later = `${within.slice(0, -4)}001Z` as typeof within
    expect(outcomeOf(underWay, revise({ newEta: later }))).toEqual(['EtaRevised', 'DelayDetected'])
  })

  it('wants the customer told before the promise passes, however late the delay is known', () => {
    const late = revise({ revisedAt: june(4, '11:45') })
    expect(after(...underWay, late).at(-1)).toMatchObject({ data: { noticeDueAt: promisedBy } })
  })

  it('records nothing for the same estimate again, whoever and whenever', () => {
    const { when } = given(purchase, after(...underWay, lateBySix))
    when(lateBySix).recordsNothing()
    when(revise({ revisedAt: tuesday('12:00'), source: text('forecast') })).recordsNothing()
  })

  it('records nothing for an estimate told again after a later one', () => {
    given(purchase, after(...underWay, lateBySix, revise({ newEta: within, revisedAt: tuesday('12:00') })))
      .when(lateBySix)
      .recordsNothing()
  })

  it('lengthens the delay from the notice threshold on, and not before', () => {
    const longer = (time: string, at = tuesday('12:00')) => revise({ newEta: june(4, time), revisedAt: at })
    expect(outcomeOf([...underWay, lateBySix], longer('21:59'))).toEqual(['EtaRevised'])
    expect(after(...underWay, lateBySix, longer('22:00')).at(-1)).toMatchObject({
      type: 'DelayLengthened',
      data: {
        delayNumber: 1,
        slipNumber: 2,
        expectedAt: june(4, '22:00'),
        delay: 'PT10H',
        lengthenedAt: tuesday('12:00'),
        noticeDueAt: tuesday('13:00'),
        trace: [
          { ruleId: 'slips-where-moved-by-the-notice-threshold', outcome: 'slipped' },
          { ruleId: 'told-soon-and-before-the-promise-passes' },
        ],
      },
    })
  })

  it('does not let a delay creep by small steps', () => {
    const steps = ['19:30', '21:00', '22:30'].map((time, hour) =>
      revise({ newEta: june(4, time), revisedAt: tuesday(`1${hour}:00`) }),
    )
    const types = after(...underWay, lateBySix, ...steps).map(({ type }) => type)
    expect(types.filter((type) => type === 'DelayLengthened')).toHaveLength(1)
    expect(types.at(-1)).toBe('DelayLengthened')
  })

  it('lengthens from what the customer was told since', () => {
    const better = revise({ newEta: june(4, '15:00'), revisedAt: tuesday('11:00') })
    const told = notify({ noticeId: text('notice-2'), sentAt: tuesday('11:30') })
    const again = revise({ newEta: june(4, '19:00'), revisedAt: tuesday('12:00') })
    const history = [...underWay, revise({ newEta: june(4, '19:01') }), notify()]
    expect(outcomeOf([...history, better, told], again)).toEqual(['EtaRevised', 'DelayLengthened'])
    expect(outcomeOf([...history, better], again)).toEqual(['EtaRevised'])
  })

  it('gives the notice of a further slip its time, once there is nothing left to be ahead of', () => {
    const afterwards = revise({ newEta: june(6, '12:00'), revisedAt: june(4, '20:00') })
    expect(after(...underWay, lateBySix, afterwards).at(-1)).toMatchObject({ data: { noticeDueAt: june(4, '21:00') } })
  })

  it('makes up for a delay when it is within what is tolerated again; the next one is another delay', () => {
    const recovered = revise({ newEta: within, revisedAt: tuesday('15:00') })
    expect(after(...underWay, lateBySix, recovered).at(-1)).toMatchObject({
      type: 'DelayRecovered',
      data: { delayNumber: 1, expectedAt: within, recoveredAt: tuesday('15:00'), trace: [{ outcome: 'recovered' }] },
    })
    const slipsAgain = revise({ newEta: june(4, '18:00'), revisedAt: tuesday('16:00') })
    expect(after(...underWay, lateBySix, recovered, slipsAgain).at(-1)).toMatchObject({
      type: 'DelayDetected',
      data: { delayNumber: 2 },
    })
  })

  it('is refused where a later word is known, and where it names a time that has passed', () => {
    given(purchase, after(...underWay, lateBySix))
      .when(revise({ newEta: within, revisedAt: tuesday('08:59') }))
      .rejects({ reason: 'EtaOutdated', revisedAt: tuesday('09:00') })
    given(purchase, after(...underWay))
      .when(revise({ newEta: tuesday('08:59') }))
      .rejects({ reason: 'EtaInThePast', revisedAt: tuesday('09:00') })
  })

  it('is refused of what arrived, was lost, went back or was cancelled', () => {
    expect(outcomeOf([...underWay, confirm()], lateBySix)).toBe('ShipmentArrived')
    expect(outcomeOf(lost, lateBySix)).toBe('ShipmentIsLost')
    expect(outcomeOf([...underWay, scan('returned-to-sender', june(3, '12:00'))], lateBySix)).toBe('ShipmentWentBack')
    expect(outcomeOf([threeKettles, announce(), cancelShipment()], lateBySix)).toBe('ShipmentIsCancelled')
  })
})

describe('DetectDelay', () => {
  it('detects that the promise passed, and nobody knows until when', () => {
    given(purchase, after(...underWay))
      .when(detect())
      .records({
        type: 'DelayDetected',
        data: {
          purchaseId,
          shipmentId,
          delayNumber: count(1),
          promisedBy,
          noticeDueAt: promisedBy,
          detectedAt: promisedBy,
          trace: [
            {
              ruleId: text('delayed-where-not-delivered-when-promised'),
              facts: { promisedBy, delayTolerance: 'PT2H', dueAt: promisedBy },
              outcome: text('delayed'),
              policyRef,
            },
          ],
        },
      })
  })

  it('waits as long as is tolerated for what was said to come a little later', () => {
    const history = [...underWay, revise({ newEta: june(4, '13:00') })]
    given(purchase, after(...history))
      .when(detect())
      .recordsNothing()
    expect(outcomeOf(history, detect({ dueAt: within }))).toEqual(['DelayDetected'])
  })

  it('does nothing where it came, could be fetched by then, or was known to be late', () => {
    for (const meanwhile of [confirm(), scan('available-for-pickup', june(4, '11:00')), lateBySix, detect()]) {
      given(purchase, after(...underWay, meanwhile))
        .when(detect())
        .recordsNothing()
    }
    expect(outcomeOf([...underWay, scan('available-for-pickup', june(4, '13:00'))], detect())).toEqual([
      'DelayDetected',
    ])
  })

  it('is lengthened by the first estimate after it, as far from the promise as the threshold asks for', () => {
    const estimate = (newEta: ReturnType<typeof june>) => revise({ newEta, revisedAt: june(4, '13:00') })
    expect(outcomeOf([...underWay, detect()], estimate(june(4, '16:00')))).toEqual(['EtaRevised', 'DelayLengthened'])
    expect(outcomeOf([...underWay, detect()], estimate(june(4, '15:59')))).toEqual(['EtaRevised'])
    expect(shipmentAfter(...underWay, detect(), estimate(june(5, '12:00'))).delays).toMatchObject([
      { delayNumber: 1, slips: [{ slipNumber: 1 }, { slipNumber: 2, expectedAt: june(5, '12:00') }] },
    ])
  })
})
