import type { PurchaseEvent } from '@aftersale/domain'
import { type Counting, type Lines, numbersOf, shareOf } from './counting.fixtures.js'

/** Where a unit is, and who has it. */
interface Unit {
  owner: string
  isCancelled: boolean
  /** The shipment or the way by which it was sent; gone again where that ended without it. */
  sentBy: string | undefined
  isDelivered: boolean
  serial: string | undefined
  readonly serialAtTheSale: string | undefined
}

interface Line {
  readonly netMinor: bigint
  readonly taxMinor: bigint
  readonly isTracked: boolean
  readonly units: ReadonlyMap<number, Unit>
}

interface NewLine {
  readonly lineId: string
  readonly quantity: number
  readonly netMinor: bigint
  readonly taxMinor: bigint
  readonly serialTracked: boolean
  readonly serials?: ReadonlyArray<string>
}

type Valued = Lines[number] & { readonly netMinor: bigint; readonly taxMinor: bigint }

const FREE = 'free'

/** Unit by unit: ordered − cancelled ≥ shipped ≥ delivered ≥ reserved + consumed, each held once and worth its share. */
export const countingUnits = (): Counting => {
  const lines = new Map<string, Line>()
  const ids = new Set<string>()

  const open = ({ lineId, quantity, netMinor, taxMinor, serialTracked, serials }: NewLine): string | undefined => {
    if (lines.has(lineId)) return `line ${lineId} is there twice`
    const units = Array.from({ length: quantity }, (_, index): readonly [number, Unit] => {
      const serial = serials?.[index]
      return [
        index + 1,
        {
          owner: FREE,
          isCancelled: false,
          sentBy: undefined,
          isDelivered: false,
          serial,
          serialAtTheSale: serial,
        },
      ]
    })
    lines.set(lineId, { netMinor, taxMinor, isTracked: serialTracked, units: new Map(units) })
    return undefined
  }

  /** What is wrong with the first unit with which something is. */
  const eachUnit = (
    named: Lines,
    faultOf: (unit: Unit, key: string, serial: string | undefined) => string | undefined,
  ): string | undefined => {
    for (const { lineId, units, serials } of named) {
      for (const [index, number] of numbersOf(units).entries()) {
        const [unit, key] = [lines.get(lineId)?.units.get(number), `${lineId}#${number}`]
        const fault = unit === undefined ? `unit ${key} was never ordered` : faultOf(unit, key, serials?.[index])
        if (fault !== undefined) return fault
      }
    }
    return undefined
  }

  const moveUnits = (named: Lines, from: string, to: string, what: string): string | undefined =>
    eachUnit(named, (unit, key) => {
      if (unit.owner !== from) return `${what}: unit ${key} is ${unit.owner}, not ${from}`
      unit.owner = to
      return undefined
    })

  const send = (named: Lines, by: string): string | undefined =>
    eachUnit(named, (unit, key, serial) => {
      if (unit.isCancelled) return `unit ${key} is shipped, and was cancelled`
      if (unit.sentBy !== undefined) return `unit ${key} is shipped twice: by ${unit.sentBy} and by ${by}`
      unit.sentBy = by
      if (serial === undefined) return undefined
      if (unit.serialAtTheSale !== undefined && unit.serialAtTheSale !== serial) {
        return `unit ${key} is sent as ${serial}, and was sold as ${unit.serialAtTheSale}`
      }
      unit.serial = serial
      return undefined
    })

  /** What was on its way with a shipment that ended is to be sent again, but for what somebody has for not coming. */
  const endShipment = (named: Lines, shipmentId: string): string | undefined =>
    eachUnit(named, (unit) => {
      if (unit.sentBy !== shipmentId || unit.isDelivered || unit.owner !== FREE) return undefined
      unit.sentBy = undefined
      unit.serial = unit.serialAtTheSale
      return undefined
    })

  const misvalued = (named: ReadonlyArray<Valued>): string | undefined => {
    for (const { lineId, units, netMinor, taxMinor } of named) {
      const line = lines.get(lineId)
      if (line === undefined) return `line ${lineId} was never ordered`
      const numbers = numbersOf(units)
      const [net, tax] = [worthOf(line, numbers, line.netMinor), worthOf(line, numbers, line.taxMinor)]
      if (netMinor !== net || taxMinor !== tax) {
        return `units ${numbers.join(', ')} of ${lineId} are told to be worth ${netMinor} + ${taxMinor}, not ${net} + ${tax}`
      }
    }
    return undefined
  }

  /** Of what can be held a line has its lowest; of one by serials those that were named. */
  const misplaced = (named: Lines, canBeHeld: (unit: Unit) => boolean): string | undefined => {
    for (const { lineId, units, serials } of named) {
      const line = lines.get(lineId)
      if (line === undefined) continue
      const numbers = numbersOf(units)
      if (!line.isTracked) {
        const free = [...line.units].flatMap(([number, unit]) => (canBeHeld(unit) ? [number] : []))
        const lower = free.find((number) => number < Math.max(...numbers) && !numbers.includes(number))
        if (lower !== undefined) return `unit ${lineId}#${lower} is passed over for a higher one`
      }
      const wrong = numbers.find((number, index) => serials?.[index] !== line.units.get(number)?.serial)
      if (line.isTracked && serials !== undefined && wrong !== undefined) {
        return `unit ${lineId}#${wrong} is held as ${serials[numbers.indexOf(wrong)]}, and is ${line.units.get(wrong)?.serial}`
      }
    }
    return undefined
  }

  const twice = (what: string, id: string): string | undefined => {
    if (ids.has(`${what} ${id}`)) return `${what} ${id} is there twice`
    ids.add(`${what} ${id}`)
    return undefined
  }

  const told = (event: PurchaseEvent): string | undefined => {
    switch (event.type) {
      case 'PurchaseRecorded': {
        if (lines.size > 0) return 'the purchase is recorded twice'
        for (const line of event.data.lines) open({ ...line, netMinor: line.netMinor - line.discountMinor })
        return undefined
      }
      case 'UnitsCancelled':
        return (
          twice('cancellation', event.data.cancellationId) ??
          misvalued(event.data.lines) ??
          eachUnit(event.data.lines, (unit, key) => {
            if (unit.isCancelled) return `unit ${key} is cancelled twice`
            if (unit.sentBy !== undefined) return `unit ${key} is cancelled, and was shipped by ${unit.sentBy}`
            unit.isCancelled = true
            return undefined
          })
        )
      case 'ShipmentAnnounced':
        return twice('shipment', event.data.shipmentId) ?? send(event.data.lines, event.data.shipmentId)
      case 'ShipmentCancelled':
      case 'ShipmentReturnedToSender':
      case 'ShipmentDestroyed':
        return endShipment(event.data.lines, event.data.shipmentId)
      case 'ShipmentDelivered':
        return eachUnit(event.data.lines, (unit, key) => {
          if (unit.sentBy !== event.data.shipmentId) {
            return `unit ${key} is delivered by ${event.data.shipmentId}, and was shipped by ${unit.sentBy ?? 'nobody'}`
          }
          if (unit.isDelivered) return `unit ${key} is delivered twice`
          unit.isDelivered = true
          return undefined
        })
      case 'UnitsFulfilled':
        return (
          twice('fulfilment', event.data.fulfilmentId) ??
          send(event.data.lines, event.data.fulfilmentId) ??
          eachUnit(event.data.lines, (unit) => {
            unit.isDelivered = true
            return undefined
          })
        )
      case 'UnitsReserved': {
        const { reservationId, purpose, lines: held } = event.data
        const isThere = (unit: Unit) =>
          purpose === 'non-receipt' ? unit.sentBy !== undefined && !unit.isDelivered : unit.isDelivered
        return (
          twice('reservation', reservationId) ??
          eachUnit(held, (unit, key) =>
            isThere(unit)
              ? undefined
              : `unit ${key} is reserved and was ${purpose === 'non-receipt' ? 'not on its way' : 'not delivered'}`,
          ) ??
          misplaced(held, (unit) => isThere(unit) && unit.owner === FREE) ??
          moveUnits(held, FREE, `held by ${reservationId}`, 'reserved') ??
          misvalued(held)
        )
      }
      case 'UnitsReleased':
        return moveUnits(event.data.lines, `held by ${event.data.reservationId}`, FREE, 'released')
      case 'UnitsConsumed': {
        const { reservationId, lines: gone } = event.data
        return (
          moveUnits(gone, `held by ${reservationId}`, `consumed by ${reservationId}`, 'consumed') ?? misvalued(gone)
        )
      }
      case 'ReplacementUnitsAdded': {
        const { reservationId, lineageOf, newLines } = event.data
        const wrong = moveUnits(lineageOf, `consumed by ${reservationId}`, 'replaced', 'replaced')
        if (wrong !== undefined) return wrong
        for (const { lineId, units, netMinor, taxMinor } of lineageOf) {
          const line = lines.get(lineId)
          if (line === undefined) continue
          const numbers = numbersOf(units)
          if (netMinor > worthOf(line, numbers, line.netMinor) || taxMinor > worthOf(line, numbers, line.taxMinor)) {
            return `more than they are worth is moved out of units ${numbers.join(', ')} of ${lineId}`
          }
        }
        return newLines.map(open).find((fault) => fault !== undefined)
      }
      // Money, access, papers, and what is told of shipments that moves no unit.
      case 'PaymentRecorded':
      case 'PolicyDisclosed':
      case 'ReceiptIssued':
      case 'ReceiptEvidenceRegistered':
      case 'AccessRevoked':
      case 'RefundReserved':
      case 'RefundSettled':
      case 'RefundFailed':
      case 'RefundCancelled':
      case 'DisputeOpened':
      case 'DisputeWon':
      case 'DisputeLost':
      case 'ShipmentProgressed':
      case 'DeliveryAttemptFailed':
      case 'CarrierScanIgnored':
      case 'EtaRevised':
      case 'NonReceiptReported':
      case 'ShipmentDeclaredLost':
      case 'LostShipmentFound':
      case 'RecoverOrKeepDecisionNeeded':
      case 'RecoverOrKeepDecided':
      case 'DelayDetected':
      case 'DelayLengthened':
      case 'DelayRecovered':
      case 'CustomerInformed':
      case 'ProactiveNoticeMissed':
      case 'PurchaseFullyDelivered':
        return undefined
    }
  }
  return { told, atTheEnd: () => undefined }
}

const worthOf = ({ units }: Line, numbers: ReadonlyArray<number>, totalMinor: bigint): bigint =>
  numbers.reduce((sum, number) => sum + shareOf(totalMinor, number, units.size), 0n)
