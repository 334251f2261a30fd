import { type BrokenRule, decidingOn, mapped, type Purchase, recordingAs } from './breaking.fixtures.js'

// The rules of units and of access to them, one left out each.

type Account = Purchase['units']['accounts'] extends ReadonlyMap<unknown, infer One> ? One : never

const none = [] as unknown as Account['reserved']

const withAccounts =
  (change: (account: Account) => Account) =>
  (purchase: Purchase): Purchase => ({
    ...purchase,
    units: { ...purchase.units, accounts: mapped(purchase.units.accounts, change) },
  })

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
            ? { ...account, reserved: none, consumed: none }
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

const all = ({ quantity }: Account) => [{ first: 1, last: quantity }] as unknown as Account['delivered']

/** As if the lowest unit had not come yet. */
const withoutItsFirst = withAccounts((account) => ({
  ...account,
  delivered: account.delivered.flatMap(({ first, last }, index) =>
    index > 0 ? [{ first, last }] : first === last ? [] : [{ first: first + 1, last }],
  ) as unknown as Account['delivered'],
}))

const withoutReservations = (purchase: Purchase): Purchase => ({
  ...purchase,
  units: { ...purchase.units, reservations: new Map() },
})

export const brokenUnitRules: ReadonlyArray<BrokenRule> = [
  [
    'a unit held by two',
    /reserved: unit .* is (held|consumed) by/,
    2,
    decidingOn(
      ['ReserveUnits'],
      withAllFree((isTracked) => !isTracked),
    ),
  ],
  [
    'a serial held by two',
    /reserved: unit phone.* is (held|consumed) by/,
    10,
    decidingOn(
      ['ReserveUnits'],
      withAllFree((isTracked) => isTracked),
    ),
  ],
  [
    'a unit held that never came',
    /is reserved and was not delivered/,
    1,
    decidingOn(
      ['ReserveUnits'],
      withAccounts((account) => ({ ...account, delivered: all(account) })),
    ),
  ],
  [
    'a unit held as not received that came',
    /is reserved and was not on its way/,
    2,
    decidingOn(
      ['ReserveUnits'],
      withAccounts((account) => ({ ...account, shipped: all(account), delivered: none })),
    ),
  ],
  [
    'a unit held before a lower one',
    /is passed over for a higher one/,
    2,
    decidingOn(['ReserveUnits'], withoutItsFirst),
  ],
  [
    'one serial held as another',
    /is held as SN-. and is|is held as SN-., and is/,
    4,
    recordingAs((event) =>
      event.type === 'UnitsReserved'
        ? {
            ...event,
            data: {
              ...event.data,
              lines: event.data.lines.map((line) =>
                line.serials === undefined
                  ? line
                  : { ...line, serials: ['SN-1', 'SN-1'] as unknown as typeof line.serials },
              ),
            },
          }
        : event,
    ),
  ],
  [
    'two reservations of one id',
    /reservation .* is there twice/,
    33,
    decidingOn(['ReserveUnits'], withoutReservations),
  ],
  ['units consumed twice', /consumed: unit .* is (free|consumed)/, 186, decidingOn(['ConsumeUnits'], withAllHeld)],
  ['units released twice', /released: unit .* is (consumed|free)/, 59, decidingOn(['ReleaseUnits'], withAllHeld)],
  [
    'units worth more than was paid for them',
    /are told to be worth/,
    1,
    recordingAs((event) =>
      event.type === 'UnitsConsumed'
        ? {
            ...event,
            data: {
              ...event.data,
              lines: event.data.lines.map((line) => ({ ...line, netMinor: (line.netMinor + 1n) as never })),
            },
          }
        : event,
    ),
  ],
  [
    'units shipped that were cancelled',
    /is shipped, and was cancelled/,
    2,
    decidingOn(
      ['AnnounceShipment', 'RecordFulfilment'],
      withAccounts((account) => ({ ...account, cancelled: none })),
    ),
  ],
  [
    'units cancelled that were shipped',
    /is cancelled, and was shipped/,
    6,
    decidingOn(
      ['CancelUnits'],
      withAccounts((account) => ({ ...account, shipped: none })),
    ),
  ],
  [
    'units cancelled twice',
    /is cancelled twice/,
    100,
    decidingOn(
      ['CancelUnits'],
      withAccounts((account) => ({ ...account, cancelled: none })),
    ),
  ],
  [
    'more units shipped than were ordered and not cancelled',
    /was never ordered/,
    13,
    decidingOn(
      ['AnnounceShipment'],
      withAccounts((account) => ({ ...account, quantity: account.quantity + 3 })),
    ),
  ],
  [
    'units shipped twice',
    /is shipped twice/,
    3,
    decidingOn(
      ['AnnounceShipment', 'RecordFulfilment'],
      withAccounts((account) => ({ ...account, shipped: none })),
    ),
  ],
  [
    'units delivered that were not shipped',
    /is delivered by .*, and was shipped by/,
    1,
    recordingAs((event) =>
      event.type === 'ShipmentDelivered'
        ? {
            ...event,
            data: {
              ...event.data,
              lines: event.data.lines.map((line) => ({ ...line, units: [{ first: 1, last: 5 }] as never })),
            },
          }
        : event,
    ),
  ],
  [
    'access that ends twice',
    /access to unit ebook.* ends twice/,
    1,
    recordingAs((event) => (event.type === 'AccessRevoked' ? [event, event] : event)),
  ],
  [
    'access that ends to units that stay with the customer',
    /access to unit ebook.* ends, which was not consumed/,
    1,
    recordingAs((event) =>
      event.type === 'AccessRevoked'
        ? {
            ...event,
            data: {
              ...event.data,
              lines: event.data.lines.map((line) => ({ ...line, units: [{ first: 1, last: 3 }] as never })),
            },
          }
        : event,
    ),
  ],
  [
    'access that stays to units that are given back',
    /access to unit ebook.* stays/,
    1,
    recordingAs((event) => (event.type === 'AccessRevoked' ? [] : event)),
  ],
  [
    'units replaced twice',
    /replaced: unit .* is replaced/,
    113,
    decidingOn(
      ['AddReplacementUnits'],
      withAccounts((account) => ({ ...account, replaced: none })),
    ),
  ],
]
