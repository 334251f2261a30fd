import { type PurchaseCommand, type PurchaseId, type StoreCreditCommand, type StoreCreditId } from '@aftersale/domain'
import { type BrokenRules, LedgerWorld } from './ledger-world.fixtures.js'
import {
  DELIVERED_AT,
  fulfil,
  line,
  openedShop,
  PURCHASED_AT,
  PURCHASES,
  purchaseData,
  toCredit,
  toPurchase,
  uuid,
} from './shop.fixtures.js'

// What the model of the ledger has beside the shop: an order that can come back whole, one that waits to be sent, a gift.

const third = uuid('aaaa', 3) as string as PurchaseId

/** Six lamps that nobody sent yet. */
export const UNSENT = uuid('aaaa', 4) as string as PurchaseId

/** All that returns draw on. */
export const SOLD: ReadonlyArray<PurchaseId> = [...PURCHASES, third, UNSENT]

/** Whatever is delivered of them is all there is: with it go delivery and fees. */
export const WHOLE_ORDERS = [
  {
    purchase: 2,
    lines: [
      { lineId: 'kettle', quantity: 2 },
      { lineId: 'ebook', quantity: 1 },
    ],
  },
  { purchase: 1, lines: [{ lineId: 'kettle', quantity: 3 }] },
  { purchase: 3, lines: [{ lineId: 'lamp', quantity: 6 }] },
  {
    purchase: 0,
    lines: [
      { lineId: 'kettle', quantity: 5 },
      { lineId: 'ebook', quantity: 3 },
      { lineId: 'phone', quantity: 2, serials: ['SN-1', 'SN-2'] },
    ],
  },
] as const

/** Given to somebody by a code, and over after a week. */
export const GIFT = uuid('dddd', 9001) as string as StoreCreditId
export const GIFT_CODE = 'for-your-patience'

/** The same for all schedules: nobody changes what it holds. */
let openedOnce: LedgerWorld | undefined

export const openedLedger = (brokenRules?: BrokenRules): LedgerWorld => {
  openedOnce ??= opening()
  return new LedgerWorld(brokenRules, openedOnce)
}

const opening = (): LedgerWorld => {
  const world = openedShop()
  const commands: ReadonlyArray<PurchaseCommand> = [
    purchaseData(third, {
      lines: [
        line('kettle', 2, 3999n, 761n, { category: 'electronics' }),
        line('ebook', 1, 1000n, 70n, { kind: 'digital' }),
      ],
      shipping: [{ shippingId: 'parcel', netMinor: 495n, taxMinor: 94n }],
      fees: [
        { feeId: 'cod', kind: 'cash-on-delivery', netMinor: 300n, taxMinor: 57n, refundableOnce: true },
        { feeId: 'wrapping', kind: 'gift-wrapping', netMinor: 200n, taxMinor: 38n, refundableOnce: false },
      ],
      payments: [
        { paymentId: 'card', tender: 'card', capturedMinor: 5000n, capturedAt: PURCHASED_AT },
        { paymentId: 'gift', tender: 'gift-card', capturedMinor: 2014n, capturedAt: PURCHASED_AT },
      ],
      totalMinor: 7014n,
    }),
    {
      type: 'DisclosePolicy',
      data: {
        purchaseId: third,
        policyRef: { policyId: 'always', version: 1 },
        phase: 'pre-purchase',
        channel: 'web',
        conditionsShown: ['restocking-fee'],
        shownAt: PURCHASED_AT,
      },
    } as unknown as PurchaseCommand,
    fulfil(third, [{ lineId: 'kettle', quantity: 2 }], 'handed-over-the-counter'),
    fulfil(third, [{ lineId: 'ebook', quantity: 1 }], 'access-granted'),
    purchaseData(UNSENT, {
      lines: [line('lamp', 6, 7777n, 1478n)],
      shipping: [{ shippingId: 'parcel', netMinor: 295n, taxMinor: 56n }],
      payments: [{ paymentId: 'card', tender: 'card', capturedMinor: 9606n, capturedAt: PURCHASED_AT }],
      totalMinor: 9606n,
    }),
  ]
  for (const [index, command] of commands.entries()) {
    if (!toPurchase(world, command, `opening-ledger-${index}`)) throw new Error(`${command.type} was refused`)
  }
  const gift = {
    type: 'IssueStoreCredit',
    data: {
      creditId: GIFT,
      claimCode: GIFT_CODE,
      minor: 5000n,
      currency: 'EUR',
      expiry: { expiresOn: '2025-06-08', zone: 'Europe/Berlin' },
      cause: { aggregate: 'serviceTicket', id: uuid('7777', 1) },
      issuedAt: DELIVERED_AT,
    },
  } as unknown as StoreCreditCommand
  if (!toCredit(world, gift, 'opening-gift')) throw new Error('The gift was refused')
  return world
}
