import {
  type AssetRejection,
  assetAggregate,
  type Purchase,
  purchaseAggregate,
  type RegisterWarranty,
  type WarrantyRejection,
  warrantyAggregate,
} from '@aftersale/domain'
import type { Instant, NonEmptyText, PositiveInteger } from '@aftersale/messages'
import { type Desk, openTicket } from '../desk.js'
import { onDomainEvents } from '../on-domain-events.js'
import { unitNumbersIn } from '../plans/units-of-lines.js'
import type { Occurrence, Process } from '../process.js'
import { inTurn, issue, lookAt, nothing, type Reaction } from '../reaction.js'
import { isGivenForAClaim, type SoldUnit, soldUnitOf } from './units-of-a-purchase.js'
import type { WarrantyChoices, WarrantyOfALine } from './warranty-choices.js'

const NAME = 'register-each-unit-that-is-delivered'

/**
 * Each unit that has a serial, or is warranted, is an asset with its customer from its delivery on, covered by one warranty
 * by the terms of its line. Where another purchase names the same serial, the desk finds out which is wrong.
 */
export const registerEachUnitThatIsDelivered = (desk: Desk, choices: WarrantyChoices): Process =>
  onDomainEvents({
    name: NAME,
    reactsTo: ['ShipmentDelivered', 'UnitsFulfilled'],
    react: (occurrence) => {
      const { type, data } = occurrence.event
      const deliveredAt = type === 'ShipmentDelivered' ? data.deliveredAt : data.fulfilledAt
      return lookAt(purchaseAggregate, data.purchaseId, ({ state, revision }) =>
        state.status === 'not-recorded' || revision === 'no-stream'
          ? nothing
          : inTurn(
              unitNumbersIn(data.lines).map(({ lineId, unit }) => {
                const sold = soldUnitOf(state.purchase, lineId, unit)
                return sold === undefined
                  ? nothing
                  : register(sold, { occurrence, desk, choices, purchase: state.purchase, revision, deliveredAt })
              }),
            ),
      )
    },
  })

interface Surroundings {
  readonly occurrence: Occurrence<unknown>
  readonly desk: Desk
  readonly choices: WarrantyChoices
  readonly purchase: Purchase
  readonly revision: number
  readonly deliveredAt: Instant
}

const register = (sold: SoldUnit, surroundings: Surroundings): Reaction => {
  const { line, unit, serial, assetId } = sold
  const { purchase, choices, deliveredAt } = surroundings
  // What a claim gave is registered with what is left of the warranty before it.
  if (line.kind !== 'goods' || isGivenForAClaim(purchase, line)) return nothing
  const { customerId, marketCode } = purchase.sale.recorded
  const warranty = choices.warrantyTermsOf?.(line, purchase.sale.recorded)
  if (!line.serialTracked && warranty === undefined) return nothing
  return issue(
    assetAggregate,
    assetId,
    {
      type: 'RegisterAsset',
      data: {
        assetId,
        sku: line.sku,
        ...(serial === undefined ? {} : { serial }),
        ...(line.batch === undefined ? {} : { batch: line.batch }),
        owner: customerId === undefined ? {} : { customerId },
        purchase: unit,
        marketCode: marketCode as string as RegisterWarranty['data']['marketCode'] & {},
        registeredAt: deliveredAt,
      },
    },
    {
      whenCarriedOut: () => (warranty === undefined ? nothing : cover(sold, warranty, surroundings)),
      whenRejected: askTheDesk(surroundings, purchase),
    },
  )
}

/** The asset decides which warranty covers it, before there is one. */
const cover = (sold: SoldUnit, warranty: WarrantyOfALine, surroundings: Surroundings): Reaction => {
  const { assetId, warrantyId } = sold
  const { deliveredAt: coveredAt, purchase } = surroundings
  return issue(
    assetAggregate,
    assetId,
    { type: 'CoverAsset', data: { assetId, warrantyId, coveredAt } },
    {
      whenCarriedOut: () => registerWarranty(sold, warranty, surroundings),
      whenRejected: askTheDesk(surroundings, purchase),
    },
  )
}

const registerWarranty = (
  { unit, serial, assetId, warrantyId, line }: SoldUnit,
  warranty: WarrantyOfALine,
  { occurrence, choices, purchase, revision, deliveredAt }: Surroundings,
): Reaction => {
  const { customerId, marketCode, purchasedAt } = purchase.sale.recorded
  const law = choices.lawOf?.(purchase.sale.recorded)
  return issue(
    warrantyAggregate,
    warrantyId,
    {
      type: 'RegisterWarranty',
      data: {
        warrantyId,
        assetId,
        ...(serial === undefined ? {} : { serial }),
        ...(customerId === undefined ? {} : { customerId }),
        unit,
        purchaseEvidence: {
          stream: occurrence.stream as NonEmptyText,
          revision,
          quantity: line.quantity as PositiveInteger,
        },
        ...warranty,
        ...(law === undefined ? {} : { law }),
        disclosures: disclosuresOf(purchase, warranty),
        marketCode: marketCode as string as RegisterWarranty['data']['marketCode'] & {},
        purchasedAt,
        registeredAt: deliveredAt,
      },
    },
    // Registered by hand before, with what was known then.
    { whenRejected: ({ reason }: WarrantyRejection) => (reason === 'WarrantyAlreadyRegistered' ? nothing : undefined) },
  )
}

/** What was shown of these terms. */
const disclosuresOf = (
  { sale }: Purchase,
  { terms }: Pick<WarrantyOfALine, 'terms'>,
): RegisterWarranty['data']['disclosures'] =>
  sale.disclosures
    .filter(({ policyRef }) => policyRef.policyId === terms.policyId && policyRef.version === terms.version)
    .map(({ policyRef, phase, channel, conditionsShown, shownAt }) => ({
      policyRef,
      phase,
      channel: channel as string as NonEmptyText,
      conditionsShown,
      shownAt,
    }))

const askTheDesk =
  ({ desk, occurrence }: Surroundings, { sale }: Purchase) =>
  ({ reason }: AssetRejection): Reaction | undefined => {
    const subcategory = SUBCATEGORIES.get(reason)
    return subcategory === undefined
      ? undefined
      : openTicket(desk, occurrence, {
          process: NAME,
          kind: 'question',
          category: 'asset',
          subcategory,
          purchaseId: sale.recorded.purchaseId,
        })
  }

/** What a person is to look into; nothing where it is a mistake of a program. */
const SUBCATEGORIES: ReadonlyMap<AssetRejection['reason'], string> = new Map([
  ['SerialOnAnotherPurchase', 'serial-on-two-purchases'],
  ['SoldBeforeItCameBack', 'serial-on-two-purchases'],
  ['AssetAlreadyRegistered', 'registered-otherwise'],
  ['AssetAlreadyCovered', 'covered-already'],
  ['AssetIsRetired', 'retired-already'],
] as const)
