import type { NonEmptyText } from '@aftersale/messages'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import type { RuleTrace } from '../../policy/rule-trace.js'
import type { ClaimId } from '../claim-id.js'
import type { OpenClaim } from '../commands/claims.js'
import type { Layer } from '../layers/layers.js'
import type { Warranty } from '../state.js'
import type { ClaimBlock, ClaimRule } from './claim-rule.js'
import type { ClaimRefusalReason, ClaimWouldHaveTurned } from './claim-words.js'
import { conditionRules } from './conditions.js'
import { coverageRules } from './coverage-rules.js'
import { sameFailure } from './same-defect.js'

export interface ClaimJudgement {
  /** The layers that answer, the one that is asked first before the others. */
  readonly layerIds: ReadonlyArray<NonEmptyText>
  /** None where a layer answers. */
  readonly reasons: ReadonlyArray<ClaimRefusalReason>
  readonly layers: ReadonlyArray<{
    readonly layerId: NonEmptyText
    readonly reasons: ReadonlyArray<ClaimRefusalReason>
  }>
  readonly sameDefectAs?: ClaimId
  readonly wouldHaveTurned?: ClaimWouldHaveTurned
  readonly trace: RuleTrace
}

/** Which layers answer for what was reported. Every rule of every layer is in the trace, whatever comes of it. */
export const judgeClaim = (report: OpenClaim['data'], warranty: Warranty): ClaimJudgement => {
  const same = sameFailure(report, warranty.claims, warranty.layers)
  const once = ruleApplied(
    'one-claim-for-a-failure',
    { failureMode: report.failureMode, defect: report.defect, sameDefectAs: same?.claim.claimId },
    same?.reason ?? 'first',
  )
  const judged = warranty.layers.map((layer) => ({ layer, rules: rulesOf(layer, report, warranty) }))
  const layers = judged.map(({ layer: { layerId }, rules }) => ({ layerId, blocks: blocksOf(rules) }))
  const trace = [once, ...judged.flatMap(({ rules }) => rules.map(({ applied }) => applied))]
  const answering = layers.filter(({ blocks }) => blocks.length === 0).map(({ layerId }) => layerId)
  if (same === undefined && answering.length > 0) {
    return { layerIds: preferredFirst(answering, report.preferredLayerId), reasons: [], layers: [], trace }
  }
  const wouldHaveTurned = same === undefined ? turnedBy(layers) : undefined
  const others = answering.length > 0 ? [] : layers.flatMap(({ blocks }) => reasonsOf(blocks))
  return {
    layerIds: [],
    reasons: [...new Set([...(same === undefined ? [] : [same.reason]), ...others])],
    layers: layers.map(({ layerId, blocks }) => ({ layerId, reasons: reasonsOf(blocks) })),
    ...(same === undefined ? {} : { sameDefectAs: same.claim.claimId }),
    ...(wouldHaveTurned === undefined ? {} : { wouldHaveTurned }),
    trace,
  }
}

const rulesOf = (layer: Layer, report: OpenClaim['data'], warranty: Warranty): ReadonlyArray<ClaimRule> => [
  ...coverageRules(layer, report, warranty),
  ...conditionRules(layer, report, warranty),
]

const blocksOf = (rules: ReadonlyArray<ClaimRule>): ReadonlyArray<ClaimBlock> =>
  rules.flatMap(({ block }) => (block === undefined ? [] : [block]))

const reasonsOf = (blocks: ReadonlyArray<ClaimBlock>): ReadonlyArray<ClaimRefusalReason> => [
  ...new Set(blocks.map(({ reason }) => reason)),
]

const preferredFirst = (
  layerIds: ReadonlyArray<NonEmptyText>,
  preferred: NonEmptyText | undefined,
): ReadonlyArray<NonEmptyText> =>
  layerIds.toSorted((one, other) => Number(other === preferred) - Number(one === preferred))

/** All that one layer has against it, taken away: of the layer of which that is least, of equal ones the first. */
const turnedBy = (
  layers: ReadonlyArray<{ readonly layerId: NonEmptyText; readonly blocks: ReadonlyArray<ClaimBlock> }>,
): ClaimWouldHaveTurned | undefined =>
  layers
    .filter(({ blocks }) => blocks.every(({ lift }) => lift !== undefined))
    .toSorted((one, other) => one.blocks.length - other.blocks.length)
    .map(({ layerId, blocks }) => {
      const met = blocks.flatMap(({ lift }) => lift?.met ?? [])
      return {
        layerId,
        ...blocks.reduce<Omit<ClaimWouldHaveTurned, 'layerId'>>((all, { lift }) => ({ ...all, ...lift }), {}),
        ...(met.length === 0 ? {} : { met }),
      }
    })[0]
