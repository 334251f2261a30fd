import { accept, alreadyDone, reject } from '@aftersale/decider'
import { type Instant, sameFields } from '@aftersale/messages'
import { planTermsRefOf, type ServicePlanTerms } from '../../policy/plan-terms/service-plan-terms.js'
import { listPrice, listServiceLevel } from '../agreed-terms.js'
import { applied } from '../applied.js'
import type {
  ActivateServicePlan,
  AssignAccountManager,
  EndCoolingOff,
  ExpireServicePlanQuote,
  QuoteServicePlan,
  SellServicePlan,
} from '../commands.js'
import type { ServicePlanActivated, ServicePlanEvent, ServicePlanQuoted } from '../events.js'
import { FIRST_TERM } from '../plan-term.js'
import type { ServicePlan, ServicePlanState, SoldPlan } from '../state.js'
import { termsFrom, windowEnd } from '../terms-in-calendar.js'
import type { ServicePlanDecision, SoldState } from './plan-decision.js'

export const quote = ({ data }: QuoteServicePlan, state: ServicePlanState): ServicePlanDecision => {
  const quoted = quotedAs(data)
  if (state.status !== 'not-quoted') {
    const isRepeated = sameFields(quoted, state.plan.quoted, [
      'customerId',
      'terms',
      'cover',
      'isBusiness',
      'priceMinor',
      'serviceLevelRef',
      'accountManagerId',
      'validUntil',
    ])
    return isRepeated ? alreadyDone : reject({ reason: 'PlanAlreadyQuoted', quotedAt: state.plan.quoted.quotedAt })
  }
  const { quotedAt, validUntil } = data
  if (validUntil <= quotedAt) return reject({ reason: 'QuoteOverBeforeItBegins', quotedAt, validUntil })
  if (termsFrom(quotedAt, firstTerm(data.terms), data.terms) === undefined)
    return reject({ reason: 'TermOutOfCalendar' })
  return accept([{ type: 'ServicePlanQuoted', data: quoted }])
}

const firstTerm = ({ period }: ServicePlanTerms) => [{ termId: FIRST_TERM, period }]

/** A business has the price and the service level that were agreed with it, else those that the terms have for businesses. */
const quotedAs = (data: QuoteServicePlan['data']): ServicePlanQuoted['data'] => {
  const { servicePlanId, customerId, terms, cover, business, quotedAt, validUntil } = data
  const priceMinor = business?.priceMinor ?? listPrice(terms, business !== undefined)
  const serviceLevelRef = business?.serviceLevelRef ?? listServiceLevel(terms, business !== undefined)
  const source =
    business === undefined ? 'consumer' : business.priceMinor === undefined ? 'terms-for-businesses' : 'agreed'
  return {
    servicePlanId,
    ...(customerId === undefined ? {} : { customerId }),
    terms,
    cover,
    isBusiness: business !== undefined,
    priceMinor,
    currency: terms.currency,
    ...(serviceLevelRef === undefined ? {} : { serviceLevelRef }),
    ...(business?.accountManagerId === undefined ? {} : { accountManagerId: business.accountManagerId }),
    validUntil,
    trace: [applied('plan-price', { priceMinor: String(priceMinor), source }, 'quoted', planTermsRefOf(terms))],
    quotedAt,
  }
}

export const expireQuote = (
  { data: { servicePlanId, dueAt } }: ExpireServicePlanQuote,
  state: ServicePlanState,
): ServicePlanDecision =>
  state.status === 'quoted' && state.plan.quoted.validUntil === dueAt
    ? accept([{ type: 'ServicePlanQuoteExpired', data: { servicePlanId, expiredAt: dueAt } }])
    : alreadyDone

/** Cooling-off begins with the sale, and the first term, too, where its terms wait for nothing else. */
export const sell = ({ data }: SellServicePlan, { quoted }: ServicePlan): ServicePlanDecision => {
  const { servicePlanId, purchase, paidMinor, currency, soldAt } = data
  const { customerId, cover, terms, priceMinor, validUntil } = quoted
  if (currency !== terms.currency) {
    return reject({ reason: 'CurrencyMismatch', expected: terms.currency, found: currency })
  }
  if (soldAt >= validUntil) return reject({ reason: 'QuoteOver', validUntil })
  if (paidMinor > priceMinor) return reject({ reason: 'PriceAboveQuote', priceMinor, paidMinor })
  const term = termsFrom(soldAt, firstTerm(terms), terms)?.[0]
  const coolingOff =
    terms.coolingOff === undefined ? undefined : windowEnd(soldAt, { ...terms.coolingOff, zone: terms.zone })
  if (term === undefined || (terms.coolingOff !== undefined && coolingOff === undefined)) {
    return reject({ reason: 'TermOutOfCalendar' })
  }
  const sold: ServicePlanEvent = {
    type: 'ServicePlanSold',
    data: {
      servicePlanId,
      ...(customerId === undefined ? {} : { customerId }),
      cover,
      start: terms.start,
      ...(purchase === undefined ? {} : { purchase }),
      paidMinor,
      currency,
      soldAt,
    },
  }
  const started: ReadonlyArray<ServicePlanEvent> =
    coolingOff === undefined
      ? []
      : [
          {
            type: 'ServicePlanCoolingOffStarted',
            data: {
              servicePlanId,
              lastOn: coolingOff.lastOn,
              coolingOffUntil: coolingOff.endsAtExclusive,
              startedAt: soldAt,
            },
          },
        ]
  return accept([
    sold,
    ...started,
    ...(terms.start === 'sale' ? [activated(quoted, { anchor: 'sale', anchoredAt: soldAt }, term)] : []),
  ])
}

export const endCoolingOff = (
  { data: { servicePlanId, dueAt } }: EndCoolingOff,
  state: SoldState,
): ServicePlanDecision => {
  const { quoted, sale } = state.plan
  const isOver = state.status === 'cancelled' || state.status === 'expired'
  if (isOver || sale.coolingOffEnded || sale.coolingOff?.coolingOffUntil !== dueAt) return alreadyDone
  const ended: ServicePlanEvent = { type: 'ServicePlanCoolingOffEnded', data: { servicePlanId, endedAt: dueAt } }
  if (quoted.terms.start !== 'end-of-cooling-off' || sale.held.length > 0) return accept([ended])
  const term = termsFrom(dueAt, firstTerm(quoted.terms), quoted.terms)?.[0]
  return term === undefined
    ? reject({ reason: 'TermOutOfCalendar' })
    : accept([ended, activated(quoted, { anchor: 'end-of-cooling-off', anchoredAt: dueAt }, term)])
}

/** Waits for nothing once it was activated: a later word of the same anchor moves nothing. */
export const activate = ({ data }: ActivateServicePlan, { quoted, sale }: SoldPlan): ServicePlanDecision => {
  const { anchor, anchoredAt } = data
  const { terms } = quoted
  if (anchor !== terms.start) return reject({ reason: 'AnchorNotOfTerms', expected: terms.start })
  if (sale.held.length > 0) return alreadyDone
  // A plan covers nothing that happened before it was sold.
  const startsAt = anchoredAt < sale.sold.soldAt ? sale.sold.soldAt : anchoredAt
  const term = termsFrom(startsAt, firstTerm(terms), terms)?.[0]
  return term === undefined
    ? reject({ reason: 'TermOutOfCalendar' })
    : accept([activated(quoted, { anchor, anchoredAt }, term)])
}

const activated = (
  { servicePlanId, cover, terms }: ServicePlanQuoted['data'],
  { anchor, anchoredAt }: { readonly anchor: ServicePlanActivated['data']['anchor']; readonly anchoredAt: Instant },
  term: ServicePlanActivated['data']['term'],
): ServicePlanActivated => ({
  type: 'ServicePlanActivated',
  data: {
    servicePlanId,
    anchor,
    cover,
    term,
    trace: [
      applied(
        'term',
        { anchor, anchoredAt, period: terms.period, countingRule: terms.countingRule, lastOn: term.lastOn },
        anchoredAt < term.startsAt ? 'begins-with-the-sale' : 'begins-with-the-anchor',
        planTermsRefOf(terms),
      ),
    ],
    activatedAt: term.startsAt,
  },
})

export const assignAccountManager = (
  { data }: AssignAccountManager,
  { quoted, accountManagerId }: ServicePlan,
): ServicePlanDecision => {
  if (!quoted.isBusiness) return reject({ reason: 'NoBusiness' })
  return accountManagerId === data.accountManagerId
    ? alreadyDone
    : accept([{ type: 'ServicePlanAccountManagerAssigned', data }])
}
