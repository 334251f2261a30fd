import type { PurchaseEvent, RefundReserved, ReplacementUnitsAdded } from '@aftersale/domain'
import { type Counting, sumOf } from './counting.fixtures.js'
import { countingSideCosts, faultInDeductions } from './refund-counting.fixtures.js'

interface Account {
  readonly total: bigint
  reserved: bigint
  settled: bigint
  moved: bigint
}

interface Payment {
  readonly captured: bigint
  reserved: bigint
  settled: bigint
  /** What lost disputes were about. */
  claimed: bigint
  onTop: bigint
}

type Plan = RefundReserved['data']

/** Component by component, payment by payment: no more is reserved, settled, moved or lost than there was. */
export const countingMoney = (): Counting => {
  const accounts = new Map<string, Account>()
  const payments = new Map<string, Payment>()
  const refunds = new Map<string, { readonly plan: Plan; status: 'reserved' | 'settled' | 'over' }>()
  const disputes = new Map<string, { readonly paymentId: string; isOpen: boolean }>()
  const replacements = new Set<string>()
  const sideCosts = countingSideCosts()
  let currency = ''

  const open = (key: string, total: bigint): void => {
    accounts.set(key, { total, reserved: 0n, settled: 0n, moved: 0n })
  }
  const capture = (paymentId: string, captured: bigint): string | undefined => {
    if (payments.has(paymentId)) return `payment ${paymentId} is taken twice`
    payments.set(paymentId, { captured, reserved: 0n, settled: 0n, claimed: 0n, onTop: 0n })
    return undefined
  }
  const foreign = (found: string): string | undefined =>
    found === currency ? undefined : `it is in ${found}, and the purchase in ${currency}`

  const book = ({ components, tenders }: Plan, reserved: bigint, settled: bigint): string | undefined => {
    for (const { component, lineId, shippingId, feeId, minor, keptBack } of components) {
      // What is taken off for good is used up with what it is taken from.
      const kind = component === 'deduction' ? keptBack : component
      if (kind === undefined) continue
      const key = `${kind}:${lineId ?? shippingId ?? feeId ?? ''}`
      const account = accounts.get(key)
      if (account === undefined) return `component ${key} was never charged`
      const signed = component === 'deduction' ? -minor : minor
      account.reserved += reserved * signed
      account.settled += settled * signed
    }
    for (const { paymentId, minor } of tenders) {
      const payment = payments.get(paymentId)
      if (payment === undefined) return `payment ${paymentId} was never taken`
      payment.reserved += reserved * minor
      payment.settled += settled * minor
    }
    return overdrawn()
  }

  const overdrawn = (): string | undefined => {
    for (const [key, { total, reserved, settled, moved }] of accounts) {
      if (reserved + settled + moved > total || reserved < 0n) return `component ${key} is exceeded`
    }
    for (const [key, { captured, reserved, settled }] of payments) {
      if (reserved + settled > captured || reserved < 0n) return `payment ${key} is exceeded`
    }
    return undefined
  }

  /** What may still go back on it: not what a lost dispute took, or takes now that a refund of it failed. */
  const leftOn = ({ captured, reserved, settled, claimed }: Payment): bigint => {
    const there = captured - reserved - settled
    return claimed < there ? there - claimed : 0n
  }

  const beyondWhatDisputesLeft = ({ tenders }: Plan): string | undefined => {
    for (const [paymentId, payment] of payments) {
      const asked = sumOf(tenders.filter((tender) => tender.paymentId === paymentId))
      if (asked > leftOn(payment)) return `payment ${paymentId} is exceeded: ${asked} of ${leftOn(payment)}`
    }
    return undefined
  }

  const unbalanced = ({ refundId, components, tenders }: Plan): string | undefined => {
    const given = components.reduce(
      (sum, { component, minor }) => (component === 'deduction' ? sum - minor : sum + minor),
      0n,
    )
    return given === sumOf(tenders)
      ? undefined
      : `refund ${refundId} is not balanced: ${given} on ${sumOf(tenders)} of payments`
  }

  const reserve = (plan: Plan): string | undefined => {
    const { refundId, tenders } = plan
    if (refunds.has(refundId)) return `refund ${refundId} is reserved twice`
    const live = [...refunds.values()].filter(({ status }) => status !== 'over').map((refund) => refund.plan)
    const disputed = [...disputes.values()].find(
      (dispute) => dispute.isOpen && tenders.some(({ paymentId }) => paymentId === dispute.paymentId),
    )
    const fault =
      foreign(plan.currency) ??
      faultInDeductions(plan) ??
      unbalanced(plan) ??
      sideCosts.faultIn(plan, live) ??
      (disputed === undefined ? undefined : `refund ${refundId} is on disputed payment ${disputed.paymentId}`) ??
      beyondWhatDisputesLeft(plan)
    if (fault !== undefined) return fault
    refunds.set(refundId, { plan, status: 'reserved' })
    return book(plan, 1n, 0n)
  }

  const settle = (refundId: string): string | undefined => {
    const refund = refunds.get(refundId)
    if (refund === undefined || refund.status === 'settled') return `refund ${refundId} is settled twice`
    const wasReserved = refund.status === 'reserved'
    const fault = wasReserved ? undefined : beyondWhatDisputesLeft(refund.plan)
    refund.status = 'settled'
    return fault ?? book(refund.plan, wasReserved ? -1n : 0n, 1n)
  }

  const giveUp = (refundId: string): string | undefined => {
    const refund = refunds.get(refundId)
    if (refund === undefined) return `refund ${refundId} was never reserved`
    if (refund.status === 'settled') return `refund ${refundId} fails after it was settled`
    if (refund.status === 'over') return `refund ${refundId} fails twice`
    refund.status = 'over'
    return book(refund.plan, -1n, 0n)
  }

  const endDispute = (disputeId: string): string | undefined => {
    const dispute = disputes.get(disputeId)
    if (dispute?.isOpen !== true) return `dispute ${disputeId} is over, and was not open`
    dispute.isOpen = false
    return undefined
  }

  const replace = (data: ReplacementUnitsAdded['data']): string | undefined => {
    const { replacementId, lineageOf, newLines, paidOnTop = [] } = data
    if (replacements.has(replacementId)) return `replacement ${replacementId} is there twice`
    replacements.add(replacementId)
    for (const { paymentId, minor } of paidOnTop) {
      const payment = payments.get(paymentId)
      if (payment === undefined) return `payment ${paymentId} was never taken`
      payment.onTop += minor
      if (payment.onTop > payment.captured) return `more is paid on top by ${paymentId} than was captured`
    }
    for (const { lineId, netMinor, taxMinor } of lineageOf) {
      const [goods, tax] = [accounts.get(`goods:${lineId}`), accounts.get(`goods-tax:${lineId}`)]
      if (goods === undefined || tax === undefined) return `component goods:${lineId} was never charged`
      goods.moved += netMinor
      tax.moved += taxMinor
    }
    for (const { lineId, netMinor, taxMinor } of newLines) {
      open(`goods:${lineId}`, netMinor)
      open(`goods-tax:${lineId}`, taxMinor)
    }
    const worth = (lines: ReadonlyArray<{ readonly netMinor: bigint; readonly taxMinor: bigint }>): bigint =>
      lines.reduce((sum, { netMinor, taxMinor }) => sum + netMinor + taxMinor, 0n)
    const [wanted, moved, onTop] = [worth(newLines), worth(lineageOf), sumOf(paidOnTop)]
    return wanted === moved + onTop
      ? (foreign(data.currency) ?? overdrawn())
      : `a replacement is worth ${wanted}, and ${moved} was carried over and ${onTop} paid on top`
  }

  const told = (event: PurchaseEvent): string | undefined => {
    switch (event.type) {
      case 'PurchaseRecorded': {
        const { lines, shipping, fees, payments: paid } = event.data
        currency = event.data.currency
        for (const { lineId, netMinor, discountMinor, taxMinor } of lines) {
          open(`goods:${lineId}`, netMinor - discountMinor)
          open(`goods-tax:${lineId}`, taxMinor)
        }
        for (const { shippingId, netMinor, taxMinor } of shipping) {
          open(`shipping:${shippingId}`, netMinor)
          open(`shipping-tax:${shippingId}`, taxMinor)
        }
        for (const { feeId, netMinor, taxMinor } of fees) {
          open(`fee:${feeId}`, netMinor)
          open(`fee-tax:${feeId}`, taxMinor)
        }
        sideCosts.charged(event.data)
        return paid.map((one) => capture(one.paymentId, one.capturedMinor)).find((fault) => fault !== undefined)
      }
      case 'PaymentRecorded':
        return foreign(event.data.currency) ?? capture(event.data.paymentId, event.data.capturedMinor)
      case 'ReplacementUnitsAdded':
        return replace(event.data)
      case 'RefundReserved':
        return reserve(event.data)
      case 'RefundSettled':
        return settle(event.data.refundId)
      case 'RefundFailed':
      case 'RefundCancelled':
        return giveUp(event.data.refundId)
      case 'DisputeOpened': {
        const { disputeId, paymentId } = event.data
        if (disputes.has(disputeId)) return `dispute ${disputeId} is opened twice`
        disputes.set(disputeId, { paymentId, isOpen: true })
        return undefined
      }
      case 'DisputeWon':
        return endDispute(event.data.disputeId)
      case 'DisputeLost': {
        const { disputeId, paymentId, minor, lostMinor, alreadyRefundedMinor } = event.data
        const fault = endDispute(disputeId)
        const payment = payments.get(paymentId)
        if (fault !== undefined || payment === undefined) return fault ?? `payment ${paymentId} was never taken`
        const left = leftOn(payment)
        payment.claimed += minor
        if (lostMinor > left) return `payment ${paymentId} is exceeded: ${lostMinor} of ${left}`
        return lostMinor === (minor < left ? minor : left) && lostMinor + alreadyRefundedMinor === minor
          ? undefined
          : `dispute ${disputeId} loses ${lostMinor} of ${minor}, where ${left} is left`
      }
      // Units, access, papers and shipments: what moves no money.
      case 'PolicyDisclosed':
      case 'ReceiptIssued':
      case 'ReceiptEvidenceRegistered':
      case 'UnitsCancelled':
      case 'UnitsReserved':
      case 'UnitsReleased':
      case 'UnitsConsumed':
      case 'AccessRevoked':
      case 'UnitsFulfilled':
      case 'PurchaseFullyDelivered':
      case 'ShipmentAnnounced':
      case 'ShipmentCancelled':
      case 'ShipmentProgressed':
      case 'DeliveryAttemptFailed':
      case 'ShipmentReturnedToSender':
      case 'ShipmentDestroyed':
      case 'CarrierScanIgnored':
      case 'ShipmentDelivered':
      case 'EtaRevised':
      case 'NonReceiptReported':
      case 'ShipmentDeclaredLost':
      case 'LostShipmentFound':
      case 'RecoverOrKeepDecisionNeeded':
      case 'RecoverOrKeepDecided':
      case 'DelayDetected':
      case 'DelayLengthened':
      case 'DelayRecovered':
      case 'CustomerInformed':
      case 'ProactiveNoticeMissed':
        return undefined
    }
  }
  return { told, atTheEnd: () => undefined }
}
