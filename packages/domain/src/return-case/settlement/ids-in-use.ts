import type { PayoutChoice, ProposedLeg } from './proposed-leg.js'
import type { SettlementRejection } from './settlement-rejections.js'
import { isExchange, isRefund, type Settlement } from './settlement-state.js'

/** The ids that a case has used up, and those that a command takes on top, one leg after the other. */
export interface IdsInUse {
  readonly take: (leg: ProposedLeg) => SettlementRejection | undefined
  readonly takePayout: (choice: PayoutChoice) => SettlementRejection | undefined
  readonly hasLeg: (legId: string) => boolean
  readonly hasReplacement: (replacementId: string) => boolean
}

export const idsInUse = ({ legs, advances }: Settlement): IdsInUse => {
  const legIds = new Set<string>([...legs.map(({ leg }) => leg.legId), ...advances.map(({ sent }) => sent.legId)])
  const replacementIds = new Set<string | undefined>([
    ...legs.filter(isExchange).flatMap(({ leg, confirmed }) => [leg.replacementId, confirmed?.replacementId]),
    ...advances.map(({ sent }) => sent.replacementId),
  ])
  const payouts = legs.filter(isRefund).flatMap(({ leg, attempts }) => [leg, ...attempts])
  const refundIds = new Set<string>(payouts.map(({ refundId }) => refundId))
  const creditIds = new Set<string | undefined>(payouts.map(({ creditId }) => creditId))
  const isTaken = <Id>(ids: Set<Id | string>, id: string): boolean => {
    const known = ids.has(id)
    ids.add(id)
    return known
  }

  const takePayout = ({ refundId, credit }: PayoutChoice): SettlementRejection | undefined => {
    if (isTaken(refundIds, refundId)) return { reason: 'RefundIdReused', refundId }
    if (credit !== undefined && isTaken(creditIds, credit.creditId)) {
      return { reason: 'CreditIdReused', creditId: credit.creditId }
    }
    return undefined
  }
  const take = (leg: ProposedLeg): SettlementRejection | undefined => {
    const { legId } = leg
    if (legId.includes('/') || isTaken(legIds, legId)) return { reason: 'LegIdReused', legId }
    if (leg.kind === 'refund') return takePayout(leg)
    if (leg.kind !== 'exchange') return undefined
    if (isTaken(replacementIds, leg.replacementId)) {
      return { reason: 'ReplacementIdReused', replacementId: leg.replacementId }
    }
    return leg.difference === undefined ? undefined : takePayout(leg.difference)
  }
  return {
    take,
    takePayout,
    hasLeg: (legId) => legId.includes('/') || legIds.has(legId),
    hasReplacement: (replacementId) => replacementIds.has(replacementId),
  }
}
