import type { PurchaseEvent, StoreCreditEvent } from '@aftersale/domain'

// What must never be seen in the events of a ledger, counted from the events alone: none of the domain's own sums is used.

type Lines = ReadonlyArray<{
  readonly lineId: string
  readonly units: ReadonlyArray<{ readonly first: number; readonly last: number }>
}>

interface Account {
  total: bigint
  reserved: bigint
  settled: bigint
  moved: bigint
}

interface Plan {
  readonly components: ReadonlyArray<{
    readonly component: string
    readonly lineId?: string
    readonly shippingId?: string
    readonly feeId?: string
    readonly minor: bigint
    readonly keptBack?: string
  }>
  readonly tenders: ReadonlyArray<{ readonly paymentId: string; readonly minor: bigint }>
}

/** The first thing wrong in the history of a purchase; nothing where all is right. */
export const faultOfPurchase = (events: ReadonlyArray<PurchaseEvent>): string | undefined => {
  /** By line and unit: free, or the reservation that holds it, or consumed or replaced by it. */
  const units = new Map<string, string>()
  const delivered = new Set<string>()
  const accounts = new Map<string, Account>()
  const payments = new Map<
    string,
    { captured: bigint; reserved: bigint; settled: bigint; lost: bigint; onTop: bigint }
  >()
  const refunds = new Map<string, { readonly plan: Plan; status: string }>()
  const openDisputes = new Map<string, string>()

  const keysOf = (lines: Lines): ReadonlyArray<string> =>
    lines.flatMap(({ lineId, units: runs }) =>
      runs.flatMap(({ first, last }) =>
        Array.from({ length: last - first + 1 }, (_, index) => `${lineId}#${first + index}`),
      ),
    )
  const moveUnits = (lines: Lines, from: string, to: string, what: string): string | undefined => {
    for (const key of keysOf(lines)) {
      const owner = units.get(key) ?? 'no such unit'
      if (owner !== from) return `${what}: unit ${key} is ${owner}, not ${from}`
      units.set(key, to)
    }
    return undefined
  }
  const open = (key: string, total: bigint): void => {
    accounts.set(key, { total, reserved: 0n, settled: 0n, moved: 0n })
  }
  const book = ({ components, tenders }: Plan, reserved: bigint, settled: bigint): void => {
    for (const { component, lineId, shippingId, feeId, minor, keptBack } of components) {
      const isKept = component === 'deduction' && keptBack !== undefined
      const account = accounts.get(`${isKept ? keptBack : component}:${lineId ?? shippingId ?? feeId ?? ''}`)
      if (account === undefined) continue
      account.reserved += reserved * (isKept ? -minor : minor)
      account.settled += settled * (isKept ? -minor : minor)
    }
    for (const { paymentId, minor } of tenders) {
      const payment = payments.get(paymentId)
      if (payment === undefined) continue
      payment.reserved += reserved * minor
      payment.settled += settled * minor
    }
  }
  const overdrawn = (): string | undefined => {
    for (const [key, { total, reserved, settled, moved }] of accounts) {
      if (reserved + settled + moved > total || reserved < 0n) return `component ${key} is exceeded`
    }
    for (const [key, { captured, reserved, settled, lost }] of payments) {
      if (reserved + settled + lost > captured || reserved < 0n) return `payment ${key} is exceeded`
    }
    return undefined
  }
  const unbalanced = ({ components, tenders }: Plan): boolean =>
    components.reduce((sum, { component, minor }) => (component === 'deduction' ? sum - minor : sum + minor), 0n) !==
    tenders.reduce((sum, { minor }) => sum + minor, 0n)

  const faultOf = (event: PurchaseEvent): string | undefined => {
    switch (event.type) {
      case 'PurchaseRecorded': {
        const { lines, shipping, fees, payments: paid } = event.data
        for (const { lineId, quantity, netMinor, discountMinor, taxMinor } of lines) {
          for (let unit = 1; unit <= quantity; unit += 1) units.set(`${lineId}#${unit}`, 'free')
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
        for (const { paymentId, capturedMinor } of paid) {
          payments.set(paymentId, { captured: capturedMinor, reserved: 0n, settled: 0n, lost: 0n, onTop: 0n })
        }
        return undefined
      }
      case 'PaymentRecorded': {
        if (payments.has(event.data.paymentId)) return `payment ${event.data.paymentId} is taken twice`
        const captured = event.data.capturedMinor
        payments.set(event.data.paymentId, { captured, reserved: 0n, settled: 0n, lost: 0n, onTop: 0n })
        return undefined
      }
      case 'ShipmentDelivered':
      case 'UnitsFulfilled':
        for (const key of keysOf(event.data.lines)) delivered.add(key)
        return undefined
      case 'UnitsReserved': {
        const { reservationId, purpose, lines } = event.data
        if (purpose !== 'non-receipt') {
          const early = keysOf(lines).find((key) => !delivered.has(key))
          if (early !== undefined) return `unit ${early} is reserved and was not delivered`
        }
        return moveUnits(lines, 'free', `held by ${reservationId}`, 'reserved')
      }
      case 'UnitsReleased':
        return moveUnits(event.data.lines, `held by ${event.data.reservationId}`, 'free', 'released')
      case 'UnitsConsumed': {
        const { reservationId, lines } = event.data
        return moveUnits(lines, `held by ${reservationId}`, `consumed by ${reservationId}`, 'consumed')
      }
      case 'ReplacementUnitsAdded': {
        const { reservationId, lineageOf, newLines, paidOnTop = [] } = event.data
        const wrong = moveUnits(lineageOf, `consumed by ${reservationId}`, 'replaced', 'replaced')
        if (wrong !== undefined) return wrong
        let moved = 0n
        for (const { lineId, netMinor, taxMinor } of lineageOf) {
          const [goods, tax] = [accounts.get(`goods:${lineId}`), accounts.get(`goods-tax:${lineId}`)]
          if (goods !== undefined) goods.moved += netMinor
          if (tax !== undefined) tax.moved += taxMinor
          moved += netMinor + taxMinor
        }
        let worth = 0n
        for (const { lineId, quantity, netMinor, taxMinor } of newLines) {
          for (let unit = 1; unit <= quantity; unit += 1) units.set(`${lineId}#${unit}`, 'free')
          open(`goods:${lineId}`, netMinor)
          open(`goods-tax:${lineId}`, taxMinor)
          worth += netMinor + taxMinor
        }
        for (const { paymentId, minor } of paidOnTop) {
          const payment = payments.get(paymentId)
          if (payment === undefined) continue
          payment.onTop += minor
          if (payment.onTop > payment.captured) return 'more is paid on top than was captured'
        }
        return worth > moved + paidOnTop.reduce((sum, { minor }) => sum + minor, 0n)
          ? `a replacement is worth ${worth}, and only ${moved} was carried over`
          : overdrawn()
      }
      case 'RefundReserved': {
        const { refundId, tenders } = event.data
        if (refunds.has(refundId)) return `refund ${refundId} is reserved twice`
        if (unbalanced(event.data)) return `refund ${refundId} is not balanced`
        const disputed = tenders.find(({ paymentId }) => [...openDisputes.values()].includes(paymentId))
        if (disputed !== undefined) return `refund ${refundId} is on disputed payment ${disputed.paymentId}`
        refunds.set(refundId, { plan: event.data, status: 'reserved' })
        book(event.data, 1n, 0n)
        return overdrawn()
      }
      case 'RefundSettled': {
        const refund = refunds.get(event.data.refundId)
        if (refund === undefined || refund.status === 'settled') return `refund ${event.data.refundId} is settled twice`
        book(refund.plan, refund.status === 'reserved' ? -1n : 0n, 1n)
        refund.status = 'settled'
        return overdrawn()
      }
      case 'RefundFailed':
      case 'RefundCancelled': {
        const refund = refunds.get(event.data.refundId)
        if (refund === undefined) return `refund ${event.data.refundId} was never reserved`
        if (refund.status === 'settled') return `refund ${event.data.refundId} fails after it was settled`
        if (refund.status === 'reserved') book(refund.plan, -1n, 0n)
        refund.status = 'over'
        return overdrawn()
      }
      case 'DisputeOpened':
        openDisputes.set(event.data.disputeId, event.data.paymentId)
        return undefined
      case 'DisputeWon':
        openDisputes.delete(event.data.disputeId)
        return undefined
      case 'DisputeLost': {
        openDisputes.delete(event.data.disputeId)
        const payment = payments.get(event.data.paymentId)
        if (payment !== undefined) payment.lost += event.data.lostMinor
        return overdrawn()
      }
      default:
        return undefined
    }
  }

  for (const [index, event] of events.entries()) {
    const fault = faultOf(event)
    if (fault !== undefined) return `event ${index} (${event.type}): ${fault}`
  }
  return undefined
}

/** The first thing wrong in the history of a store credit. */
export const faultOfCredit = (events: ReadonlyArray<StoreCreditEvent>): string | undefined => {
  let balance = 0n
  const open = new Map<string, bigint>()
  for (const [index, event] of events.entries()) {
    switch (event.type) {
      case 'StoreCreditIssued':
        if (index > 0) return 'it is issued twice'
        balance = event.data.minor
        break
      case 'StoreCreditAuthorised':
        open.set(event.data.authorisationId, event.data.minor)
        break
      case 'StoreCreditCaptured':
        balance -= event.data.minor
        open.set(
          event.data.authorisationId,
          event.data.isLast ? 0n : (open.get(event.data.authorisationId) ?? 0n) - event.data.minor,
        )
        break
      case 'StoreCreditVoided':
        open.set(event.data.authorisationId, 0n)
        break
      case 'StoreCreditCredited':
        balance += event.data.minor
        break
      case 'StoreCreditExpired':
      case 'StoreCreditInvalidated':
        balance -= event.data.minor
        break
      case 'StoreCreditClaimed':
        break
    }
    const authorised = [...open.values()].reduce((sum, minor) => sum + minor, 0n)
    if (balance < 0n || authorised > balance) return `event ${index} (${event.type}): more is spent than was issued`
  }
  return undefined
}
