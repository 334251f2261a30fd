import {
  type DeliveryPolicy,
  germanConsumerLaw2022,
  germanPublicHolidays,
  parcelDelivery,
  type ReturnTerms,
  thirtyDayReturns,
} from '@aftersale/domain'
import type { NonEmptyText } from '@aftersale/messages'
import type { ShopChoices } from '@aftersale/processes'
import type { Desk } from './desk.js'

/** What the simulated shop sells, and under what. */
export interface Shop {
  readonly products: ReadonlyArray<readonly [Product, number]>
  readonly terms: ReturnTerms
  readonly delivery: DeliveryPolicy
  /** Named before a purchase is made, by the names that the policy has for them. */
  readonly conditionsShown: ReadonlyArray<string>
  readonly carriers: ReadonlyArray<string>
}

export interface Product {
  readonly sku: string
  readonly category: string
  /** With 19 % tax, in cents. */
  readonly grossMinor: bigint
}

/** What was bought of a product, as much as sending it back needs. */
export interface BoughtLine {
  readonly lineId: string
  readonly sku: string
  readonly quantity: number
  readonly grossMinor: bigint
}

const product = (sku: string, category: string, grossMinor: bigint): Product => ({ sku, category, grossMinor })

export const applianceShop: Shop = {
  products: [
    [product('kettle', 'kitchen', 3_999n), 22],
    [product('toaster', 'kitchen', 2_995n), 18],
    [product('vacuum-cleaner', 'cleaning', 17_900n), 14],
    [product('coffee-machine', 'kitchen', 64_900n), 8],
    [product('headphones', 'electronics', 8_999n), 16],
    [product('washing-machine', 'large-appliances', 54_900n), 6],
    [product('refrigerator', 'large-appliances', 119_900n), 4],
    [product('descaler', 'supplies', 799n), 20],
  ],
  terms: { policy: thirtyDayReturns, law: germanConsumerLaw2022, calendars: [germanPublicHolidays] },
  delivery: parcelDelivery,
  conditionsShown: [
    'withdrawal-right',
    'return-shipping',
    'restocking-fee',
    'receipt',
    'original-packaging',
    'final-sale',
  ],
  carriers: ['blue-parcel', 'city-freight'],
}

/** What the processes of the domain ask of the shop. */
export const choicesOf = ({ terms }: Shop, { serviceLevel }: Desk): ShopChoices => ({
  termsOf: () => ({ terms }),
  notices: {
    channel: 'email',
    templates: {
      delay: 'parcel-late' as NonEmptyText,
      recovery: 'parcel-on-time-again' as NonEmptyText,
      loss: 'parcel-lost' as NonEmptyText,
    },
  },
  desk: { serviceLevel, channel: 'email', priority: 'moderate' },
})
