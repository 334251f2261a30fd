import type { LayerTerm, WarrantyEvent, WarrantyRegistered } from '@aftersale/domain/events'
import { appended, none } from '../appended.js'
import { eventsCalled } from '../events-called.js'
import { type Moment, momentAt } from '../moment.js'
import type { LayerExtension, PartyClarified } from './coverage.js'

type LayerTerms = WarrantyRegistered['data']['layers'][number]

/** From when until when a layer covers, by which event, and what it is counted from. */
export interface ToldTerm extends Moment {
  readonly term: LayerTerm
}

/** Why a layer stands still while whoever answers for it has the product. */
export const IN_CUSTODY = 'in-custody'

/** Some layers, for a while. `because` is a code. */
export interface OnHold {
  readonly id: string
  readonly layerIds: ReadonlyArray<string>
  readonly because: string
  readonly from: Moment
  readonly until?: Moment | undefined
}

export interface ToldVoid extends Moment {
  readonly voidId: string
  readonly layerIds: ReadonlyArray<string>
  readonly because: string
  readonly isContested: boolean
  /** The layers that cover again, as if it had never been. */
  readonly liftedFrom: ReadonlyArray<string>
}

/** All that was told of one warranty, in the order in which it was heard of. */
export interface WarrantyHistory {
  readonly registered: WarrantyRegistered['data']
  readonly registeredBy: Moment
  layers: ReadonlyArray<LayerTerms>
  /** The latest of each layer. */
  readonly terms: Map<string, ToldTerm>
  /** What the start of layers was told by: `delivery`. */
  readonly startedBy: Map<string, { readonly anchor: string; readonly told: Moment }>
  extensions: ReadonlyArray<LayerExtension & { readonly layerId: string }>
  holds: ReadonlyArray<OnHold>
  voids: ReadonlyArray<ToldVoid>
  lapses: ReadonlyArray<Moment & { readonly layerIds: ReadonlyArray<string> }>
  readonly expired: Map<string, Moment>
  ended: (Moment & { readonly by: 'superseded' | 'cancelled'; readonly because: string }) | undefined
  supersededBy: string | undefined
  clarified: ReadonlyArray<PartyClarified>
}

export const newWarrantyHistory = (registered: WarrantyRegistered['data'], eventId: string): WarrantyHistory => ({
  registered,
  registeredBy: momentAt(registered.registeredAt, eventId),
  layers: registered.layers,
  terms: new Map(),
  startedBy: new Map(),
  extensions: none(),
  holds: none(),
  voids: none(),
  lapses: none(),
  expired: new Map(),
  ended: undefined,
  supersededBy: undefined,
  clarified: none(),
})

const concerns = eventsCalled([
  'WarrantyStarted',
  'WarrantyRestated',
  'WarrantyLayerAdded',
  'WarrantyExtended',
  'ExtensionReversed',
  'WarrantyLayerExpired',
  'ProductTakenIntoCustody',
  'ProductHandedBack',
  'WarrantySuspended',
  'WarrantyResumed',
  'WarrantyVoided',
  'WarrantyVoidContested',
  'WarrantyVoidLifted',
  'WarrantyTransferred',
  'WarrantySuperseded',
  'WarrantyCancelled',
  'ResponsiblePartyClarified',
])

/** Takes one event of the warranty in; what says nothing of what it covers is passed over. Total. */
export const tellWarranty = (history: WarrantyHistory, event: WarrantyEvent, eventId: string): void => {
  if (!concerns(event)) return
  const newTerms = (terms: ReadonlyArray<LayerTerm>, moment: Moment): void => {
    for (const term of terms) history.terms.set(term.layerId, { ...moment, term })
  }
  switch (event.type) {
    case 'WarrantyStarted':
    case 'WarrantyRestated': {
      const { terms, anchor, anchoredAt } = event.data
      const told = momentAt(anchoredAt, eventId)
      for (const { layerId } of terms) history.startedBy.set(layerId, { anchor, told })
      return newTerms(terms, told)
    }
    case 'WarrantyLayerAdded': {
      const { layer, terms, addedAt } = event.data
      const told = momentAt(addedAt, eventId)
      history.layers = appended(history.layers, layer)
      if (terms.length > 0) history.startedBy.set(layer.layerId, { anchor: layer.startAnchor, told })
      return newTerms(terms, told)
    }
    case 'WarrantyExtended': {
      const { extensionId, layerId, by, cause, terms, extendedAt } = event.data
      const told = momentAt(extendedAt, eventId)
      history.extensions = appended(history.extensions, { ...told, extensionId, layerId, by, cause })
      return newTerms(terms, told)
    }
    case 'ExtensionReversed': {
      const { extensionId, terms, reversedAt } = event.data
      history.extensions = history.extensions.filter((extension) => extension.extensionId !== extensionId)
      return newTerms(terms, momentAt(reversedAt, eventId))
    }
    case 'WarrantyLayerExpired':
      history.expired.set(event.data.layerId, momentAt(event.data.expiredAt, eventId))
      return
    case 'ProductTakenIntoCustody': {
      const { custodyId, restingLayerIds, takenAt } = event.data
      const from = momentAt(takenAt, eventId)
      history.holds = appended<OnHold>(history.holds, {
        id: `custody ${custodyId}`,
        layerIds: restingLayerIds,
        because: IN_CUSTODY,
        from,
      })
      return
    }
    case 'ProductHandedBack': {
      const { custodyId, terms, handedBackAt } = event.data
      const told = momentAt(handedBackAt, eventId)
      history.holds = endedHold(history.holds, `custody ${custodyId}`, told)
      return newTerms(terms, told)
    }
    case 'WarrantySuspended': {
      const { suspensionId, layerIds, because, suspendedAt } = event.data
      history.holds = appended<OnHold>(history.holds, {
        id: `suspension ${suspensionId}`,
        layerIds,
        because,
        from: momentAt(suspendedAt, eventId),
      })
      return
    }
    case 'WarrantyResumed': {
      const { suspensionId, terms, resumedAt } = event.data
      const told = momentAt(resumedAt, eventId)
      history.holds = endedHold(history.holds, `suspension ${suspensionId}`, told)
      return newTerms(terms, told)
    }
    case 'WarrantyVoided': {
      const { voidId, layerIds, grounds, voidedAt } = event.data
      history.voids = appended<ToldVoid>(history.voids, {
        ...momentAt(voidedAt, eventId),
        voidId,
        layerIds,
        because: grounds.map(({ kind }) => kind).join(', '),
        isContested: false,
        liftedFrom: none(),
      })
      return
    }
    case 'WarrantyVoidContested':
    case 'WarrantyVoidLifted': {
      const { voidId } = event.data
      const liftedFrom = event.type === 'WarrantyVoidLifted' ? event.data.layerIds : none<string>()
      history.voids = history.voids.map((one) =>
        one.voidId === voidId
          ? {
              ...one,
              isContested: event.type === 'WarrantyVoidContested',
              liftedFrom: [...one.liftedFrom, ...liftedFrom],
            }
          : one,
      )
      return
    }
    case 'WarrantyTransferred': {
      const { lapsedLayerIds, transferredAt } = event.data
      if (lapsedLayerIds.length === 0) return
      history.lapses = appended(history.lapses, { ...momentAt(transferredAt, eventId), layerIds: lapsedLayerIds })
      return
    }
    case 'WarrantySuperseded':
      history.supersededBy = event.data.byWarrantyId
      history.ended ??= { ...momentAt(event.data.supersededAt, eventId), by: 'superseded', because: 'unit-replaced' }
      return
    case 'WarrantyCancelled':
      history.ended ??= { ...momentAt(event.data.cancelledAt, eventId), by: 'cancelled', because: event.data.because }
      return
    case 'ResponsiblePartyClarified': {
      const { party, contact, failureModes, late, informedAt } = event.data
      history.clarified = appended<PartyClarified>(history.clarified, {
        ...momentAt(informedAt, eventId),
        party,
        contact,
        failureModes,
        late,
      })
      return
    }
  }
}

const endedHold = (holds: ReadonlyArray<OnHold>, id: string, until: Moment): ReadonlyArray<OnHold> =>
  holds.map((hold) => (hold.id === id && hold.until === undefined ? { ...hold, until } : hold))
