import type { PurchaseEvent } from '@aftersale/domain'
import { type Counting, keysOf, type Lines } from './counting.fixtures.js'

/** Access ends to the digital units that are consumed, to no others, and at once. What never came gave none. */
export const countingAccess = (): Counting => {
  const digital = new Set<string>()
  const ended = new Set<string>()
  /** What the event before it consumed. */
  let owed: { readonly reservationId: string; readonly keys: ReadonlyArray<string> } | undefined

  const learn = (lines: ReadonlyArray<{ readonly lineId: string; readonly kind: string }>): void => {
    for (const { lineId, kind } of lines) if (kind === 'digital') digital.add(lineId)
  }

  const ends = (reservationId: string, lines: Lines): string | undefined => {
    for (const key of keysOf(lines)) {
      if (ended.has(key)) return `access to unit ${key} ends twice`
      if (owed?.reservationId !== reservationId || !owed.keys.includes(key)) {
        return `access to unit ${key} ends, which was not consumed`
      }
      ended.add(key)
    }
    return stays()
  }

  const stays = (): string | undefined => {
    const key = owed?.keys.find((one) => !ended.has(one))
    owed = undefined
    return key === undefined ? undefined : `access to unit ${key} stays, which was consumed`
  }

  const told = (event: PurchaseEvent): string | undefined => {
    if (event.type === 'AccessRevoked') return ends(event.data.reservationId, event.data.lines)
    const fault = stays()
    if (fault !== undefined) return fault
    if (event.type === 'PurchaseRecorded') learn(event.data.lines)
    if (event.type === 'ReplacementUnitsAdded') learn(event.data.newLines)
    if (event.type === 'UnitsConsumed' && event.data.purpose !== 'non-receipt') {
      const { reservationId, lines } = event.data
      owed = { reservationId, keys: keysOf(lines.filter(({ lineId }) => digital.has(lineId))) }
    }
    return undefined
  }
  return { told, atTheEnd: stays }
}
