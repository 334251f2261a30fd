import {
  type PurchaseCommand,
  type PurchaseEvent,
  type PurchaseState,
  type StoreCreditRequested,
  storeCreditAggregate,
} from '@aftersale/domain'
import * as E from 'fp-ts/lib/Either.js'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'
import { issue, nothing } from '../reaction.js'
import type { Decide } from './ledger-world.fixtures.js'
import type { Rules } from './schedule.fixtures.js'
import { processesOfTheLedger as processes } from './shop.fixtures.js'

// Ledgers with one rule left out each: a test of the whole that does not notice it proves nothing.

type Purchase = Extract<PurchaseState, { readonly status: 'recorded' }>['purchase']

/** The purchase decides as if it stood otherwise than it does, where such a command comes. */
const decidingOn = (types: ReadonlyArray<PurchaseCommand['type']>, seen: (purchase: Purchase) => Purchase): Rules =>
  breaking((decide) => (command, state) => {
    const purchaseState = state as PurchaseState
    const isMeant = types.includes((command as PurchaseCommand).type) && purchaseState.status === 'recorded'
    return decide(command, isMeant ? { status: 'recorded', purchase: seen(purchaseState.purchase) } : state)
  })

const breaking = (rule: (decide: Decide) => Decide): Rules => ({ brokenRules: new Map([['purchase', rule]]) })

const mapped = <Key, Value>(map: ReadonlyMap<Key, Value>, change: (value: Value) => Value): ReadonlyMap<Key, Value> =>
  new Map([...map].map(([key, value]) => [key, change(value)]))

const noUnits = [] as unknown as ReturnType<typeof unitsHeldIn>
const unitsHeldIn = (purchase: Purchase) => [...purchase.units.accounts.values()][0]?.reserved as never

/** As if nothing were held or given back of those lines. */
const withAllFree =
  (isMeant: (isTracked: boolean) => boolean) =>
  (purchase: Purchase): Purchase => ({
    ...purchase,
    units: {
      ...purchase.units,
      accounts: new Map(
        [...purchase.units.accounts].map(([lineId, account]) => [
          lineId,
          isMeant(purchase.sale.lines.get(lineId)?.serialTracked === true)
            ? { ...account, reserved: noUnits, consumed: noUnits }
            : account,
        ]),
      ),
    },
  })

/** As if all that a reservation was given were still held by it. */
const withAllHeld = (purchase: Purchase): Purchase => ({
  ...purchase,
  units: {
    ...purchase.units,
    reservations: mapped(purchase.units.reservations, (reservation) => ({
      ...reservation,
      held: new Map(reservation.reserved.lines.map(({ lineId, units }) => [lineId, units])),
      released: new Map(),
      consumed: new Map(),
    })),
  },
})

const rich = 10n ** 12n

const withRichComponents = (purchase: Purchase): Purchase => ({
  ...purchase,
  money: {
    ...purchase.money,
    accounts: mapped(purchase.money.accounts, (account) => ({ ...account, totalMinor: rich })),
  },
})

const withRichPayments = (purchase: Purchase): Purchase => ({
  ...purchase,
  money: {
    ...purchase.money,
    payments: mapped(purchase.money.payments, (payment) => ({ ...payment, capturedMinor: rich })),
  },
})

const withoutDisputes = (purchase: Purchase): Purchase => ({
  ...purchase,
  money: { ...purchase.money, disputes: new Map() },
})

const withAllDelivered = (purchase: Purchase): Purchase => ({
  ...purchase,
  units: {
    ...purchase.units,
    accounts: mapped(purchase.units.accounts, (account) => ({
      ...account,
      delivered: [{ first: 1, last: account.quantity }] as unknown as typeof account.delivered,
    })),
  },
})

/** As if no unit had been replaced. */
const withNoneReplaced = (purchase: Purchase): Purchase => ({
  ...purchase,
  units: {
    ...purchase.units,
    accounts: mapped(purchase.units.accounts, (account) => ({ ...account, replaced: noUnits })),
  },
})

/** As if no refund had been settled yet. */
const withAllReserved = (purchase: Purchase): Purchase => ({
  ...purchase,
  money: {
    ...purchase.money,
    refunds: mapped(purchase.money.refunds, ({ settlement: _, ...refund }) => ({ ...refund, status: 'reserved' })),
  },
})

/** What follows a decision is recorded otherwise than it was decided. */
const recordingAs = (change: (event: PurchaseEvent) => PurchaseEvent): Rules =>
  breaking(
    (decide) => (command, state) =>
      E.map((events: ReadonlyArray<unknown>) => events.map((event) => change(event as PurchaseEvent)))(
        decide(command, state),
      ),
  )

const without = (...names: ReadonlyArray<string>): Rules => ({
  processes: processes.filter(({ name }) => !names.includes(name)),
})

/** In the place of one process, another of its name. */
const insteadOf = (name: string, other: Process): Rules => ({
  processes: processes.map((process) => (process.name === name ? other : process)),
})

/** Credit for nothing: neither set aside nor settled at the purchase. */
const creditAtOnce = onDomainEvents({
  name: 'issue-store-credit-when-a-settlement-asks-for-it',
  reactsTo: ['StoreCreditRequested'],
  react: ({ event: { data } }) =>
    issue(storeCreditAggregate, data.creditId, {
      type: 'IssueStoreCredit',
      data: creditData(data),
    }),
})

const creditData = ({
  creditId,
  customerId,
  minor,
  currency,
  returnCaseId,
  requestedAt,
}: StoreCreditRequested['data']) => ({
  creditId,
  ...(customerId === undefined ? {} : { customerId }),
  minor,
  currency,
  cause: { aggregate: 'returnCase' as never, id: returnCaseId },
  issuedAt: requestedAt,
})

const confirmWithoutReleasing = onDomainEvents({
  name: 'hold-what-the-purchase-reserved',
  reactsTo: ['UnitsReserved'],
  react: (occurrence) => {
    const reaction = processes.find(({ name }) => name === 'hold-what-the-purchase-reserved')?.react(occurrence)
    return reaction?.kind === 'issue' ? { ...reaction, answers: { whenRejected: () => nothing } } : nothing
  },
})

/** Each rule by what it forbids, what is seen where it is left out, and a schedule that shows it. */
export const brokenRules: ReadonlyArray<
  readonly [forbidden: string, fault: RegExp, lookFirstAt: number, rules: Rules]
> = [
  [
    'a unit held by two',
    /reserved: unit .* is held by/,
    1,
    decidingOn(
      ['ReserveUnits'],
      withAllFree((isTracked) => !isTracked),
    ),
  ],
  [
    'a serial held by two',
    /reserved: unit phone.* is held by/,
    9,
    decidingOn(
      ['ReserveUnits'],
      withAllFree((isTracked) => isTracked),
    ),
  ],
  [
    'a unit held that never came',
    /is reserved and was not delivered/,
    1,
    decidingOn(['ReserveUnits'], withAllDelivered),
  ],
  ['units consumed twice', /consumed: unit .* is (free|consumed)/, 14, decidingOn(['ConsumeUnits'], withAllHeld)],
  ['units released twice', /released: unit .* is (consumed|free)/, 8, decidingOn(['ReleaseUnits'], withAllHeld)],
  [
    'a component refunded beyond what it cost',
    /component .* is exceeded/,
    5,
    decidingOn(['ReserveRefund'], withRichComponents),
  ],
  [
    'a payment refunded beyond what was captured',
    /payment .* is exceeded/,
    3,
    decidingOn(['ReserveRefund'], (p) => withRichPayments(withRichComponents(p))),
  ],
  ['a disputed payment refunded', /is on disputed payment/, 45, decidingOn(['ReserveRefund'], withoutDisputes)],
  [
    'a refund that failed settled over what others have',
    /RefundSettled.*is exceeded/,
    245,
    decidingOn(['SettleRefund'], (p) => withRichPayments(withRichComponents(p))),
  ],
  [
    'a refund settled twice',
    /settled twice|fails after it was settled/,
    2,
    decidingOn(['SettleRefund', 'FailRefund'], withAllReserved),
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
    'a replacement without the value of what it replaces',
    /only 0 was carried over/,
    9,
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
    'units replaced twice',
    /replaced: unit .* is replaced/,
    3559,
    decidingOn(['AddReplacementUnits'], withNoneReplaced),
  ],
  [
    'a replacement worth more than is left of what it replaces',
    /ReplacementUnitsAdded.*is exceeded/,
    342,
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
  [
    'store credit beyond what was captured',
    /nothing was set aside for it/,
    2,
    insteadOf('issue-store-credit-when-a-settlement-asks-for-it', creditAtOnce),
  ],
  ['units kept by a return that ended', /is held by a case that ended/, 1, without('release-units-when-a-return-ends')],
  [
    'units kept by a return that did not wait for them',
    /is known to no case|is held by a case that ended/,
    71,
    insteadOf('hold-what-the-purchase-reserved', confirmWithoutReleasing),
  ],
  [
    'a refund that its case never hears of',
    /is settled, and its leg says/,
    2,
    without('tell-the-case-what-became-of-its-refund'),
  ],
  [
    'a refund that its purchase never hears of',
    /stays reserved, and its leg says/,
    1,
    without('tell-the-purchase-what-became-of-a-refund'),
  ],
]
