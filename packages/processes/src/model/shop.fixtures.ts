import {
  type PurchaseCommand,
  type PurchaseId,
  type PurchaseState,
  parcelDelivery,
  purchaseAggregate,
  type RequestReturn,
  type ReturnCaseCommand,
  type ReturnCaseState,
  type ReturnTerms,
  retailDesk,
  returnCaseAggregate,
  returnPolicy,
  type StoreCreditCommand,
  storeCreditAggregate,
} from '@aftersale/domain'
import type { Uuid } from '@aftersale/messages'
import { domainProcesses, ledgerProcesses, type ShopChoices } from '../domain-processes.js'
import type { AnyAggregate } from '../reaction.js'
import { type BrokenRules, LedgerWorld, text } from './ledger-world.fixtures.js'

export const uuid = (kind: string, number: number): Uuid =>
  `0197290f-${kind}-7000-8000-${String(number).padStart(12, '0')}` as Uuid

const anyAggregate = (aggregate: unknown): AnyAggregate => aggregate as AnyAggregate
const asPurchase = anyAggregate(purchaseAggregate)
const asReturnCase = anyAggregate(returnCaseAggregate)
const asStoreCredit = anyAggregate(storeCreditAggregate)

export type ReturnCaseId = RequestReturn['data']['returnCaseId']

export const PURCHASES = [uuid('aaaa', 1), uuid('aaaa', 2)] as unknown as ReadonlyArray<PurchaseId>
export const CASES = [1, 2, 3].map((number) => uuid('cccc', number)) as unknown as ReadonlyArray<ReturnCaseId>
export const SHIPMENT = uuid('5555', 1)

export const purchaseOf = (world: LedgerWorld, id: PurchaseId) => {
  const state: PurchaseState = world.stateOf(purchaseAggregate, id)
  if (state.status === 'not-recorded') throw new Error(`${id} was never recorded`)
  return state.purchase
}

export const caseOf = (
  world: LedgerWorld,
  id: ReturnCaseId,
): Extract<ReturnCaseState, { returnCase: unknown }> | undefined => {
  const state: ReturnCaseState = world.stateOf(returnCaseAggregate, id)
  return state.status === 'not-requested' ? undefined : state
}

/** Commands of people and of the world outside, each under an id of its own. Whether it was refused. */
export const toPurchase = (world: LedgerWorld, command: PurchaseCommand, commandId = idIn(world)): boolean =>
  world.handle(asPurchase, command.data.purchaseId, command, commandId).kind !== 'rejected'

export const toCase = (world: LedgerWorld, command: ReturnCaseCommand, commandId = idIn(world)): boolean =>
  world.handle(asReturnCase, command.data.returnCaseId, command, commandId).kind !== 'rejected'

export const toCredit = (world: LedgerWorld, command: StoreCreditCommand, commandId = idIn(world)): boolean =>
  world.handle(asStoreCredit, command.data.creditId, command, commandId).kind !== 'rejected'

const idIn = (world: LedgerWorld): string => `act-${world.log.length}-${world.minutes}-${(counter += 1)}`
let counter = 0

const anyTime = { rule: 'event-day-excluded', zone: 'Europe/Berlin' }
const kinds = ['policy-return', 'exchange', 'wrong-missing-damaged', 'withdrawal']

/** Everything comes back, at any time, of any kind: what the ledger does is what is asked here. */
export const terms: ReturnTerms = {
  policy: returnPolicy({
    policyId: 'always',
    version: 1,
    windows: [{ kinds, anchor: 'delivery-of-unit', ...anyTime }],
    conditions: [],
    exceptions: [],
    restockingFees: [{ kinds: ['policy-return'], categories: ['electronics'], rate: 1500, per: 'line' }],
    waysBack: [{ kinds, paidBy: 'merchant' }],
    remedies: [{ kinds, remedies: ['refund', 'store-credit', 'exchange'], payout: 'customer-chooses' }],
    promotions: 'reprice',
    shipBy: { period: 'P14D', ...anyTime },
    requiredDisclosures: ['restocking-fee', 'promotion-repricing'],
  }),
}

const choices: ShopChoices = {
  termsOf: () => ({ terms }),
  notices: { channel: 'email', templates: { delay: text('delay'), recovery: text('recovery'), loss: text('loss') } },
  desk: { serviceLevel: retailDesk, channel: 'web', priority: 'moderate' },
}

export const processes = domainProcesses(choices)

/** Those that the ledger's model is of: the others would only look on, and move where its schedules meet a fault. */
export const processesOfTheLedger = ledgerProcesses(choices)

export const PURCHASED_AT = '2025-06-01T08:00:00.000Z'
export const DELIVERED_AT = '2025-06-01T12:00:00.000Z'

export const line = (lineId: string, quantity: number, netMinor: bigint, taxMinor: bigint, more: object = {}) => ({
  lineId,
  sku: `sku-${lineId}`,
  kind: 'goods',
  quantity,
  serialTracked: false,
  netMinor,
  discountMinor: 0n,
  taxMinor,
  grossMinor: netMinor + taxMinor,
  ...more,
})

export const purchaseData = (id: PurchaseId, more: object): PurchaseCommand =>
  ({
    type: 'RecordPurchase',
    data: {
      purchaseId: id,
      purchasedAt: PURCHASED_AT,
      zone: 'Europe/Berlin',
      marketCode: 'DE',
      channel: 'online',
      currency: 'EUR',
      shipping: [],
      fees: [],
      customerId: uuid('bbbb', 1),
      ...more,
    },
  }) as unknown as PurchaseCommand

export const fulfil = (purchaseId: PurchaseId, lines: ReadonlyArray<object>, by: string): PurchaseCommand =>
  ({
    type: 'RecordFulfilment',
    data: { purchaseId, fulfilmentId: `fulfilment-${by}`, lines, by, fulfilledAt: DELIVERED_AT },
  }) as unknown as PurchaseCommand

const [first, second] = PURCHASES as readonly [PurchaseId, PurchaseId]

/**
 * Two purchases: five kettles of which two are on their way, three licences, two phones with serials; and three kettles that
 * were 10.00 cheaper since they were three.
 */
export const openedShop = (brokenRules?: BrokenRules): LedgerWorld => new LedgerWorld(brokenRules, opened())

/** The same for all schedules: nobody changes what it holds. */
let openedOnce: LedgerWorld | undefined
const opened = (): LedgerWorld => {
  openedOnce ??= opening()
  return openedOnce
}

const opening = (): LedgerWorld => {
  const world = new LedgerWorld()
  const commands: ReadonlyArray<PurchaseCommand> = [
    purchaseData(first, {
      lines: [
        line('kettle', 5, 8962n, 1703n),
        line('ebook', 3, 1000n, 70n, { kind: 'digital' }),
        line('phone', 2, 40_001n, 7600n, { serialTracked: true, serials: ['SN-1', 'SN-2'], category: 'electronics' }),
      ],
      shipping: [{ shippingId: 'parcel', netMinor: 495n, taxMinor: 94n }],
      fees: [{ feeId: 'cod', kind: 'cash-on-delivery', netMinor: 300n, taxMinor: 57n, refundableOnce: true }],
      payments: [
        { paymentId: 'card', tender: 'card', capturedMinor: 50_000n, capturedAt: PURCHASED_AT },
        { paymentId: 'gift', tender: 'gift-card', capturedMinor: 10_282n, capturedAt: PURCHASED_AT },
      ],
      totalMinor: 60_282n,
    }),
    purchaseData(second, {
      lines: [line('kettle', 3, 6377n, 1022n, { discountMinor: 1000n, grossMinor: 6399n })],
      promotions: [{ promotionId: 'three', leastQuantity: 3, takes: { kind: 'amount', amountMinor: 1000n } }],
      payments: [{ paymentId: 'card', tender: 'card', capturedMinor: 6399n, capturedAt: PURCHASED_AT }],
      totalMinor: 6399n,
    }),
    {
      type: 'DisclosePolicy',
      data: {
        purchaseId: second,
        policyRef: { policyId: 'always', version: 1 },
        phase: 'pre-purchase',
        channel: 'web',
        conditionsShown: ['promotion-repricing'],
        shownAt: PURCHASED_AT,
      },
    } as unknown as PurchaseCommand,
    {
      type: 'AnnounceShipment',
      data: {
        purchaseId: first,
        shipmentId: SHIPMENT,
        carrier: 'post',
        lines: [{ lineId: 'kettle', quantity: 2 }],
        promisedBy: '2025-06-03T12:00:00.000Z',
        announcedAt: PURCHASED_AT,
        policy: parcelDelivery,
      },
    } as unknown as PurchaseCommand,
    {
      type: 'RecordCarrierScan',
      data: {
        purchaseId: first,
        shipmentId: SHIPMENT,
        carrierEventId: 'scan-0',
        code: 'handed-over',
        scannedAt: DELIVERED_AT,
      },
    } as unknown as PurchaseCommand,
    fulfil(
      first,
      [
        { lineId: 'kettle', quantity: 3 },
        { lineId: 'phone', quantity: 2, serials: ['SN-1', 'SN-2'] },
      ],
      'handed-over-the-counter',
    ),
    fulfil(first, [{ lineId: 'ebook', quantity: 3 }], 'access-granted'),
    fulfil(second, [{ lineId: 'kettle', quantity: 3 }], 'handed-over-the-counter'),
  ]
  for (const [index, command] of commands.entries()) {
    if (!toPurchase(world, command, `opening-${index}`)) throw new Error(`${command.type} was refused`)
  }
  return world
}
