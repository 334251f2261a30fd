import { accept, alreadyDone, reject } from '@aftersale/decider'
import { sameContent } from '@aftersale/messages'
import { wasShownBeforePurchase } from '../../policy/disclosure/shown-before-purchase.js'
import { conditionBehind } from '../../policy/return-policy/refusal-causes.js'
import type { WouldHaveTurned } from '../../policy/return-policy/return-facts.js'
import { returnPolicyRefOf } from '../../policy/return-policy/return-policy.js'
import { ReturnCondition, ReturnException } from '../../policy/return-policy/return-vocabulary.js'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import type { RefuseReturn } from '../commands.js'
import type { RefusalReason } from '../refusal-reason.js'
import type { RequestedReturn, ReturnCase } from '../state.js'
import { heldUnits, withSerials } from '../units-held.js'
import { decidedAlready, type ReturnCaseDecision } from './refusals.js'
import { isJudgedUnder, termsDiffer } from './terms-in-force.js'

/** By staff. What the customer was not shown before the purchase is no reason, but for what the law itself excepts. */
export const refuseReturn = ({ data }: RefuseReturn, state: RequestedReturn): ReturnCaseDecision => {
  const { returnCase } = state
  const { returnCaseId, reasons, terms, refusedBy, refusedAt } = data
  const isRepeated = returnCase.refusals.some((known) =>
    sameContent([known.reasons, known.refusedBy, known.refusedAt], [reasons, refusedBy, refusedAt]),
  )
  if (isRepeated) return alreadyDone
  const blocked = decidedAlready(state)
  if (blocked !== undefined) return reject(blocked)
  if (reasons.length === 0) return reject({ reason: 'NoReasonGiven' })
  if (!isJudgedUnder(returnCase, terms)) return reject(termsDiffer(returnCase))

  const policyRef = returnPolicyRefOf(terms.policy)
  const undisclosed = reasons.find((reason) => !mayBeHeldAgainst(reason, returnCase, terms))
  if (undisclosed !== undefined) {
    return reject({ reason: 'ConditionNotDisclosed', refusedFor: undisclosed, policyRef })
  }
  return accept([
    {
      type: 'ReturnRefused',
      data: {
        returnCaseId,
        reasons,
        counterfactual: [{ wouldHaveTurned: turnedBy(reasons) }],
        lines: withSerials(returnCase, heldUnits(returnCase)),
        trace: reasons.map((reason) =>
          ruleApplied(
            'refused-on-review',
            { reason, condition: conditionBehind(reason), refusedBy: refusedBy.kind },
            'refused',
            policyRef,
          ),
        ),
        refusedBy,
        refusedAt,
      },
    },
  ])
}

const mayBeHeldAgainst = (
  reason: RefusalReason,
  { request: { evidence } }: ReturnCase,
  { policy, law }: RefuseReturn['data']['terms'],
): boolean => {
  const condition = conditionBehind(reason)
  if (condition === undefined) return true
  if (ReturnException.is(condition) && law?.withdrawal?.exceptions.includes(condition) === true) return true
  return evidence.every(({ purchasedAt, disclosures }) =>
    wasShownBeforePurchase(condition, { policyRef: returnPolicyRefOf(policy), purchasedAt }, disclosures),
  )
}

/** Had the conditions been met, and the goods not been of the excepted kinds. */
const turnedBy = (reasons: ReadonlyArray<RefusalReason>): WouldHaveTurned => {
  const behind = reasons.map(conditionBehind)
  const missing = behind.filter(ReturnCondition.is)
  const without = behind.filter(ReturnException.is)
  return { ...(missing.length === 0 ? {} : { missing }), ...(without.length === 0 ? {} : { without }) }
}
