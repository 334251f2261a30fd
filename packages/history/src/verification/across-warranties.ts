import type { AggregateCheck, FaultAcross, PurchaseNamed } from './stream-check.js'

type Checks = ReadonlyMap<string, AggregateCheck>

/**
 * What warranties, assets and purchases say of each other: a warranted unit was bought, what covers an asset is its own
 * warranty, a unit is held for a claim at its purchase, and a warranty that another one follows is followed by that one.
 */
export function* faultsAcrossWarranties(checks: Checks): Generator<FaultAcross, void, undefined> {
  for (const [stream, { asset, warranty }] of checks) {
    const tenant = stream.slice(0, stream.lastIndexOf('.') + 1)
    const [category = '', ...idParts] = stream.slice(tenant.length).split('-')
    const ownId = stream.slice(tenant.length + category.length + (idParts.length > 0 ? 1 : 0))
    const checkOf = (other: string, id: string): AggregateCheck | undefined => checks.get(`${tenant}${other}-${id}`)

    for (const { revision, warrantyId } of asset?.covers ?? []) {
      const covering = checkOf('warranty', warrantyId)?.warranty?.registered
      // Its registration may still be on its way.
      if (covering !== undefined && covering.assetId !== ownId) {
        yield { stream, revision, what: `warranty ${warrantyId} covers it, which is of asset ${covering.assetId}` }
      }
    }
    if (warranty === undefined) continue
    const { registered, superseded, unitsHeld } = warranty
    if (registered?.unit !== undefined) {
      const what = faultOfUnit(registered.unit, checkOf('purchase', registered.unit.purchaseId)?.purchase)
      if (what !== undefined) yield { stream, revision: 0, what }
    }
    for (const { revision, reservationId } of unitsHeld) {
      const purchaseId = registered?.unit?.purchaseId
      if (purchaseId === undefined) continue
      const reserved = checkOf('purchase', purchaseId)?.purchase?.reservations
      if (reserved?.has(reservationId) !== true) {
        yield {
          stream,
          revision,
          what: `its unit is held by reservation ${reservationId}, which its purchase never made`,
        }
      }
    }
    if (superseded !== undefined) {
      const next = checkOf('warranty', superseded.byWarrantyId)?.warranty?.registered
      if (next !== undefined && next.carriedFrom !== ownId) {
        const { revision, byWarrantyId } = superseded
        yield { stream, revision, what: `warranty ${byWarrantyId} follows it, which does not carry it on` }
      }
    }
    if (registered?.carriedFrom !== undefined) {
      const before = checkOf('warranty', registered.carriedFrom)?.warranty?.superseded
      if (before?.byWarrantyId !== ownId) {
        yield { stream, revision: 0, what: `it carries on warranty ${registered.carriedFrom}, which does not say so` }
      }
    }
  }
}

const faultOfUnit = (
  { purchaseId, lineId, unit }: { readonly purchaseId: string; readonly lineId: string; readonly unit: number },
  purchase: PurchaseNamed | undefined,
): string | undefined => {
  if (purchase === undefined) return `it is of a unit of purchase ${purchaseId}, which is not there`
  const bought = purchase.units.get(lineId)
  if (bought === undefined) return `it is of a unit of line ${lineId}, which purchase ${purchaseId} does not have`
  return unit <= bought ? undefined : `it is of unit ${unit} of line ${lineId}, of which ${bought} were bought`
}
