import type { NonEmptyText } from '@aftersale/messages'
import type { Currency } from '../../money/currency.js'
import { MinorUnits } from '../../money/minor-units.js'
import type { Carried } from '../layers/carried.js'
import type { Warranty } from '../state.js'
import { approvalOf, type Claim, countsAgainstLimits } from './claims.js'

/** How many claims on the layer were approved, those that were carried over among them, but for the one that is asked about. */
export const approvedOn = ({ claims, registered }: Warranty, layerId: NonEmptyText, but?: Claim): number =>
  carriedOn(registered, layerId) +
  claims.claims.filter(
    (claim) =>
      claim.claimId !== but?.claimId && countsAgainstLimits(claim) && approvalOf(claim)?.data.layerId === layerId,
  ).length

const carriedOn = ({ carried }: Warranty['registered'], layerId: NonEmptyText): number => {
  const claimed = carried?.claimed?.find((one) => one.layerId === layerId)
  return claimed?.count ?? carried?.claimCount ?? 0
}

/** What claims on the layer have cost whoever answers for it, in that currency, less what the customer was charged. */
export const spentOn = ({ claims, registered }: Warranty, layerId: NonEmptyText, currency: Currency): bigint => {
  const carried = registered.carried?.claimed
    ?.find((one) => one.layerId === layerId)
    ?.spent.find((one) => one.currency === currency)
  return claims.claims.reduce((sum, claim) => sum + spentFor(claim, layerId, currency), carried?.amountMinor ?? 0n)
}

const spentFor = ({ attempts, given }: Claim, layerId: NonEmptyText, currency: Currency): bigint => {
  const works = [
    ...attempts.map(({ repair }) => repair.data),
    ...(given?.type === 'UnitReplaced' ? [given.data] : []),
  ].filter((work) => work.layerId === layerId && work.currency === currency)
  const paid =
    given?.type === 'PriceRemedyGiven' && given.data.layerId === layerId && given.data.currency === currency
      ? given.data.paidMinor
      : 0n
  return works.reduce((sum, work) => sum + paidBy(work), paid)
}

/** What the obligor bore of a work; what a customer was charged above its cost makes nothing good. */
const paidBy = ({ costMinor, chargedMinor }: { readonly costMinor: bigint; readonly chargedMinor: bigint }): bigint =>
  chargedMinor < costMinor ? costMinor - chargedMinor : 0n

/**
 * What the claims on each layer with a limit came to, for the warranty of the unit in its place: how many, and what they
 * cost, the replacement by `layerId` among them. Sums that could not be recorded are told as the most that can.
 */
export const claimedByLayer = (
  warranty: Warranty,
  replacedBy: NonEmptyText,
  replacement: { readonly costMinor: bigint; readonly chargedMinor: bigint; readonly currency: Currency },
): NonNullable<Carried['claimed']> =>
  warranty.layers
    .filter(({ terms }) => terms.maxClaims !== undefined || terms.claimLimits !== undefined)
    .map(({ layerId, terms: { claimLimits = [] } }) => ({
      layerId,
      count: approvedOn(warranty, layerId),
      spent: claimLimits.map(({ currency }) => {
        const byThis = layerId === replacedBy && currency === replacement.currency ? paidBy(replacement) : 0n
        const spent = spentOn(warranty, layerId, currency) + byThis
        return { amountMinor: MinorUnits.is(spent) ? spent : MOST, currency }
      }),
    }))

const MOST = 10n ** 18n - 1n
