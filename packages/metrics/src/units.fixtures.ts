import { idOf, instant } from './help-desk.fixtures.js'
import { told } from './shop.fixtures.js'

/** What happens to a unit that is in use from 1 January 2025. Times as `instant` reads them. */
export const unit = (name: string, { sku = 'pump' } = {}) => {
  const assetId = idOf(name)
  let services = 0
  return {
    assetId,
    registered: (at = '2025-01-01 00:00') =>
      told('AssetRegistered', { assetId, sku, serial: name, owner: {}, registeredAt: instant(at) }),
    resold: (at: string) =>
      told('AssetResold', { assetId, sku, serial: name, owner: {}, saleNumber: 2, resoldAt: instant(at) }),
    repaired: (at: string, failureMode?: string, kind = 'repair') => {
      services += 1
      return told('AssetServiced', {
        assetId,
        serviceId: `${name} ${services}`,
        kind,
        ...(failureMode !== undefined && { failureMode }),
        performedAt: instant(at),
      })
    },
    retired: (at: string, because = 'observation-ended') =>
      told('AssetRetired', { assetId, because, retiredAt: instant(at) }),
  }
}
