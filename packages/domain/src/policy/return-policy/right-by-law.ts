import type { Instant } from '@aftersale/messages'
import { informedOfWithdrawalAt, WITHDRAWAL_RIGHT } from '../disclosure/shown-before-purchase.js'
import type { LegalPack, WithdrawalRight } from '../legal/legal-pack.js'
import { conformityEnd, legalPackRefOf, rightToRejectEnd, withdrawalEnd } from '../legal/legal-periods.js'
import type { RuleApplied, RuleTrace } from '../rule-trace.js'
import { isOfException, reasonOfException } from './refusal-causes.js'
import type { ReturnFacts, ReturnTerms } from './return-facts.js'
import type { Block, Right } from './rights.js'
import { ruleApplied } from './rule-applied.js'

/** What the law gives for a return, with a word on each right it does not give; no right for a trader who bought for a trade. */
export const rightByLaw = (
  terms: ReturnTerms,
  facts: ReturnFacts,
): { readonly right?: Right; readonly trace: RuleTrace } => {
  const { law } = terms
  if (law === undefined) return { trace: [] }
  if (facts.isBusiness === true) {
    return { trace: [ruleApplied('consumer-law', { isBusiness: true }, 'does-not-apply', legalPackRefOf(law))] }
  }
  switch (facts.kind) {
    case 'withdrawal':
    case 'policy-return':
      return withdrawalByLaw(law, terms, facts)
    case 'non-conformity':
    case 'wrong-missing-damaged':
      return conformityByLaw(law, facts)
    case 'recall':
      return recallByLaw(law)
    case 'exchange':
    case 'trade-in':
      return { trace: [] }
  }
}

const withdrawalByLaw = (law: LegalPack, { calendars }: ReturnTerms, facts: ReturnFacts) => {
  const { withdrawal } = law
  if (withdrawal === undefined) return { trace: [] }
  const ref = legalPackRefOf(law)
  if (!reaches(withdrawal, facts)) {
    const { channel, lineKind } = facts
    return { trace: [ruleApplied('withdrawal-by-law', { channel, lineKind }, 'does-not-apply', ref)] }
  }

  const excepted = withdrawal.exceptions.filter((exception) => isOfException(exception, facts, undefined))
  const exceptions: ReadonlyArray<Block> = excepted.map((exception) => ({
    reason: reasonOfException[exception],
    lift: { without: [exception] },
  }))
  const exceptionTrace = excepted.map((exception) =>
    ruleApplied('withdrawal-exception-by-law', { exception }, reasonOfException[exception], ref),
  )

  const anchor = withdrawalAnchor(facts)
  const informedAt = informedOfWithdrawalAt(facts.disclosures, facts.requestedAt)
  const end =
    anchor.anchoredAt === undefined
      ? undefined
      : withdrawalEnd(law, { anchoredAt: anchor.anchoredAt, informedAt, zone: facts.zone }, calendars)
  const isOver = end !== undefined && facts.requestedAt >= end.endsAtExclusive
  const windowTrace = ruleApplied(
    'withdrawal-window-by-law',
    {
      anchor: anchor.name,
      anchoredOn: end?.anchorOn,
      period: withdrawal.period,
      rule: withdrawal.rule,
      zone: facts.zone,
      informed: end?.informed,
      requestedAt: facts.requestedAt,
      endsAtExclusive: end?.endsAtExclusive,
    },
    end === undefined ? 'not-begun' : isOver ? 'OutsideWindow' : 'open',
    ref,
  )
  const mayBeOver = isOver && end.calendarMissing
  const right: Right = {
    by: 'law',
    judgedAs: 'withdrawal',
    blocks: [
      ...exceptions,
      ...(isOver && !mayBeOver
        ? [{ reason: 'OutsideWindow' as const, lift: { requestedBefore: end.endsAtExclusive } }]
        : []),
    ],
    reviews: mayBeOver ? ['calendar-missing'] : [],
    ...(end === undefined ? {} : { endsAtExclusive: end.endsAtExclusive }),
    undisclosed: end !== undefined && end.informed !== 'in-time' ? [WITHDRAWAL_RIGHT] : [],
    trace: [...exceptionTrace, windowTrace],
  }
  return { right, trace: right.trace }
}

const reaches = ({ onPremisesChannels, exceptedLineKinds }: WithdrawalRight, { channel, lineKind }: ReturnFacts) =>
  !onPremisesChannels.some((premises) => premises === channel) && !exceptedLineKinds.includes(lineKind)

/** Of goods the possession of the last of them, of periodic delivery of the first; of all else the conclusion. */
const withdrawalAnchor = (facts: ReturnFacts): { readonly name: string; readonly anchoredAt?: Instant | undefined } => {
  if (facts.lineKind !== 'goods') return { name: 'conclusion', anchoredAt: facts.purchasedAt }
  return facts.isPeriodicDelivery === true
    ? { name: 'delivery-of-first-good', anchoredAt: facts.firstGoodDeliveredAt }
    : { name: 'delivery-of-last-good', anchoredAt: facts.lastGoodDeliveredAt }
}

const conformityByLaw = (law: LegalPack, facts: ReturnFacts) => {
  const { conformity } = law
  if (conformity === undefined) return { trace: [] }
  const ref = legalPackRefOf(law)
  const { deliveredAt, requestedAt, zone, standstills, wasRepairedAsRemedy } = facts
  const since = deliveredAt === undefined ? undefined : { deliveredAt, zone, standstills, wasRepairedAsRemedy }
  const end = since === undefined ? undefined : conformityEnd(law, since)
  const isOver = end !== undefined && requestedAt >= end.endsAtExclusive
  const rejectable = since === undefined ? undefined : rightToRejectEnd(law, since)
  const trace: ReadonlyArray<RuleApplied> = [
    ruleApplied(
      'conformity-by-law',
      {
        deliveredOn: end?.anchorOn,
        period: conformity.period,
        rule: conformity.rule,
        zone,
        extended: wasRepairedAsRemedy === true ? conformity.repairExtension : undefined,
        requestedAt,
        endsAtExclusive: end?.endsAtExclusive,
      },
      isOver ? 'OutsideWindow' : 'open',
      ref,
    ),
    ...(rejectable === undefined
      ? []
      : [
          ruleApplied(
            'short-term-right-to-reject',
            { requestedAt, endsAtExclusive: rejectable.endsAtExclusive },
            requestedAt < rejectable.endsAtExclusive ? 'open' : 'over',
            ref,
          ),
        ]),
  ]
  const right: Right = {
    by: 'law',
    judgedAs: facts.kind,
    blocks: isOver ? [{ reason: 'OutsideWindow', lift: { requestedBefore: end.endsAtExclusive } }] : [],
    reviews: [],
    ...(end === undefined ? {} : { endsAtExclusive: end.endsAtExclusive }),
    undisclosed: [],
    trace,
  }
  return { right, trace }
}

const recallByLaw = (law: LegalPack) => {
  if (law.recall === undefined) return { trace: [] }
  const trace = [ruleApplied('recall-by-law', {}, 'open', legalPackRefOf(law))]
  const right: Right = { by: 'law', judgedAs: 'recall', blocks: [], reviews: [], undisclosed: [], trace }
  return { right, trace }
}
