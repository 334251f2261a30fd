import type { RefundReserved } from '@aftersale/domain'
import { type BrokenRule, decidingOn, mapped, type Purchase, recordingAs, rich } from './breaking.fixtures.js'

// The rules of money, one left out each.

const withMoney =
  (change: (money: Purchase['money']) => Partial<Purchase['money']>) =>
  (purchase: Purchase): Purchase => ({ ...purchase, money: { ...purchase.money, ...change(purchase.money) } })

const withRichComponents = withMoney(({ accounts }) => ({
  accounts: mapped(accounts, (account) => ({ ...account, totalMinor: rich })),
}))

const withRichPayments = withMoney(({ payments }) => ({
  payments: mapped(payments, (payment) => ({ ...payment, capturedMinor: rich })),
}))

/** As if no refund had been settled yet. */
const withAllReserved = withMoney(({ refunds }) => ({
  refunds: mapped(refunds, ({ settlement: _, ...refund }) => ({ ...refund, status: 'reserved' })),
}))

const withCharges =
  (change: (charged: Purchase['sale']['recorded']) => Partial<Purchase['sale']['recorded']>) =>
  (purchase: Purchase): Purchase => ({
    ...purchase,
    sale: { ...purchase.sale, recorded: { ...purchase.sale.recorded, ...change(purchase.sale.recorded) } },
  })

type Part = RefundReserved['data']['components'][number]

/** Refunds are recorded with other parts than were decided on. */
const refundingAs = (change: (part: Part) => Part): BrokenRule[3] =>
  recordingAs((event) =>
    event.type === 'RefundReserved'
      ? { ...event, data: { ...event.data, components: event.data.components.map(change) } }
      : event,
  )

export const brokenMoneyRules: ReadonlyArray<BrokenRule> = [
  [
    'a component refunded beyond what it cost',
    /component .* is exceeded/,
    6,
    decidingOn(['ReserveRefund'], withRichComponents),
  ],
  [
    'delivery refunded beyond what it cost',
    /component shipping:parcel is exceeded/,
    6,
    decidingOn(['ReserveRefund'], withRichComponents),
  ],
  [
    'a payment refunded beyond what was captured',
    /payment .* is exceeded/,
    9,
    decidingOn(['ReserveRefund'], (p) => withRichPayments(withRichComponents(p))),
  ],
  [
    'a component refunded that was never charged',
    /component .* was never charged/,
    1,
    refundingAs((part) => (part.lineId === undefined ? part : { ...part, lineId: 'another' as never })),
  ],
  [
    'a refund on a payment that was never taken',
    /payment another was never taken/,
    1,
    recordingAs((event) =>
      event.type === 'RefundReserved'
        ? {
            ...event,
            data: {
              ...event.data,
              tenders: event.data.tenders.map((tender) => ({ ...tender, paymentId: 'another' as never })),
            },
          }
        : event,
    ),
  ],
  [
    'a refund in another currency',
    /it is in USD, and the purchase in EUR/,
    1,
    recordingAs((event) =>
      event.type === 'RefundReserved' ? { ...event, data: { ...event.data, currency: 'USD' as never } } : event,
    ),
  ],
  [
    'two refunds of one id',
    /refund .* is reserved twice/,
    12,
    decidingOn(
      ['ReserveRefund'],
      withMoney(() => ({ refunds: new Map() })),
    ),
  ],
  [
    'a disputed payment refunded',
    /is on disputed payment/,
    76,
    decidingOn(
      ['ReserveRefund'],
      withMoney(() => ({ disputes: new Map() })),
    ),
  ],
  [
    'a payment refunded that a lost dispute took',
    /RefundReserved.*payment .* is exceeded/,
    9,
    decidingOn(
      ['ReserveRefund'],
      withMoney(({ payments }) => ({ payments: mapped(payments, (payment) => ({ ...payment, claimedMinor: 0n })) })),
    ),
  ],
  [
    'a fee refunded twice that is refundable once',
    /fee cod is refundable once, and is in/,
    388,
    decidingOn(
      ['ReserveRefund'],
      withCharges(({ fees }) => ({ fees: fees.map((fee) => ({ ...fee, refundableOnce: false })) })),
    ),
  ],
  [
    'the tax of delivery refunded without delivery',
    /shipping-tax:parcel goes back without shipping:parcel/,
    24,
    decidingOn(
      ['ReserveRefund'],
      withCharges(() => ({ shipping: [] })),
    ),
  ],
  [
    'the tax of a fee refunded without the fee',
    /fee-tax:cod goes back without fee:cod/,
    11,
    decidingOn(
      ['ReserveRefund'],
      withMoney(({ accounts }) => ({
        accounts: new Map(
          [...accounts].map(([key, account]) => [
            key,
            key.startsWith('fee:') ? { ...account, totalMinor: 0n } : account,
          ]),
        ),
      })),
    ),
  ],
  [
    'a deduction that says not what it is for',
    /a deduction says not what it is for/,
    2,
    refundingAs((part) => {
      const { because, ...unexplained } = part
      return part.component === 'deduction' ? unexplained : part
    }),
  ],
  [
    'more taken off a line than is refunded of it',
    /is taken off .* of/,
    2,
    refundingAs((part) => (part.component === 'deduction' ? { ...part, minor: rich as never } : part)),
  ],
  [
    'a refund that failed settled over what others have',
    /RefundSettled.*is exceeded/,
    719,
    decidingOn(['SettleRefund'], (p) => withRichPayments(withRichComponents(p))),
  ],
  [
    'a refund settled twice',
    /settled twice|fails after it was settled/,
    1,
    decidingOn(['SettleRefund', 'FailRefund'], withAllReserved),
  ],
  [
    'a refund that fails twice',
    /fails twice/,
    8,
    decidingOn(
      ['FailRefund', 'CancelRefund'],
      withMoney(({ refunds }) => ({
        refunds: mapped(refunds, (refund) =>
          refund.settlement === undefined
            ? { ...refund, status: 'reserved' as const, failures: [], cancellations: [] }
            : refund,
        ),
      })),
    ),
  ],
  [
    'a lost dispute booked over what is left',
    /DisputeLost.* is exceeded/,
    3,
    recordingAs((event) =>
      event.type === 'DisputeLost' ? { ...event, data: { ...event.data, lostMinor: 10n ** 9n } } : event,
    ),
  ],
  [
    'a lost dispute that takes less than is there',
    /dispute .* loses 0 of/,
    3,
    recordingAs((event) =>
      event.type === 'DisputeLost' ? { ...event, data: { ...event.data, lostMinor: 0n } } : event,
    ),
  ],
  [
    'a dispute decided twice',
    /is over, and was not open/,
    11,
    decidingOn(
      ['RecordDispute'],
      withMoney(({ disputes }) => ({
        disputes: mapped(disputes, ({ endedMinor: _, ...dispute }) => ({ ...dispute, status: 'open' as const })),
      })),
    ),
  ],
  [
    'a replacement without the value of what it replaces',
    /and 0 was carried over/,
    2,
    recordingAs((event) =>
      event.type === 'ReplacementUnitsAdded'
        ? {
            ...event,
            data: {
              ...event.data,
              lineageOf: event.data.lineageOf.map((line) => ({
                ...line,
                netMinor: 0n as never,
                taxMinor: 0n as never,
              })),
            },
          }
        : event,
    ),
  ],
  [
    'a replacement that moves more than its originals are worth',
    /more than they are worth is moved/,
    2,
    recordingAs((event) =>
      event.type === 'ReplacementUnitsAdded'
        ? {
            ...event,
            data: {
              ...event.data,
              lineageOf: event.data.lineageOf.map((line) => ({ ...line, netMinor: (line.netMinor + 1n) as never })),
            },
          }
        : event,
    ),
  ],
  [
    'a payment on top told to be more than it was',
    /more is paid on top by .* than was captured/,
    2,
    recordingAs((event) =>
      event.type === 'ReplacementUnitsAdded' && event.data.paidOnTop !== undefined
        ? {
            ...event,
            data: {
              ...event.data,
              paidOnTop: event.data.paidOnTop.map((paid) => ({ ...paid, minor: (paid.minor + 1n) as never })),
            },
          }
        : event,
    ),
  ],
  [
    'a replacement worth more than is left of what it replaces',
    /ReplacementUnitsAdded.*is exceeded/,
    1052,
    decidingOn(['AddReplacementUnits'], withRichComponents),
  ],
  [
    'a refund out of balance',
    /is not balanced/,
    1,
    recordingAs((event) =>
      event.type === 'RefundReserved'
        ? {
            ...event,
            data: {
              ...event.data,
              tenders: event.data.tenders.map((tender) => ({ ...tender, minor: (tender.minor + 1n) as never })),
            },
          }
        : event,
    ),
  ],
]
