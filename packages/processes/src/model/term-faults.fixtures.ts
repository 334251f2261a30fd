import type { WarrantyRegistered } from '@aftersale/domain'
import { berlinDayOf, berlinInstantOf, daysFrom, plusDays, plusPeriods } from './berlin.fixtures.js'
import { kept, type Story } from './story.fixtures.js'

// No warranty is longer than its terms allow, counted from what was recorded of it: anchors, extensions, and the days on
// which it stood still. None of the domain's own calendar or terms is used.

type LayerTerms = WarrantyRegistered['data']['layers'][number]
type Carried = NonNullable<WarrantyRegistered['data']['carried']>

interface Extension {
  readonly layerId: string
  readonly by: string
}

/** What is known of one warranty. */
interface Known {
  readonly registered: WarrantyRegistered['data']
  readonly layers: Map<string, LayerTerms>
  /** The latest day that was accepted for each anchor. */
  readonly anchors: Map<string, string>
  /** Of layers that were added: the day on which the service was completed. */
  readonly addedOn: Map<string, string>
  readonly extensions: Map<string, Extension>
  readonly custodies: Map<string, { readonly from: string; readonly until?: string; readonly isInspection: boolean }>
  readonly rests: Map<
    string,
    { readonly layerIds: ReadonlyArray<string>; readonly from: string; readonly until?: string }
  >
  /** As they were told last. */
  readonly told: Map<string, { readonly startsOn: string; readonly lastOn: string }>
}

/** The first layer that lasts longer than it may, or a claim that it answers for before or after its days. */
export const faultInTerms = (story: Story): string | undefined => {
  const warranties = new Map<string, Known>()
  for (const { event, id } of story) {
    if (event.type === 'WarrantyRegistered') warranties.set(id, begun(event.data))
    const warranty = warranties.get(id)
    if (warranty === undefined) continue
    switch (event.type) {
      case 'WarrantyStarted':
      case 'WarrantyRestated':
        better(warranty.anchors, event.data.anchor, berlinDayOf(event.data.anchoredAt))
        break
      case 'WarrantyLayerAdded':
        warranty.layers.set(event.data.layer.layerId, event.data.layer)
        warranty.addedOn.set(event.data.layer.layerId, berlinDayOf(event.data.addedAt))
        break
      case 'WarrantyExtended':
        warranty.extensions.set(event.data.extensionId, event.data)
        break
      case 'ExtensionReversed':
        warranty.extensions.delete(event.data.extensionId)
        break
      case 'ProductTakenIntoCustody': {
        const { custodyId, request, takenAt, purpose } = event.data
        const from = berlinDayOf(request?.requestedAt ?? takenAt)
        warranty.custodies.set(custodyId, { from, isInspection: purpose === 'inspection' })
        break
      }
      case 'ProductHandedBack': {
        const custody = warranty.custodies.get(event.data.custodyId)
        const until = berlinDayOf(event.data.handedBackAt)
        if (custody !== undefined) warranty.custodies.set(event.data.custodyId, { ...custody, until })
        break
      }
      case 'WarrantySuspended': {
        const { suspensionId, layerIds, suspendedAt } = event.data
        warranty.rests.set(suspensionId, { layerIds, from: berlinDayOf(suspendedAt) })
        break
      }
      case 'WarrantyResumed': {
        const rest = warranty.rests.get(event.data.suspensionId)
        const until = plusDays(berlinDayOf(event.data.resumedAt), -1)
        if (rest !== undefined) warranty.rests.set(event.data.suspensionId, { ...rest, until })
        break
      }
      case 'ClaimOpened': {
        const { layerIds, failedOn } = event.data
        const late = layerIds.find((layerId) => !covers(warranty, layerId, failedOn))
        if (late !== undefined) return `${id}: layer ${late} answers for what failed on ${failedOn}, out of its days`
        break
      }
      default:
        break
    }
    if (!('terms' in event.data)) continue
    for (const { layerId, startsOn, lastOn, endsAtExclusive } of event.data.terms as ReadonlyArray<LayerTerm>) {
      const allowed = lastDayAllowed(warranty, layerId)
      if (allowed === undefined) return `${id}: layer ${layerId} lasts until ${lastOn}, counted from nothing`
      if (lastOn > allowed) return `${id}: layer ${layerId} lasts until ${lastOn}, longer than ${allowed}`
      const midnight = berlinInstantOf(plusDays(lastOn, 1))
      if (endsAtExclusive !== midnight) return `${id}: layer ${layerId} ends at ${endsAtExclusive}, not ${midnight}`
      warranty.told.set(layerId, { startsOn, lastOn })
    }
  }
  return undefined
}

interface LayerTerm {
  readonly layerId: string
  readonly startsOn: string
  readonly lastOn: string
  readonly endsAtExclusive: string
}

const begun = (registered: WarrantyRegistered['data']): Known => {
  const { layers, carried, purchase } = registered
  const anchors = new Map<string, string>()
  if (purchase !== undefined) anchors.set('purchase', berlinDayOf(purchase.purchasedAt))
  for (const { anchor, anchoredAt } of carried?.anchored ?? []) better(anchors, anchor, berlinDayOf(anchoredAt))
  const added = carried?.added ?? []
  return {
    registered,
    layers: new Map([...layers, ...added.map(({ layer }) => layer)].map((layer) => [layer.layerId, layer])),
    anchors,
    addedOn: new Map(
      added.flatMap(({ layer, servicedAt }) =>
        servicedAt === undefined ? [] : [[layer.layerId, berlinDayOf(servicedAt)] as const],
      ),
    ),
    extensions: new Map((carried?.extensions ?? []).map((extension) => [extension.extensionId, extension])),
    custodies: new Map(),
    rests: new Map(),
    told: new Map(),
  }
}

const better = (anchors: Map<string, string>, anchor: string, day: string): void => {
  const known = anchors.get(anchor)
  if (known === undefined || known < day) anchors.set(anchor, day)
}

const covers = ({ told, custodies, rests }: Known, layerId: string, day: string): boolean => {
  const term = told.get(layerId)
  if (term === undefined || day < term.startsOn) return false
  // While it stands still nobody can say yet when it ends.
  const isOpen = [...custodies.values(), ...rests.values()].some(({ until }) => until === undefined)
  return isOpen || day <= term.lastOn
}

/** The last day on which a layer may cover; nothing where it is not known from when it is counted. */
const lastDayAllowed = (warranty: Known, layerId: string): string | undefined => {
  const layer = warranty.layers.get(layerId)
  if (layer === undefined) return undefined
  const { carried } = warranty.registered
  const days = [byTerms(warranty, layer), afterReplacement(warranty, layer, carried)].filter((day) => day !== undefined)
  return days.length === 0 ? undefined : days.reduce((latest, day) => (day > latest ? day : latest))
}

const byTerms = (warranty: Known, layer: LayerTerms): string | undefined => {
  const anchor = anchorOf(warranty, layer)
  if (anchor === undefined) return undefined
  const extensions = extensionsOf(warranty, layer)
  const { conformity } = warranty.registered
  const periods: ReadonlyArray<string> =
    layer.kind === 'statutory' && conformity?.period !== undefined ? [layer.period, conformity.period] : [layer.period]
  const ends = periods.map((period) => {
    const { day, isClamped } = plusPeriods(anchor, [period, ...extensions])
    const isFirstDayCounted = layer.countingRule === 'start-day-included' && layer.startAnchor !== 'end-of-layer'
    return isFirstDayCounted && !isClamped && extensions.length === 0 && period === layer.period
      ? plusDays(day, -1)
      : day
  })
  return plusDays(
    ends.reduce((latest, day) => (day > latest ? day : latest)),
    daysAtRest(warranty, layer, anchor),
  )
}

const anchorOf = (warranty: Known, { layerId, startAnchor, extendsLayerId }: LayerTerms): string | undefined => {
  if (startAnchor === 'end-of-layer') return lastDayAllowed(warranty, extendsLayerId ?? '')
  return warranty.addedOn.get(layerId) ?? warranty.anchors.get(startAnchor) ?? warranty.anchors.get('replacement')
}

const extensionsOf = ({ extensions }: Known, { layerId }: LayerTerms): ReadonlyArray<string> =>
  [...extensions.values()].filter((extension) => extension.layerId === layerId).map(({ by }) => by)

const afterReplacement = (warranty: Known, layer: LayerTerms, carried: Carried | undefined): string | undefined => {
  const least = carried?.atLeast.find(({ layerId }) => layerId === layer.layerId)?.lastOn
  if (carried === undefined || least === undefined) return undefined
  const { day } = plusPeriods(least, extensionsOf(warranty, layer))
  return plusDays(day, daysAtRest(warranty, layer, berlinDayOf(carried.replacedAt)))
}

/** How many days the layer stood still, each counted once. */
const daysAtRest = ({ registered, custodies, rests }: Known, layer: LayerTerms, since: string): number => {
  const days = new Set<string>()
  const rest = (from: string, until: string | undefined): void => {
    if (until !== undefined) for (const day of daysFrom(from, until)) if (day >= since) days.add(day)
  }
  const lawRests = layer.kind === 'statutory' && registered.conformity?.custodySuspends === true
  for (const { from, until, isInspection } of custodies.values()) {
    if (layer.custodySuspends || (lawRests && !isInspection)) rest(from, until)
  }
  for (const { layerIds, from, until } of rests.values()) if (layerIds.includes(layer.layerId)) rest(from, until)
  for (const { layerId, firstOn, lastOn } of registered.carried?.standstills ?? []) {
    if (layerId === layer.layerId) rest(firstOn, lastOn)
  }
  return days.size
}

/** Where a unit was replaced: what its warranty may hand on. */
export const faultInCarried = (story: Story): string | undefined => {
  const last = new Map<string, Map<string, string>>()
  for (const { event, id } of story) {
    if ('terms' in event.data && event.type.startsWith('Warranty')) {
      for (const { layerId, lastOn } of event.data.terms as ReadonlyArray<LayerTerm>) {
        kept(last, id, () => new Map<string, string>()).set(layerId, lastOn)
      }
    }
    if (event.type !== 'UnitReplaced') continue
    const { carried, termPolicy, replacedAt } = event.data
    for (const { layerId, lastOn } of carried.atLeast) {
      const before = last.get(id)?.get(layerId)
      const owed =
        termPolicy.kind === 'longer-of' ? plusPeriods(berlinDayOf(replacedAt), [termPolicy.atLeast]).day : undefined
      const allowed = [before, owed]
        .filter((day) => day !== undefined)
        .sort()
        .at(-1)
      if (allowed === undefined || lastOn > allowed) {
        return `${id}: what replaces it is covered by ${layerId} until ${lastOn}, longer than ${allowed ?? 'nothing'}`
      }
    }
  }
  return undefined
}
