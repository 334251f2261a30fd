import { type Deeds, deedByDeed } from '@aftersale/decider/testing'
import * as fc from 'fast-check'
import { countOf, isEmpty, type LineId, lowest, unitsOf, valueOf } from '../units/index.js'
import type { PurchaseCommand } from './commands.js'
import type { PurchaseEvent } from './events.js'
import { goodsOf } from './money/account-key.js'
import { leftOf, refundableMinorOf } from './money/money-ledger.js'
import type { RefundComponent } from './money/refund-plan.js'
import * as usual from './purchase.fixtures.js'
import {
  card,
  count,
  ebook,
  euro,
  giftCard,
  kettle,
  laptop,
  line,
  monday,
  refundNumber,
  replacementNumber,
  reservation,
  returnCase,
  shipmentNumber,
  text,
  tuesday,
  wednesday,
  yen,
} from './purchase.fixtures.js'
import { purchase } from './purchase.js'
import type { Purchase, PurchaseState } from './state.js'
import { Purpose } from './units/holder.js'
import { availableUnits, missingUnits, serialsOf, unshippedUnits } from './units/unit-ledger.js'

// Few units, few ids and few amounts, so that commands meet each other, and the limits, all the time.

const sold = (discountMinor: bigint) => [
  line({ lineId: kettle, quantity: count(4), netMinor: 1000n, discountMinor, taxMinor: 191n }),
  line({ lineId: ebook, kind: 'digital', quantity: count(2), netMinor: 101n, taxMinor: 7n }),
  line({
    lineId: laptop,
    sku: text('laptop-9'),
    quantity: count(2),
    serialTracked: true,
    netMinor: 500n,
    taxMinor: 95n,
  }),
]

/** Paid whole, or in part. */
const anyPurchase = fc
  .record(
    {
      discountMinor: fc.constantFrom(0n, 333n, 1000n),
      capturedMinor: fc.constantFrom(0n, 700n, 5000n),
      refundableOnce: fc.boolean(),
    },
    { noNullPrototype: true },
  )
  .map(({ discountMinor, capturedMinor, refundableOnce }) => {
    const lines = sold(discountMinor)
    return usual.buy({
      lines,
      shipping: [{ shippingId: text('parcel'), netMinor: 50n, taxMinor: 9n }],
      fees: [{ feeId: text('cod'), kind: text('cash-on-delivery'), netMinor: 30n, taxMinor: 6n, refundableOnce }],
      payments: [
        { paymentId: card, tender: 'card', capturedMinor, capturedAt: monday('09:00') },
        { paymentId: giftCard, tender: 'gift-card', capturedMinor: 300n, capturedAt: monday('09:00') },
      ],
      totalMinor: lines.reduce((sum, { grossMinor }) => sum + grossMinor, 50n + 9n + 30n + 6n),
    })
  })

const anyTime = fc.constantFrom(monday('08:00'), tuesday('09:00'), wednesday('09:00'), wednesday('18:00'))
const anyNumber = fc.integer({ min: 1, max: 3 })
const newLine = (number: number): LineId => `new-${number}` as LineId
const anyLine = fc.constantFrom(kettle, kettle, ebook, laptop, newLine(1), newLine(2), 'unknown' as LineId)
const anyUnits = fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }).map(unitsOf)
const serials = [text('SN-A'), text('SN-B'), text('SN-C')]
const anyQuantity = fc.oneof(
  fc.record({ lineId: anyLine, quantity: fc.integer({ min: 1, max: 4 }).map(count) }, { noNullPrototype: true }),
  fc
    .subarray(serials, { minLength: 1, maxLength: 2 })
    .map((named) => ({ lineId: laptop, quantity: count(named.length), serials: named })),
)
const anyQuantities = fc.array(anyQuantity, { minLength: 1, maxLength: 2 })
const anyNamedUnits = fc.array(fc.record({ lineId: anyLine, units: anyUnits }, { noNullPrototype: true }), {
  minLength: 1,
  maxLength: 2,
})
const anyMinor = fc.oneof(
  fc.constantFrom(0n, 1n, 6n, 9n, 30n, 50n, 95n, 191n, 250n, 500n, 667n, 1000n),
  fc.bigInt({ min: 0n, max: 1200n }),
)
const anyPayment = fc.constantFrom(card, card, giftCard, text('card-2'), text('unknown'))
const anyPurpose = fc.constantFrom(...(Object.keys(Purpose.keys) as ReadonlyArray<keyof typeof Purpose.keys>))
const anyCode = fc.constantFrom(text('one'), text('other'))

const anyComponent: fc.Arbitrary<RefundComponent> = fc.oneof(
  fc.record(
    { component: fc.constantFrom('goods' as const, 'goods-tax' as const), lineId: anyLine, minor: anyMinor },
    { noNullPrototype: true },
  ),
  fc.record(
    {
      component: fc.constantFrom('shipping' as const, 'shipping-tax' as const),
      shippingId: fc.constant(text('parcel')),
      minor: anyMinor,
    },
    { noNullPrototype: true },
  ),
  fc.record(
    {
      component: fc.constantFrom('fee' as const, 'fee-tax' as const),
      feeId: fc.constant(text('cod')),
      minor: anyMinor,
    },
    { noNullPrototype: true },
  ),
  fc.record(
    { component: fc.constant('deduction' as const), minor: anyMinor, because: anyCode },
    { noNullPrototype: true },
  ),
  fc.record(
    {
      component: fc.constantFrom('deduction' as const, 'goods' as const),
      lineId: anyLine,
      minor: anyMinor,
      because: anyCode,
      keptBack: fc.constantFrom('goods' as const, 'goods' as const, 'goods-tax' as const),
    },
    { noNullPrototype: true },
  ),
)

/** Mostly balanced, over one payment or two. */
const anyRefund = fc
  .record(
    {
      number: anyNumber,
      components: fc.array(anyComponent, { minLength: 1, maxLength: 4 }),
      onGiftCard: fc.constantFrom(0n, 0n, 1n, 100n, 300n),
      tooMuch: fc.constantFrom(0n, 0n, 0n, 0n, 1n),
      paymentId: anyPayment,
      reservedAt: anyTime,
      payout: fc.constantFrom('original-tender' as const, 'store-credit' as const),
      currency: fc.constantFrom(euro, euro, euro, euro, yen),
    },
    { noNullPrototype: true },
  )
  .map(({ number, components, onGiftCard, tooMuch, paymentId, ...rest }) => {
    const sum = components.reduce(
      (total, { component, minor }) => total + (component === 'deduction' ? -minor : minor),
      0n,
    )
    const due = sum < 0n ? 0n : sum
    const onOther = due < onGiftCard ? due : onGiftCard
    const tenders = [
      { paymentId, minor: due - onOther + tooMuch },
      ...(onOther === 0n ? [] : [{ paymentId: giftCard, minor: onOther }]),
    ]
    return usual.refund({ ...rest, refundId: refundNumber(number), holder: returnCase(number), components, tenders })
  })

const anyReplacement = fc
  .record(
    {
      number: anyNumber,
      lineageOf: anyNamedUnits,
      netMinor: anyMinor,
      taxMinor: anyMinor,
      quantity: fc.integer({ min: 1, max: 2 }).map(count),
      onTop: fc.option(fc.record({ paymentId: anyPayment, minor: anyMinor }, { noNullPrototype: true }), {
        nil: undefined,
      }),
      addedAt: anyTime,
      of: anyNumber,
    },
    { noNullPrototype: true },
  )
  .map(({ number, netMinor, taxMinor, quantity, onTop, of, ...rest }) =>
    usual.replace({
      ...rest,
      replacementId: replacementNumber(number),
      reservationId: reservation(of),
      newLines: [{ ...usual.newKettle, lineId: newLine(number), quantity, netMinor, taxMinor }],
      ...(onTop !== undefined && { paidOnTop: [onTop] }),
    }),
  )

const anyOutcome = fc.constantFrom('opened' as const, 'won' as const, 'lost' as const)
const anyWay = fc.constantFrom('handed-over-the-counter' as const, 'access-granted' as const)
const anyScan = fc.constantFrom(
  'handed-over' as const,
  'in-transit' as const,
  'delivered' as const,
  'returned-to-sender' as const,
  'destroyed' as const,
)

/** What the ledger is asked. */
const anyLedgerCommand: fc.Arbitrary<PurchaseCommand> = fc.oneof(
  { weight: 1, arbitrary: anyPurchase },
  {
    weight: 1,
    arbitrary: fc
      .record(
        { capturedMinor: anyMinor, capturedAt: anyTime, currency: fc.constantFrom(euro, euro, yen) },
        { noNullPrototype: true },
      )
      .map((changes) => usual.pay(changes)),
  },
  {
    weight: 2,
    arbitrary: fc
      .record(
        { number: anyNumber, lines: anyQuantities, because: anyCode, cancelledAt: anyTime },
        { noNullPrototype: true },
      )
      .map(({ number, ...changes }) => usual.cancel({ ...changes, cancellationId: text(`cancellation-${number}`) })),
  },
  {
    weight: 6,
    arbitrary: fc
      .record(
        { number: anyNumber, purpose: anyPurpose, lines: anyQuantities, reservedAt: anyTime },
        { noNullPrototype: true },
      )
      .map(({ number, ...changes }) =>
        usual.reserve({ ...changes, reservationId: reservation(number), holder: returnCase(number) }),
      ),
  },
  {
    weight: 2,
    arbitrary: fc
      .record(
        { number: anyNumber, lines: fc.option(anyNamedUnits, { nil: undefined }), releasedAt: anyTime },
        { noNullPrototype: true },
      )
      .map(({ number, lines, releasedAt }) =>
        usual.release({ reservationId: reservation(number), releasedAt, ...(lines !== undefined && { lines }) }),
      ),
  },
  {
    weight: 3,
    arbitrary: fc
      .record(
        { number: anyNumber, lines: fc.option(anyNamedUnits, { nil: undefined }), consumedAt: anyTime },
        { noNullPrototype: true },
      )
      .map(({ number, lines, consumedAt }) =>
        usual.consume({ reservationId: reservation(number), consumedAt, ...(lines !== undefined && { lines }) }),
      ),
  },
  { weight: 3, arbitrary: anyReplacement },
  { weight: 6, arbitrary: anyRefund },
  {
    weight: 3,
    arbitrary: fc
      .record(
        { number: anyNumber, providerRef: fc.constantFrom(text('re_1'), text('re_1'), text('re_2')) },
        { noNullPrototype: true },
      )
      .map(({ number, providerRef }) => usual.settle({ refundId: refundNumber(number), providerRef })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ number: anyNumber, because: anyCode }, { noNullPrototype: true })
      .map(({ number, because }) => usual.fail({ refundId: refundNumber(number), because })),
  },
  {
    weight: 1,
    arbitrary: fc
      .record({ number: anyNumber, because: anyCode }, { noNullPrototype: true })
      .map(({ number, because }) => usual.cancelRefund({ refundId: refundNumber(number), because })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record(
        { number: anyNumber, paymentId: anyPayment, minor: anyMinor, outcome: anyOutcome, happenedAt: anyTime },
        { noNullPrototype: true },
      )
      .map(({ number, ...changes }) => usual.dispute({ ...changes, disputeId: text(`dp_${number}`) })),
  },
)

/** What brings units to the customer, or loses them on the way. */
const anyDelivery: fc.Arbitrary<PurchaseCommand> = fc.oneof(
  fc
    .record({ number: fc.integer({ min: 1, max: 6 }), lines: anyQuantities, by: anyWay }, { noNullPrototype: true })
    .map(({ number, ...changes }) => usual.fulfil({ ...changes, fulfilmentId: text(`fulfilment-${number}`) })),
  fc
    .record({ number: anyNumber, lines: anyQuantities }, { noNullPrototype: true })
    .map(({ number, lines }) => usual.announce({ shipmentId: shipmentNumber(number), lines })),
  fc
    .record({ number: anyNumber, code: anyScan, scanned: anyNumber, scannedAt: anyTime }, { noNullPrototype: true })
    .map(({ number, scanned, ...changes }) =>
      usual.scan({ ...changes, shipmentId: shipmentNumber(number), carrierEventId: text(`scan-${scanned}`) }),
    ),
  anyNumber.map((number) => usual.declareLost({ shipmentId: shipmentNumber(number) })),
  anyNumber.map((number) => usual.arrive({ shipmentId: shipmentNumber(number) })),
  anyNumber.map((number) => usual.cancelShipment({ shipmentId: shipmentNumber(number) })),
)

/** A command that is made from what the purchase has come to, so that most of them are carried out. */
type Intent = (state: Purchase) => PurchaseCommand

const pickedFrom = <Thing>(things: ReadonlyArray<Thing>, key: number): Thing | undefined => things[key % things.length]

const anyKey = fc.nat(1000)
/** How many reservations, refunds and replacements there were: the next one gets a number of its own. */
const freshNumber = (known: ReadonlyMap<unknown, unknown>): number => 10 + known.size

/** One more than there is, now and then. */
const anyExcess = fc.constantFrom(0, 0, 0, 1)
const anyFitPurpose = fc.oneof(
  { weight: 2, arbitrary: anyPurpose },
  { weight: 1, arbitrary: fc.constant('non-receipt' as const) },
)

const fitReservation = fc
  .record({ key: anyKey, most: anyNumber, purpose: anyFitPurpose, excess: anyExcess }, { noNullPrototype: true })
  .map(
    ({ key, most, purpose, excess }): Intent =>
      ({ units, sale }) => {
        const unitsFor = purpose === 'non-receipt' ? missingUnits : availableUnits
        const free = [...units.accounts].filter(([, account]) => !isEmpty(unitsFor(account)))
        const [lineId, account] = pickedFrom(free, key) ?? [kettle, undefined]
        const chosen = account === undefined ? unitsOf([1]) : lowest(unitsFor(account), most)
        const serials = account === undefined ? undefined : serialsOf(account, chosen)
        const isTracked = sale.lines.get(lineId)?.serialTracked === true
        const number = freshNumber(units.reservations)
        return usual.reserve({
          purpose,
          reservationId: reservation(number),
          holder: returnCase(number),
          lines: [
            isTracked && serials !== undefined
              ? { lineId, quantity: count(countOf(chosen)), serials }
              : { lineId, quantity: count(countOf(chosen) + excess) },
          ],
        })
      },
  )

/** Some units of a line that a reservation holds, or all that it holds. */
const heldUnits = ({ units }: Purchase, key: number, most: number) => {
  const living = [...units.reservations.values()].filter(({ held }) => held.size > 0)
  const found = pickedFrom(living, key)
  const [lineId, held] = pickedFrom([...(found?.held ?? [])], key) ?? [kettle, unitsOf([1])]
  return {
    reservationId: found?.reserved.reservationId ?? reservation(1),
    lines: [{ lineId, units: lowest(held, most) }],
  }
}

const fitEnd = fc
  .record({ key: anyKey, most: anyNumber, isWhole: fc.boolean(), isRelease: fc.boolean() }, { noNullPrototype: true })
  .map(
    ({ key, most, isWhole, isRelease }): Intent =>
      (state) => {
        const { reservationId, lines } = heldUnits(state, key, most)
        const changes = isWhole ? { reservationId } : { reservationId, lines }
        return isRelease ? usual.release(changes) : usual.consume(changes)
      },
  )

const fitReplacement = fc
  .record({ key: anyKey, most: anyNumber, part: anyNumber, onTop: anyMinor }, { noNullPrototype: true })
  .map(
    ({ key, most, part, onTop }): Intent =>
      (state) => {
        const { reservationId, lines } = heldUnits(state, key, most)
        const number = freshNumber(state.money.replacements)
        const [original] = lines
        const line = original && state.sale.lines.get(original.lineId)
        const ofUnits = (totalMinor: bigint) =>
          line === undefined || original === undefined
            ? 1n
            : valueOf({ totalMinor, quantity: line.quantity }, original.units) / BigInt(part)
        const paidOnTop = { paymentId: text('card-2'), minor: onTop }
        const isDearer = part === 1 && onTop < 700n && state.money.payments.has(paidOnTop.paymentId)
        const changes = { replacementId: replacementNumber(number), reservationId, lineageOf: lines }
        const netMinor = ofUnits(line?.netMinor ?? 1n) + (isDearer ? onTop : 0n)
        return usual.replace({
          ...changes,
          newLines: [
            {
              ...usual.newKettle,
              kind: line?.kind ?? 'goods',
              lineId: newLine(number),
              netMinor,
              taxMinor: ofUnits(line?.taxMinor ?? 0n),
            },
          ],
          ...(isDearer && { paidOnTop: [paidOnTop] }),
        })
      },
  )

const fitRefund = fc
  .record(
    { key: anyKey, other: anyKey, part: anyNumber, deducted: fc.boolean(), excess: anyExcess },
    { noNullPrototype: true },
  )
  .map(
    ({ key, other, part, deducted, excess }): Intent =>
      ({ money, sale }) => {
        const lineId = pickedFrom([...sale.lines.keys()], key) ?? kettle
        const [paymentId, payment] = pickedFrom([...money.payments], other) ?? [card, undefined]
        const most = payment === undefined ? 0n : refundableMinorOf(payment)
        const fitting = leftOf(money, goodsOf(lineId)) / BigInt(part)
        const minor = (fitting < most ? fitting : most) + BigInt(excess)
        const back = deducted ? minor / 3n : 0n
        const number = freshNumber(money.refunds)
        const deduction: RefundComponent = { component: 'deduction', lineId, minor: back, because: text('wear') }
        return usual.refund({
          refundId: refundNumber(number),
          holder: returnCase(number),
          components: [usual.goods(lineId, minor), ...(deducted ? [deduction] : [])],
          tenders: [{ paymentId, minor: minor - back }],
        })
      },
  )

const fitOutcome = fc
  .record(
    { key: anyKey, outcome: fc.constantFrom('settled', 'settled', 'failed', 'cancelled') },
    { noNullPrototype: true },
  )
  .map(
    ({ key, outcome }): Intent =>
      ({ money }) => {
        const refundId = pickedFrom([...money.refunds.keys()], key) ?? refundNumber(1)
        if (outcome === 'settled') return usual.settle({ refundId })
        return outcome === 'failed' ? usual.fail({ refundId }) : usual.cancelRefund({ refundId })
      },
  )

/** New lines come to the customer, too. */
const fitDelivery = fc.record({ key: anyKey, most: anyNumber }, { noNullPrototype: true }).map(
  ({ key, most }): Intent =>
    ({ units, sale, tracking }) => {
      const sendable = [...units.accounts].filter(
        ([lineId, account]) => !isEmpty(unshippedUnits(account)) && sale.lines.get(lineId)?.serialTracked === false,
      )
      const [lineId, account] = pickedFrom(sendable, key) ?? [kettle, undefined]
      const quantity = count(account === undefined ? 1 : countOf(lowest(unshippedUnits(account), most)))
      return usual.fulfil({
        fulfilmentId: text(`fulfilment-${freshNumber(tracking.fulfilments)}`),
        lines: [{ lineId, quantity }],
        by: sale.lines.get(lineId)?.kind === 'digital' ? 'access-granted' : 'handed-over-the-counter',
      })
    },
)

/** Sent with what is not sent yet, or scanned on its way. */
const fitShipment = fc
  .record({ key: anyKey, most: anyNumber, code: anyScan, isNew: fc.boolean() }, { noNullPrototype: true })
  .map(
    ({ key, most, code, isNew }): Intent =>
      ({ units, sale, tracking }) => {
        const sendable = [...units.accounts].filter(
          ([lineId, account]) => !isEmpty(unshippedUnits(account)) && sale.lines.get(lineId)?.kind === 'goods',
        )
        const [lineId, account] = pickedFrom(sendable, key) ?? [kettle, undefined]
        const shipmentId = pickedFrom([...tracking.shipments.keys()], key)
        if (isNew || shipmentId === undefined) {
          const quantity = count(account === undefined ? 1 : countOf(lowest(unshippedUnits(account), most)))
          return usual.announce({
            shipmentId: shipmentNumber(freshNumber(tracking.shipments)),
            lines: [{ lineId, quantity }],
          })
        }
        return usual.scan({ shipmentId, code, carrierEventId: text(`scan-${key}`), scannedAt: wednesday('18:00') })
      },
  )

const anyIntent: fc.Arbitrary<Intent> = fc.oneof(
  { weight: 8, arbitrary: fitReservation },
  { weight: 6, arbitrary: fitEnd },
  { weight: 3, arbitrary: fitReplacement },
  { weight: 7, arbitrary: fitRefund },
  { weight: 6, arbitrary: fitOutcome },
  { weight: 3, arbitrary: fitDelivery },
  { weight: 4, arbitrary: fitShipment },
  {
    weight: 10,
    arbitrary: anyLedgerCommand.map(
      (command): Intent =>
        () =>
          command,
    ),
  },
  {
    weight: 6,
    arbitrary: anyDelivery.map(
      (command): Intent =>
        () =>
          command,
    ),
  },
)

export type AnyHistory = Deeds<PurchaseCommand, PurchaseState, PurchaseEvent>

/** Any commands after a purchase of which some is delivered, and what becomes of them. */
export const anyHistory: fc.Arbitrary<AnyHistory> = fc
  .record(
    {
      first: anyPurchase,
      delivered: fc.subarray<PurchaseCommand>([
        usual.fulfil({ lines: [{ lineId: kettle, quantity: count(3) }] }),
        usual.laptopsHandedOver,
        usual.fulfil({
          fulfilmentId: text('access'),
          lines: [{ lineId: ebook, quantity: count(2) }],
          by: 'access-granted',
        }),
      ]),
      rest: fc.array(anyIntent, { minLength: 5, maxLength: 40 }),
    },
    { noNullPrototype: true },
  )
  .map(({ first, delivered, rest }) => {
    const { carryOut, soFar } = deedByDeed(purchase)
    for (const command of [first, ...delivered]) carryOut(command)
    for (const intent of rest) {
      const { state } = soFar()
      if (state.status === 'recorded') carryOut(intent(state.purchase))
    }
    return soFar()
  })
