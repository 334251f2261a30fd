import type { PurchaseRecorded, RefundReserved } from '@aftersale/domain'

// What a refund may name, beside how much of it there is.

type Plan = Pick<RefundReserved['data'], 'refundId' | 'components'>

/** A deduction says what it is for, and takes no more off a line than is refunded of it, nor off an account that keeps it. */
export const faultInDeductions = ({ components }: Plan): string | undefined => {
  const deductions = components.filter(({ component }) => component === 'deduction')
  const sum = (parts: Plan['components']): bigint => parts.reduce((all, { minor }) => all + minor, 0n)
  for (const { because, lineId, keptBack } of deductions) {
    if (because === undefined) return 'a deduction says not what it is for'
    if (lineId === undefined) {
      if (keptBack !== undefined) return 'a deduction is kept back in the account of no line'
      continue
    }
    const ofLine = components.filter((part) => part.component !== 'deduction' && part.lineId === lineId)
    const offLine = deductions.filter((part) => part.lineId === lineId)
    if (sum(offLine) > sum(ofLine)) return `${sum(offLine)} is taken off ${sum(ofLine)} of ${lineId}`
    if (keptBack === undefined) continue
    const [kept, given] = [
      sum(offLine.filter((part) => part.keptBack === keptBack)),
      sum(ofLine.filter(({ component }) => component === keptBack)),
    ]
    if (kept > given) return `${kept} is kept back of ${given} of ${keptBack} of ${lineId}`
  }
  return undefined
}

/** Delivery and fees: a fee that is refundable once is in one refund at a time, a tax in none before what it is on. */
export const countingSideCosts = () => {
  const refundableOnce = new Set<string>()
  /** The tax of each charge that has a net amount. */
  const taxes = new Map<string, string>()

  const charged = ({ shipping, fees }: PurchaseRecorded['data']): void => {
    for (const { feeId, netMinor, refundableOnce: isOnce } of fees) {
      if (isOnce) refundableOnce.add(feeId)
      if (netMinor > 0n) taxes.set(`fee-tax:${feeId}`, `fee:${feeId}`)
    }
    for (const { shippingId, netMinor } of shipping) {
      if (netMinor > 0n) taxes.set(`shipping-tax:${shippingId}`, `shipping:${shippingId}`)
    }
  }

  /** `live`: the refunds that are reserved or settled by then. One that failed and went all the same was asked for before. */
  const faultIn = (plan: Plan, live: ReadonlyArray<Plan>): string | undefined => {
    const asked = namedBy(plan)
    for (const key of asked) {
      const feeId = key.startsWith('fee') ? key.slice(key.indexOf(':') + 1) : undefined
      if (feeId !== undefined && refundableOnce.has(feeId)) {
        const other = live.find((one) =>
          namedBy(one).some((known) => known === `fee:${feeId}` || known === `fee-tax:${feeId}`),
        )
        if (other !== undefined) {
          return `fee ${feeId} is refundable once, and is in ${other.refundId} and in ${plan.refundId}`
        }
      }
      const net = taxes.get(key)
      if (net !== undefined && ![plan, ...live].some((one) => namedBy(one).includes(net))) {
        return `${key} goes back without ${net}`
      }
    }
    return undefined
  }
  return { charged, faultIn }
}

const namedBy = ({ components }: Plan): ReadonlyArray<string> =>
  components.flatMap(({ component, shippingId, feeId, minor }) => {
    const owner = shippingId ?? feeId
    return owner === undefined || minor === 0n ? [] : [`${component}:${owner}`]
  })
