import { warrantyAggregate } from '@aftersale/domain'
import { isWarrantyEvent, type WarrantyEvent } from '@aftersale/domain/events'
import { claimBook } from './claim-book.js'
import { eventsCalled } from './events-called.js'
import { layerBook } from './layer-book.js'
import { basicFaults } from './stream-basics.js'
import type { AggregateCheck, WarrantyNamed } from './stream-check.js'

/** That layers end as told, a failure is made good once, and that the warranty can be replayed from its events. */
export const warrantyCheck = (warrantyId: string): AggregateCheck => {
  const warranty: WarrantyNamed = { unitsHeld: [] }
  const faultsOfLayers = layerBook()
  const faultsOfClaims = claimBook()
  return {
    warranty,
    faultsOf: basicFaults(
      {
        called: { one: 'a warranty', it: 'warranty' },
        isOwn: isWarrantyEvent,
        idOf: ({ data }) => data.warrantyId,
        begunBy: 'WarrantyRegistered',
        decider: warrantyAggregate.decider,
      },
      warrantyId,
      (event, revision) => {
        name(warranty, event, revision)
        return [...faultsOfLayers(event), ...faultsOfClaims(event)]
      },
    ),
  }
}

const namesOthers = eventsCalled(['WarrantyRegistered', 'WarrantySuperseded', 'ClaimUnitHeld'])

/** What is held against the purchase, the asset and other warranties. */
const name = (warranty: WarrantyNamed, event: WarrantyEvent, revision: number): void => {
  if (!namesOthers(event)) return
  switch (event.type) {
    case 'WarrantyRegistered': {
      const { assetId, unit, carried } = event.data
      warranty.registered ??= {
        assetId,
        ...(unit === undefined ? {} : { unit }),
        ...(carried === undefined ? {} : { carriedFrom: carried.warrantyId }),
      }
      return
    }
    case 'WarrantySuperseded':
      warranty.superseded ??= { revision, byWarrantyId: event.data.byWarrantyId }
      return
    case 'ClaimUnitHeld':
      warranty.unitsHeld.push({ revision, reservationId: event.data.reservationId })
      return
  }
}
