import { accept, alreadyDone, reject } from '@aftersale/decider'
import { informedOfWithdrawalAt } from '../../policy/disclosure/shown-before-purchase.js'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import { valueOf } from '../../units/index.js'
import { type CaseUnits, countOfUnits, unitsInBoth, unitsWithout } from '../case-units.js'
import type { DecideDisposition, InspectItem } from '../commands.js'
import type { ReturnCaseRejection } from '../rejections.js'
import { isSellersFault } from '../return-case-kind.js'
import type { RequestedReturn, ReturnCase } from '../state.js'
import { disposedUnits, inspectedUnits, unitsOfItem, withSerials } from '../units-held.js'
import { lowestOf, unitsBySerial } from './parts.js'
import { type ReturnCaseDecision, sameContent, serialsUnfit } from './refusals.js'

type Several = ReadonlyArray<CaseUnits>

/** Units that came back, each once. A deduction rests on something, and is never more than was paid for them. */
export const inspectItem = ({ data }: InspectItem, { returnCase }: RequestedReturn): ReturnCaseDecision => {
  const { quantity, serials: _, finding, deductionMinor = 0n, ...rest } = data
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
  const unfit = deductionMinor === 0n ? undefined : deductionUnfit(returnCase, lines, data)
  if (unfit !== undefined) return reject(unfit)
  return accept([
    {
      type: 'ItemInspected',
      data: {
        ...rest,
        ...(finding === undefined ? {} : { finding }),
        deductionMinor,
        lines: withSerials(returnCase, lines),
        trace: [
          ruleApplied(
            'deduction-has-a-basis',
            { grade: data.grade, deductionMinor: `${deductionMinor}`, legalBasis: data.legalBasis },
            deductionMinor === 0n ? 'nothing-deducted' : 'deducted',
          ),
        ],
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

/** What stands against a deduction: no basis, the kind of return, a withdrawal nobody was informed of, its sum. */
const deductionUnfit = (
  returnCase: ReturnCase,
  lines: Several,
  { deductionMinor = 0n, legalBasis }: InspectItem['data'],
): ReturnCaseRejection | undefined => {
  const { kind, evidence } = returnCase.request
  if (legalBasis === undefined) return { reason: 'DeductionWithoutLegalBasis' }
  if (isSellersFault(kind)) return { reason: 'DeductionNotAllowed', kind }
  if ((kind === 'trade-in') !== (legalBasis === 'trade-in-agreement')) return { reason: 'DeductionNotAllowed', kind }
  if (isWithdrawal(returnCase, lines)) {
    if (legalBasis !== 'excess-handling') return { reason: 'DeductionNotAllowed', kind }
    const purchases = evidence.filter(({ purchaseId }) => lines.some((one) => one.purchaseId === purchaseId))
    const wasInformed = purchases.every(
      ({ disclosures, purchasedAt }) => informedOfWithdrawalAt(disclosures, purchasedAt) !== undefined,
    )
    if (!wasInformed) return { reason: 'WithdrawalNotInformed' }
  }
  const valueMinor = lines.reduce((sum, one) => sum + paidFor(returnCase, one), 0n)
  return deductionMinor > valueMinor ? { reason: 'DeductionExceedsValue', valueMinor } : undefined
}

/** Whether any of the units is back by the law's right, whatever the customer called it. */
const isWithdrawal = ({ draws }: ReturnCase, lines: Several): boolean =>
  draws.some(
    ({ judgedAs, by, reservationId, lineId }) =>
      judgedAs === 'withdrawal' &&
      by === 'law' &&
      lines.some((one) => one.reservationId === reservationId && one.lineId === lineId),
  )

/** Net and tax of the units. */
const paidFor = ({ request: { evidence } }: ReturnCase, { purchaseId, lineId, units }: CaseUnits): bigint => {
  const sold = evidence.find((one) => one.purchaseId === purchaseId)?.lines.find((one) => one.lineId === lineId)
  if (sold === undefined) return 0n
  const { netMinor, taxMinor, quantity } = sold
  return valueOf({ totalMinor: netMinor, quantity }, units) + valueOf({ totalMinor: taxMinor, quantity }, units)
}
