import type { ReservationId } from '../../purchase/reservation-id.js'
import { caseOf, kettles, lineId, purchaseId, units } from '../return-case.fixtures.js'
import { unitsHeldOf } from './settleable-units.js'
import { cameBack, purchaseOf } from './settlement.fixtures.js'

describe('the units of a line that a case holds', () => {
  const bought = purchaseOf([kettles()])
  const known = caseOf(cameBack(bought, { quantities: { kettles: 2 } }))
  const [first] = known.reservations
  if (first === undefined) throw new Error('Nothing is reserved')
  const later = '0197290f-6a00-7000-8000-0000000000d9' as ReservationId
  // Two reserved for the request, and the third one for what was granted later.
  const twice = {
    ...known,
    reservations: [
      first,
      {
        ...first,
        reservationId: later,
        lines: [{ lineId: lineId('kettles'), units: units(3), netMinor: 3000n, taxMinor: 570n }],
      },
    ],
  }
  const heldOf = (...numbers: ReadonlyArray<number>) =>
    unitsHeldOf(twice, { purchaseId, lineId: lineId('kettles'), units: units(...numbers) })?.map((held) => [
      held.reservationId,
      held.units,
    ])

  it('are told by the reservations that they are of, and by no other', () => {
    expect(heldOf(1)).toStrictEqual([[first.reservationId, units(1)]])
    expect(heldOf(3)).toStrictEqual([[later, units(3)]])
    expect(heldOf(2, 3)).toStrictEqual([
      [first.reservationId, units(2)],
      [later, units(3)],
    ])
  })

  it('are none where one of them is not held, or none is asked for', () => {
    expect(heldOf(3, 4)).toBeUndefined()
    expect(heldOf()).toBeUndefined()
  })
})
