import { accept, alreadyDone, reject } from '@aftersale/decider'
import { sameContent } from '@aftersale/messages'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import type { OverridePolicy } from '../commands.js'
import { Draw, type RefusedPart } from '../draw.js'
import { isLedgerReason } from '../refusal-reason.js'
import { reservationIdOf } from '../reservation-id-of.js'
import type { RequestedReturn, ReturnCase } from '../state.js'
import { decidedAlready, type ReturnCaseDecision } from './refusals.js'

/**
 * Beats the policy, never the ledger: what was refused for that reason alone, or for what was set aside before, is drawn
 * on, and the purchase is asked to reserve it as anything else.
 */
export const overridePolicy = ({ data }: OverridePolicy, state: RequestedReturn): ReturnCaseDecision => {
  const { returnCase } = state
  const { ruleId, overriddenBy, because } = data
  const isRepeated = returnCase.overrides.some(({ draws: _, trace: __, ...known }) => sameContent(known, data))
  if (isRepeated) return alreadyDone
  const blocked = decidedAlready(state)
  if (blocked !== undefined && blocked.reason !== 'ReturnAlreadyRefused') return reject(blocked)
  if (isLedgerReason(ruleId)) return reject({ reason: 'LedgerNotOverridable', ruleId })
  const parts = returnCase.refused.filter(({ reasons }) => reasons.includes(ruleId))
  if (parts.length === 0) return reject({ reason: 'NothingRefusedFor', ruleId })

  const draws = parts.flatMap((part) => {
    const draw = part.reasons.every((reason) => reason === ruleId) ? drawOf(returnCase, part) : undefined
    return draw === undefined ? [] : [draw]
  })
  const [policyRef] = parts.map((part) => part.policyRef)
  return accept([
    {
      type: 'OverrideRecorded',
      data: {
        ...data,
        draws,
        trace: [
          ruleApplied(
            'override',
            { reason: ruleId, because, overriddenBy: overriddenBy.kind, drawnQuantity: quantityOf(draws) },
            'set-aside',
            policyRef,
          ),
        ],
      },
    },
  ])
}

/** Of what a policy refused, which says all that a draw does; what the ledger refused does not. */
const drawOf = ({ returnCaseId, overrides }: ReturnCase, { reasons: _, ...part }: RefusedPart): Draw | undefined => {
  const { purchaseId } = part
  if (purchaseId === undefined) return undefined
  const draw = { ...part, reservationId: reservationIdOf(returnCaseId, purchaseId, overrides.length + 1) }
  return Draw.is(draw) ? draw : undefined
}

const quantityOf = (draws: ReadonlyArray<Draw>): number => draws.reduce((count, { quantity }) => count + quantity, 0)
