import { accept, alreadyDone, reject } from '@aftersale/decider'
import { sameContent } from '@aftersale/messages'
import { type ValueLossRefusal, valueLossUnder } from '../../policy/return-policy/value-loss-under.js'
import type { RuleApplied, RuleTrace } from '../../policy/rule-trace.js'
import { valueOf } from '../../units/index.js'
import { type CaseUnits, countOfUnits, unitsInBoth, unitsWithout } from '../case-units.js'
import type { DecideDisposition, InspectItem } from '../commands.js'
import type { ReturnCaseRejection } from '../rejections.js'
import type { ReturnCaseKind } from '../return-case-kind.js'
import { unitsMadeGood } from '../settlement/settlement-state.js'
import type { RequestedReturn, ReturnCase } from '../state.js'
import { disposedUnits, inspectedUnits, unitsOfItem, withSerials } from '../units-held.js'
import { lowestOf, unitsBySerial } from './parts.js'
import { type ReturnCaseDecision, serialsUnfit } from './refusals.js'
import { isJudgedUnder, termsDiffer } from './terms-in-force.js'

type Several = ReadonlyArray<CaseUnits>

/** Units that came back, each once. A deduction rests on something, and is never more than was paid for them. */
export const inspectItem = ({ data }: InspectItem, { returnCase }: RequestedReturn): ReturnCaseDecision => {
  const { quantity, serials: _, finding, deductionMinor = 0n, terms: ___, ...rest } = data
  const { inspectionId, itemId } = data
  const known = returnCase.inspections.find((one) => one.inspectionId === inspectionId)
  if (known !== undefined) {
    const { lines, trace: __, ...told } = known
    return sameContent({ ...rest, deductionMinor, quantity }, { ...told, quantity: countOfUnits(lines) })
      ? alreadyDone
      : reject({ reason: 'InspectionIdReused', inspectionId })
  }
  const ofItem = unitsOfItem(returnCase, itemId)
  if (ofItem.length === 0) return reject({ reason: 'ItemUnknown', itemId })
  const uninspected = unitsWithout(ofItem, inspectedUnits(returnCase))
  const lines = chosenOf(returnCase, uninspected, data)
  if ('reason' in lines) return reject(lines)
  if (countOfUnits(lines) < quantity) {
    return reject({ reason: 'QuantityExceedsUninspected', itemId, uninspected: countOfUnits(uninspected) })
  }
  const judged = deductionMinor === 0n ? NOTHING_DEDUCTED : deductionJudged(returnCase, lines, data)
  if ('reason' in judged) return reject(judged)
  return accept([
    {
      type: 'ItemInspected',
      data: {
        ...rest,
        ...(finding === undefined ? {} : { finding }),
        deductionMinor,
        lines: withSerials(returnCase, lines),
        trace: judged,
      },
    },
  ])
}

export const decideDisposition = ({ data }: DecideDisposition, { returnCase }: RequestedReturn): ReturnCaseDecision => {
  const { quantity, serials: _, ...rest } = data
  const { dispositionId, itemId } = data
  const known = returnCase.dispositions.find((one) => one.dispositionId === dispositionId)
  if (known !== undefined) {
    const { lines, ...told } = known
    return sameContent({ ...rest, quantity }, { ...told, quantity: countOfUnits(lines) })
      ? alreadyDone
      : reject({ reason: 'DispositionIdReused', dispositionId })
  }
  const ofItem = unitsOfItem(returnCase, itemId)
  if (ofItem.length === 0) return reject({ reason: 'ItemUnknown', itemId })
  const undecided = unitsWithout(unitsInBoth(ofItem, inspectedUnits(returnCase)), disposedUnits(returnCase))
  const lines = chosenOf(returnCase, undecided, data)
  if ('reason' in lines) return reject(lines)
  if (countOfUnits(lines) < quantity) {
    return reject({ reason: 'QuantityExceedsUndecided', itemId, undecided: countOfUnits(undecided) })
  }
  const madeGood = countOfUnits(unitsInBoth(lines, unitsMadeGood(returnCase.settlement)))
  if (data.disposition === 'return-to-customer' && madeGood > 0) {
    return reject({ reason: 'UnitsMadeGood', itemId, madeGood })
  }
  return accept([{ type: 'DispositionDecided', data: { ...rest, lines: withSerials(returnCase, lines) } }])
}

const chosenOf = (
  returnCase: ReturnCase,
  from: Several,
  { itemId, quantity, serials }: Pick<InspectItem['data'], 'itemId' | 'quantity' | 'serials'>,
): Several | ReturnCaseRejection => {
  if (serials === undefined) return lowestOf(from, quantity)
  const unfit = serialsUnfit(quantity, serials)
  if (unfit !== undefined) return unfit
  const serial = serials.find((one) => unitsBySerial(returnCase, from, [one]).length === 0)
  return serial === undefined ? unitsBySerial(returnCase, from, serials) : { reason: 'SerialNotInItem', itemId, serial }
}

const NOTHING_DEDUCTED: RuleTrace = []

/** The rules that allow it, purchase line by purchase line; or what stands against it. */
const deductionJudged = (
  returnCase: ReturnCase,
  lines: Several,
  { deductionMinor = 0n, legalBasis, terms }: InspectItem['data'],
): RuleTrace | ReturnCaseRejection => {
  if (terms === undefined || !isJudgedUnder(returnCase, terms)) return termsDiffer(returnCase)
  const { kind, evidence, requestedAt } = returnCase.request
  const netMinor = lines.reduce((sum, one) => sum + paidFor(returnCase, one), 0n)
  const trace: RuleApplied[] = []
  for (const { purchaseId, lineId, reservationId } of lines) {
    const draw = returnCase.draws.find((one) => one.reservationId === reservationId && one.lineId === lineId)
    const disclosures = evidence.find((one) => one.purchaseId === purchaseId)?.disclosures ?? []
    if (draw === undefined) continue
    const { judgedAs, by } = draw
    const facts = { judgedAs, by, requestedAt, disclosures, basis: legalBasis, deductionMinor, netMinor }
    const judged = valueLossUnder(terms, facts)
    if (judged.refusedBecause !== undefined) return rejectionFor(judged.refusedBecause, kind, netMinor)
    trace.push(...judged.trace)
  }
  return trace
}

const rejectionFor = (because: ValueLossRefusal, kind: ReturnCaseKind, valueMinor: bigint): ReturnCaseRejection => {
  switch (because) {
    case 'LegalBasisMissing':
      return { reason: 'DeductionWithoutLegalBasis' }
    case 'BasisDoesNotApply':
    case 'SellerOwesWhatWasAgreed':
      return { reason: 'DeductionNotAllowed', kind }
    case 'WithdrawalInformationMissing':
      return { reason: 'WithdrawalNotInformed' }
    case 'ExceedsValue':
      return { reason: 'DeductionExceedsValue', valueMinor }
  }
}

/** Net of tax. */
const paidFor = ({ request: { evidence } }: ReturnCase, { purchaseId, lineId, units }: CaseUnits): bigint => {
  const sold = evidence.find((one) => one.purchaseId === purchaseId)?.lines.find((one) => one.lineId === lineId)
  return sold === undefined ? 0n : valueOf({ totalMinor: sold.netMinor, quantity: sold.quantity }, units)
}
