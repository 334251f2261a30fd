import { given } from '@aftersale/decider/testing'
import { allUnits, type LineId, unitsOf } from '../../units/index.js'
import { units } from '../../units/units.fixtures.js'
import type { PurchaseCommand } from '../commands.js'
import type { UnitsConsumed, UnitsReserved } from '../events.js'
import {
  accessGranted,
  after,
  announce,
  arrive,
  boughtAndDelivered,
  buy,
  buyOnly,
  cancel,
  consume,
  count,
  declareLost,
  ebook,
  fulfil,
  handOver,
  kettle,
  kettles,
  laptop,
  laptops,
  laptopsHandedOver,
  line,
  monday,
  otherPurchaseId,
  outcomeOf,
  purchaseAfter,
  purchaseId,
  release,
  reservation,
  reserve,
  returnCase,
  scan,
  text,
  tuesday,
} from '../purchase.fixtures.js'
import { purchase } from '../purchase.js'
import { Purpose } from '../units/holder.js'

const had = (...commands: ReadonlyArray<PurchaseCommand>) => given(purchase, after(...boughtAndDelivered, ...commands))
const bought = (...commands: ReadonlyArray<PurchaseCommand>) => given(purchase, after(buy(), ...commands))
const of = (lineId: LineId, quantity: number, ...serials: ReadonlyArray<string>) => [
  { lineId, quantity: count(quantity), ...(serials.length === 0 ? {} : { serials: serials.map(text) }) },
]
const nobody = 'unknown' as LineId

describe('CancelUnits', () => {
  it('cancels the lowest units that are not shipped, with what was paid for them', () => {
    bought()
      .when(cancel())
      .records({
        type: 'UnitsCancelled',
        data: { ...cancel().data, lines: [{ lineId: kettle, units: units(1, 2), netMinor: 3585n, taxMinor: 681n }] },
      })
  })

  it('records nothing when repeated, and cancels again under another id', () => {
    bought(cancel())
      .when(cancel({ cancelledAt: monday('12:00') }))
      .recordsNothing()
    const again = cancel({ cancellationId: text('cancellation-2') })
    expect(purchaseAfter(buy(), cancel(), again).units.accounts.get(kettle)?.cancelled).toStrictEqual(units(1, 2, 3, 4))
  })

  it('is refused under an id that other units were cancelled by', () => {
    const reused = { reason: 'CancellationIdReused', cancellationId: text('cancellation-1') } as const
    bought(cancel())
      .when(cancel({ lines: of(kettle, 3) }))
      .rejects(reused)
    bought(cancel())
      .when(cancel({ because: text('out-of-stock') }))
      .rejects(reused)
    bought(cancel())
      .when(cancel({ lines: of(laptop, 2) }))
      .rejects(reused)
  })

  it('is refused for units that were shipped', () => {
    given(purchase, after(buy(), handOver(kettle, 9)))
      .when(cancel())
      .rejects({ reason: 'UnitsAlreadyShipped', lineId: kettle, requested: 2, cancellable: 1 })
    had().when(cancel()).rejects({ reason: 'UnitsAlreadyShipped', lineId: kettle, requested: 2, cancellable: 0 })
  })

  it('cancels the unit of a serial', () => {
    const named = buyOnly({ ...laptops, serials: [text('SN-A'), text('SN-B')] })
    const one = cancel({ lines: of(laptop, 1, 'SN-B') })
    expect(purchaseAfter(named, one).units.accounts.get(laptop)?.cancelled).toStrictEqual(units(2))
    given(purchase, after(named, one)).when(one).recordsNothing()
    given(purchase, after(named, one))
      .when(cancel({ cancellationId: text('again'), lines: of(laptop, 1, 'SN-B') }))
      .rejects({ reason: 'UnitsAlreadyShipped', lineId: laptop, requested: 1, cancellable: 1 })
    given(purchase, after(named))
      .when(cancel({ lines: of(laptop, 1, 'SN-C') }))
      .rejects({ reason: 'SerialUnknown', lineId: laptop, serial: text('SN-C') })
    given(purchase, after(named))
      .when(cancel({ lines: of(laptop, 2, 'SN-A') }))
      .rejects({ reason: 'SerialsDoNotMatch', lineId: laptop, quantity: 2 })
  })

  it('is refused without units, of a line that there is not, and of a line named twice', () => {
    bought()
      .when(cancel({ lines: [] }))
      .rejects({ reason: 'NoUnitsNamed' })
    bought()
      .when(cancel({ lines: of(nobody, 1) }))
      .rejects({ reason: 'LineUnknown', lineId: nobody })
    bought()
      .when(cancel({ lines: [...of(kettle, 1), ...of(kettle, 1)] }))
      .rejects({ reason: 'LineGivenTwice', lineId: kettle })
  })

  it('is refused before the purchase', () => {
    bought()
      .when(cancel({ cancelledAt: monday('08:59') }))
      .rejects({ reason: 'HappenedBeforePurchase', purchasedAt: monday('09:00') })
  })

  it('makes the purchase whole where the rest of it had come', () => {
    const rest = cancel({ lines: of(kettle, 1) })
    const all = [buyOnly(kettles), handOver(kettle, 9)]
    expect(outcomeOf(all, rest)).toStrictEqual(['UnitsCancelled', 'PurchaseFullyDelivered'])
    expect(outcomeOf([buyOnly(kettles)], cancel({ lines: of(kettle, 10) }))).toStrictEqual(['UnitsCancelled'])
  })
})

describe('ReserveUnits', () => {
  const twoKettles = (changes: Partial<UnitsReserved['data']> = {}): UnitsReserved => ({
    type: 'UnitsReserved',
    data: {
      ...reserve().data,
      lines: [{ lineId: kettle, units: units(1, 2), netMinor: 3585n, taxMinor: 681n }],
      ...changes,
    },
  })

  it('holds the lowest free units, with what was paid for them', () => {
    had().when(reserve()).records(twoKettles())
    had(reserve())
      .when(reserve({ reservationId: reservation(2) }))
      .records(
        twoKettles({
          reservationId: reservation(2),
          lines: [{ lineId: kettle, units: units(3, 4), netMinor: 3585n, taxMinor: 681n }],
        }),
      )
  })

  it('records nothing when repeated, whatever became of the units', () => {
    for (const since of [[], [release()], [consume()]]) {
      had(reserve(), ...since)
        .when(reserve())
        .recordsNothing()
      had(reserve(), ...since)
        .when(reserve({ reservedAt: tuesday('09:30') }))
        .recordsNothing()
    }
  })

  it('is refused under an id that holds or held something else', () => {
    const reused = { reason: 'ReservationIdReused', reservationId: reservation(1) } as const
    had(reserve())
      .when(reserve({ lines: of(kettle, 1) }))
      .rejects(reused)
    had(reserve())
      .when(reserve({ purpose: 'exchange' }))
      .rejects(reused)
    had(reserve())
      .when(reserve({ holder: returnCase(2) }))
      .rejects(reused)
    had(reserve())
      .when(reserve({ lines: [...of(kettle, 2), ...of(ebook, 1)] }))
      .rejects(reused)
  })

  it('is refused for more than was delivered', () => {
    bought().when(reserve()).rejects({ reason: 'UnitsNotDelivered', lineId: kettle, requested: 2, delivered: 0 })
    bought(handOver(kettle, 1))
      .when(reserve())
      .rejects({ reason: 'UnitsNotDelivered', lineId: kettle, requested: 2, delivered: 1 })
  })

  it('is refused for more than is free, and takes as many as there are', () => {
    const nine = reserve({ lines: of(kettle, 9) })
    had(nine)
      .when(reserve({ reservationId: reservation(2) }))
      .rejects({ reason: 'QuantityExceedsAvailable', lineId: kettle, requested: 2, available: 1 })
    const last = reserve({ reservationId: reservation(2), lines: of(kettle, 1) })
    expect(purchaseAfter(...boughtAndDelivered, nine, last).units.accounts.get(kettle)?.reserved).toStrictEqual(
      allUnits(10),
    )
    had(nine, consume())
      .when(reserve({ reservationId: reservation(2) }))
      .rejects({ reason: 'QuantityExceedsAvailable', lineId: kettle, requested: 2, available: 1 })
  })

  it.each(
    Object.keys(Purpose.keys).filter((purpose) => purpose !== 'non-receipt') as ReadonlyArray<
      keyof typeof Purpose.keys
    >,
  )('for %s draws on the same units as every other purpose', (purpose) => {
    const all = reserve({ purpose, lines: of(kettle, 10) })
    for (const other of Object.keys(Purpose.keys) as ReadonlyArray<keyof typeof Purpose.keys>) {
      for (const since of [[all], [all, consume()]]) {
        const { reason } =
          other === 'non-receipt' ? { reason: 'UnitsNotMissing' } : { reason: 'QuantityExceedsAvailable' }
        expect(
          outcomeOf(
            [...boughtAndDelivered, ...since],
            reserve({ reservationId: reservation(2), purpose: other, lines: of(kettle, 1) }),
          ),
        ).toBe(reason)
      }
    }
  })

  it('gives a released unit again, with its own value', () => {
    const one = (number: number) => reserve({ reservationId: reservation(number), lines: of(kettle, 1) })
    const free = [one(1), one(2), release({ reservationId: reservation(1) })]
    had(...free)
      .when(one(3))
      .records(
        twoKettles({
          reservationId: reservation(3),
          lines: [{ lineId: kettle, units: units(1), netMinor: 1793n, taxMinor: 341n }],
        }),
      )
  })

  it('holds the units of the named serials', () => {
    had()
      .when(reserve({ lines: of(laptop, 1, 'SN-A') }))
      .records(
        twoKettles({
          lines: [{ lineId: laptop, units: units(2), serials: [text('SN-A')], netMinor: 50_000n, taxMinor: 9500n }],
        }),
      )
    had(reserve({ lines: of(laptop, 2, 'SN-A', 'SN-B') }))
      .when(reserve({ lines: of(laptop, 2, 'SN-B', 'SN-A') }))
      .recordsNothing()
  })

  it('is refused for serials that are unknown, not free or not given', () => {
    had()
      .when(reserve({ lines: of(laptop, 1, 'SN-C') }))
      .rejects({ reason: 'SerialUnknown', lineId: laptop, serial: text('SN-C') })
    had(reserve({ lines: of(laptop, 1, 'SN-A') }))
      .when(reserve({ reservationId: reservation(2), lines: of(laptop, 1, 'SN-A') }))
      .rejects({ reason: 'SerialNotAvailable', lineId: laptop, serial: text('SN-A') })
    const mismatch = { reason: 'SerialsDoNotMatch', lineId: laptop, quantity: 1 } as const
    had()
      .when(reserve({ lines: of(laptop, 1) }))
      .rejects(mismatch)
    had()
      .when(reserve({ lines: of(laptop, 1, 'SN-A', 'SN-B') }))
      .rejects(mismatch)
    had()
      .when(reserve({ lines: of(laptop, 2, 'SN-A', 'SN-A') }))
      .rejects({ ...mismatch, quantity: 2 })
    had()
      .when(reserve({ lines: of(kettle, 1, 'SN-A') }))
      .rejects({ ...mismatch, lineId: kettle })
    given(purchase, after(buyOnly({ ...laptops, serials: [text('SN-A'), text('SN-B')] })))
      .when(reserve({ lines: of(laptop, 1, 'SN-A') }))
      .rejects({ reason: 'UnitsNotDelivered', lineId: laptop, requested: 1, delivered: 0 })
  })

  it('is refused without units, of a line that there is not, of a line named twice, and before the purchase', () => {
    had()
      .when(reserve({ lines: [] }))
      .rejects({ reason: 'NoUnitsNamed' })
    had()
      .when(reserve({ lines: of(nobody, 1) }))
      .rejects({ reason: 'LineUnknown', lineId: nobody })
    had()
      .when(reserve({ lines: [...of(kettle, 1), ...of(kettle, 1)] }))
      .rejects({ reason: 'LineGivenTwice', lineId: kettle })
    had()
      .when(reserve({ reservedAt: monday('08:59') }))
      .rejects({ reason: 'HappenedBeforePurchase', purchasedAt: monday('09:00') })
  })

  it('takes all lines or none', () => {
    const { decision } = had().when(reserve({ lines: [...of(ebook, 1), ...of(kettle, 11)] }))
    expect(decision).toMatchObject({ left: { reason: 'UnitsNotDelivered', lineId: kettle } })
  })

  it('for non-receipt is refused of what was not shipped, and of what was delivered', () => {
    const missing = reserve({ purpose: 'non-receipt' })
    bought().when(missing).rejects({ reason: 'UnitsNotMissing', lineId: kettle, requested: 2, missing: 0 })
    had().when(missing).rejects({ reason: 'UnitsNotMissing', lineId: kettle, requested: 2, missing: 0 })
  })

  it('for non-receipt holds what was shipped and not delivered, and nothing twice', () => {
    const missing = reserve({ purpose: 'non-receipt', lines: of(kettle, 3) })
    const sent = [buy(), announce(), scan()]
    given(purchase, after(...sent, declareLost()))
      .when(missing)
      .records(
        twoKettles({
          purpose: 'non-receipt',
          lines: [{ lineId: kettle, units: units(1, 2, 3), netMinor: 5378n, taxMinor: 1022n }],
        }),
      )
    const other = reserve({ reservationId: reservation(2), purpose: 'non-receipt' })
    given(purchase, after(...sent, missing))
      .when(other)
      .rejects({ reason: 'UnitsNotMissing', lineId: kettle, requested: 2, missing: 1 })
  })

  it('for non-receipt leaves nothing to return of what turns up later', () => {
    const lost = [buy(), announce(), scan(), declareLost(), reserve({ purpose: 'non-receipt', lines: of(kettle, 3) })]
    given(purchase, after(...lost, consume(), arrive()))
      .when(reserve({ reservationId: reservation(2) }))
      .rejects({ reason: 'QuantityExceedsAvailable', lineId: kettle, requested: 2, available: 1 })
  })

  it('for non-receipt keeps what it holds where the shipment comes back to its sender, and frees the rest', () => {
    const sent = [buy(), announce(), scan(), reserve({ purpose: 'non-receipt', lines: of(kettle, 1) })]
    const back = scan({ carrierEventId: text('scan-2'), code: 'returned-to-sender', scannedAt: tuesday('12:00') })
    const shippedAfter = (...commands: ReadonlyArray<PurchaseCommand>) =>
      purchaseAfter(...sent, ...commands).units.accounts.get(kettle)?.shipped
    expect(shippedAfter()).toStrictEqual(units(1, 2, 3, 4))
    expect(shippedAfter(back)).toStrictEqual(units(1))
    expect(shippedAfter(consume(), back)).toStrictEqual(units(1))
  })

  it('for non-receipt needs no serials of what the customer never saw', () => {
    const sent = announce({ lines: of(laptop, 2, 'SN-A', 'SN-B') })
    given(purchase, after(buy(), sent))
      .when(reserve({ purpose: 'non-receipt', lines: of(laptop, 1) }))
      .records(
        twoKettles({
          purpose: 'non-receipt',
          lines: [{ lineId: laptop, units: units(1), serials: [text('SN-A')], netMinor: 50_000n, taxMinor: 9500n }],
        }),
      )
    given(purchase, after(buy(), sent))
      .when(reserve({ purpose: 'non-receipt', lines: of(laptop, 1, 'SN-C') }))
      .rejects({ reason: 'SerialUnknown', lineId: laptop, serial: text('SN-C') })
  })

  it('is refused in the stream of another purchase', () => {
    had()
      .when(reserve({ purchaseId: otherPurchaseId }))
      .rejects({ reason: 'AddressedToAnotherPurchase', purchaseId })
  })

  it('costs as little for a line of 80,995 units as for one of two', () => {
    const many = line({ lineId: kettle, quantity: count(80_995), netMinor: 8_423_480n })
    const some = [
      buyOnly(many),
      handOver(kettle, 80_995),
      reserve({ lines: of(kettle, 40_000) }),
      release({ lines: [{ lineId: kettle, units: unitsOf([20_000]) }] }),
      reserve({ reservationId: reservation(2), lines: of(kettle, 40_996) }),
    ]
    const { units: ledger } = purchaseAfter(...some)
    expect(ledger.accounts.get(kettle)?.reserved).toStrictEqual(allUnits(80_995))
    expect(JSON.stringify([...(ledger.reservations.get(reservation(2))?.held ?? [])])).toBe(
      '[["kettle",[{"first":20000,"last":20000},{"first":40001,"last":80995}]]]',
    )
  })
})

describe('ReleaseUnits', () => {
  it('frees whatever is held still', () => {
    had(reserve())
      .when(release())
      .records({ type: 'UnitsReleased', data: { ...release().data, lines: [{ lineId: kettle, units: units(1, 2) }] } })
  })

  it('frees some, and keeps the rest', () => {
    const one = release({ lines: [{ lineId: kettle, units: units(2) }] })
    const { units: ledger } = purchaseAfter(...boughtAndDelivered, reserve(), one)
    expect(ledger.accounts.get(kettle)?.reserved).toStrictEqual(units(1))
    had(reserve(), one)
      .when(consume())
      .records(consumedKettles([1], 1793n, 341n))
  })

  it('names the serials of what it frees', () => {
    had(reserve({ lines: of(laptop, 2, 'SN-A', 'SN-B') }))
      .when(release({ lines: [{ lineId: laptop, units: units(2) }] }))
      .records({
        type: 'UnitsReleased',
        data: { ...release().data, lines: [{ lineId: laptop, units: units(2), serials: [text('SN-A')] }] },
      })
  })

  it('records nothing when repeated, and where nothing is held any more', () => {
    had(reserve(), release()).when(release()).recordsNothing()
    const one = release({ lines: [{ lineId: kettle, units: units(2) }] })
    had(reserve(), one).when(one).recordsNothing()
    had(reserve(), one, reserve({ reservationId: reservation(2) }))
      .when(one)
      .recordsNothing()
    had(reserve(), consume()).when(release()).recordsNothing()
  })

  it('is refused for units that are not held by that reservation', () => {
    had(reserve(), reserve({ reservationId: reservation(2) }))
      .when(release({ lines: [{ lineId: kettle, units: units(2, 3) }] }))
      .rejects({ reason: 'UnitsNotHeld', reservationId: reservation(1), lineId: kettle, units: units(3) })
    had(reserve(), consume())
      .when(release({ lines: [{ lineId: kettle, units: units(1) }] }))
      .rejects({ reason: 'UnitsNotHeld', reservationId: reservation(1), lineId: kettle, units: units(1) })
  })

  it('is refused without units, of a line named twice and of a reservation that there is not', () => {
    had(reserve())
      .when(release({ lines: [] }))
      .rejects({ reason: 'NoUnitsNamed' })
    had(reserve())
      .when(release({ lines: [{ lineId: kettle, units: units() }] }))
      .rejects({ reason: 'NoUnitsNamed' })
    had(reserve())
      .when(
        release({
          lines: [
            { lineId: kettle, units: units(1) },
            { lineId: kettle, units: units(2) },
          ],
        }),
      )
      .rejects({ reason: 'LineGivenTwice', lineId: kettle })
    had()
      .when(release())
      .rejects({ reason: 'ReservationUnknown', reservationId: reservation(1) })
  })
})

const consumedKettles = (numbers: ReadonlyArray<number>, netMinor: bigint, taxMinor: bigint): UnitsConsumed => ({
  type: 'UnitsConsumed',
  data: {
    ...consume().data,
    purpose: 'return',
    holder: returnCase(1),
    lines: [{ lineId: kettle, units: unitsOf(numbers), netMinor, taxMinor }],
  },
})

describe('ConsumeUnits', () => {
  it('ends what is held for good', () => {
    had(reserve())
      .when(consume())
      .records(consumedKettles([1, 2], 3585n, 681n))
  })

  it('ends some, and keeps the rest held', () => {
    const one = consume({ lines: [{ lineId: kettle, units: units(2) }] })
    had(reserve())
      .when(one)
      .records(consumedKettles([2], 1792n, 340n))
    had(reserve(), one)
      .when(consume())
      .records(consumedKettles([1], 1793n, 341n))
  })

  it('records nothing when repeated', () => {
    had(reserve(), consume()).when(consume()).recordsNothing()
    const one = consume({ lines: [{ lineId: kettle, units: units(2) }] })
    had(reserve(), one).when(one).recordsNothing()
    had(reserve(), one, release()).when(one).recordsNothing()
  })

  it('is refused for what was released, or never held', () => {
    had(reserve(), release())
      .when(consume())
      .rejects({ reason: 'NothingHeld', reservationId: reservation(1) })
    had(reserve(), release())
      .when(consume({ lines: [{ lineId: kettle, units: units(1) }] }))
      .rejects({ reason: 'UnitsNotHeld', reservationId: reservation(1), lineId: kettle, units: units(1) })
    had(reserve())
      .when(consume({ lines: [{ lineId: ebook, units: units(1) }] }))
      .rejects({ reason: 'UnitsNotHeld', reservationId: reservation(1), lineId: ebook, units: units(1) })
    had()
      .when(consume())
      .rejects({ reason: 'ReservationUnknown', reservationId: reservation(1) })
  })

  it('is refused without units and of a line named twice', () => {
    had(reserve())
      .when(consume({ lines: [] }))
      .rejects({ reason: 'NoUnitsNamed' })
    const one = { lineId: kettle, units: units(1) }
    had(reserve())
      .when(consume({ lines: [one, one] }))
      .rejects({ reason: 'LineGivenTwice', lineId: kettle })
  })

  it('revokes the access to digital units, to these and to no others', () => {
    const one = reserve({ lines: [...of(ebook, 1), ...of(kettle, 1)] })
    had(one)
      .when(consume())
      .records(
        {
          type: 'UnitsConsumed',
          data: {
            ...consume().data,
            purpose: 'return',
            holder: returnCase(1),
            lines: [
              { lineId: ebook, units: units(1), netMinor: 333n, taxMinor: 23n },
              { lineId: kettle, units: units(1), netMinor: 1793n, taxMinor: 341n },
            ],
          },
        },
        {
          type: 'AccessRevoked',
          data: {
            purchaseId,
            reservationId: reservation(1),
            lines: [{ lineId: ebook, units: units(1) }],
            revokedAt: tuesday('11:00'),
          },
        },
      )
    expect(purchaseAfter(...boughtAndDelivered, one, consume()).revokedAccess).toStrictEqual(
      new Map([[ebook, units(1)]]),
    )
  })

  it('for non-receipt revokes no access, since there was none', () => {
    const lost = [buy(), announce(), reserve({ purpose: 'non-receipt' })]
    expect(outcomeOf(lost, consume())).toStrictEqual(['UnitsConsumed'])
  })

  it('makes the purchase whole where the rest of it had come', () => {
    const lost = [
      buyOnly(kettles),
      announce(),
      handOver(kettle, 6),
      reserve({ purpose: 'non-receipt', lines: of(kettle, 4) }),
    ]
    expect(outcomeOf(lost, consume())).toStrictEqual(['UnitsConsumed', 'PurchaseFullyDelivered'])
  })

  it('revokes nothing while the units are only held, nor when they are released', () => {
    const held = [buy(), accessGranted, reserve({ lines: of(ebook, 2) })]
    expect(purchaseAfter(...held).revokedAccess.size).toBe(0)
    expect(purchaseAfter(...held, release()).revokedAccess.size).toBe(0)
  })
})

it('moves no unit of another line', () => {
  const { accounts } = purchaseAfter(...boughtAndDelivered, reserve(), consume()).units
  expect(accounts.get(laptop)?.consumed).toStrictEqual(units())
  expect(accounts.get(ebook)?.consumed).toStrictEqual(units())
  expect(purchaseAfter(buy(), fulfil(), laptopsHandedOver).units.accounts.get(ebook)?.delivered).toStrictEqual(units())
})
