import type { PolicyRef } from '@aftersale/messages'
import type { ReturnTerms } from '../../policy/return-policy/return-facts.js'
import { distinctPolicyRefs } from '../../policy/rule-trace.js'
import type { ReturnCaseRejection } from '../rejections.js'
import type { ReturnCase } from '../state.js'

/** The versions that the case's lines were judged under; where none was, the one that the request came with. */
const policiesInForce = ({ request, draws, refused }: ReturnCase): ReadonlyArray<PolicyRef> => {
  const judged = distinctPolicyRefs(
    [...draws, ...refused].flatMap(({ policyRef }) => (policyRef === undefined ? [] : [policyRef])),
  )
  return judged.length === 0 ? [request.policyRef] : judged
}

/** Whether the terms that came with a command are a version that the request was judged under. */
export const isJudgedUnder = (returnCase: ReturnCase, { policy }: ReturnTerms): boolean =>
  policiesInForce(returnCase).some(
    ({ policyId, version }) => policyId === policy.policyId && version === policy.version,
  )

export const termsDiffer = (returnCase: ReturnCase): ReturnCaseRejection => ({
  reason: 'TermsDiffer',
  inForce: policiesInForce(returnCase),
})
