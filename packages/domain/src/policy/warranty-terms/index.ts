export { decodeWarrantyTerms, warrantyTerms } from './decode-warranty-terms.js'
export { washingMachineTerms } from './example-warranty-terms.js'
export { coverageOf, extensionEnd, isRepairLimitReached, layerEnd } from './layer-coverage.js'
export {
  Obligor,
  WarrantyAnchor,
  WarrantyCondition,
  WarrantyLayerKind,
  WarrantyLayerTerms,
  WarrantyTerms,
  warrantyTermsRefOf,
} from './warranty-terms.js'
