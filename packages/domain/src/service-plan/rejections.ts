import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { Currency } from '../money/currency.js'
import type { CurrencyMismatch } from '../money/money.js'
import type { EntitlementKind, PlanAnchor } from '../policy/plan-terms/service-plan-terms.js'
import type { UsedFor } from './plan-cover.js'
import type { ServicePlanId } from './service-plan-id.js'

/** Why a command to a service plan is refused: the fact that stands against it. Nothing is recorded then. */
export type ServicePlanRejection =
  | CurrencyMismatch
  | { readonly reason: 'PlanNotQuoted' }
  | { readonly reason: 'PlanAlreadyQuoted'; readonly quotedAt: Instant }
  | { readonly reason: 'AddressedToAnotherPlan'; readonly servicePlanId: ServicePlanId }
  | { readonly reason: 'QuoteOverBeforeItBegins'; readonly quotedAt: Instant; readonly validUntil: Instant }
  | { readonly reason: 'QuoteOver'; readonly validUntil: Instant }
  | { readonly reason: 'PriceAboveQuote'; readonly priceMinor: bigint; readonly paidMinor: bigint }
  | { readonly reason: 'PlanNotSold' }
  | { readonly reason: 'PlanAlreadySold'; readonly soldAt: Instant }
  | { readonly reason: 'BeforeQuote'; readonly quotedAt: Instant }
  | { readonly reason: 'BeforeSale'; readonly soldAt: Instant }
  | { readonly reason: 'AnchorNotOfTerms'; readonly expected: PlanAnchor }
  | { readonly reason: 'TermOutOfCalendar' }
  | { readonly reason: 'PlanNotYetActive' }
  | { readonly reason: 'PlanOnHold'; readonly suspendedAt: Instant }
  | { readonly reason: 'BeforeSuspension'; readonly suspendedAt: Instant }
  | { readonly reason: 'PlanOver'; readonly endsAtExclusive: Instant }
  | { readonly reason: 'PlanGivenUp'; readonly cancelledAt: Instant }
  | { readonly reason: 'EntitlementNotCounted'; readonly kind: EntitlementKind }
  | { readonly reason: 'ConsumptionDiffers'; readonly kind: EntitlementKind; readonly usedFor: UsedFor }
  | { readonly reason: 'ConsumptionUnknown'; readonly kind: EntitlementKind; readonly usedFor: UsedFor }
  | { readonly reason: 'RenewalNotOffered'; readonly maxRenewals: number }
  | { readonly reason: 'RenewalIdReused'; readonly renewalId: NonEmptyText }
  | { readonly reason: 'RenewalUnknown'; readonly renewalId: NonEmptyText }
  | { readonly reason: 'RenewalUsed'; readonly renewalId: NonEmptyText; readonly usedFor: UsedFor }
  | { readonly reason: 'RenewalRunsTooLong'; readonly renewalId: NonEmptyText; readonly startedAt: Instant }
  | { readonly reason: 'NoBusiness' }
  | { readonly reason: 'AmountOutOfBounds'; readonly amountMinor: bigint; readonly currency: Currency }

/** Each reason with what it means to who sent the command. `docs/rejections.md` is printed from it. */
export const servicePlanRejections: Readonly<Record<ServicePlanRejection['reason'], string>> = {
  CurrencyMismatch: 'The plan is in another currency; amounts are never converted.',
  PlanNotQuoted: 'No such plan was quoted.',
  PlanAlreadyQuoted: 'The plan was quoted with other content.',
  AddressedToAnotherPlan: 'The command names another plan than the one it was sent to.',
  QuoteOverBeforeItBegins: 'The quote would be over before it was given.',
  QuoteOver: 'The quote is over: the plan has to be quoted anew, under another id.',
  PriceAboveQuote: 'More was paid than the price that was quoted.',
  PlanNotSold: 'The plan was quoted and not sold.',
  PlanAlreadySold: 'The plan was sold with other content.',
  BeforeQuote: 'The plan was quoted only later.',
  BeforeSale: 'The plan was sold only later.',
  AnchorNotOfTerms: 'Its terms begin with something else.',
  TermOutOfCalendar: 'The term would end with the last day of the calendar or later.',
  PlanNotYetActive: 'Its first term has not begun.',
  PlanOnHold: 'The plan is suspended.',
  BeforeSuspension: 'The plan was suspended only later.',
  PlanOver: 'The last term of the plan is over.',
  PlanGivenUp: 'The plan was cancelled.',
  EntitlementNotCounted: 'A response time or a discount is there the whole time: nothing of it is used up.',
  ConsumptionDiffers: 'Something else was used for that.',
  ConsumptionUnknown: 'Nothing was used for that.',
  RenewalNotOffered: 'Its terms allow no further renewal.',
  RenewalIdReused: 'The renewal was sold with other content, or is not the one that was taken back.',
  RenewalUnknown: 'The plan has no such renewal.',
  RenewalUsed: 'Something was used of the renewal, or of what comes after it: the plan can be cancelled instead.',
  RenewalRunsTooLong: 'The renewal has begun and is past its full refund: the plan can be cancelled instead.',
  NoBusiness: 'Its customer is no business, and has no account manager.',
  AmountOutOfBounds: 'The amounts come to 10^18 minor units or more.',
}
