import { kept, type Story } from './story.fixtures.js'

/** What became of a unit that was delivered: warranted and in service, until it was given back or another is in its place. */
interface Known {
  isDelivered: boolean
  isGivenBack: boolean
  givenBackAt: string | undefined
  isReplaced: boolean
  warranty: 'none' | 'registered' | 'over'
  asset: 'none' | 'in service' | 'retired'
}

/** A unit that was delivered and is not warranted, or was given back and is warranted or in service still. */
export const forgottenUnit = (story: Story): string | undefined => {
  const units = new Map<string, Known>()
  const ofWarranty = new Map<string, Known>()
  const ofAsset = new Map<string, Known>()
  const reductions = new Set<string>()
  /** Assets with a fault since which no ticket was opened about them. */
  const faults = new Set<string>()
  /** By plan that was not cancelled, the unit that it is for, and when it ran out. */
  const planned = new Map<string, { readonly unit: string; readonly expiredAt?: string }>()
  const known = (purchaseId: string, lineId: string, unit: number): Known =>
    kept(units, keyOf({ purchaseId, lineId, unit }), noUnit)
  for (const { event, id } of story) {
    switch (event.type) {
      case 'ShipmentDelivered':
        for (const [lineId, unit] of unitsOf(event.data.lines)) {
          known(event.data.purchaseId, lineId, unit).isDelivered = true
        }
        break
      case 'ReturnRequested':
        if (event.data.wanted.remedy === 'price-reduction') reductions.add(id)
        break
      case 'UnitsConsumed':
        if (event.data.holder.aggregate !== 'returnCase' || reductions.has(event.data.holder.id)) break
        for (const [lineId, unit] of unitsOf(event.data.lines)) {
          const back = known(event.data.purchaseId, lineId, unit)
          back.isGivenBack = true
          back.givenBackAt = event.data.consumedAt
        }
        break
      case 'ReplacementUnitsAdded':
        // What stands in its place is under its plan.
        for (const [lineId, unit] of unitsOf(event.data.lineageOf)) {
          known(event.data.purchaseId, lineId, unit).isReplaced = true
        }
        break
      case 'WarrantyRegistered': {
        const { unit } = event.data
        if (unit === undefined) break
        const warranted = known(unit.purchaseId, unit.lineId, unit.unit)
        warranted.warranty = 'registered'
        ofWarranty.set(id, warranted)
        break
      }
      case 'AssetRegistered': {
        const { purchase } = event.data
        if (purchase === undefined) break
        const registered = known(purchase.purchaseId, purchase.lineId, purchase.unit)
        registered.asset = 'in service'
        ofAsset.set(id, registered)
        break
      }
      case 'AssetFaultRaised':
        faults.add(id)
        break
      case 'AssetFaultClosed':
        faults.delete(id)
        break
      case 'ServiceTicketOpened':
        if (event.data.assetId !== undefined) faults.delete(event.data.assetId)
        break
      case 'ServicePlanActivated':
        // One that is sold for what is back in the shop already is nobody's but the seller's mistake.
        if (event.data.cover.unit !== undefined && units.get(keyOf(event.data.cover.unit))?.isGivenBack !== true) {
          planned.set(id, { unit: keyOf(event.data.cover.unit) })
        }
        break
      case 'ServicePlanCancelled':
        planned.delete(id)
        break
      case 'ServicePlanExpired': {
        // Processes that were down for long may cancel it as of before, once they hear of what was given back.
        const plan = planned.get(id)
        if (plan !== undefined) planned.set(id, { ...plan, expiredAt: event.data.expiredAt })
        break
      }
      case 'WarrantyCancelled':
      case 'WarrantySuperseded':
        setOf(ofWarranty, id, (unit) => {
          unit.warranty = 'over'
        })
        break
      case 'AssetRetired':
        setOf(ofAsset, id, (unit) => {
          unit.asset = 'retired'
        })
        break
      default:
        break
    }
  }
  for (const [key, { isDelivered, isGivenBack, givenBackAt, isReplaced, warranty, asset }] of units) {
    // What was scrapped before it was covered is for the desk.
    if (isDelivered && (asset === 'none' || (warranty === 'none' && asset === 'in service')))
      return `unit ${key} was delivered, and is unknown`
    if (isGivenBack && warranty === 'registered') return `unit ${key} was given back, and is warranted`
    if (isGivenBack && asset === 'in service') return `unit ${key} was given back, and is in service`
    const plan = [...planned].find(
      ([, { unit, expiredAt }]) => unit === key && (expiredAt === undefined || (givenBackAt ?? expiredAt) < expiredAt),
    )
    if (isGivenBack && !isReplaced && plan !== undefined)
      return `unit ${key} was given back, and plan ${plan[0]} goes on`
  }
  const [fault] = faults
  return fault === undefined ? undefined : `asset ${fault} has a fault, and no ticket`
}

const keyOf = ({
  purchaseId,
  lineId,
  unit,
}: {
  readonly purchaseId: string
  readonly lineId: string
  readonly unit: number
}): string => `${purchaseId}/${lineId}#${unit}`

const setOf = (known: ReadonlyMap<string, Known>, id: string, change: (unit: Known) => void): void => {
  const unit = known.get(id)
  if (unit !== undefined) change(unit)
}

const noUnit = (): Known => ({
  isDelivered: false,
  isGivenBack: false,
  givenBackAt: undefined,
  isReplaced: false,
  warranty: 'none',
  asset: 'none',
})

const unitsOf = (
  lines: ReadonlyArray<{
    readonly lineId: string
    readonly units: ReadonlyArray<{ readonly first: number; readonly last: number }>
  }>,
): ReadonlyArray<readonly [string, number]> =>
  lines.flatMap(({ lineId, units }) =>
    units.flatMap(({ first, last }) =>
      Array.from({ length: last - first + 1 }, (_, index): readonly [string, number] => [lineId, first + index]),
    ),
  )
