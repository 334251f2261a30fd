import { accept, alreadyDone, reject } from '@aftersale/decider'
import * as E from 'fp-ts/lib/Either.js'
import { countOfUnits } from '../case-units.js'
import type {
  ChooseReplacement,
  GiveUpExchange,
  RecordExchangeDelivery,
  RecordExchangeDispatch,
  RecordExchangePayment,
  ReportOutOfStock,
} from '../commands/replacement.js'
import type { SettlementEvent } from '../events/settlement.js'
import { componentsLeft, paidMinorOf, stillDueMinorOf } from '../settlement/exchange-balance.js'
import { pricedReplacement, priceOf } from '../settlement/exchange-terms.js'
import { idsInUse } from '../settlement/ids-in-use.js'
import { backOf, differenceLegId, netted, refundLeg } from '../settlement/legs-proposed.js'
import { sumOfComponents } from '../settlement/money-of-legs.js'
import { type ExchangeLegState, isExchange, isLive, isRefund, legNamed } from '../settlement/settlement-state.js'
import type { ReturnCase } from '../state.js'
import { type CreditHolder, moneyRequested } from './settle.js'
import type { SettlementDecision } from './settlement-decision.js'

const exchangeNamed = ({ settlement }: ReturnCase, legId: ExchangeLegState['leg']['legId']) => {
  const state = legNamed(settlement, legId)
  return state !== undefined && isExchange(state) ? state : undefined
}

/** What is due is met by what the customer paid, in one payment or several; it is never taken. */
export const recordExchangePayment = ({ data }: RecordExchangePayment, returnCase: ReturnCase): SettlementDecision => {
  const { returnCaseId, legId, paymentId, minor, currency, paidAt } = data
  const state = exchangeNamed(returnCase, legId)
  if (state === undefined) return reject({ reason: 'LegUnknown', legId })
  const known = state.payments.find((payment) => payment.paymentId === paymentId)
  if (known !== undefined) {
    return known.minor === minor && known.currency === currency
      ? alreadyDone
      : reject({ reason: 'PaymentIdReused', paymentId })
  }
  const expected = state.leg.currency
  if (currency !== expected) return reject({ reason: 'CurrencyMismatch', expected, found: currency })
  if (state.status !== 'awaiting-payment') {
    return reject({ reason: 'LegStandsOtherwise', legId, status: state.status })
  }
  if (state.confirmed === undefined) return reject({ reason: 'LegUnknown', legId })
  const { replacementId: forReplacementId } = state.confirmed
  const stillDueMinor = stillDueMinorOf(state)
  if (minor > stillDueMinor || minor === 0n) {
    return reject({ reason: 'MoreThanDue', legId, stillDueMinor, paidMinor: minor })
  }
  return accept([
    {
      type: 'ExchangeSurplusPaid',
      data: {
        returnCaseId,
        legId,
        forReplacementId,
        paymentId,
        minor,
        currency,
        stillDueMinor: stillDueMinor - minor,
        paidAt,
      },
    },
  ])
}

export const reportOutOfStock = ({ data }: ReportOutOfStock, returnCase: ReturnCase): SettlementDecision => {
  const { returnCaseId, legId, replacementId, skus, reportedAt: foundAt } = data
  const state = exchangeNamed(returnCase, legId)
  if (state?.confirmed === undefined) return reject({ reason: 'LegUnknown', legId })
  if (state.confirmed.replacementId !== replacementId) {
    // Of an earlier choice that was out of stock, and was chosen anew since.
    return state.leg.replacementId === replacementId
      ? alreadyDone
      : reject({ reason: 'ReplacementDiffers', legId, replacementId: state.confirmed.replacementId })
  }
  if (state.status === 'out-of-stock') return alreadyDone
  if (state.status !== 'awaiting-payment' && state.status !== 'ready') {
    return reject({ reason: 'LegStandsOtherwise', legId, status: state.status })
  }
  return accept([{ type: 'ExchangeOutOfStock', data: { returnCaseId, legId, replacementId, skus, foundAt } }])
}

/**
 * Against the new price stands what the units are still worth and what was paid on top. What was paid and is not needed
 * goes back on its payment first; what is left over then is refunded as a difference of its own.
 */
export const chooseReplacement = ({ data }: ChooseReplacement, returnCase: ReturnCase): SettlementDecision => {
  const { returnCaseId, legId, replacementId, replacement, difference, evidence, chosenAt } = data
  const state = exchangeNamed(returnCase, legId)
  if (state?.confirmed === undefined) return reject({ reason: 'LegUnknown', legId })
  const { leg, confirmed } = state
  if (confirmed.replacementId === replacementId) return alreadyDone
  if (state.status !== 'out-of-stock') return reject({ reason: 'LegStandsOtherwise', legId, status: state.status })
  const used = idsInUse(returnCase.settlement)
  if (used.hasReplacement(replacementId)) return reject({ reason: 'ReplacementIdReused', replacementId })
  if (evidence.purchaseId !== leg.purchaseId) {
    return reject({ reason: 'SettlementEvidenceMissing', purchaseId: leg.purchaseId })
  }
  if (evidence.currency !== leg.currency) {
    return reject({ reason: 'CurrencyMismatch', expected: leg.currency, found: evidence.currency })
  }
  const newLines = pricedReplacement(legId, replacement, {
    components: leg.components,
    unitsGivenBack: countOfUnits(leg.lines),
  })
  if (E.isLeft(newLines)) return newLines

  const components = componentsLeft(returnCase.settlement, state)
  const worthMinor = sumOfComponents(components)
  const paidMinor = paidMinorOf(state)
  const priceMinor = priceOf(newLines.right)
  const [dueFromCustomerMinor, overMinor] = netted(priceMinor - worthMinor - paidMinor)
  const paidBackMinor = overMinor < paidMinor ? overMinor : paidMinor
  const dueToCustomerMinor = overMinor - paidBackMinor
  const chosen: SettlementEvent = {
    type: 'ExchangeConfirmed',
    data: {
      returnCaseId,
      legId,
      purchaseId: leg.purchaseId,
      replacementId,
      lines: leg.lines,
      newLines: newLines.right,
      currency: leg.currency,
      valueMinor: worthMinor,
      priceMinor,
      dueFromCustomerMinor,
      dueToCustomerMinor,
      paidBackMinor,
      confirmedAt: chosenAt,
    },
  }
  if (dueToCustomerMinor === 0n) return accept([chosen])
  if (difference === undefined) return reject({ reason: 'DifferencePayoutMissing', legId, dueToCustomerMinor })
  const clash = used.takePayout(difference)
  if (clash !== undefined) return reject(clash)
  if (difference.credit?.customerAgreed === false) return reject({ reason: 'StoreCreditNotAgreed', legId })
  const { customerId } = returnCase.request
  if (difference.credit !== undefined && customerId === undefined) {
    return reject({ reason: 'ClaimCodeMissing', legId, creditId: difference.credit.creditId })
  }
  const rest = refundLeg(
    { legId: differenceLegId(legId, state.choices + 1), choice: difference, differenceOf: legId },
    {
      purchase: evidence,
      units: leg.lines,
      components: backOf(components, { dueToCustomerMinor, newLines: newLines.right }),
    },
    { returnCase, planned: new Map(), trace: [] },
  )
  if (E.isLeft(rest)) return rest
  const holder: CreditHolder = customerId === undefined ? {} : { customerId }
  return accept([chosen, ...moneyRequested(rest.right, { returnCase, at: chosenAt, holder })])
}

/** The units may be settled otherwise, unless a part of their value went to the customer already. */
export const giveUpExchange = ({ data }: GiveUpExchange, returnCase: ReturnCase): SettlementDecision => {
  const { returnCaseId, legId, because, givenUpAt } = data
  const state = exchangeNamed(returnCase, legId)
  if (state === undefined) return reject({ reason: 'LegUnknown', legId })
  if (state.status === 'given-up') return alreadyDone
  // As long as nothing went out: also where the purchase refused to carry over what the old units were worth.
  if (state.status !== 'out-of-stock' && state.status !== 'awaiting-payment' && state.status !== 'ready') {
    return reject({ reason: 'LegStandsOtherwise', legId, status: state.status })
  }
  const isRefunded = returnCase.settlement.legs.some(
    (other) => isRefund(other) && isLive(other) && other.leg.differenceOf === legId,
  )
  if (isRefunded) return reject({ reason: 'DifferenceAlreadyRequested', legId })
  return accept([
    {
      type: 'ExchangeGivenUp',
      data: { returnCaseId, legId, because, paidBackMinor: paidMinorOf(state), givenUpAt },
    },
  ])
}

export const recordExchangeDispatch = (
  { data }: RecordExchangeDispatch,
  returnCase: ReturnCase,
): SettlementDecision => {
  const { returnCaseId, legId, replacementId, dispatchedAt } = data
  const state = exchangeNamed(returnCase, legId)
  if (state?.confirmed === undefined) return reject({ reason: 'LegUnknown', legId })
  const { confirmed, leg, payments, status } = state
  if (confirmed.replacementId !== replacementId) {
    return reject({ reason: 'ReplacementDiffers', legId, replacementId: confirmed.replacementId })
  }
  if (status === 'dispatched' || status === 'delivered') return alreadyDone
  if (status === 'awaiting-payment') {
    return reject({ reason: 'AmountStillDue', legId, stillDueMinor: stillDueMinorOf(state) })
  }
  if (status !== 'ready') return reject({ reason: 'LegStandsOtherwise', legId, status })
  return accept([
    {
      type: 'ExchangeDispatched',
      data: {
        returnCaseId,
        legId,
        purchaseId: leg.purchaseId,
        replacementId,
        lines: leg.lines,
        newLines: confirmed.newLines,
        paidOnTop: keptOf(payments, paidMinorOf(state)),
        dispatchedAt,
      },
    },
  ])
}

/** The payments, the first ones first, up to what of them was not given back. */
const keptOf = (payments: ExchangeLegState['payments'], keptMinor: bigint) => {
  let left = keptMinor
  return payments.flatMap(({ paymentId, minor }) => {
    const kept = minor < left ? minor : left
    left -= kept
    return kept > 0n ? [{ paymentId, minor: kept }] : []
  })
}

export const recordExchangeDelivery = (
  { data }: RecordExchangeDelivery,
  returnCase: ReturnCase,
): SettlementDecision => {
  const { returnCaseId, legId, replacementId, deliveredAt } = data
  const state = exchangeNamed(returnCase, legId)
  if (state?.confirmed === undefined) return reject({ reason: 'LegUnknown', legId })
  if (state.confirmed.replacementId !== replacementId) {
    return reject({ reason: 'ReplacementDiffers', legId, replacementId: state.confirmed.replacementId })
  }
  if (state.status === 'delivered') return alreadyDone
  if (state.status !== 'dispatched') return reject({ reason: 'LegStandsOtherwise', legId, status: state.status })
  return accept([{ type: 'ExchangeDelivered', data: { returnCaseId, legId, replacementId, deliveredAt } }])
}
