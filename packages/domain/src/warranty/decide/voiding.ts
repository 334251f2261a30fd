import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type NonEmptyText, sameContent } from '@aftersale/messages'
import type { AnswerVoidContest, ContestVoid, VoidWarranty } from '../commands/ending.js'
import type { Void } from '../ending/ending.js'
import type { VoidGround } from '../ending/void-ground.js'
import { layerOf } from '../layers/changed-terms.js'
import { layerStatusOf } from '../layers/layer-status.js'
import type { Layer } from '../layers/layers.js'
import type { Warranty } from '../state.js'
import { refusalWhereOver } from './over.js'
import type { WarrantyDecision } from './warranty-decision.js'

/**
 * A layer is voided by one of its own exclusions, where that is shown to have caused a failure. A part or a repair of
 * somebody else is nothing to void by, whatever the terms exclude, unless it caused one: no tie-in.
 */
export const voidWarranty = ({ data }: VoidWarranty, warranty: Warranty): WarrantyDecision => {
  const { warrantyId, voidId, grounds, voidedAt } = data
  const known = warranty.ending.voids.find(({ voided }) => voided.voidId === voidId)?.voided
  if (known !== undefined) {
    const isSame =
      sameContent(grounds, known.grounds) && (data.layerIds === undefined || sameContent(data.layerIds, known.layerIds))
    return isSame ? alreadyDone : reject({ reason: 'VoidIdReused', voidId })
  }
  const over = refusalWhereOver(warranty)
  if (over !== undefined) return over
  if (grounds.length === 0) return reject({ reason: 'NoGround' })
  for (const ground of grounds) {
    if (isShownToHaveCausedFailure(ground)) continue
    return reject({ reason: isTieIn(ground) ? 'TieIn' : 'CauseNotShown', kind: ground.kind })
  }
  for (const layerId of data.layerIds ?? []) {
    const layer = layerOf(warranty, layerId)
    if (layer === undefined) return reject({ reason: 'LayerUnknown', layerId })
    if (layer.terms.kind === 'statutory') return reject({ reason: 'LawNeverVoided', layerId })
    if (exclusionsCited(layer, grounds).length === 0) return reject({ reason: 'ExclusionNotInTerms', layerId })
  }
  const layers = warranty.layers.filter(
    (layer) =>
      (data.layerIds?.includes(layer.layerId) ?? layer.terms.kind !== 'statutory') &&
      exclusionsCited(layer, grounds).length > 0 &&
      stillCounts(layer, warranty),
  )
  if (layers.length === 0) return reject({ reason: 'NothingToVoid' })
  const trace = layers.flatMap((layer) =>
    exclusionsCited(layer, grounds).map(({ kind, exclusion, causedFailure }) => ({
      ruleId: 'causal-exclusion' as NonEmptyText,
      facts: { layerId: layer.layerId, kind, exclusion: `${exclusion}`, causedFailure: `${causedFailure}` },
      outcome: 'voided' as NonEmptyText,
      policyRef: warranty.registered.termsRef,
    })),
  )
  const layerIds = layers.map(({ layerId }) => layerId)
  return accept([{ type: 'WarrantyVoided', data: { warrantyId, voidId, layerIds, grounds, trace, voidedAt } }])
}

const isShownToHaveCausedFailure = ({ causedFailure, evidenceIds }: VoidGround): boolean =>
  causedFailure !== undefined && evidenceIds.length > 0

const isTieIn = ({ kind }: VoidGround): boolean => kind === 'third-party-part' || kind === 'third-party-repair'

const exclusionsCited = ({ terms }: Layer, grounds: ReadonlyArray<VoidGround>): ReadonlyArray<VoidGround> =>
  grounds.filter(({ exclusion }) => exclusion !== undefined && terms.excluded.includes(exclusion))

const stillCounts = (layer: Layer, warranty: Warranty): boolean => {
  const status = layerStatusOf(layer, warranty)
  return status !== 'voided' && status !== 'lapsed' && status !== 'expired'
}

export const contestVoid = ({ data }: ContestVoid, warranty: Warranty): WarrantyDecision => {
  const { voidId, contestId, evidenceIds } = data
  const voided = voidOf(voidId, warranty)
  if (voided === undefined) return reject({ reason: 'VoidUnknown', voidId })
  const known = warranty.ending.voids
    .flatMap(({ contests }) => contests)
    .find(({ contested }) => contested.contestId === contestId)?.contested
  if (known !== undefined) {
    return sameContent([voidId, evidenceIds], [known.voidId, known.evidenceIds])
      ? alreadyDone
      : reject({ reason: 'ContestIdReused', contestId })
  }
  const over = refusalWhereOver(warranty)
  if (over !== undefined) return over
  if (voided.lifted) return reject({ reason: 'VoidLiftedAlready', voidId })
  return accept([{ type: 'WarrantyVoidContested', data }])
}

export const answerVoidContest = ({ data }: AnswerVoidContest, warranty: Warranty): WarrantyDecision => {
  const { warrantyId, voidId, contestId, answer, because, answeredAt } = data
  const voided = voidOf(voidId, warranty)
  if (voided === undefined) return reject({ reason: 'VoidUnknown', voidId })
  const contest = voided.contests.find(({ contested }) => contested.contestId === contestId)
  if (contest === undefined) return reject({ reason: 'ContestUnknown', contestId })
  if (contest.answer !== undefined) {
    const given = contest.answer.type === 'WarrantyVoidLifted' ? 'lifted' : 'upheld'
    return given === answer ? alreadyDone : reject({ reason: 'ContestAnswered', answer: given })
  }
  const over = refusalWhereOver(warranty)
  if (over !== undefined) return over
  const answered = { warrantyId, voidId, contestId, because, answeredAt }
  if (answer === 'upheld') return accept([{ type: 'WarrantyVoidUpheld', data: answered }])
  const layerIds = voided.lifted ? [] : voided.voided.layerIds
  return accept([{ type: 'WarrantyVoidLifted', data: { ...answered, layerIds } }])
}

const voidOf = (voidId: NonEmptyText, { ending: { voids } }: Warranty): Void | undefined =>
  voids.find(({ voided }) => voided.voidId === voidId)
