import { accept, alreadyDone, reject } from '@aftersale/decider'
import * as E from 'fp-ts/lib/Either.js'
import { ruleApplied } from '../../policy/return-policy/rule-applied.js'
import { countOf } from '../../units/index.js'
import { type CaseUnits, countOfUnits, unitsInBoth, unitsWithout } from '../case-units.js'
import type {
  ChargeUnreturned,
  RecordAdvanceReplacementDelivery,
  RecordAdvanceReplacementReturn,
  ReverseUnreturnedCharge,
  SendAdvanceReplacement,
} from '../commands/replacement.js'
import { chargeDueAt } from '../settlement/charge-due.js'
import { contradictionIn } from '../settlement/confirmed-evidence.js'
import { pricedReplacement } from '../settlement/exchange-terms.js'
import { idsInUse } from '../settlement/ids-in-use.js'
import { sumOfComponents } from '../settlement/money-of-legs.js'
import type { SettlementComponent } from '../settlement/money-plan.js'
import { unitsStillOut } from '../settlement/open-legs.js'
import { unitsHeldOf } from '../settlement/settleable-units.js'
import type { SettlementRejection } from '../settlement/settlement-rejections.js'
import { advanceNamed, unitsTaken } from '../settlement/settlement-state.js'
import { paidFor, shareOf } from '../settlement/unit-values.js'
import type { ReturnCase } from '../state.js'
import { awaitedUnits, receivedUnits } from '../units-held.js'
import type { SettlementDecision } from './settlement-decision.js'

export const sendAdvanceReplacement = (
  { data }: SendAdvanceReplacement,
  returnCase: ReturnCase,
): SettlementDecision => {
  const { returnCaseId, legId, purchaseId, replacementId, replacement, terms, returnBy, sentAt } = data
  const { settlement } = returnCase
  if (advanceNamed(settlement, legId)?.sent.replacementId === replacementId) return alreadyDone
  const impossible = impossibilityIn(data, returnCase)
  if (impossible !== undefined) return reject(impossible)
  const units = awaitedOf(data, returnCase)
  if (E.isLeft(units)) return units
  const untenable = contradictionIn(returnCase, [data.evidence], units.right)
  if (untenable !== undefined) return reject(untenable)

  const components: ReadonlyArray<SettlementComponent> = units.right.flatMap(({ lineId, units: runs }) => {
    const line = data.evidence.lines.find((one) => one.lineId === lineId)
    if (line === undefined) return []
    const { paid } = paidFor(line, runs)
    return [
      { component: 'goods' as const, lineId, minor: paid.netMinor },
      { component: 'goods-tax' as const, lineId, minor: paid.taxMinor },
    ]
  })
  const paidMinor = sumOfComponents(components)
  if (terms.minor > paidMinor) return reject({ reason: 'ChargeExceedsPaid', legId, paidMinor, askedMinor: terms.minor })
  const newLines = pricedReplacement(legId, replacement, { components, unitsGivenBack: countOfUnits(units.right) })
  if (E.isLeft(newLines)) return newLines
  return accept([
    {
      type: 'AdvanceReplacementSent',
      data: {
        returnCaseId,
        legId,
        purchaseId,
        replacementId,
        lines: units.right,
        newLines: newLines.right,
        components,
        terms,
        returnBy,
        trace: [
          ruleApplied(
            'advance-replacement',
            { by: terms.by, paidMinor: `${paidMinor}`, returnBy, units: countOfUnits(units.right) },
            `at-most=${terms.minor}`,
          ),
        ],
        sentAt,
      },
    },
  ])
}

const impossibilityIn = (
  {
    legId,
    purchaseId,
    lines,
    replacementId,
    replacement,
    terms,
    returnBy,
    evidence,
    sentAt,
  }: SendAdvanceReplacement['data'],
  { settlement, authorisation }: ReturnCase,
): SettlementRejection | undefined => {
  if (settlement.closed !== undefined) {
    return { reason: 'ReturnCaseAlreadyClosed', closedAt: settlement.closed.closedAt }
  }
  if (authorisation === undefined) return { reason: 'ReturnNotAuthorised' }
  const used = idsInUse(settlement)
  if (used.hasLeg(legId)) return { reason: 'LegIdReused', legId }
  if (used.hasReplacement(replacementId)) return { reason: 'ReplacementIdReused', replacementId }
  if (lines.length === 0) return { reason: 'NothingToSettle' }
  if (evidence.purchaseId !== purchaseId) return { reason: 'SettlementEvidenceMissing', purchaseId }
  const { currency: found, agreedAt } = terms
  if (found !== evidence.currency) return { reason: 'CurrencyMismatch', expected: evidence.currency, found }
  if (replacement.some(({ price }) => price !== undefined)) return { reason: 'AdvanceAtPaidPriceOnly', legId }
  if (returnBy <= sentAt) return { reason: 'ReturnDueBeforeSent', legId, returnBy }
  if (agreedAt > sentAt) return { reason: 'TermsAgreedLater', legId, agreedAt }
  return undefined
}

/** Units that are to come and did not yet, and that nothing else has. */
const awaitedOf = (
  { legId, purchaseId, lines, evidence }: SendAdvanceReplacement['data'],
  returnCase: ReturnCase,
): E.Either<SettlementRejection, ReadonlyArray<CaseUnits>> => {
  const found: Array<CaseUnits> = []
  for (const { lineId, units } of lines) {
    const held = unitsHeldOf(returnCase, { purchaseId, lineId, units })
    const line = evidence.lines.find((one) => one.lineId === lineId)
    if (held === undefined || line === undefined || units.some(({ last }) => last > line.quantity)) {
      return E.left({ reason: 'UnitsNotHeld', legId, purchaseId, lineId })
    }
    const [taken] = unitsInBoth(held, [...unitsTaken(returnCase.settlement), ...found])
    if (taken !== undefined) {
      return E.left({ reason: 'UnitsAlreadySettled', legId, purchaseId, lineId, quantity: countOf(taken.units) })
    }
    const [elsewhere] = unitsWithout(held, awaitedUnits(returnCase))
    if (elsewhere !== undefined) {
      return E.left({ reason: 'UnitsNotAwaited', legId, purchaseId, lineId, quantity: countOf(elsewhere.units) })
    }
    found.push(...held)
  }
  return E.right(found)
}

export const recordAdvanceReplacementDelivery = (
  { data }: RecordAdvanceReplacementDelivery,
  { settlement }: ReturnCase,
): SettlementDecision => {
  const { returnCaseId, legId, deliveredAt } = data
  const advance = advanceNamed(settlement, legId)
  if (advance === undefined) return reject({ reason: 'LegUnknown', legId })
  if (advance.deliveredAt !== undefined) return alreadyDone
  if (advance.status !== 'sent') return reject({ reason: 'LegStandsOtherwise', legId, status: advance.status })
  return accept([{ type: 'AdvanceReplacementDelivered', data: { returnCaseId, legId, deliveredAt } }])
}

export const recordAdvanceReplacementReturn = (
  { data }: RecordAdvanceReplacementReturn,
  { settlement }: ReturnCase,
): SettlementDecision => {
  const { returnCaseId, legId, returnedAt } = data
  const advance = advanceNamed(settlement, legId)
  if (advance === undefined) return reject({ reason: 'LegUnknown', legId })
  const { status } = advance
  if (status === 'replacement-returned') return alreadyDone
  if (status !== 'sent' && status !== 'delivered') return reject({ reason: 'LegStandsOtherwise', legId, status })
  return accept([{ type: 'AdvanceReplacementReturned', data: { returnCaseId, legId, returnedAt } }])
}

export const chargeUnreturned = ({ data }: ChargeUnreturned, returnCase: ReturnCase): SettlementDecision => {
  const { returnCaseId, legId, dueAt } = data
  const advance = advanceNamed(returnCase.settlement, legId)
  if (advance === undefined) return reject({ reason: 'LegUnknown', legId })
  const lines = unitsStillOut(returnCase, advance)
  if (chargeDueAt(advance) !== dueAt || lines.length === 0) return alreadyDone
  const { terms, returnBy } = advance.sent
  const minor = lines.reduce((sum, units) => sum + shareOf(terms.minor, advance.sent.lines, units), 0n)
  return accept([
    {
      type: 'UnreturnedCharged',
      data: {
        returnCaseId,
        legId,
        lines,
        minor,
        currency: terms.currency,
        paymentRef: terms.paymentRef,
        trace: [
          ruleApplied(
            'unreturned-after-advance-replacement',
            {
              deliveredAt: advance.deliveredAt,
              returnBy,
              unitsOut: countOfUnits(lines),
              agreedMinor: `${terms.minor}`,
            },
            `charged=${minor}`,
          ),
        ],
        chargedAt: dueAt,
      },
    },
  ])
}

/** All that was charged for came: the whole charge goes back. */
export const reverseUnreturnedCharge = (
  { data }: ReverseUnreturnedCharge,
  returnCase: ReturnCase,
): SettlementDecision => {
  const { returnCaseId, legId, reversedBy, reversedAt } = data
  const advance = advanceNamed(returnCase.settlement, legId)
  if (advance === undefined) return reject({ reason: 'LegUnknown', legId })
  if (advance.status === 'charge-reversed') return alreadyDone
  const { charged } = advance
  if (charged === undefined) return reject({ reason: 'NothingCharged', legId })
  const quantity = countOfUnits(unitsWithout(charged.lines, receivedUnits(returnCase)))
  if (quantity > 0) return reject({ reason: 'UnitsStillOut', legId, quantity })
  const { lines, minor, currency, paymentRef } = charged
  return accept([
    {
      type: 'UnreturnedChargeReversed',
      data: { returnCaseId, legId, lines, minor, currency, paymentRef, reversedBy, reversedAt },
    },
  ])
}
