import type { Currency } from '../../money/currency.js'
import type { CurrencyMismatch } from '../../money/money.js'
import type { Layer } from '../layers/layers.js'
import { approvalOf, type Claim } from './claims.js'

interface Work {
  readonly costMinor: bigint
  readonly chargedMinor: bigint
  readonly currency: Currency
  readonly helped: boolean
}

/**
 * What may be charged for work on a claim, at most: nothing but the service fee of the layer, once for each claim, and of
 * a claim that is approved in part what the work costs above the limit. Work that did not help is free.
 */
export const chargeAllowed = (claim: Claim, layer: Layer, { costMinor, currency, helped }: Work): bigint => {
  if (!helped) return 0n
  const fee = layer.terms.serviceFees?.find((one) => one.currency === currency)?.amountMinor ?? 0n
  const approval = approvalOf(claim)
  const limit = approval?.type === 'ClaimPartlyApproved' ? approval.data.coverLimit.amountMinor : costMinor
  const charged = claim.attempts.reduce((sum, { repair }) => sum + repair.data.chargedMinor, 0n)
  return atLeastNothing(fee + atLeastNothing(costMinor - limit) - charged)
}

const atLeastNothing = (minor: bigint): bigint => (minor < 0n ? 0n : minor)

/** The currency in which the claim was estimated or worked on before; amounts are never converted. */
const otherCurrency = (claim: Claim, { currency }: Work): CurrencyMismatch | undefined => {
  const approval = approvalOf(claim)
  const promised = approval?.type === 'ClaimPartlyApproved' ? approval.data.coverLimit : approval?.data.estimate
  const expected = promised?.currency ?? claim.attempts[0]?.repair.data.currency
  return expected === undefined || expected === currency
    ? undefined
    : { reason: 'CurrencyMismatch', expected, found: currency }
}

export const chargeAgainst = (claim: Claim, layer: Layer, work: Work) => {
  const mismatch = otherCurrency(claim, work)
  if (mismatch !== undefined) return mismatch
  const allowedMinor = chargeAllowed(claim, layer, work)
  const { chargedMinor } = work
  return chargedMinor > allowedMinor ? ({ reason: 'ChargeNotAllowed', allowedMinor, chargedMinor } as const) : undefined
}
