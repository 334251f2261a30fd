import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import type { RuleApplied } from '../../policy/rule-trace.js'
import { type CaseUnits, isSamePlace } from '../case-units.js'
import type { Draw } from '../draw.js'
import { isSellersFault } from '../return-case-kind.js'
import type { ReturnCase } from '../state.js'
import { shareOf } from './unit-values.js'

/**
 * What inspections found that those units lost in value, as far as it may be taken off and never more than their net
 * value: nothing where the seller is at fault, and from who withdraws by law for excess handling alone (Directive
 * 2011/83, article 14(2)). What an inspection found of several units falls on each by its place among them.
 */
export const lossOf = (
  { inspections, request }: ReturnCase,
  units: CaseUnits,
  { draw, netMinor }: { readonly draw: Draw; readonly netMinor: bigint },
): { readonly lossMinor: bigint; readonly trace: ReadonlyArray<RuleApplied> } => {
  const found = inspections.filter(
    ({ deductionMinor, lines }) => deductionMinor > 0n && lines.some((line) => isSamePlace(line, units)),
  )
  const isWithdrawalByLaw = draw.judgedAs === 'withdrawal' && draw.by === 'law'
  const counted = found.map(({ inspectionId, deductionMinor, lines, legalBasis }) => {
    const minor = shareOf(deductionMinor, lines, units)
    const standsAgainst = isSellersFault(request.kind)
      ? 'SellerOwesWhatWasAgreed'
      : legalBasis === undefined
        ? 'LegalBasisMissing'
        : isWithdrawalByLaw && legalBasis !== 'excess-handling'
          ? 'BasisDoesNotApply'
          : undefined
    const facts = { inspectionId, lineId: units.lineId, deductionMinor: `${minor}`, basis: legalBasis }
    return {
      minor: standsAgainst === undefined ? minor : 0n,
      applied: ruleApplied('diminished-value', facts, standsAgainst ?? 'deducted', draw.policyRef),
    }
  })
  const foundMinor = counted.reduce((sum, { minor }) => sum + minor, 0n)
  return {
    lossMinor: foundMinor < netMinor ? foundMinor : netMinor,
    trace: counted.map(({ applied }) => applied),
  }
}
