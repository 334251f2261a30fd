import { type Deeds, deedByDeed } from '@aftersale/decider/testing'
import { type Instant, instantOf, type NonEmptyText } from '@aftersale/messages'
import * as fc from 'fast-check'
import type { ReturnTerms } from '../policy/return-policy/return-facts.js'
import { shown } from '../policy/return-policy/return-policy.fixtures.js'
import { allUnits, unitsOf } from '../units/index.js'
import type { ReturnCaseCommand } from './commands.js'
import type { ReturnCaseEvent } from './events.js'
import type { EvidenceLine, PurchaseEvidence } from './purchase-evidence.js'
import type { RequestLine } from './request-line.js'
import * as usual from './return-case.fixtures.js'
import {
  agent,
  count,
  item,
  kettles,
  lineId,
  may,
  olderPurchaseId,
  phones,
  purchase,
  purchaseId,
  shop,
  shopInGermany,
  text,
} from './return-case.fixtures.js'
import { returnCase } from './return-case.js'
import type { ReturnCaseState } from './state.js'

const HOUR = 3_600_000

const oneInEight = fc.integer({ min: 1, max: 8 }).map((number) => number === 1)

const anyCount = (max: number) => fc.integer({ min: 1, max }).map(count)

const anyKettles: fc.Arbitrary<EvidenceLine> = fc
  .record(
    {
      quantity: anyCount(5),
      free: fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 5 }),
      isWhole: fc.boolean(),
      net: fc.bigInt({ min: 0n, max: 20_000n }),
      finalSale: oneInEight,
      isDelivered: oneInEight.map((isIt) => !isIt),
    },
    { noNullPrototype: true },
  )
  .map(({ quantity, free, isWhole, net, finalSale, isDelivered }) => {
    const tax = (net * 19n) / 100n
    const { deliveredAt: _, ...line } = kettles({
      quantity,
      available: isWhole ? allUnits(quantity) : unitsOf(free.filter((unit) => unit <= quantity)),
      netMinor: net,
      taxMinor: tax,
      netLeftMinor: net,
      taxLeftMinor: tax,
      finalSale,
    })
    return isDelivered ? { ...line, deliveredAt: may(6, '14:00') } : { ...line, available: unitsOf([]) }
  })

const anyPhones: fc.Arbitrary<EvidenceLine> = fc
  .constantFrom(allUnits(2), unitsOf([1]), unitsOf([]))
  .map((available) => phones({ available }))

const anyPurchase = (id: PurchaseEvidence['purchaseId'], name: string, day: number): fc.Arbitrary<PurchaseEvidence> =>
  fc
    .record(
      { ofKettles: anyKettles, ofPhones: anyPhones, hasReceipt: oneInEight.map((isIt) => !isIt) },
      { noNullPrototype: true },
    )
    .map(({ ofKettles, ofPhones, hasReceipt }) =>
      purchase({
        purchaseId: id,
        purchasedAt: may(day, '10:00'),
        lines: [
          { ...ofKettles, lineId: lineId(`${name}-kettles`) },
          { ...ofPhones, lineId: lineId(`${name}-phones`) },
        ],
        disclosures: [shown()].map((one) => ({ ...one, shownAt: may(1, '00:00') })),
        receipts: hasReceipt ? [{ kind: 'receipt', verified: true }] : [],
      }),
    )

const anyLine = fc.oneof(
  fc
    .record({ name: fc.constantFrom('newer', 'older'), quantity: anyCount(6) }, { noNullPrototype: true })
    .map(({ name, quantity }) => ({
      purchaseId: name === 'newer' ? purchaseId : olderPurchaseId,
      lineId: lineId(`${name}-kettles`),
      quantity,
    })),
  fc.record(
    { sku: fc.constantFrom('kettle', 'kettle', 'toaster').map(text), quantity: anyCount(9) },
    { noNullPrototype: true },
  ),
  fc
    .subarray(['SN-1', 'SN-2', 'SN-9'], { minLength: 1 })
    .map((serials) => ({ sku: text('phone'), quantity: count(serials.length), serials: serials.map(text) })),
)

const anyLines: fc.Arbitrary<ReadonlyArray<RequestLine>> = fc
  .array(anyLine, { minLength: 1, maxLength: 4 })
  // A serial is named once.
  .map((lines) =>
    lines.filter((line, index) => !('serials' in line) || lines.findIndex((one) => 'serials' in one) === index),
  )
  .map((lines) => lines.map((line, index) => ({ requestLineId: text(`line-${index + 1}`), ...line })))

/** Any request that makes sense, with the purchases it may draw on. */
export const anyRequest = fc
  .record(
    {
      evidence: fc.tuple(anyPurchase(purchaseId, 'newer', 3), anyPurchase(olderPurchaseId, 'older', 2)),
      lines: anyLines,
      kind: fc.constantFrom(
        'policy-return' as const,
        'policy-return' as const,
        'withdrawal' as const,
        'exchange' as const,
        'damaged' as const,
        'missing' as const,
      ),
      terms: fc.constantFrom<ReturnTerms>(shop, shopInGermany),
      day: fc.integer({ min: 7, max: 31 }),
    },
    { noNullPrototype: true },
  )
  .map(({ day, ...asked }) => usual.request({ ...asked, requestedAt: may(day) }))

/** A command, once it is known what was asked and what time it is. */
type Intent = (
  asked: ReturnType<typeof usual.request>['data'],
  now: Instant,
  history: ReadonlyArray<ReturnCaseEvent>,
) => ReadonlyArray<ReturnCaseCommand>

const anyNumber = fc.integer({ min: 1, max: 3 })
const anyNamed = (name: string) => anyNumber.map((number) => text(`${name}-${number}`))
const anyGrade = fc.constantFrom('A-new' as const, 'B-opened' as const, 'C-damaged' as const)

const anyItem = fc
  .record(
    {
      quantity: anyCount(4),
      isPhone: oneInEight,
      serials: fc.subarray(['SN-1', 'SN-2', 'SN-7'], { minLength: 1 }),
    },
    { noNullPrototype: true },
  )
  .map(({ quantity, isPhone, serials }) =>
    isPhone ? item('phone', serials.length, { serials: serials.map(text) }) : item('kettle', quantity),
  )

const anyPart = fc.record(
  {
    name: fc.constantFrom('newer', 'older'),
    quantity: anyCount(3),
  },
  { noNullPrototype: true },
)

const partOf = ({ name, quantity }: { readonly name: string; readonly quantity: ReturnType<typeof count> }) => ({
  purchaseId: name === 'newer' ? purchaseId : olderPurchaseId,
  lineId: lineId(`${name}-kettles`),
  quantity,
})

const anyIntent: fc.Arbitrary<Intent> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Intent>((_, __, history) => usual.reserve(history)) },
  {
    weight: 4,
    arbitrary: fc.record({ goodsKept: oneInEight }, { noNullPrototype: true }).map(
      ({ goodsKept }): Intent =>
        ({ terms }, authorisedAt) => [usual.authorise({ terms, authorisedAt, authorisedBy: agent, goodsKept })],
    ),
  },
  {
    weight: 6,
    arbitrary: fc
      .record({ parcelId: anyNamed('parcel'), items: fc.array(anyItem, { maxLength: 2 }) }, { noNullPrototype: true })
      .map(
        ({ parcelId, items }): Intent =>
          (_, receivedAt) => [
            usual.receive({
              parcelId,
              receivedAt,
              items: items.map((one, index) => ({ ...one, itemId: text(`${parcelId}-${index}`) })),
            }),
          ],
      ),
  },
  {
    weight: 6,
    arbitrary: fc
      .record(
        { inspectionId: anyNamed('inspection'), nth: fc.nat({ max: 3 }), quantity: anyCount(2), grade: anyGrade },
        { noNullPrototype: true },
      )
      .map(
        ({ nth, ...data }): Intent =>
          (_, inspectedAt, history) => [usual.inspect({ ...data, itemId: takenItem(history, nth), inspectedAt })],
      ),
  },
  {
    weight: 4,
    arbitrary: fc
      .record(
        {
          dispositionId: anyNamed('disposition'),
          nth: fc.nat({ max: 3 }),
          quantity: anyCount(2),
          disposition: fc.constantFrom('resell' as const, 'scrap' as const, 'return-to-customer' as const),
        },
        { noNullPrototype: true },
      )
      .map(
        ({ nth, ...data }): Intent =>
          (_, decidedAt, history) => [usual.dispose({ ...data, itemId: takenItem(history, nth), decidedAt })],
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .record(
        { cancellationId: anyNamed('cancellation'), part: fc.option(anyPart, { nil: undefined }) },
        { noNullPrototype: true },
      )
      .map(
        ({ cancellationId, part }): Intent =>
          (_, cancelledAt) => [
            usual.cancel({ cancellationId, cancelledAt, ...(part === undefined ? {} : { parts: [partOf(part)] }) }),
          ],
      ),
  },
  fc.record({ parcelId: anyNamed('parcel') }, { noNullPrototype: true }).map(
    (data): Intent =>
      (_, handedOverAt) => [usual.handOver({ ...data, handedOverAt })],
  ),
  fc
    .record(
      {
        parcelId: anyNamed('parcel'),
        carrierEventId: anyNamed('scan'),
        code: fc.constantFrom('label-created' as const, 'in-transit' as const, 'returned-to-sender' as const),
      },
      { noNullPrototype: true },
    )
    .map(
      (data): Intent =>
        (_, scannedAt) => [usual.scan({ ...data, scannedAt })],
    ),
  fc.constant<Intent>((_, lostAt, history) =>
    usual.caseOf(history).handovers.map(({ parcelId }) => usual.lose({ parcelId, lostAt })),
  ),
  fc.constant<Intent>((_, __, history) =>
    given(history).flatMap(({ command }) => (command.type === 'ExpireReturn' ? [command] : [])),
  ),
  fc.constant<Intent>(({ terms }, refusedAt) => [usual.refuse({ terms, refusedAt })]),
  fc.constant<Intent>((_, overriddenAt, history) =>
    usual
      .caseOf(history)
      .refused.flatMap(({ reasons }) => reasons.map((ruleId) => usual.override({ ruleId, overriddenAt }))),
  ),
  fc.constant<Intent>((_, refusedAt, history) =>
    usual.reserve(history).map(({ data }) =>
      usual.refuseReservation({
        purchaseId: data.purchaseId,
        reservationId: data.reservationId,
        refusedAt,
      }),
    ),
  ),
)

/** One of the items that something was taken of, in turn. */
const takenItem = (history: ReadonlyArray<ReturnCaseEvent>, nth: number): NonEmptyText => {
  const taken = history.flatMap((event) =>
    event.type === 'ItemsReceived'
      ? event.data.items.flatMap((received) => (received.taken.length === 0 ? [] : [received.item.itemId]))
      : [],
  )
  return taken[nth % Math.max(taken.length, 1)] ?? text('item-of-nobody')
}

const given = (history: ReadonlyArray<ReturnCaseEvent>) =>
  returnCase.deadlines(history.reduce(returnCase.evolve, returnCase.initial))

/** What happened to a return, command by command. */
export interface AnyHistory extends Deeds<ReturnCaseCommand, ReturnCaseState, ReturnCaseEvent> {
  readonly asked: ReturnType<typeof usual.request>['data']
}

/** Deeds that follow each other in time; the first requests the return, and most returns get as far as a parcel. */
export const anyHistory: fc.Arbitrary<AnyHistory> = fc
  .tuple(
    anyRequest,
    oneInEight.map((isIt) => !isIt),
    fc.array(fc.record({ intent: anyIntent, hours: fc.integer({ min: 0, max: 100 }) }, { noNullPrototype: true }), {
      minLength: 8,
      maxLength: 20,
    }),
  )
  .map(([request, isAuthorised, rest]) => historyOf(request, isAuthorised, rest))

const historyOf = (
  request: ReturnType<typeof usual.request>,
  isAuthorised: boolean,
  rest: ReadonlyArray<{ readonly intent: Intent; readonly hours: number }>,
): AnyHistory => {
  const { carryOut, soFar } = deedByDeed(returnCase)
  let now = Date.parse(request.data.requestedAt)

  carryOut(request)
  if (isAuthorised) {
    for (const command of usual.reserve(soFar().events)) carryOut(command)
    const { terms } = request.data
    carryOut(usual.authorise({ terms, authorisedAt: instantOf(now), authorisedBy: agent }))
  }
  for (const { intent, hours } of rest) {
    now += hours * HOUR
    for (const command of intent(request.data, instantOf(now), soFar().events)) carryOut(command)
  }
  return { ...soFar(), asked: request.data }
}
