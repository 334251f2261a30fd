import type { AggregateCheck, FaultAcross } from './stream-check.js'

/** What returns say of purchases: each reservation that a case holds was made by its purchase. */
export function* faultsAcrossReturns(
  checks: ReadonlyMap<string, AggregateCheck>,
): Generator<FaultAcross, void, undefined> {
  for (const [stream, { returnCase }] of checks) {
    if (returnCase === undefined) continue
    const tenant = stream.slice(0, stream.indexOf('returnCase-'))
    for (const { revision, purchaseId, reservationId } of returnCase.named) {
      const purchase = checks.get(`${tenant}purchase-${purchaseId}`)?.purchase
      if (purchase === undefined) {
        yield { stream, revision, what: `it holds units of purchase ${purchaseId}, which is not there` }
      } else if (!purchase.reservations.has(reservationId)) {
        yield {
          stream,
          revision,
          what: `it holds units by reservation ${reservationId}, which its purchase never made`,
        }
      }
    }
  }
}
