import { reject } from '@aftersale/decider'
import * as E from 'fp-ts/lib/Either.js'
import type { Currency } from '../../money/currency.js'
import { SignedMinorUnits } from '../../money/minor-units.js'
import type { ReturnCaseDecision } from './refusals.js'

/**
 * The decision, unless a sum in it is 10^18 minor units or more: each amount that it was made of could be read, and their
 * sum could not be, so that the case could never be read again.
 */
export const recordable = (decision: ReturnCaseDecision, currency: Currency | undefined): ReturnCaseDecision => {
  if (E.isLeft(decision) || currency === undefined) return decision
  const amountMinor = outOfBounds(decision.right)
  return amountMinor === undefined ? decision : reject({ reason: 'AmountOutOfBounds', amountMinor, currency })
}

/** The first of the amounts, at whatever depth, that is out of bounds. */
const outOfBounds = (value: unknown): bigint | undefined => {
  if (typeof value === 'bigint') return SignedMinorUnits.is(value) ? undefined : value
  if (typeof value !== 'object' || value === null) return undefined
  for (const part of Object.values(value)) {
    const found = outOfBounds(part)
    if (found !== undefined) return found
  }
  return undefined
}
