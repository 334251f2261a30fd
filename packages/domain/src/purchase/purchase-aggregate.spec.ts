import type { EventMetadata, Uuid } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import {
  after,
  announce,
  boughtAndDelivered,
  buy,
  consume,
  count,
  disclose,
  dispute,
  fourteenDays,
  monday,
  refund,
  replace,
  reserve,
  settle,
  text,
  tuesday,
  wednesday,
} from './purchase.fixtures.js'
import { purchaseAggregate } from './purchase-aggregate.js'

const metadata: EventMetadata = {
  eventId: '0197290f-6a00-5000-8000-000000000001' as Uuid,
  schemaVersion: count(1),
  occurredAt: monday('09:00'),
  recordedAt: monday('09:00'),
  actor: { kind: 'system', id: text('till') },
  commandId: text('command-1'),
  correlationId: text('command-1'),
  causationId: text('command-1'),
  commandHash: '0197290f-6a00-5000-8000-000000000002' as Uuid,
}

describe('the aggregate of purchases', () => {
  const events = after(...boughtAndDelivered, reserve(), consume(), replace(), refund(), settle(), dispute())

  it('keeps its events in streams whose category has no hyphen', () => {
    expect(purchaseAggregate.category).toMatch(/^[a-z][A-Za-z]*$/)
  })

  it('encodes its events and reads them back', () => {
    for (const event of events) {
      const { type, data, schemaVersion } = purchaseAggregate.catalogue.encode(event)
      expect(schemaVersion).toBe(1)
      expect(
        purchaseAggregate.catalogue.decode({ type, data: JSON.parse(JSON.stringify(data)), metadata }),
      ).toStrictEqual(E.right({ event, metadata }))
    }
  })

  it('tells when each event happened', () => {
    const told = events.map((event) => [event.type, purchaseAggregate.occurredAtOf(event)])
    expect(told).toStrictEqual([
      ['PurchaseRecorded', monday('09:00')],
      ['UnitsFulfilled', monday('10:00')],
      ['UnitsFulfilled', monday('10:00')],
      ['UnitsFulfilled', monday('10:00')],
      ['PurchaseFullyDelivered', monday('10:00')],
      ['UnitsReserved', tuesday('09:00')],
      ['UnitsConsumed', tuesday('11:00')],
      ['ReplacementUnitsAdded', wednesday('09:00')],
      ['RefundReserved', wednesday('10:00')],
      ['RefundSettled', wednesday('10:05')],
      ['DisputeOpened', wednesday('12:00')],
    ])
  })

  it('tells under which policies something was sold, shown or sent', () => {
    const refs = after(buy(), disclose(), announce(), reserve({ purpose: 'non-receipt' })).map(
      purchaseAggregate.policyRefsOf,
    )
    expect(refs).toStrictEqual([[fourteenDays], [fourteenDays], [{ policyId: 'parcel-delivery', version: 1 }], []])
  })
})
