import type { Warranty } from '../state.js'
import type { DayEnd, LayerTerm } from './layer-term.js'
import type { Layer } from './layers.js'
import { rejectableUntil, termsOf } from './terms-of.js'

export interface ChangedTerms {
  /** Of layers whose first or last day is another than was recorded, and no others. */
  readonly terms: ReadonlyArray<LayerTerm>
  /** Where it is another than was recorded. */
  readonly rejectableUntil?: DayEnd
}

/** Which days are others once the warranty is so. */
export const changedTerms = (warranty: Warranty): ChangedTerms => {
  const rejectable = rejectableUntil(warranty)
  return {
    terms: termsOf(warranty).filter((term) => !isSameTerm(term, layerOf(warranty, term.layerId)?.term)),
    ...(rejectable === undefined || rejectable.lastOn === warranty.rejectableUntil?.lastOn
      ? {}
      : { rejectableUntil: rejectable }),
  }
}

export const layerOf = ({ layers }: Pick<Warranty, 'layers'>, layerId: string): Layer | undefined =>
  layers.find((layer) => layer.layerId === layerId)

const isSameTerm = (term: LayerTerm, recorded: LayerTerm | undefined): boolean =>
  recorded !== undefined && term.startsOn === recorded.startsOn && term.lastOn === recorded.lastOn
