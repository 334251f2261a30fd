import type { LegalPack, PurchaseLine, PurchaseRecorded, RegisterWarranty, RequestReturn } from '@aftersale/domain'

/** Where and when a line was sold. */
export type SaleOfALine = Pick<PurchaseRecorded['data'], 'marketCode' | 'purchasedAt' | 'zone' | 'channel'>

/** What a unit is warranted by: the terms of the line's ref, and the holidays that they name. */
export type WarrantyOfALine = Pick<RegisterWarranty['data'], 'terms' | 'calendars' | 'needsInstallation'>

/** What of warranties the shop decides. */
export interface WarrantyChoices {
  /** The terms of this version, or those of a line that was sold without a ref; nothing where it is not warranted. */
  readonly warrantyTermsOf?: (
    line: Pick<PurchaseLine, 'warrantyTermsRef' | 'sku' | 'category'>,
    sale: SaleOfALine,
  ) => WarrantyOfALine | undefined
  /** The law of the contract; nothing where none is known. */
  readonly lawOf?: (sale: SaleOfALine) => LegalPack | undefined
  /** What a return is judged under through which a claim gives the price back; nothing: a person opens it. */
  readonly returnTermsOf?: (
    line: Pick<PurchaseLine, 'returnPolicyRef' | 'sku' | 'category'>,
    sale: SaleOfALine,
  ) => Pick<RequestReturn['data'], 'terms' | 'otherTerms'> | undefined
}
