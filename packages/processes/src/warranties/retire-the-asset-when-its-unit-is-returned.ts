import { assetAggregate } from '@aftersale/domain'
import { onDomainEvents } from '../on-domain-events.js'
import { issue, lookAt, nothing } from '../reaction.js'
import { forEachUnitGivenBack } from './units-given-back.js'

/** A unit that was given back is no customer's any more, and may be sold again. */
export const retireTheAssetWhenItsUnitIsReturned = onDomainEvents({
  name: 'retire-the-asset-when-its-unit-is-returned',
  reactsTo: ['UnitsConsumed'],
  react: ({ event: { data } }) =>
    forEachUnitGivenBack(data, ({ assetId, unit }) =>
      lookAt(assetAggregate, assetId, ({ state }) => {
        if (state.status !== 'in-service') return nothing
        const sale = state.asset.sales.at(-1)?.purchase
        // With a serial that another purchase names as well, it is with whoever bought it there; and sold anew, with them.
        const isThisSale =
          sale === undefined ||
          (sale.purchaseId === unit.purchaseId && sale.lineId === unit.lineId && sale.unit === unit.unit)
        if (!isThisSale) return nothing
        return issue(
          assetAggregate,
          assetId,
          { type: 'RetireAsset', data: { assetId, because: 'returned', retiredAt: data.consumedAt } },
          // Gone otherwise meanwhile.
          { whenRejected: ({ reason }) => (reason === 'AssetIsRetired' ? nothing : undefined) },
        )
      }),
    ),
})
