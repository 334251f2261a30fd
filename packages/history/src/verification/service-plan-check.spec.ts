import { faultsOf, ofCredit, told, uuid } from './commerce.fixtures.js'
import { servicePlanCheck } from './service-plan-check.js'

const servicePlanId = uuid(20)
const at = '2025-03-03T10:00:00.000Z'
const of = (type: Parameters<typeof told>[0], data: object) => told(type, { servicePlanId, ...data })

const sold = of('ServicePlanSold', { cover: {}, start: 'sale', paidMinor: '14900', currency: 'USD', soldAt: at })
const activated = of('ServicePlanActivated', {
  anchor: 'sale',
  cover: {},
  term: { termId: 'first', startsOn: '2025-03-03', lastOn: '2027-03-02', startsAt: at, endsAtExclusive: at },
  trace: [],
  activatedAt: at,
})
const used = (ticket: number, inAll: number, more: object = {}) =>
  of('EntitlementConsumed', {
    kind: 'visits',
    quantity: 1,
    usedFor: { aggregate: 'serviceTicket', id: uuid(30 + ticket) },
    termId: 'first',
    allowanceFrom: '2025-03-03',
    allowanceLastOn: '2026-03-02',
    used: inAll,
    left: 2 - inAll,
    valueMinor: '0',
    currency: 'USD',
    trace: [],
    consumedAt: at,
    ...more,
  })
const restored = (ticket: number, quantity = 1) =>
  of('EntitlementRestored', {
    kind: 'visits',
    quantity,
    usedFor: { aggregate: 'serviceTicket', id: uuid(30 + ticket) },
    because: 'visit-cancelled',
    restoredAt: at,
  })
/** 149.00 USD for 730 days, cancelled after 200 of them. */
const refund = {
  termId: 'first',
  paidMinor: '14900',
  totalDays: 730,
  unexpiredDays: 530,
  proRataMinor: '10818',
  feeMinor: '1082',
  deductedMinor: '0',
  refundMinor: '9736',
}
const cancelled = (ofTerm: object = {}, inAll: object = {}) =>
  of('ServicePlanCancelled', {
    cancellationId: 'c',
    because: 'customer',
    refunds: [{ ...refund, ...ofTerm }],
    proRataMinor: '10818',
    feeMinor: '1082',
    deductedMinor: '0',
    refundMinor: '9736',
    keptMinor: '5164',
    currency: 'USD',
    trace: [],
    cancelledAt: at,
    ...inAll,
  })
const expired = of('ServicePlanExpired', { expiredAt: at })

const found = (...events: Parameters<typeof faultsOf>[1]) => faultsOf(servicePlanCheck(servicePlanId), events)

it('finds nothing wrong with a plan that was given up before its end, which was heard of after it', () => {
  expect(found(sold, activated, expired, cancelled())).toEqual([])
  expect(found(sold, activated, expired, cancelled(), cancelled())).toEqual([
    '4 ServicePlanCancelled: it comes after ServicePlanCancelled',
  ])
})

it('finds nothing wrong with a plan that is used, given back and refunded to the cent', () => {
  expect(found(sold, activated, used(1, 1), used(2, 2), restored(2), used(3, 2), cancelled())).toEqual([])
})

it.each([
  ['is sold twice', [sold, sold], '1 ServicePlanSold: it was sold before'],
  ['runs and was never sold', [activated], '0 ServicePlanActivated: it was never sold'],
  ['is used before it runs', [sold, used(1, 1)], '1 EntitlementConsumed: it was never activated'],
  [
    'is used twice for one visit',
    [sold, activated, used(1, 1), used(1, 2)],
    `3 EntitlementConsumed: visits was used for serviceTicket ${uuid(31)} before`,
  ],
  [
    'is used more than it tells',
    [sold, activated, used(1, 1), used(2, 1)],
    '3 EntitlementConsumed: 1 are told as used of visits, which are 2',
  ],
  [
    'is used beyond what it gives',
    [sold, activated, used(1, 1), used(2, 2), used(3, 3)],
    '4 EntitlementConsumed: 1 more are used of visits than there were',
  ],
  [
    'gives back what was never used',
    [sold, activated, restored(1)],
    `2 EntitlementRestored: visits was never used for serviceTicket ${uuid(31)}`,
  ],
  [
    'gives back more than was used',
    [sold, activated, used(1, 1), restored(1, 2)],
    '3 EntitlementRestored: 2 of visits are given back, of which 1 were used',
  ],
  [
    'is refunded otherwise than term by term',
    [sold, activated, cancelled({}, { refundMinor: '9737', keptMinor: '5163' })],
    '2 ServicePlanCancelled: 9737 is given back, term by term 9736',
  ],
  [
    'does not account for all that was paid',
    [sold, activated, cancelled({}, { keptMinor: '5163' })],
    '2 ServicePlanCancelled: 9736 is given back and 5163 kept of 14900 that were paid',
  ],
  [
    'gives back more than was paid for a term',
    [sold, activated, cancelled({ paidMinor: '9735' })],
    '2 ServicePlanCancelled: 9736 is given back of 9735 that were paid for term first',
  ],
  [
    'gives back without the fee it tells',
    [sold, activated, cancelled({ feeMinor: '1081' })],
    '2 ServicePlanCancelled: 9736 is given back for term first, of 10818 less 1081 and 0',
  ],
  ['ends twice', [sold, activated, cancelled(), expired], '3 ServicePlanExpired: it comes after ServicePlanCancelled'],
  [
    'is no event of a plan',
    [ofCredit.issued()],
    '0 StoreCreditIssued does not belong into the stream of a service plan',
  ],
])('finds what %s', (_, events, fault) => {
  expect(found(...events)).toContain(fault)
})
