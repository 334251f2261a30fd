import type { DomainEvent } from '@aftersale/domain/events'
import { faultsAcrossReturns } from './across-returns.js'
import { aggregateCheckOf } from './aggregate-check.js'
import {
  creditId,
  ofCredit,
  ofPurchase,
  ofReturn,
  purchaseId,
  refundId,
  reservationId,
  returnCaseId,
  uuid,
} from './commerce.fixtures.js'
import type { AggregateCheck } from './stream-check.js'

interface Told {
  readonly purchase?: ReadonlyArray<DomainEvent>
  readonly returnCase?: ReadonlyArray<DomainEvent>
  readonly storeCredit?: ReadonlyArray<DomainEvent>
}

const found = ({ purchase, returnCase, storeCredit }: Told, tenant = ''): ReadonlyArray<string> => {
  const checks = new Map<string, AggregateCheck>()
  for (const [name, events] of [
    [`${tenant}purchase-${purchaseId}`, purchase],
    [`${tenant}returnCase-${returnCaseId}`, returnCase],
    [`${tenant}storeCredit-${creditId}`, storeCredit],
  ] as const) {
    const check = aggregateCheckOf(name)
    if (check === undefined || events === undefined) continue
    checks.set(name, check)
    for (const [revision, event] of events.entries()) check.faultsOf(event, revision)
  }
  return [...faultsAcrossReturns(checks)].map(
    ({ stream, revision, what }) => `${stream.split('-')[0]}@${revision} ${what}`,
  )
}

const bought = [ofPurchase.recorded(), ofPurchase.handedOver()]
const { requested, reserved, refundRequested, refundSettled, creditRequested, creditSettled } = ofReturn

it.each(['', 'north.'])(
  'finds nothing wrong where each says of the others what they say of themselves: tenant "%s"',
  (tenant) => {
    expect(
      found(
        {
          purchase: [...bought, ofPurchase.reserved(1, 2), ofPurchase.refundReserved(1000, { payout: 'store-credit' })],
          returnCase: [requested(), reserved(1, 2), creditRequested(1000), creditSettled()],
          storeCredit: [ofCredit.issued()],
        },
        tenant,
      ),
    ).toEqual([])
  },
)

it('lets what was asked for be on its way, and asks no purchase for nothing', () => {
  expect(found({ purchase: bought, returnCase: [requested(), refundRequested(1000)] })).toEqual([])
  expect(found({ purchase: bought, returnCase: [requested(), creditRequested(1000)] })).toEqual([])
  expect(found({ purchase: bought, returnCase: [requested(), refundRequested(0), refundSettled()] })).toEqual([])
})

it.each<readonly [string, Told, string]>([
  [
    'are of a purchase that is not there',
    { returnCase: [requested(), reserved(1, 2)] },
    `returnCase@1 it holds units of purchase ${purchaseId}, which is not there`,
  ],
  [
    'were never reserved',
    { purchase: bought, returnCase: [requested(), reserved(1, 2)] },
    `returnCase@1 it holds units by reservation ${reservationId}, which its purchase never made`,
  ],
  [
    'are not those that were reserved',
    { purchase: [...bought, ofPurchase.reserved(1, 1)], returnCase: [requested(), reserved(1, 2)] },
    `returnCase@1 it holds kettles 1–2 by reservation ${reservationId}, which is of kettles 1`,
  ],
])('finds units held that %s', (_, told, fault) => {
  expect(found(told)).toEqual([fault])
})

const paid = [requested(), refundRequested(1000), refundSettled()]

it.each<readonly [string, Told, string]>([
  [
    'is paid and was never set aside',
    { purchase: bought, returnCase: paid },
    `returnCase@2 refund ${refundId} is paid, which its purchase never set aside`,
  ],
  [
    'is of another amount than was set aside',
    { purchase: [...bought, ofPurchase.refundReserved(999)], returnCase: paid },
    `returnCase@2 refund ${refundId} is of 1000 EUR, for which its purchase set 999 EUR aside`,
  ],
  [
    'is asked for of a purchase that is not there',
    { returnCase: [requested(), refundRequested(1000)] },
    `returnCase@1 it asks for refund ${refundId} of purchase ${purchaseId}, which is not there`,
  ],
  [
    'is set aside for a return that did not ask',
    { purchase: [...bought, ofPurchase.refundReserved(1000)], returnCase: [requested()] },
    `purchase@2 it sets refund ${refundId} aside for return ${returnCaseId}, which did not ask for it`,
  ],
])('finds a refund that %s', (_, told, fault) => {
  expect(found(told)).toEqual([fault])
})

const setAside = [...bought, ofPurchase.refundReserved(1000)]
const credited = [requested(), creditRequested(1000), creditSettled()]

it.each<readonly [string, Told, string]>([
  [
    'is given and was never issued',
    { purchase: setAside, returnCase: credited },
    `returnCase@2 store credit ${creditId} is given, which was never issued`,
  ],
  [
    'is of another amount',
    { purchase: setAside, returnCase: credited, storeCredit: [ofCredit.issued({ minor: '1001' })] },
    `returnCase@2 store credit ${creditId} is of 1001 EUR, in place of 1000 EUR`,
  ],
  [
    'is issued for a return that did not ask',
    { storeCredit: [ofCredit.issued({ cause: { aggregate: 'returnCase', id: uuid(8) } })] },
    `storeCredit@0 it is issued for return ${uuid(8)}, which did not ask for it`,
  ],
])('finds a store credit that %s', (_, told, fault) => {
  expect(found(told)).toEqual([fault])
})
