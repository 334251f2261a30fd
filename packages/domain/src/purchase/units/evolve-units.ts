import { type LineId, type LineUnits, noUnits, type UnitRuns, union, without } from '../../units/index.js'
import type {
  ReplacementUnitsAdded,
  UnitsCancelled,
  UnitsConsumed,
  UnitsReleased,
  UnitsReserved,
} from '../events/entitlement.js'
import type { UnitsFulfilled } from '../events/fulfilment.js'
import type { PurchaseRecorded } from '../events/sale.js'
import type {
  ShipmentAnnounced,
  ShipmentCancelled,
  ShipmentDelivered,
  ShipmentDestroyed,
  ShipmentReturnedToSender,
} from '../events/shipments.js'
import {
  changedAccounts,
  openedAccount,
  type Reservation,
  type UnitLedger,
  withDelivered,
  withReturned,
  withShipped,
} from './unit-ledger.js'

export type UnitEvent =
  | ShipmentAnnounced
  | ShipmentCancelled
  | ShipmentReturnedToSender
  | ShipmentDestroyed
  | ShipmentDelivered
  | UnitsFulfilled
  | UnitsCancelled
  | UnitsReserved
  | UnitsReleased
  | UnitsConsumed
  | ReplacementUnitsAdded

export const recordedUnits = ({ data: { lines } }: PurchaseRecorded): UnitLedger => ({
  accounts: new Map(lines.map((line) => [line.lineId, openedAccount(line)])),
  reservations: new Map(),
  cancellations: new Map(),
})

export const evolveUnits = (ledger: UnitLedger, event: UnitEvent): UnitLedger => {
  switch (event.type) {
    case 'ShipmentAnnounced':
      return withShipped(ledger, event.data.lines)
    case 'ShipmentCancelled':
    case 'ShipmentReturnedToSender':
    case 'ShipmentDestroyed':
      return withReturned(ledger, event.data.lines)
    case 'ShipmentDelivered':
    case 'UnitsFulfilled':
      return withDelivered(ledger, event.data.lines)
    case 'UnitsCancelled': {
      const cancelled = changedAccounts(ledger, event.data.lines, (account, { units }) => ({
        ...account,
        cancelled: union(account.cancelled, units),
      }))
      return {
        ...cancelled,
        cancellations: new Map(ledger.cancellations).set(event.data.cancellationId, event.data),
      }
    }
    case 'UnitsReserved': {
      const { lines, reservationId } = event.data
      const reserved = changedAccounts(ledger, lines, (account, { units }) => ({
        ...account,
        reserved: union(account.reserved, units),
      }))
      const reservation = {
        reserved: event.data,
        held: added(new Map(), lines),
        released: new Map(),
        consumed: new Map(),
      }
      return { ...reserved, reservations: new Map(ledger.reservations).set(reservationId, reservation) }
    }
    case 'UnitsReleased': {
      const { lines } = event.data
      const released = changedAccounts(ledger, lines, (account, { units }) => ({
        ...account,
        reserved: without(account.reserved, units),
      }))
      return withReservation(released, event, (reservation) => ({
        ...reservation,
        held: taken(reservation.held, lines),
        released: added(reservation.released, lines),
      }))
    }
    case 'UnitsConsumed': {
      const { lines } = event.data
      const consumed = changedAccounts(ledger, lines, (account, { units }) => ({
        ...account,
        reserved: without(account.reserved, units),
        consumed: union(account.consumed, units),
      }))
      return withReservation(consumed, event, (reservation) => ({
        ...reservation,
        held: taken(reservation.held, lines),
        consumed: added(reservation.consumed, lines),
      }))
    }
    case 'ReplacementUnitsAdded': {
      const { lineageOf, newLines } = event.data
      const replaced = changedAccounts(ledger, lineageOf, (account, { units }) => ({
        ...account,
        replaced: union(account.replaced, units),
      }))
      const accounts = new Map(replaced.accounts)
      for (const line of newLines) if (!accounts.has(line.lineId)) accounts.set(line.lineId, openedAccount(line))
      return { ...replaced, accounts }
    }
  }
}

const withReservation = (
  ledger: UnitLedger,
  { data: { reservationId } }: UnitsReleased | UnitsConsumed,
  change: (reservation: Reservation) => Reservation,
): UnitLedger => {
  const reservation = ledger.reservations.get(reservationId)
  if (reservation === undefined) return ledger
  return { ...ledger, reservations: new Map(ledger.reservations).set(reservationId, change(reservation)) }
}

type UnitsByLine = ReadonlyMap<LineId, UnitRuns>

const added = (sets: UnitsByLine, lines: ReadonlyArray<LineUnits>): UnitsByLine => {
  const more = new Map(sets)
  for (const { lineId, units } of lines) more.set(lineId, union(more.get(lineId) ?? noUnits, units))
  return more
}

const taken = (sets: UnitsByLine, lines: ReadonlyArray<LineUnits>): UnitsByLine => {
  const fewer = new Map(sets)
  for (const { lineId, units } of lines) {
    const left = without(fewer.get(lineId) ?? noUnits, units)
    if (left.length === 0) fewer.delete(lineId)
    else fewer.set(lineId, left)
  }
  return fewer
}
