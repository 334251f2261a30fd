import { accept, alreadyDone, reject } from '@aftersale/decider'
import type { Instant, NonEmptyText } from '@aftersale/messages'
import type { ApproveSettlement, RejectSettlement } from '../commands/settlement.js'
import type { ExchangeConfirmed, SettlementEvent } from '../events/settlement.js'
import type { ExchangeLeg, RefundLeg, SettlementLeg } from '../settlement/settlement-leg.js'
import type { ReturnCase } from '../state.js'
import type { SettlementDecision } from './settlement-decision.js'

export const approveSettlement = ({ data }: ApproveSettlement, returnCase: ReturnCase): SettlementDecision => {
  const { returnCaseId, settlementId, claimCodes = [], approvedBy, approvedAt } = data
  const known = returnCase.settlement.proposals.find(({ proposed }) => proposed.settlementId === settlementId)
  if (known === undefined) return reject({ reason: 'SettlementUnknown', settlementId })
  if (known.status === 'approved') return alreadyDone
  if (known.status === 'rejected') return reject({ reason: 'SettlementAlreadyRejected', settlementId })

  const events: Array<SettlementEvent> = [
    { type: 'SettlementApproved', data: { returnCaseId, settlementId, approvedBy, approvedAt } },
  ]
  for (const leg of known.proposed.legs) {
    const holder = holderOf(leg, returnCase, claimCodes)
    if (holder === undefined && leg.kind === 'refund' && leg.creditId !== undefined) {
      return reject({ reason: 'ClaimCodeMissing', legId: leg.legId, creditId: leg.creditId })
    }
    events.push(...started(leg, { returnCase, at: approvedAt, holder: holder ?? {} }))
  }
  return accept(events)
}

/** Whose the credit is: the customer's, or of who has the claim code. */
export interface CreditHolder {
  readonly customerId?: ReturnCase['request']['customerId'] & string
  readonly claimCode?: NonEmptyText
}

const holderOf = (
  leg: SettlementLeg,
  { request: { customerId } }: ReturnCase,
  claimCodes: NonNullable<ApproveSettlement['data']['claimCodes']>,
): CreditHolder | undefined => {
  if (leg.kind !== 'refund' || leg.creditId === undefined) return undefined
  if (customerId !== undefined) return { customerId }
  const claimCode = claimCodes.find(({ creditId }) => creditId === leg.creditId)?.claimCode
  return claimCode === undefined ? undefined : { claimCode }
}

interface Start {
  readonly returnCase: ReturnCase
  readonly at: Instant
  readonly holder: CreditHolder
}

const started = (leg: SettlementLeg, start: Start): ReadonlyArray<SettlementEvent> => {
  const { returnCaseId } = start.returnCase
  switch (leg.kind) {
    case 'refund':
      return moneyRequested(leg, start)
    case 'exchange':
      return [exchangeConfirmed(leg, start)]
    case 'return-to-customer': {
      const { legId, purchaseId, lines, because } = leg
      const data = { returnCaseId, legId, purchaseId, lines, because, decidedAt: start.at }
      return [{ type: 'ReturnToCustomerDecided', data }]
    }
  }
}

/** Where there is nothing to pay, as for goods given for nothing, the leg is settled by that. */
export const moneyRequested = (leg: RefundLeg, { returnCase, at, holder }: Start): ReadonlyArray<SettlementEvent> => {
  const { returnCaseId } = returnCase
  const { legId, refundId, purchaseId, lines, components, tenders, minor, currency, creditId, expiry, differenceOf } =
    leg
  const sum = {
    returnCaseId,
    legId,
    refundId,
    purchaseId,
    lines,
    components,
    tenders,
    minor,
    currency,
    ...(differenceOf === undefined ? {} : { differenceOf }),
  }
  if (minor === 0n) {
    const providerRef = 'nothing-to-pay' as NonEmptyText
    return [
      { type: 'RefundRequested', data: { ...sum, requestedAt: at } },
      { type: 'RefundLegSettled', data: { returnCaseId, legId, refundId, providerRef, settledAt: at } },
    ]
  }
  if (creditId === undefined) return [{ type: 'RefundRequested', data: { ...sum, requestedAt: at } }]
  const ends = expiry === undefined ? {} : { expiry }
  return [{ type: 'StoreCreditRequested', data: { ...sum, creditId, ...holder, ...ends, requestedAt: at } }]
}

const exchangeConfirmed = (leg: ExchangeLeg, { returnCase, at }: Start): ExchangeConfirmed => ({
  type: 'ExchangeConfirmed',
  data: {
    returnCaseId: returnCase.returnCaseId,
    legId: leg.legId,
    purchaseId: leg.purchaseId,
    replacementId: leg.replacementId,
    lines: leg.lines,
    newLines: leg.newLines,
    currency: leg.currency,
    valueMinor: leg.valueMinor,
    priceMinor: leg.priceMinor,
    dueFromCustomerMinor: leg.dueFromCustomerMinor,
    dueToCustomerMinor: leg.dueToCustomerMinor,
    paidBackMinor: 0n,
    confirmedAt: at,
  },
})

export const rejectSettlement = ({ data }: RejectSettlement, { settlement }: ReturnCase): SettlementDecision => {
  const { returnCaseId, settlementId, because, rejectedBy, rejectedAt } = data
  const known = settlement.proposals.find(({ proposed }) => proposed.settlementId === settlementId)
  if (known === undefined) return reject({ reason: 'SettlementUnknown', settlementId })
  if (known.status === 'rejected') return alreadyDone
  if (known.status === 'approved') return reject({ reason: 'SettlementAlreadyApproved', settlementId })
  return accept([{ type: 'SettlementRejected', data: { returnCaseId, settlementId, because, rejectedBy, rejectedAt } }])
}
