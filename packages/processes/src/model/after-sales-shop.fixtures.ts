import {
  assetAggregate,
  euConsumerLaw2022,
  hotline,
  type LineId,
  legalPack,
  type PurchaseId,
  parcelDelivery,
  planTerms,
  purchaseAggregate,
  type ReturnTerms,
  returnCaseAggregate,
  returnPolicy,
  serviceLevelPolicy,
  servicePlanAggregate,
  servicePlanIdOfUnit,
  serviceTicketAggregate,
  staffCertificationAggregate,
  storeCreditAggregate,
  technicianDayAggregate,
  type WarrantyId,
  warrantyAggregate,
  warrantyIdOfUnit,
  warrantyTerms,
} from '@aftersale/domain'
import type { PositiveInteger } from '@aftersale/messages'
import type { TimedAggregate } from '../deadlines/timed-aggregate.js'
import type { AnyAggregate } from '../reaction.js'
import { type Became, type BrokenRules, LedgerWorld } from './ledger-world.fixtures.js'
import { PURCHASES, uuid } from './shop.fixtures.js'

// A shop for washing machines: what it sells is delivered in parts, installed, covered by three layers and by plans.

/** Numbers from 0 up to (not with) a limit, the same for the same schedule. */
export type Dice = (limit: number) => number

const aggregates = {
  purchase: purchaseAggregate,
  returnCase: returnCaseAggregate,
  storeCredit: storeCreditAggregate,
  serviceTicket: serviceTicketAggregate,
  technicianDay: technicianDayAggregate,
  staffCertification: staffCertificationAggregate,
  warranty: warrantyAggregate,
  asset: assetAggregate,
  servicePlan: servicePlanAggregate,
} as unknown as Readonly<Record<Category, AnyAggregate>>

type Category =
  | 'purchase'
  | 'returnCase'
  | 'storeCredit'
  | 'serviceTicket'
  | 'technicianDay'
  | 'staffCertification'
  | 'warranty'
  | 'asset'
  | 'servicePlan'

export const timedAggregates = Object.values(aggregates) as unknown as ReadonlyArray<TimedAggregate>

let counter = 0

/** A command of somebody, under an id of its own. */
export const send = (world: LedgerWorld, category: Category, id: string, type: string, data: object): Became =>
  world.carryOut(aggregates[category], id, { type, data }, `act-${world.log.length}-${(counter += 1)}`)

/** The same, where it has to be carried out. */
const must = (world: LedgerWorld, category: Category, id: string, type: string, data: object): void => {
  const became = send(world, category, id, type, data)
  if (became.kind !== 'recorded') throw new Error(`${type} was not carried out: ${JSON.stringify(became)}`)
}

export const oneOf = <One>(several: ReadonlyArray<One>, dice: Dice): One | undefined =>
  several[dice(several.length || 1)]

export const agent = { kind: 'agent', id: 'agent-1' }
export const customer = { kind: 'customer', id: 'customer-1' }
export const CUSTOMER = uuid('bbbb', 1)
export const SHIPMENTS = [uuid('5555', 1), uuid('5555', 2)] as const
export const TECHNICIANS = [uuid('a1a1', 1), uuid('a1a1', 2)] as const
export const TICKETS = [1, 2, 3].map((number) => uuid('7777', number))

const [first, second] = PURCHASES as readonly [PurchaseId, PurchaseId]

/** The units that are warranted. */
export const UNITS = [
  { purchaseId: first, lineId: 'washer', unit: 1, serial: 'W-1' },
  { purchaseId: first, lineId: 'washer', unit: 2, serial: 'W-2' },
  { purchaseId: first, lineId: 'kettle', unit: 1 },
  { purchaseId: second, lineId: 'washer', unit: 1, serial: 'W-3' },
] as const

export type Unit = (typeof UNITS)[number]

const unitOf = ({ purchaseId, lineId, unit }: Unit) => ({
  purchaseId,
  lineId: lineId as string as LineId,
  unit: unit as PositiveInteger,
})

/** The plan of the first unit is paid by a line of the second purchase, that of the second elsewhere. */
export const PLANS = [servicePlanIdOfUnit(unitOf(UNITS[0])), servicePlanIdOfUnit(unitOf(UNITS[1]))] as const

export const warrantyOf = (unit: Unit): WarrantyId => warrantyIdOfUnit(unitOf(unit))

const layer = (layerId: string, more: object): object => ({
  layerId,
  countingRule: 'event-day-excluded-no-roll',
  zone: 'Europe/Berlin',
  excluded: ['water-damage'],
  conditions: [],
  maxRepairAttempts: 2,
  transferable: true,
  custodySuspends: true,
  ...more,
})

/** The seller's year, the maker's half year on the motor from its installation, and another quarter that costs a fee. */
export const washerTerms = warrantyTerms({
  policyId: 'washer-terms',
  version: 1,
  layers: [
    layer('conformity', {
      kind: 'statutory',
      obligor: { party: 'seller' },
      startAnchor: 'delivery',
      period: 'P1Y',
      remedies: ['repair', 'replacement', 'price-reduction', 'refund'],
      custodySuspends: false,
    }),
    layer('motor', {
      kind: 'commercial',
      obligor: { party: 'manufacturer', contact: 'manufacturer-service' },
      startAnchor: 'installation',
      period: 'P6M',
      countingRule: 'start-day-included',
      covered: ['motor', 'pump'],
      remedies: ['repair', 'replacement'],
    }),
    layer('extension', {
      kind: 'extension',
      obligor: { party: 'insurer', contact: 'extension-desk' },
      startAnchor: 'end-of-layer',
      extendsLayerId: 'motor',
      period: 'P3M',
      covered: ['motor'],
      remedies: ['repair'],
      maxClaims: 2,
      claimLimits: [{ amountMinor: '60000', currency: 'EUR' }],
      serviceFees: [{ amountMinor: '2900', currency: 'EUR' }],
      transferable: false,
    }),
  ],
})

/** The law of the European Union, but for a liability of one year, so that it ends within a schedule. */
export const law = legalPack({
  ...(euConsumerLaw2022 as unknown as object),
  policyId: 'model-law',
  conformity: {
    ...(euConsumerLaw2022.conformity as unknown as object),
    period: 'P1Y',
    rule: 'event-day-excluded-no-roll',
    presumption: 'P3M',
    custodySuspends: true,
    repairExtension: 'P3M',
  },
})

const kinds = ['policy-return', 'exchange', 'wrong-missing-damaged', 'withdrawal', 'non-conformity']
const anyTime = { rule: 'event-day-excluded', zone: 'Europe/Berlin' }

/** Everything comes back at any time, for its price. */
export const returnTerms: ReturnTerms = {
  policy: returnPolicy({
    policyId: 'always',
    version: 1,
    windows: [{ kinds, anchor: 'delivery-of-unit', ...anyTime }],
    conditions: [],
    exceptions: [],
    restockingFees: [],
    waysBack: [{ kinds, paidBy: 'merchant' }],
    remedies: [{ kinds, remedies: ['refund', 'price-reduction', 'exchange'], payout: 'customer-chooses' }],
    promotions: 'proportional',
    shipBy: { period: 'P14D', ...anyTime },
    requiredDisclosures: [],
  }),
}

export const care = planTerms({
  policyId: 'care',
  version: 1,
  currency: 'EUR',
  priceMinor: '11900',
  period: 'P6M',
  countingRule: 'start-day-included',
  zone: 'Europe/Berlin',
  start: 'sale',
  coolingOff: { period: 'P14D', rule: 'event-day-excluded' },
  cancellation: { fullRefundWithin: 'P30D', fee: { fixedMinor: '1500', rate: 1000 }, deductsServiceReceived: true },
  entitlements: [
    { kind: 'visits', quantity: 1, unitValueMinor: '4900' },
    { kind: 'incidents', quantity: 2, unitValueMinor: '2900' },
  ],
  allowanceEvery: 'P3M',
  maintenance: { every: 'P3M', proposedDaysAhead: 7 },
  renewal: { noticeDays: 30, maxRenewals: 2 },
})

/** Always staffed: working time is elapsed time. */
export const desk = serviceLevelPolicy({
  ...(JSON.parse(JSON.stringify(hotline)) as object),
  policyId: 'model-desk',
  targets: {
    high: { 'first-response': 'PT1H', 'next-response': 'PT2H', resolution: 'PT48H', 'visit-arrival': 'PT96H' },
    moderate: { 'first-response': 'PT2H', resolution: 'PT240H' },
  },
  closeAfter: 'PT72H',
  reopenWindow: 'PT168H',
})

export const telemetry = {
  policyId: 'pump-readings',
  version: 1,
  threshold: 3,
  within: 'PT72H',
  debounce: 'PT1M',
  cooldown: 'PT24H',
}

const purchasedAt = '2025-05-31T08:00:00.000Z'

const line = (lineId: string, quantity: number, grossMinor: bigint, more: object = {}) => {
  const taxMinor = (grossMinor * 19n) / 119n
  const amounts = { netMinor: grossMinor - taxMinor, discountMinor: 0n, taxMinor, grossMinor }
  return { lineId, sku: `sku-${lineId}`, kind: 'goods', quantity, serialTracked: false, ...amounts, ...more }
}

const washers = (serials: ReadonlyArray<string>) =>
  line('washer', serials.length, 40_000n * BigInt(serials.length), {
    serialTracked: true,
    serials,
    warrantyTermsRef: { policyId: 'washer-terms', version: 1 },
  })

const purchase = (purchaseId: PurchaseId, lines: ReadonlyArray<{ readonly grossMinor: bigint }>): object => {
  const totalMinor = lines.reduce((sum, { grossMinor }) => sum + grossMinor, 0n)
  return {
    purchaseId,
    purchasedAt,
    zone: 'Europe/Berlin',
    marketCode: 'DE',
    channel: 'online',
    currency: 'EUR',
    shipping: [],
    fees: [],
    customerId: CUSTOMER,
    lines,
    payments: [{ paymentId: 'card', tender: 'card', capturedMinor: totalMinor, capturedAt: purchasedAt }],
    totalMinor,
  }
}

/** The same for all schedules: nobody changes what it holds. */
let openedOnce: LedgerWorld | undefined

/** Two purchases are made and on their way; nothing has arrived. Both technicians are certified for half a year. */
export const openedShop = (brokenRules?: BrokenRules): LedgerWorld => {
  openedOnce ??= opening()
  return new LedgerWorld(brokenRules, openedOnce)
}

const opening = (): LedgerWorld => {
  const world = new LedgerWorld()
  const warranted = { warrantyTermsRef: { policyId: 'washer-terms', version: 1 } }
  must(
    world,
    'purchase',
    first,
    'RecordPurchase',
    purchase(first, [washers(['W-1', 'W-2']), line('kettle', 1, 5000n, warranted)]),
  )
  must(
    world,
    'purchase',
    second,
    'RecordPurchase',
    purchase(second, [washers(['W-3']), line('care', 1, 11_900n, { kind: 'service' })]),
  )
  const shipped = [
    [
      first,
      [
        { lineId: 'washer', quantity: 2, serials: ['W-1', 'W-2'] },
        { lineId: 'kettle', quantity: 1 },
      ],
    ],
    [second, [{ lineId: 'washer', quantity: 1, serials: ['W-3'] }]],
  ] as const
  for (const [index, [purchaseId, lines]] of shipped.entries()) {
    must(world, 'purchase', purchaseId, 'AnnounceShipment', {
      purchaseId,
      shipmentId: SHIPMENTS[index],
      carrier: 'post',
      lines,
      promisedBy: '2025-06-05T12:00:00.000Z',
      announcedAt: purchasedAt,
      policy: parcelDelivery,
    })
  }
  for (const [index, staffId] of TECHNICIANS.entries()) {
    must(world, 'staffCertification', staffId, 'CertifyStaff', {
      staffId,
      certificationId: `certificate-${index}`,
      skills: ['drums'],
      startsOn: '2025-01-01',
      lastOn: '2025-11-30',
      zone: 'Europe/Berlin',
      issuedBy: 'school',
      certifiedAt: '2025-01-01T08:00:00.000Z',
    })
  }
  return world
}
