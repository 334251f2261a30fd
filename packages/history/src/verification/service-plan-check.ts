import { servicePlanAggregate } from '@aftersale/domain'
import { isServicePlanEvent, type ServicePlanEvent } from '@aftersale/domain/events'
import { eventsCalled } from './events-called.js'
import { basicFaults } from './stream-basics.js'
import type { AggregateCheck } from './stream-check.js'

/** What a plan gives and gives back, counted again from its events, and that it can be replayed from them. */
export const servicePlanCheck = (servicePlanId: string): AggregateCheck => {
  const faultsOfBook = planBook()
  return {
    faultsOf: basicFaults(
      {
        called: { one: 'a service plan', it: 'service plan' },
        isOwn: isServicePlanEvent,
        idOf: ({ data }) => data.servicePlanId,
        decider: servicePlanAggregate.decider,
      },
      servicePlanId,
      faultsOfBook,
    ),
  }
}

const concerns = eventsCalled([
  'ServicePlanSold',
  'ServicePlanActivated',
  'ServicePlanRenewed',
  'ServicePlanRenewalReversed',
  'EntitlementConsumed',
  'EntitlementRestored',
  'ServicePlanCancelled',
  'ServicePlanExpired',
])

/** What was sold, used and paid, and what can't have been. */
const planBook = (): ((event: ServicePlanEvent) => ReadonlyArray<string>) => {
  let isSold = false
  let isActive = false
  let endedBy: string | undefined
  const renewals = new Map<string, { isReversed: boolean }>()
  /** By kind and allowance, and by what it was used for. */
  const used = new Map<string, number>()
  const usedFor = new Map<string, { readonly quantity: number; readonly allowance: string }>()

  return (event) => {
    if (!concerns(event)) return []
    switch (event.type) {
      case 'ServicePlanSold': {
        const wasSold = isSold
        isSold = true
        return wasSold ? ['it was sold before'] : []
      }
      case 'ServicePlanActivated': {
        const wasActive = isActive
        isActive = true
        return [...(isSold ? [] : ['it was never sold']), ...(wasActive ? ['it was activated before'] : [])]
      }
      case 'ServicePlanRenewed': {
        const { renewalId } = event.data
        const isNew = !renewals.has(renewalId)
        renewals.set(renewalId, { isReversed: false })
        return [...(isSold ? [] : ['it was never sold']), ...(isNew ? [] : [`renewal ${renewalId} was made before`])]
      }
      case 'ServicePlanRenewalReversed': {
        const renewal = renewals.get(event.data.renewalId)
        const isThere = renewal !== undefined && !renewal.isReversed
        if (renewal !== undefined) renewal.isReversed = true
        return [...(isThere ? [] : [`renewal ${event.data.renewalId} does not stand`]), ...faultsOfRefunds(event.data)]
      }
      case 'EntitlementConsumed': {
        const { kind, quantity, usedFor: use, allowanceFrom, used: told, left } = event.data
        const allowance = `${kind} ${allowanceFrom}`
        const name = `${kind} ${use.aggregate} ${use.id}`
        const isTwice = usedFor.has(name)
        const inAll = (used.get(allowance) ?? 0) + quantity
        used.set(allowance, inAll)
        usedFor.set(name, { quantity, allowance })
        return [
          ...(isActive ? [] : ['it was never activated']),
          ...(isTwice ? [`${kind} was used for ${use.aggregate} ${use.id} before`] : []),
          ...(told === inAll ? [] : [`${told} are told as used of ${kind}, which are ${inAll}`]),
          ...(left !== undefined && left < 0 ? [`${-left} more are used of ${kind} than there were`] : []),
        ]
      }
      case 'EntitlementRestored': {
        const { kind, quantity, usedFor: use } = event.data
        const name = `${kind} ${use.aggregate} ${use.id}`
        const consumed = usedFor.get(name)
        usedFor.delete(name)
        if (consumed === undefined) return [`${kind} was never used for ${use.aggregate} ${use.id}`]
        used.set(consumed.allowance, (used.get(consumed.allowance) ?? 0) - quantity)
        return quantity > consumed.quantity
          ? [`${quantity} of ${kind} are given back, of which ${consumed.quantity} were used`]
          : []
      }
      case 'ServicePlanCancelled': {
        const { refunds, refundMinor, keptMinor } = event.data
        const paid = refunds.reduce((sum, { paidMinor }) => sum + paidMinor, 0n)
        // Given up before its end, and heard of after it.
        const isHeardOfLate = endedBy === 'ServicePlanExpired'
        const endedBefore = ended(event.type)
        return [
          ...(isHeardOfLate ? [] : endedBefore),
          ...(isSold ? [] : ['it was never sold']),
          ...faultsOfRefunds(event.data),
          ...(refundMinor + keptMinor === paid
            ? []
            : [`${refundMinor} is given back and ${keptMinor} kept of ${paid} that were paid`]),
        ]
      }
      case 'ServicePlanExpired':
        return ended(event.type)
    }
  }

  function ended(by: string): ReadonlyArray<string> {
    const before = endedBy
    endedBy = by
    return before === undefined ? [] : [`it comes after ${before}`]
  }
}

interface Refunded {
  readonly refunds: ReadonlyArray<{
    readonly termId: string
    readonly paidMinor: bigint
    readonly proRataMinor: bigint
    readonly feeMinor: bigint
    readonly deductedMinor: bigint
    readonly refundMinor: bigint
  }>
  readonly refundMinor: bigint
}

/** No term gives back more than was paid for it, and all of them together what is told. */
const faultsOfRefunds = ({ refunds, refundMinor }: Refunded): ReadonlyArray<string> => {
  const inAll = refunds.reduce((sum, refund) => sum + refund.refundMinor, 0n)
  return [
    ...refunds.flatMap(({ termId, paidMinor, refundMinor: ofTerm }) =>
      ofTerm > paidMinor ? [`${ofTerm} is given back of ${paidMinor} that were paid for term ${termId}`] : [],
    ),
    ...refunds.flatMap(({ termId, proRataMinor, feeMinor, deductedMinor, refundMinor: ofTerm }) =>
      ofTerm === proRataMinor - feeMinor - deductedMinor || ofTerm === 0n
        ? []
        : [`${ofTerm} is given back for term ${termId}, of ${proRataMinor} less ${feeMinor} and ${deductedMinor}`],
    ),
    ...(inAll === refundMinor ? [] : [`${refundMinor} is given back, term by term ${inAll}`]),
  ]
}
