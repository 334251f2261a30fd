import { given } from '@aftersale/decider/testing'
import type { PurchaseCommand } from '../commands.js'
import { after, count, kettle, outcomeOf, text, tuesday } from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'
import {
  announce,
  confirm,
  detect,
  found,
  june,
  lost,
  miss,
  notify,
  policyRef,
  promisedBy,
  revise,
  scan,
  secondShipmentId,
  shipmentAfter,
  threeKettles,
  underWay,
} from '../shipment.fixtures.js'

const delayed = [...underWay, revise()]
const recovered = revise({ newEta: june(4, '13:00'), revisedAt: tuesday('12:00') })
const notice = (number: number, changes: Parameters<typeof notify>[0] = {}) =>
  notify({ noticeId: text(`notice-${number}`), sentAt: tuesday('14:00'), ...changes })
const told = (history: ReadonlyArray<PurchaseCommand>, command: PurchaseCommand) =>
  after(...history, command).at(-1)?.data

describe('what the customer is told of', () => {
  it('is a delivery from its very instant on, of one part or of all', () => {
    const part = confirm({ deliveredAt: june(4, '09:00'), lines: [{ lineId: kettle, quantity: count(1) }] })
    const twice = [...underWay, part, confirm({ deliveredAt: june(4, '10:00') })]
    const delivery = (time: string) => outcomeOf(twice, notify({ about: 'delivery', sentAt: june(4, time) }))
    expect(delivery('09:00')).toEqual(['CustomerInformed'])
    expect(delivery('08:59')).toBe('NotDelivered')
  })

  it('is nothing of what is to come, from the very instant of its end on', () => {
    const ends = [
      [confirm({ deliveredAt: june(5, '09:00') }), { reason: 'ShipmentArrived', deliveredAt: june(5, '09:00') }],
      [scan('returned-to-sender', june(5, '09:00')), { reason: 'ShipmentWentBack', since: june(5, '09:00') }],
      [scan('destroyed', june(5, '09:00')), { reason: 'ShipmentIsDestroyed', since: june(5, '09:00') }],
    ] as const
    for (const [end, rejection] of ends) {
      const progress = (time: string) => notify({ about: 'progress', sentAt: june(5, time) })
      given(purchase, after(...underWay, end))
        .when(progress('09:00'))
        .rejects(rejection as never)
      expect(outcomeOf([...underWay, end], progress('08:59'))).toEqual(['CustomerInformed'])
    }
  })

  it('is nothing of what is to come while it is lost, and again once it is found', () => {
    const progress = (sentAt: ReturnType<typeof june>) => notify({ about: 'progress', sentAt })
    given(purchase, after(...lost))
      .when(progress(june(13, '08:00')))
      .rejects({ reason: 'ShipmentIsLost', lostAt: june(13, '08:00') })
    expect(outcomeOf(lost, progress(june(13, '07:59')))).toEqual(['CustomerInformed'])
    expect(outcomeOf([...lost, found()], progress(june(20, '10:00')))).toEqual(['CustomerInformed'])
  })

  it('is a loss that was, though it was found', () => {
    expect(outcomeOf([...lost, found()], notify({ about: 'loss', sentAt: june(20, '10:00') }))).toEqual([
      'CustomerInformed',
    ])
  })
})

describe('a notice of a delay', () => {
  it('may have been sent until the very instant when it was made up for', () => {
    const history = [...delayed, recovered]
    expect(outcomeOf(history, notice(1, { sentAt: tuesday('11:59') }))).toEqual(['CustomerInformed'])
    expect(outcomeOf(history, notice(1, { sentAt: tuesday('12:00') }))).toBe('NoSuchDelay')
    expect(told(history, notice(1, { sentAt: tuesday('11:59') }))).toMatchObject({ expectedAt: june(4, '18:00') })
  })

  it('names no expected time where the promise passed without one', () => {
    const history = [...underWay, detect()]
    expect(told(history, notice(1, { sentAt: june(4, '12:30') }))).not.toHaveProperty('expectedAt')
    // An estimate that was in time says nothing of a delay that came after it.
    const early = [...underWay, revise({ newEta: june(4, '11:00') }), detect({ dueAt: june(4, '14:00') })]
    expect(told(early, notice(1, { sentAt: june(4, '14:30') }))).not.toHaveProperty('expectedAt')
  })

  it('is compared to the one that was sent last before it, whatever was heard of first', () => {
    const moved = (time: string, at: string) => revise({ newEta: june(4, time), revisedAt: tuesday(at) })
    const twice = [...delayed, notice(1, { sentAt: tuesday('09:30') }), moved('23:00', '12:00'), notice(2)]
    // The last word was 23:00, four hours and more from 18:00.
    expect(outcomeOf([...twice, moved('18:00', '15:00')], notice(3, { sentAt: tuesday('16:00') }))).toEqual([
      'CustomerInformed',
    ])
    expect(outcomeOf([...twice, moved('20:00', '15:00')], notice(3, { sentAt: tuesday('16:00') }))).toBe(
      'CustomerKnows',
    )
    const late = [...delayed, moved('23:00', '12:00'), notice(2), notice(1, { sentAt: tuesday('09:30') })]
    given(purchase, after(...late))
      .when(notice(3, { sentAt: tuesday('16:00') }))
      .rejects({ reason: 'CustomerKnows', noticeId: text('notice-2'), sentAt: tuesday('14:00'), policyRef })
  })

  it('is no news at the very instant of another', () => {
    expect(outcomeOf([...delayed, notice(1)], notice(2))).toBe('CustomerKnows')
  })

  it('is of the delay that goes on, not of one before it', () => {
    const again = [...delayed, notice(1, { sentAt: tuesday('09:30') }), recovered]
    const second = [...again, revise({ newEta: june(4, '19:00'), revisedAt: tuesday('13:00') })]
    expect(told(second, notice(2))).toMatchObject({ delayNumber: 2, expectedAt: june(4, '19:00') })
    const delays = shipmentAfter(...second, notice(2)).delays
    expect(delays.map(({ slips }) => slips.map(({ isTold }) => isTold))).toStrictEqual([[true], [true]])
    expect(shipmentAfter(...second).delays.map(({ slips }) => slips.map(({ isTold }) => isTold))).toStrictEqual([
      [true],
      [false],
    ])
  })
})

describe('a notice that a delay is made up for', () => {
  const known = [...delayed, notice(1, { sentAt: tuesday('09:30') }), recovered]
  const goodNews = (number: number, sentAt = tuesday('14:00')) => notice(number, { about: 'recovery', sentAt })

  it('may be sent from the very instant on when it is', () => {
    expect(outcomeOf(known, goodNews(2, tuesday('12:00')))).toEqual(['CustomerInformed'])
    expect(outcomeOf(known, goodNews(2, tuesday('11:59')))).toBe('NoSuchDelay')
  })

  it('is sent once', () => {
    given(purchase, after(...known, goodNews(2)))
      .when(goodNews(3, tuesday('15:00')))
      .rejects({ reason: 'CustomerKnows', noticeId: text('notice-2'), sentAt: tuesday('14:00'), policyRef })
  })
})

describe('MissProactiveNotice', () => {
  const longer = revise({ newEta: june(5, '12:00'), revisedAt: tuesday('12:00') })

  it('is of one slip of one delay: nothing where the number is another', () => {
    expect(outcomeOf(delayed, miss())).toEqual(['ProactiveNoticeMissed'])
    expect(outcomeOf(delayed, miss({ delayNumber: count(2) }))).toEqual([])
    expect(outcomeOf(delayed, miss({ slipNumber: count(2) }))).toEqual([])
    const isMissed = shipmentAfter(...delayed, longer, miss()).delays[0]?.slips.map((slip) => slip.isMissed)
    expect(isMissed).toStrictEqual([true, false])
  })

  it('is nothing once the shipment is lost', () => {
    const unseen = [...delayed, ...lost.slice(-1)]
    expect(outcomeOf(unseen, miss())).toEqual([])
  })
})

describe('a delay that the passing of time makes', () => {
  it('says what was promised and what is tolerated, and the estimate where there is one', () => {
    const traceOf = (...commands: ReadonlyArray<PurchaseCommand>) =>
      after(...commands).flatMap((event) => (event.type === 'DelayDetected' ? event.data.trace.slice(0, 1) : []))
    const ruleId = 'delayed-where-not-delivered-when-promised'
    const facts = { promisedBy, delayTolerance: 'PT2H' }
    expect(traceOf(...underWay, detect())).toStrictEqual([
      { ruleId, facts: { ...facts, dueAt: promisedBy }, outcome: 'delayed', policyRef },
    ])
    const expected = revise({ newEta: june(4, '13:00') })
    expect(traceOf(...underWay, expected, detect({ dueAt: june(4, '14:00') }))).toStrictEqual([
      { ruleId, facts: { ...facts, dueAt: june(4, '14:00'), eta: june(4, '13:00') }, outcome: 'delayed', policyRef },
    ])
  })

  it('is none where the customer could fetch it by the very instant', () => {
    const fetchable = (time: string) => scan('available-for-pickup', june(4, time))
    expect(outcomeOf([...underWay, fetchable('12:00')], detect())).toEqual([])
    expect(outcomeOf([...underWay, fetchable('12:01')], detect())).toEqual(['DelayDetected'])
  })
})

it('falls due soonest first, of whichever shipment', () => {
  const one = [{ lineId: kettle, quantity: count(1) }]
  const later = announce({ lines: one, promisedBy: june(5, '12:00') })
  const sooner = announce({ shipmentId: secondShipmentId, lines: one, promisedBy: june(4, '12:00') })
  const dueOf = (...commands: ReadonlyArray<PurchaseCommand>) =>
    given(purchase, after(threeKettles, ...commands)).deadlines
  expect(dueOf(later, sooner)).toStrictEqual([
    { dueAt: june(4, '12:00'), command: detect({ shipmentId: secondShipmentId }) },
    { dueAt: june(5, '12:00'), command: detect({ dueAt: june(5, '12:00') }) },
  ])
  expect(dueOf(sooner, later)).toStrictEqual(dueOf(later, sooner))
})
