import type { Instant, PositiveInteger } from '@aftersale/messages'
import * as fc from 'fast-check'
import { ScanCode } from './carrier-scan.js'
import type { PurchaseCommand, RecordCarrierScan } from './commands.js'
import { cancel, consume, count, fulfil, kettle, release, reservation, reserve, text } from './purchase.fixtures.js'
import {
  announce,
  cancelShipment,
  confirm,
  decideOnFound,
  declareLost,
  detect,
  found,
  june,
  lost,
  miss,
  notify,
  promisedBy,
  reportMissing,
  revise,
  scan,
  secondShipmentId,
  shipmentId,
  threeKettles,
  underWay,
} from './shipment.fixtures.js'

const ENDS: ReadonlyArray<ScanCode> = ['delivered', 'returned-to-sender', 'destroyed']
const codes = Object.keys(ScanCode.keys) as ReadonlyArray<ScanCode>

/** Every four hours from 3 to 22 June, so that things often happen at the same time. */
const anyTime: fc.Arbitrary<Instant> = fc
  .integer({ min: 0, max: 119 })
  .map((step) => june(3 + Math.floor(step / 6), `${`${(step % 6) * 4}`.padStart(2, '0')}:00`))

const anyScanOf = (ofCodes: ReadonlyArray<ScanCode>): fc.Arbitrary<RecordCarrierScan> =>
  fc
    .tuple(fc.constantFrom(...ofCodes), anyTime, fc.integer({ min: 1, max: 3 }))
    .map(([code, scannedAt, copy]) => scan(code, scannedAt, { carrierEventId: text(`${code} ${scannedAt} ${copy}`) }))

/** Of one shipment: any scans on its way, and at most one that ends it. Each once. */
export const anyJourney: fc.Arbitrary<ReadonlyArray<RecordCarrierScan>> = fc
  .tuple(
    fc.array(anyScanOf(codes.filter((code) => !ENDS.includes(code))), { maxLength: 8 }),
    fc.option(anyScanOf(ENDS), { nil: undefined }),
  )
  .map(([onTheWay, end]) => {
    const byId = new Map(onTheWay.map((one) => [one.data.carrierEventId, one]))
    return [...byId.values(), ...(end === undefined ? [] : [end])]
  })

const anyQuantity: fc.Arbitrary<PositiveInteger> = fc.integer({ min: 1, max: 4 }).map(count)
const anyLines = anyQuantity.map((quantity) => ({ lines: [{ lineId: kettle, quantity }] }))
const anyShipment = fc.constantFrom({ shipmentId }, { shipmentId: secondShipmentId })
const anyId = fc.integer({ min: 1, max: 3 }).map((number) => text(`id-${number}`))
const anyReservation = fc.integer({ min: 1, max: 2 }).map((number) => ({ reservationId: reservation(number) }))

/** Three kettles, bought; sent in one shipment, in two, in part or not yet; on their way, silent long since, or made good for. */
export const anyBeginning: fc.Arbitrary<ReadonlyArray<PurchaseCommand>> = fc.constantFrom<
  ReadonlyArray<PurchaseCommand>
>(
  [threeKettles],
  underWay,
  [threeKettles, announce({ lines: [{ lineId: kettle, quantity: count(2) }] })],
  [
    threeKettles,
    announce({ lines: [{ lineId: kettle, quantity: count(2) }] }),
    announce({ shipmentId: secondShipmentId, lines: [{ lineId: kettle, quantity: count(1) }] }),
  ],
  [...lost, reserve({ purpose: 'non-receipt' })],
  [...underWay, revise()],
)

/** Whatever may be said of two shipments of three kettles, in no sensible order. */
export const anyTrackingCommand: fc.Arbitrary<PurchaseCommand> = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(anyShipment, anyLines).map(([of, lines]) => announce({ ...of, ...lines })) },
  {
    weight: 6,
    arbitrary: fc
      .tuple(anyShipment, anyScanOf(codes))
      .map(([of, { data }]) => ({ type: 'RecordCarrierScan' as const, data: { ...data, ...of } })),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(anyShipment, anyTime, fc.option(anyLines))
      .map(([of, deliveredAt, lines]) => confirm({ ...of, ...lines, deliveredAt })),
  },
  anyShipment.map((of) => cancelShipment(of)),
  {
    weight: 3,
    arbitrary: fc
      .tuple(anyShipment, anyTime, fc.oneof(anyTime, fc.constantFrom(promisedBy, june(4, '13:00'), june(5, '12:00'))))
      .map(([of, revisedAt, newEta]) => revise({ ...of, revisedAt, newEta })),
  },
  fc.tuple(anyShipment, fc.constantFrom(promisedBy, june(4, '14:00'))).map(([of, dueAt]) => detect({ ...of, dueAt })),
  {
    weight: 2,
    arbitrary: fc
      .tuple(anyShipment, anyId, anyTime, fc.constantFrom('delay' as const, 'recovery' as const, 'progress' as const))
      .map(([of, noticeId, sentAt, about]) => notify({ ...of, noticeId, sentAt, about })),
  },
  fc.tuple(anyShipment, anyTime).map(([of, dueAt]) => miss({ ...of, dueAt })),
  fc.tuple(anyShipment, anyTime).map(([of, reportedAt]) => reportMissing({ ...of, reportedAt })),
  {
    weight: 2,
    arbitrary: fc.tuple(anyShipment, anyTime).map(([of, declaredAt]) => declareLost({ ...of, declaredAt })),
  },
  { weight: 2, arbitrary: fc.tuple(anyShipment, anyTime).map(([of, foundAt]) => found({ ...of, foundAt })) },
  fc
    .tuple(anyShipment, fc.constantFrom('recover' as const, 'keep' as const))
    .map(([of, decision]) => decideOnFound({ ...of, decision })),
  fc.tuple(anyId, anyLines).map(([fulfilmentId, lines]) => fulfil({ fulfilmentId, ...lines })),
  fc.tuple(anyId, anyLines).map(([cancellationId, lines]) => cancel({ cancellationId, ...lines })),
  fc
    .tuple(anyReservation, anyLines, fc.constantFrom('return' as const, 'non-receipt' as const))
    .map(([of, lines, purpose]) => reserve({ ...of, ...lines, purpose })),
  anyReservation.map((of) => consume(of)),
  anyReservation.map((of) => release(of)),
)
