import type { NonEmptyText } from '@aftersale/messages'
import {
  allUnits,
  countOf,
  isEmpty,
  type LineId,
  type LineUnits,
  lowest,
  noUnits,
  numbersIn,
  overlap,
  type UnitRuns,
  union,
  unitsOf,
  without,
} from '../../units/index.js'
import type { UnitsCancelled, UnitsReserved } from '../events/entitlement.js'
import type { ReservationId } from '../reservation-id.js'

/**
 * Where the units of one line are, as sets of unit numbers. Always: cancelled and shipped have none in common; delivered
 * are shipped; reserved and consumed have none in common and are shipped, delivered too but for those of non-receipt.
 */
export interface UnitAccount {
  readonly quantity: number
  readonly cancelled: UnitRuns
  /** Announced, handed over, lost …: all that is not to be shipped any more. */
  readonly shipped: UnitRuns
  readonly delivered: UnitRuns
  readonly reserved: UnitRuns
  readonly consumed: UnitRuns
  /** Of the consumed ones, those that another line was given in the place of. */
  readonly replaced: UnitRuns
  /** Which unit each known serial is. */
  readonly serials: ReadonlyMap<NonEmptyText, number>
}

/** What one holder was given, line by line, and what became of it. */
export interface Reservation {
  readonly reserved: UnitsReserved['data']
  readonly held: ReadonlyMap<LineId, UnitRuns>
  readonly released: ReadonlyMap<LineId, UnitRuns>
  readonly consumed: ReadonlyMap<LineId, UnitRuns>
}

export interface UnitLedger {
  readonly accounts: ReadonlyMap<LineId, UnitAccount>
  readonly reservations: ReadonlyMap<ReservationId, Reservation>
  readonly cancellations: ReadonlyMap<NonEmptyText, UnitsCancelled['data']>
}

interface NewLine {
  readonly lineId: LineId
  readonly quantity: number
  readonly serials?: ReadonlyArray<NonEmptyText>
}

export const openedAccount = ({ quantity, serials = [] }: NewLine): UnitAccount => ({
  quantity,
  cancelled: noUnits,
  shipped: noUnits,
  delivered: noUnits,
  reserved: noUnits,
  consumed: noUnits,
  replaced: noUnits,
  serials: new Map(serials.map((serial, index) => [serial, index + 1])),
})

/** The accounts with each of those units taken up by what is done to them. What names no line of the purchase has no effect. */
export const changedAccounts = <Units extends Pick<LineUnits, 'lineId' | 'units' | 'serials'>>(
  ledger: UnitLedger,
  lines: ReadonlyArray<Units>,
  change: (account: UnitAccount, line: Units) => UnitAccount,
): UnitLedger => {
  const accounts = new Map(ledger.accounts)
  for (const line of lines) {
    const account = accounts.get(line.lineId)
    if (account !== undefined) accounts.set(line.lineId, change(account, line))
  }
  return { ...ledger, accounts }
}

// What tracking tells the ledger.

/** Units that a shipment was announced with; their serials are known from here on. */
export const withShipped = (ledger: UnitLedger, lines: ReadonlyArray<LineUnits>): UnitLedger =>
  changedAccounts(ledger, lines, (account, line) => ({
    ...account,
    shipped: union(account.shipped, line.units),
    serials: serialsWith(account.serials, line),
  }))

/** Units that reached the customer, or that no carrier had to bring. */
export const withDelivered = (ledger: UnitLedger, lines: ReadonlyArray<LineUnits>): UnitLedger =>
  changedAccounts(ledger, lines, (account, line) => ({
    ...account,
    shipped: union(account.shipped, line.units),
    delivered: union(account.delivered, line.units),
    serials: serialsWith(account.serials, line),
  }))

/**
 * Units that are to be shipped again, or cancelled, as their shipment ended without them: a cancelled one, one that came
 * back. Not those that were delivered, or that somebody holds or was made good for.
 */
export const withReturned = (ledger: UnitLedger, lines: ReadonlyArray<LineUnits>): UnitLedger =>
  changedAccounts(ledger, lines, (account, { units }) => {
    const stay = union(account.delivered, union(account.reserved, account.consumed))
    const back = without(overlap(units, account.shipped), stay)
    return { ...account, shipped: without(account.shipped, back), serials: serialsWithout(account, back) }
  })

const serialsWith = (known: UnitAccount['serials'], { units, serials }: LineUnits): UnitAccount['serials'] => {
  if (serials === undefined || serials.length === 0) return known
  const all = new Map(known)
  const numbers = numbersIn(lowest(units, serials.length))
  for (const [index, serial] of serials.entries()) {
    const unit = numbers[index]
    if (unit !== undefined) all.set(serial, unit)
  }
  return all
}

/** The next shipment may send another piece for that unit. */
const serialsWithout = ({ serials }: UnitAccount, back: UnitRuns): UnitAccount['serials'] => {
  if (serials.size === 0) return serials
  return new Map([...serials].filter(([, unit]) => isEmpty(overlap(unitsOf([unit]), back))))
}

// What others ask of it.

/** Ordered, neither cancelled nor shipped yet: to be shipped, or cancelled. */
export const unshippedUnits = ({ quantity, cancelled, shipped }: UnitAccount): UnitRuns =>
  without(without(allUnits(quantity), cancelled), shipped)

/** Delivered, and held for nothing: what can come back. */
export const availableUnits = ({ delivered, reserved, consumed }: UnitAccount): UnitRuns =>
  without(without(delivered, reserved), consumed)

/** Shipped, not delivered, and held for nothing: what can be made good for as not received. */
export const missingUnits = ({ shipped, delivered, reserved, consumed }: UnitAccount): UnitRuns =>
  without(without(without(shipped, delivered), reserved), consumed)

/** The serials of those units, the lowest unit's first; nothing where one of them has none. */
export const serialsOf = ({ serials }: UnitAccount, units: UnitRuns): ReadonlyArray<NonEmptyText> | undefined => {
  if (serials.size < countOf(units)) return undefined
  const bySerial = new Map([...serials].map(([serial, unit]) => [unit, serial]))
  const found = numbersIn(units).map((unit) => bySerial.get(unit))
  return found.every((serial) => serial !== undefined) ? found : undefined
}
