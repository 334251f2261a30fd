import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type Instant, sameContent } from '@aftersale/messages'
import { returnPolicyRefOf } from '../../policy/return-policy/return-policy.js'
import { countOf } from '../../units/index.js'
import type { RequestReturn } from '../commands.js'
import type { RefusedPart } from '../draw.js'
import type { ReturnCaseEvent, ReturnLinesRefused, ReturnRefused, ReturnRequested } from '../events.js'
import type { PurchaseEvidence } from '../purchase-evidence.js'
import type { RefusalReason } from '../refusal-reason.js'
import type { ReturnCaseRejection } from '../rejections.js'
import type { RequestLine } from '../request-line.js'
import type { ReturnCase, ReturnCaseState } from '../state.js'
import { type Drawn, drawOnPurchases } from './draw-on-purchases.js'
import { type ReturnCaseDecision, serialsUnfit } from './refusals.js'

type Request = RequestReturn['data']

/** The request is heard whatever comes of it: what is refused of it is told in events of its own. */
export const requestReturn = ({ data }: RequestReturn, state: ReturnCaseState): ReturnCaseDecision => {
  if (state.status !== 'not-requested') {
    return isRepeated(state.returnCase, data)
      ? alreadyDone
      : reject({ reason: 'ReturnAlreadyRequested', requestedAt: state.returnCase.request.requestedAt })
  }
  const nonsense = senselessIn(data)
  if (nonsense !== undefined) return reject(nonsense)
  const drawn = drawOnPurchases(data)
  if ('reason' in drawn) return reject(drawn)

  const evidence = evidenceFor(data, drawn)
  const currencies = [...new Set(evidence.map(({ currency }) => currency))]
  if (currencies.length > 1) return reject({ reason: 'CurrenciesMixed', currencies })
  return accept([requested(data, drawn, evidence), ...refusals(data, drawn)])
}

const requested = (data: Request, drawn: Drawn, evidence: ReadonlyArray<PurchaseEvidence>): ReturnRequested => {
  const { evidence: _, terms, otherTerms: __, isBusiness: ___, ...asked } = data
  const { draws, refused, trace, needsReview } = drawn
  const [currency] = evidence.map((purchase) => purchase.currency)
  const windowEndsAtExclusive = earliest(draws.map((draw) => draw.windowEndsAtExclusive))
  return {
    type: 'ReturnRequested',
    data: {
      ...asked,
      draws,
      refused,
      evidence,
      wholePurchases: wholePurchasesIn(data, drawn),
      ...(currency === undefined ? {} : { currency }),
      policyRef: returnPolicyRefOf(terms.policy),
      ...(terms.law === undefined ? {} : { lawRef: { policyId: terms.law.policyId, version: terms.law.version } }),
      ...(windowEndsAtExclusive === undefined ? {} : { windowEndsAtExclusive }),
      eligibilityTrace: trace,
      ...(needsReview ? { needsReview } : {}),
    },
  }
}

const refusals = (
  { returnCaseId, requestedAt: refusedAt }: Request,
  { draws, refused, counterfactuals, trace }: Drawn,
): ReadonlyArray<ReturnCaseEvent> => {
  if (refused.length === 0) return []
  if (draws.length === 0) {
    const all: ReturnRefused = {
      type: 'ReturnRefused',
      data: {
        returnCaseId,
        reasons: distinctReasons(refused),
        counterfactual: counterfactuals,
        lines: [],
        trace,
        refusedAt,
      },
    }
    return [all]
  }
  const lines = refused.flatMap(({ requestLineId, quantity, reasons }, index) => {
    const counterfactual = counterfactuals[index]
    return counterfactual === undefined ? [] : [{ requestLineId, quantity, reasons, counterfactual }]
  })
  const some: ReturnLinesRefused = { type: 'ReturnLinesRefused', data: { returnCaseId, lines, trace, refusedAt } }
  return [some]
}

export const distinctReasons = (parts: ReadonlyArray<RefusedPart>): ReadonlyArray<RefusalReason> => [
  ...new Set(parts.flatMap(({ reasons }) => reasons)),
]

/** What was asked, whatever is known of the purchases and in force when it is asked again. */
const isRepeated = ({ request }: ReturnCase, data: Request): boolean => {
  const asked = ({
    customerId,
    kind,
    lines,
    wanted,
    reference,
    proofs,
    channel,
    requestedBy,
    requestedAt,
    isTest,
  }: AskedFields) => ({
    customerId,
    kind,
    lines,
    wanted,
    reference,
    proofs,
    channel,
    requestedBy,
    requestedAt,
    isTest,
  })
  return sameContent(asked(request), asked(data))
}

type AskedFields = Pick<
  Request,
  | 'customerId'
  | 'kind'
  | 'lines'
  | 'wanted'
  | 'reference'
  | 'proofs'
  | 'channel'
  | 'requestedBy'
  | 'requestedAt'
  | 'isTest'
>

const senselessIn = ({ lines, evidence }: Request): ReturnCaseRejection | undefined => {
  if (lines.length === 0) return { reason: 'NothingRequested' }
  const twice = evidence.find(
    ({ purchaseId }, index) => evidence.findIndex((one) => one.purchaseId === purchaseId) !== index,
  )
  if (twice !== undefined) return { reason: 'EvidenceRepeated', purchaseId: twice.purchaseId }
  const seen = new Set<string>()
  for (const line of lines) {
    if (seen.has(line.requestLineId)) return { reason: 'RequestLineRepeated', requestLineId: line.requestLineId }
    seen.add(line.requestLineId)
    const senseless = senselessLine(line, evidence)
    if (senseless !== undefined) return senseless
  }
  return repeatedSerial(lines)
}

const senselessLine = (
  { requestLineId, purchaseId, lineId, sku, quantity, serials }: RequestLine,
  evidence: ReadonlyArray<PurchaseEvidence>,
): ReturnCaseRejection | undefined => {
  if (
    purchaseId === undefined ? sku === undefined || lineId !== undefined : sku === undefined && lineId === undefined
  ) {
    return { reason: 'RequestLineNamesNothing', requestLineId }
  }
  const unfit = serialsUnfit(quantity, serials)
  if (unfit !== undefined || purchaseId === undefined) return unfit
  const purchase = evidence.find((one) => one.purchaseId === purchaseId)
  if (purchase === undefined) return { reason: 'EvidenceMissing', requestLineId, purchaseId }
  return lineId === undefined || purchase.lines.some((one) => one.lineId === lineId)
    ? undefined
    : { reason: 'PurchaseLineUnknown', requestLineId, purchaseId, lineId }
}

/** Of one product: two products may have the same serial. */
const repeatedSerial = (lines: ReadonlyArray<RequestLine>): ReturnCaseRejection | undefined => {
  const seen = new Set<string>()
  for (const { purchaseId, lineId, sku, serials = [] } of lines) {
    for (const serial of serials) {
      const name = JSON.stringify([purchaseId, lineId ?? sku, serial])
      if (seen.has(name)) return { reason: 'SerialRepeated', serial }
      seen.add(name)
    }
  }
  return undefined
}

/**
 * Of the purchases drawn on, or refused by the policy, those lines alone: a purchase may have hundreds. Where promotions may
 * be lost, or may be lost no more, all lines of the sale: what is kept of them says whether they are.
 */
const evidenceFor = (
  { evidence, terms, otherTerms = [] }: Request,
  { draws, refused }: Drawn,
): ReadonlyArray<PurchaseEvidence> => {
  const mayReprice = [terms, ...otherTerms].some(({ policy }) => policy.promotions === 'reprice')
  return evidence.flatMap((purchase) => {
    const isNeeded = ({ lineId }: PurchaseEvidence['lines'][number]): boolean =>
      [...draws, ...refused].some((part) => part.purchaseId === purchase.purchaseId && part.lineId === lineId)
    const { promotions, keptBack = [] } = purchase
    const isRepriced = promotions !== undefined && (mayReprice || keptBack.length > 0)
    const lines = purchase.lines.filter((line) => isNeeded(line) || (isRepriced && line.listMinor !== undefined))
    return lines.some(isNeeded) ? [{ ...purchase, lines }] : []
  })
}

/** Of which the customer would keep nothing, and nothing is to come. */
const wholePurchasesIn = ({ evidence }: Request, { draws }: Drawn) =>
  evidence
    .filter(
      ({ purchaseId, lines }) =>
        draws.some((draw) => draw.purchaseId === purchaseId) &&
        lines.every((line) => {
          const drawn = draws
            .filter((draw) => draw.purchaseId === purchaseId && draw.lineId === line.lineId)
            .reduce((count, { quantity }) => count + quantity, 0)
          return (line.deliveredAt !== undefined || line.kind !== 'goods') && drawn === countOf(line.available)
        }),
    )
    .map(({ purchaseId }) => purchaseId)

const earliest = (instants: ReadonlyArray<Instant | undefined>): Instant | undefined =>
  instants.reduce((first, one) => (one === undefined || (first !== undefined && first <= one) ? first : one), undefined)
