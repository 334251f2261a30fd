import type { ReleaseUnits, ReturnCancelled } from '@aftersale/domain'

type CaseUnits = ReturnCancelled['data']['lines'][number]

/** Units of one reservation, as a purchase is told of them. */
export interface UnitsOfReservation {
  readonly purchaseId: CaseUnits['purchaseId']
  readonly reservationId: CaseUnits['reservationId']
  readonly lines: NonNullable<ReleaseUnits['data']['lines']>
}

/** Units of a case, reservation by reservation, in the order in which they are first named. */
export const byReservation = (several: ReadonlyArray<CaseUnits>): ReadonlyArray<UnitsOfReservation> => {
  const groups = new Map<string, UnitsOfReservation>()
  for (const { purchaseId, reservationId, lineId, units } of several) {
    const known = groups.get(reservationId)
    groups.set(reservationId, {
      purchaseId,
      reservationId,
      lines: [...(known?.lines ?? []), { lineId, units }],
    })
  }
  return [...groups.values()]
}
