import { Instant, NonEmptyText, optional, PolicyRef, PositiveInteger, Revision, record } from '@aftersale/messages'
import * as t from 'io-ts'
import { Zone } from '../calendar/zone.js'
import { CustomerId } from '../customer/customer-id.js'
import { Currency } from '../money/currency.js'
import { MinorUnits, SignedMinorUnits } from '../money/minor-units.js'
import { Disclosure } from '../policy/disclosure/disclosure.js'
import { ProofKind } from '../policy/return-policy/return-vocabulary.js'
import { SalePromotion } from '../policy/return-policy/sale-promotion.js'
import { PurchaseId } from '../purchase/purchase-id.js'
import { RefundId } from '../purchase/refund-id.js'
import { LineId, UnitRuns } from '../units/index.js'

/** What a purchase line is worth and what is left of it, as the purchase stood when it was read. */
export const EvidenceLine = record(
  {
    lineId: LineId,
    sku: NonEmptyText,
    category: optional(NonEmptyText),
    kind: t.keyof({ goods: null, digital: null, service: null, travel: null }),
    /** Units ordered; they are numbered from 1 to it. */
    quantity: PositiveInteger,
    /** Delivered, and neither reserved nor consumed by anybody. */
    available: UnitRuns,
    serialTracked: optional(t.boolean),
    /** The unit that each serial number stands for; of serial-tracked lines. */
    serials: optional(t.readonlyArray(record({ serial: NonEmptyText, unit: PositiveInteger }))),
    /** When the last of its delivered units came; absent while none has. */
    deliveredAt: optional(Instant),
    /** Paid for the whole line, after discounts, without tax. */
    netMinor: MinorUnits,
    taxMinor: MinorUnits,
    /** Of those, what is neither reserved for a refund, refunded nor moved to a replacement. */
    netLeftMinor: MinorUnits,
    taxLeftMinor: MinorUnits,
    finalSale: optional(t.boolean),
    perishable: optional(t.boolean),
    madeToOrder: optional(t.boolean),
    sealedHygiene: optional(t.boolean),
    digitalBegunWithConsent: optional(t.boolean),
    /** The return policy it was sold under; absent where the one in the command rules. */
    returnPolicyRef: optional(PolicyRef),
    /** The line whose units this one's were given in place of. */
    replaces: optional(LineId),
    /** For the whole line, before promotions, without tax. Like the next two, of a sale that tells its promotions. */
    listMinor: optional(MinorUnits),
    /** Units that the customer gave back for money and kept nothing in place of. */
    returned: optional(UnitRuns),
    /** Units that are gone otherwise: cancelled, replaced, or made good as what the seller owed. */
    setAside: optional(UnitRuns),
  },
  'EvidenceLine',
)
export type EvidenceLine = t.TypeOf<typeof EvidenceLine>

/** Below 0 where the refund gave back what others had kept. */
export const KeptBack = record(
  { refundId: RefundId, lineId: LineId, netMinor: SignedMinorUnits, taxMinor: SignedMinorUnits },
  'KeptBack',
)
export type KeptBack = t.TypeOf<typeof KeptBack>

/**
 * What a return must know of a purchase: its facts as they stood at `revision` of its stream. It is read before the
 * return decides, so it is advisory on units and money: the purchase itself has the last word when they are reserved.
 */
export const PurchaseEvidence = record(
  {
    purchaseId: PurchaseId,
    revision: Revision,
    customerId: optional(CustomerId),
    purchasedAt: Instant,
    zone: Zone,
    marketCode: NonEmptyText,
    currency: Currency,
    /** By which way it was sold, `store`, `web`. */
    channel: NonEmptyText,
    /** When the first, and when the last of its goods was delivered; the last is absent while one is still to come. */
    firstGoodDeliveredAt: optional(Instant),
    lastGoodDeliveredAt: optional(Instant),
    isPeriodicDelivery: optional(t.boolean),
    lines: t.readonlyArray(EvidenceLine),
    /** Those of the day of the sale; absent where the purchase does not tell them. */
    promotions: optional(t.readonlyArray(SalePromotion)),
    /** Of each refund that is not given up what it left in the accounts of a line for lost promotions, or gave out of them. */
    keptBack: optional(t.readonlyArray(KeptBack)),
    shipping: t.readonlyArray(
      record({ shippingId: NonEmptyText, netLeftMinor: MinorUnits, taxLeftMinor: MinorUnits }, 'EvidenceShipping'),
    ),
    fees: t.readonlyArray(
      record(
        { feeId: NonEmptyText, netLeftMinor: MinorUnits, taxLeftMinor: MinorUnits, refundableOnce: t.boolean },
        'EvidenceFee',
      ),
    ),
    payments: t.readonlyArray(
      record(
        { paymentId: NonEmptyText, tender: NonEmptyText, refundableMinor: MinorUnits, disputed: t.boolean },
        'EvidencePayment',
      ),
    ),
    /** Which policy's conditions were shown to the customer, when. */
    disclosures: t.readonlyArray(Disclosure),
    receipts: t.readonlyArray(record({ kind: ProofKind, verified: t.boolean }, 'EvidenceReceipt')),
  },
  'PurchaseEvidence',
)
export type PurchaseEvidence = t.TypeOf<typeof PurchaseEvidence>
