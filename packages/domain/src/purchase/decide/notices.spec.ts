import { given } from '@aftersale/decider/testing'
import type { PurchaseCommand } from '../commands.js'
import { after, count, outcomeOf, purchaseId, text, tuesday } from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'
import {
  announce,
  cancelShipment,
  confirm,
  declareLost,
  detect,
  found,
  june,
  lost,
  minutes,
  miss,
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

const delayed = [...underWay, revise()]
const second = (changes: Parameters<typeof notify>[0] = {}) =>
  notify({ noticeId: text('notice-2'), sentAt: tuesday('14:00'), ...changes })

describe('NotifyCustomer', () => {
  it('tells of the delay, and how long before the promise', () => {
    given(purchase, after(...delayed))
      .when(notify())
      .records({
        type: 'CustomerInformed',
        data: {
          ...notify().data,
          delayNumber: count(1),
          expectedAt: june(4, '18:00'),
          promisedBy,
          leadTimeMinutes: minutes(26 * 60 + 30),
        },
      })
  })

  it('has a lead time below zero once the promise has passed, from the first second', () => {
    const leadTimeAt = (sentAt: typeof promisedBy) =>
      after(...underWay, detect(), notify({ sentAt })).at(-1)?.data as { readonly leadTimeMinutes: number }
    expect(leadTimeAt(promisedBy).leadTimeMinutes).toBe(0)
    expect(leadTimeAt(june(4, '12:00:01')).leadTimeMinutes).toBe(-1)
    expect(leadTimeAt(june(4, '14:00')).leadTimeMinutes).toBe(-120)
  })

  it('records nothing when repeated, and is refused with other content under the id', () => {
    const { when } = given(purchase, after(...delayed, notify()))
    when(notify()).recordsNothing()
    when(notify({ channel: 'phone' })).rejects({ reason: 'NoticeIdReused', noticeId: text('notice-1') })
  })

  it('is not told again of the same delay, unless the estimate moved by the threshold, to either side', () => {
    const moved = (time: string) => revise({ newEta: june(4, time), revisedAt: tuesday('12:00') })
    const told = [...delayed, notify()]
    given(purchase, after(...told))
      .when(second())
      .rejects({ reason: 'CustomerKnows', noticeId: text('notice-1'), sentAt: tuesday('09:30'), policyRef })
    expect(outcomeOf([...told, moved('21:59')], second())).toBe('CustomerKnows')
    expect(outcomeOf([...told, moved('22:00')], second())).toEqual(['CustomerInformed'])
    const early = [...underWay, revise({ newEta: june(4, '22:00') }), notify()]
    expect(outcomeOf([...early, moved('18:01')], second())).toBe('CustomerKnows')
    expect(outcomeOf([...early, moved('18:00')], second())).toEqual(['CustomerInformed'])
  })

  it('is told of what was said only after the promise had passed without a word', () => {
    const told = [...underWay, detect(), notify({ sentAt: june(4, '12:30') })]
    const later = second({ sentAt: june(4, '13:30') })
    expect(outcomeOf(told, later)).toBe('CustomerKnows')
    expect(outcomeOf([...told, revise({ newEta: june(5, '12:00'), revisedAt: june(4, '13:00') })], later)).toEqual([
      'CustomerInformed',
    ])
  })

  it('takes the late word of a notice that was sent before another', () => {
    expect(outcomeOf([...delayed, notify()], second({ sentAt: tuesday('09:10') }))).toEqual(['CustomerInformed'])
  })

  it('is not told of a delay after the delivery, but may have been before it', () => {
    const arrived = [...delayed, confirm({ deliveredAt: june(4, '17:00') })]
    given(purchase, after(...arrived))
      .when(notify({ sentAt: june(4, '17:00') }))
      .rejects({ reason: 'ShipmentArrived', deliveredAt: june(4, '17:00') })
    expect(outcomeOf(arrived, notify({ sentAt: june(4, '16:59') }))).toEqual(['CustomerInformed'])
  })

  it('is told of no delay where there is none', () => {
    given(purchase, after(...underWay))
      .when(notify())
      .rejects({ reason: 'NoSuchDelay' })
    const recovered = revise({ newEta: june(4, '13:00'), revisedAt: tuesday('12:00') })
    expect(outcomeOf([...delayed, recovered], second())).toBe('NoSuchDelay')
  })

  it('is told once that a delay is made up for, if told of the delay', () => {
    const recovered = revise({ newEta: june(4, '13:00'), revisedAt: tuesday('12:00') })
    const goodNews = second({ about: 'recovery' })
    expect(outcomeOf([...delayed, recovered], goodNews)).toBe('NoSuchDelay')
    const told = [...delayed, notify(), recovered]
    expect(after(...told, goodNews).at(-1)).toMatchObject({ data: { delayNumber: 1, expectedAt: june(4, '13:00') } })
    expect(outcomeOf([...told, goodNews], second({ noticeId: text('notice-3'), about: 'recovery' }))).toBe(
      'CustomerKnows',
    )
  })

  it('is told of progress, of a loss and of a delivery where there is one', () => {
    expect(outcomeOf(underWay, notify({ about: 'progress' }))).toEqual(['CustomerInformed'])
    expect(outcomeOf(underWay, notify({ about: 'loss' }))).toBe('ShipmentNotLost')
    expect(outcomeOf(lost, notify({ about: 'loss', sentAt: june(13, '09:00') }))).toEqual(['CustomerInformed'])
    expect(outcomeOf(lost, notify({ about: 'progress', sentAt: june(13, '09:00') }))).toBe('ShipmentIsLost')
    expect(outcomeOf(underWay, notify({ about: 'delivery' }))).toBe('NotDelivered')
    expect(outcomeOf([...underWay, confirm()], notify({ about: 'delivery', sentAt: june(4, '10:01') }))).toEqual([
      'CustomerInformed',
    ])
    expect(outcomeOf([threeKettles, announce(), cancelShipment()], notify({ about: 'progress' }))).toBe(
      'ShipmentIsCancelled',
    )
    expect(
      outcomeOf(
        [...underWay, scan('returned-to-sender', june(5, '09:00'))],
        notify({ about: 'progress', sentAt: june(5, '10:00') }),
      ),
    ).toBe('ShipmentWentBack')
  })
})

describe('A notice that is heard of again, or late', () => {
  const toldOf = (sentAt: ReturnType<typeof june>, ...history: ReadonlyArray<PurchaseCommand>) =>
    outcomeOf(history, second({ sentAt }))

  it('is of no use where the shipment was lost when it was sent, also once it was found and came', () => {
    const delayedAndLost = [...delayed, declareLost({ declaredAt: june(13, '08:00') })]
    expect(toldOf(june(14, '09:00'), ...delayedAndLost)).toBe('ShipmentIsLost')
    const turnedUp = [...delayedAndLost, found({ foundAt: june(20, '09:00') })]
    expect(toldOf(june(14, '09:00'), ...turnedUp)).toBe('ShipmentIsLost')
    const arrived = [...turnedUp, confirm({ deliveredAt: june(20, '09:00') })]
    expect(toldOf(june(14, '09:00'), ...arrived)).toBe('ShipmentIsLost')
    expect(toldOf(june(20, '09:00'), ...arrived)).toBe('ShipmentArrived')
    expect(toldOf(june(20, '08:59:59'), ...turnedUp)).toBe('ShipmentIsLost')
    expect(toldOf(june(20, '09:00'), ...turnedUp)).toEqual(['CustomerInformed'])
  })

  it('of a loss was sent once it was lost, not before', () => {
    const { lostAt } = after(...lost).at(-1)?.data as { readonly lostAt: ReturnType<typeof june> }
    expect(lostAt).toBe(june(13, '08:00'))
    expect(outcomeOf(lost, notify({ about: 'loss', sentAt: lostAt }))).toEqual(['CustomerInformed'])
    expect(outcomeOf(lost, notify({ about: 'loss', sentAt: june(13, '07:59') }))).toBe('ShipmentNotLost')
  })

  it('tells what was expected when it was sent: what moved since is told by another', () => {
    const told = [...delayed, notify(), revise({ newEta: june(6, '18:00'), revisedAt: june(4, '08:00') })]
    expect(toldOf(tuesday('14:00'), ...told)).toBe('CustomerKnows')
    expect(toldOf(june(4, '08:00'), ...told)).toEqual(['CustomerInformed'])
  })

  it('is of the delay that was known when it was sent, not of one that came after it', () => {
    const again = [
      ...delayed,
      notify(),
      revise({ newEta: june(4, '13:00'), revisedAt: tuesday('18:00') }),
      revise({ newEta: june(5, '18:00'), revisedAt: june(4, '08:00') }),
    ]
    expect(toldOf(tuesday('14:00'), ...again)).toBe('CustomerKnows')
    expect(after(...again, second({ sentAt: june(4, '09:00') })).at(-1)).toMatchObject({
      type: 'CustomerInformed',
      data: { delayNumber: 2, expectedAt: june(5, '18:00') },
    })
  })

  it('is of the first delay after it where the customer was told before any was known', () => {
    expect(after(...delayed, second({ sentAt: tuesday('08:30') })).at(-1)).toMatchObject({
      type: 'CustomerInformed',
      data: { delayNumber: 1, expectedAt: june(4, '18:00') },
    })
  })

  it('has no good news where the customer was told of the delay only after it', () => {
    const recovered = revise({ newEta: june(4, '13:00'), revisedAt: tuesday('12:00') })
    const toldLate = [...delayed, recovered, notify({ sentAt: tuesday('11:00') })]
    expect(outcomeOf(toldLate, second({ about: 'recovery', sentAt: tuesday('12:00') }))).toEqual(['CustomerInformed'])
    const untold = [...delayed, recovered]
    expect(outcomeOf(untold, second({ about: 'recovery', sentAt: tuesday('12:00') }))).toBe('NoSuchDelay')
  })
})

describe('MissProactiveNotice', () => {
  it('records that the customer was not told in time, with the reason', () => {
    given(purchase, after(...delayed))
      .when(miss())
      .records({
        type: 'ProactiveNoticeMissed',
        data: {
          purchaseId,
          shipmentId,
          delayNumber: count(1),
          slipNumber: count(1),
          missedAt: tuesday('10:00'),
          trace: [
            {
              ruleId: text('missed-where-not-told-when-due'),
              facts: { dueAt: tuesday('10:00'), promisedBy, noticeWithin: 'PT1H' },
              outcome: text('missed'),
              policyRef,
            },
          ],
        },
      })
  })

  it('does nothing once told, when repeated, at another time, after delivery or recovery', () => {
    const recovered = revise({ newEta: june(4, '13:00'), revisedAt: tuesday('09:30') })
    for (const meanwhile of [notify(), miss(), confirm({ deliveredAt: tuesday('09:45') }), recovered]) {
      given(purchase, after(...delayed, meanwhile))
        .when(miss())
        .recordsNothing()
    }
    given(purchase, after(...delayed))
      .when(miss({ dueAt: tuesday('11:00') }))
      .recordsNothing()
    given(purchase, after(...underWay))
      .when(miss())
      .recordsNothing()
  })

  it('leaves the customer to be told late', () => {
    expect(outcomeOf([...delayed, miss()], notify({ sentAt: tuesday('10:30') }))).toEqual(['CustomerInformed'])
  })

  it('owes a notice of each slip that was known only after the last', () => {
    const longer = revise({ newEta: june(5, '12:00'), revisedAt: tuesday('12:00') })
    const slipOf = (...commands: ReadonlyArray<PurchaseCommand>) =>
      shipmentAfter(...commands).delays[0]?.slips.map(({ isTold }) => isTold)
    expect(slipOf(...delayed, notify(), longer)).toEqual([true, false])
    expect(slipOf(...delayed, longer, second())).toEqual([true, true])
    expect(slipOf(...delayed, longer, second({ sentAt: tuesday('11:00') }))).toEqual([true, false])
    expect(outcomeOf([...delayed, longer], miss({ slipNumber: count(2), dueAt: tuesday('13:00') }))).toEqual([
      'ProactiveNoticeMissed',
    ])
  })
})
