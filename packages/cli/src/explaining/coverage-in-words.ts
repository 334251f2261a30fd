import { decimalText } from '@aftersale/domain/money'
import { instantOf } from '@aftersale/messages'
import type { Coverage, LayerCoverage, PlanCoverage, WarrantyCoverage, Why } from '@aftersale/read-models'
import { instantInWords } from '../figures/figure-in-words.js'

/** What covers a unit, until when, who pays, and why; below its story. `when`: `on 2026-01-01`. */
export const coverageInWords = (when: string, coverage: Coverage | undefined): ReadonlyArray<string> => [
  `What covers it ${when}?`,
  ...(coverage === undefined
    ? ['  Nothing that is known of.']
    : [...coverage.warranties.flatMap(warrantyInWords), ...coverage.plans.flatMap(planInWords)]),
]

export const warrantyInWords = (warranty: WarrantyCoverage): ReadonlyArray<string> => {
  const { warrantyId, status, layers, clarified, claims, carriedFrom, supersededBy } = warranty
  return [
    `  warranty ${warrantyId}: ${status}`,
    ...(carriedFrom === undefined ? [] : [`    carries on: warranty ${carriedFrom}`]),
    ...(supersededBy === undefined ? [] : [`    carried on by: warranty ${supersededBy}`]),
    ...layers.flatMap(layerInWords),
    `    whom the customer was told to turn to:${clarified.length === 0 ? ' nobody' : ''}`,
    ...clarified.map(
      ({ at, failureModes, party, contact, late }) =>
        `      ${time(at)}  ${failureModes.join(', ')}: ${party} (${contact})${late ? ', late' : ''}`,
    ),
    ...(claims.length === 0 ? [] : ['    claims:']),
    ...claims.map(
      ({ reported, failureMode, status: ofClaim, remedy, claimId }) =>
        `      ${time(reported.at)}  ${failureMode}: ${spaced(ofClaim)}${remedy === undefined ? '' : `, ${spaced(remedy)}`}  ${claimId}`,
    ),
  ]
}

const layerInWords = (layer: LayerCoverage): ReadonlyArray<string> => {
  const { layerId, kind, status, covers, why, party, contact, covered, excluded, conditions, serviceFees, extensions } =
    layer
  const fees = serviceFees.map((fee) => `${decimalText(fee)} ${fee.currency}`)
  const without = excluded.length === 0 ? '' : `, without ${excluded.join(', ')}`
  return [
    `    ${layerId} (${spaced(kind)}): ${status}${covers && status !== 'active' ? ', covers it all the same' : ''}`,
    `      until when: ${termInWords(layer)}`,
    `      who pays: ${party}${contact === undefined ? '' : ` (${contact})`}${fees.length === 0 ? '' : `, but for ${fees.join(' or ')} a claim`}`,
    `      for what: ${covered === undefined ? 'everything' : covered.join(', ')}${without}`,
    `      why: ${whyInWords(why)}`,
    ...(conditions.length === 0 ? [] : [`      asks for: ${conditions.join(', ')}`]),
    ...extensions.map(({ at, by, cause }) => `      longer by ${by}: ${spaced(cause)}, ${time(at)}`),
  ]
}

const planInWords = ({ servicePlanId, status, why, used, ...term }: PlanCoverage): ReadonlyArray<string> => [
  `  service plan ${servicePlanId}: ${status}`,
  `    until when: ${termInWords(term)}`,
  `    why: ${whyInWords(why)}`,
  ...used.map(
    ({ kind, used: count, left }) => `    ${spaced(kind)}: ${count} used${left === undefined ? '' : `, ${left} left`}`,
  ),
]

const termInWords = ({ startsOn, lastOn }: Pick<LayerCoverage, 'startsOn' | 'lastOn'>): string =>
  startsOn === undefined || lastOn === undefined ? 'not known yet' : `${lastOn}, from ${startsOn} on`

const whyInWords = ({ because, told }: Why): string =>
  `${spaced(because)}${told === undefined ? '' : `, ${time(told.at)}`}`

const spaced = (name: string): string => name.replaceAll('-', ' ')

const time = (at: number): string => instantInWords(instantOf(at))
