import { explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { unknownFields } from '../unknown-fields.js'
import { type WarrantyLayerTerms, WarrantyTerms } from './warranty-terms.js'

/**
 * Reads terms that a person wrote, and says what is wrong with them, a sentence for each place:
 * `layers[0].period: expected Period, got "24 months"`. Beyond the form of their fields terms must make sense; their
 * README has the rules.
 */
export const decodeWarrantyTerms = (input: unknown): E.Either<ReadonlyArray<string>, WarrantyTerms> => {
  const unknown = unknownFields(WarrantyTerms, input).map((path) => `${path}: no field of warranty terms`)
  const decoded = WarrantyTerms.decode(input)
  if (E.isLeft(decoded)) return E.left([...explainedErrors(decoded.left), ...unknown])
  const { layers } = decoded.right
  const faults = [
    ...unknown,
    ...layers.flatMap((layer, index) => faultsOf(layer, layers, index).map((fault) => `layers[${index}].${fault}`)),
  ]
  return faults.length > 0 ? E.left(faults) : decoded
}

/** The terms, for those that stand in code. Throws a TypeError with what `decodeWarrantyTerms` finds wrong. */
export const warrantyTerms = (input: unknown): WarrantyTerms => {
  const decoded = decodeWarrantyTerms(input)
  if (E.isRight(decoded)) return decoded.right
  throw new TypeError(`These are no warranty terms:\n${decoded.left.join('\n')}`)
}

const faultsOf = (
  layer: WarrantyLayerTerms,
  layers: ReadonlyArray<WarrantyLayerTerms>,
  index: number,
): ReadonlyArray<string> => [
  ...(layers.findIndex(({ layerId }) => layerId === layer.layerId) < index
    ? [`layerId: ${layer.layerId} stands before`]
    : []),
  ...anchorFaults(layer, layers.slice(0, index)),
  ...(layer.covered ?? [])
    .filter((part) => layer.excluded.includes(part))
    .map((part) => `excluded: ${part} is covered too`),
  ...(layer.remedies.length === 0 ? ['remedies: nothing is offered'] : []),
  ...(layer.proofs !== undefined && !layer.conditions.includes('receipt')
    ? ['proofs: nothing has to be proven without the condition receipt']
    : []),
  ...statutoryFaults(layer),
  ...titleFaults(layer),
]

const anchorFaults = (
  { startAnchor, extendsLayerId }: WarrantyLayerTerms,
  before: ReadonlyArray<WarrantyLayerTerms>,
): ReadonlyArray<string> => {
  if (startAnchor !== 'end-of-layer') {
    return extendsLayerId === undefined ? [] : ['extendsLayerId: it does not start where another layer ends']
  }
  if (extendsLayerId === undefined) return ['extendsLayerId: missing, it starts where another layer ends']
  return before.some(({ layerId }) => layerId === extendsLayerId)
    ? []
    : [`extendsLayerId: no layer ${extendsLayerId} stands before`]
}

/** What the law gives is free, for any proof of the purchase, and asks for no registration. */
const statutoryFaults = ({ kind, serviceFees, maxClaims, claimLimits, conditions, proofs }: WarrantyLayerTerms) =>
  kind !== 'statutory'
    ? []
    : [
        ...(serviceFees === undefined ? [] : ['serviceFees: what the law gives is free']),
        ...(maxClaims === undefined ? [] : ['maxClaims: what the law gives has no limit']),
        ...(claimLimits === undefined ? [] : ['claimLimits: what the law gives has no limit']),
        ...(proofs === undefined ? [] : ['proofs: the law takes any proof']),
        ...conditions
          .filter((condition) => condition !== 'receipt')
          .map((condition) => `conditions: the law does not ask for ${condition}`),
      ]

/** A warranty that is called full: for any owner, free, without duties, and with an end to failed repairs. No tie-in by any. */
const titleFaults = ({ title, transferable, serviceFees, maxRepairAttempts, conditions }: WarrantyLayerTerms) => [
  ...(title === undefined
    ? []
    : conditions
        .filter((condition) => condition === 'authorised-parts' || condition === 'authorised-service')
        .map((condition) => `conditions: ${condition} would tie it to parts or service of one maker`)),
  ...(title !== 'full'
    ? []
    : [
        ...(transferable ? [] : ['transferable: a full warranty is for any owner']),
        ...(serviceFees === undefined ? [] : ['serviceFees: a full warranty is free']),
        ...(maxRepairAttempts === undefined
          ? ['maxRepairAttempts: missing, a full warranty replaces or refunds after reasonable attempts']
          : []),
        ...(conditions.includes('registration') ? ['conditions: a full warranty asks for no registration'] : []),
      ]),
]
