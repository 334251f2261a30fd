import type { NonEmptyText } from '@aftersale/messages'
import type {
  EntitlementConsumed,
  EntitlementRestored,
  ServicePlanActivated,
  ServicePlanEvent,
  ServicePlanRenewalReversed,
  ServicePlanRenewed,
} from './events.js'
import { isSameUse } from './plan-cover.js'
import type { HeldTerm, Sale, ServicePlan, ServicePlanState, SoldPlan } from './state.js'

export const evolve = (state: ServicePlanState, event: ServicePlanEvent): ServicePlanState => {
  if (event.type === 'ServicePlanQuoted') {
    const { accountManagerId } = event.data
    return {
      status: 'quoted',
      plan: { quoted: event.data, ...(accountManagerId === undefined ? {} : { accountManagerId }) },
    }
  }
  if (state.status === 'not-quoted') return state
  if (event.type === 'ServicePlanQuoteExpired') return { status: 'quote-expired', plan: state.plan }
  if (event.type === 'ServicePlanAccountManagerAssigned') {
    return withManager(state, event.data.accountManagerId)
  }
  if (event.type === 'ServicePlanSold') {
    const sale: Sale = {
      sold: event.data,
      coolingOffEnded: false,
      held: [],
      reversed: [],
      consumptions: [],
      refusals: [],
      suspensions: [],
    }
    return { status: 'sold', plan: { ...state.plan, sale } }
  }
  return state.status === 'quoted' || state.status === 'quote-expired' ? state : evolveSold(state, event)
}

type SoldState = Extract<ServicePlanState, { readonly plan: SoldPlan }>
type EventOfSale = Exclude<
  ServicePlanEvent,
  {
    readonly type:
      | 'ServicePlanQuoted'
      | 'ServicePlanQuoteExpired'
      | 'ServicePlanAccountManagerAssigned'
      | 'ServicePlanSold'
  }
>

const evolveSold = (state: SoldState, event: EventOfSale): ServicePlanState => {
  const { sale } = state.plan
  switch (event.type) {
    case 'ServicePlanCoolingOffStarted':
      return { status: 'cooling-off', plan: withSale(state, { coolingOff: event.data }).plan }
    case 'ServicePlanCoolingOffEnded': {
      const ended = withSale(state, { coolingOffEnded: true })
      return ended.status === 'cooling-off' ? { ...ended, status: 'sold' } : ended
    }
    case 'ServicePlanActivated':
      return { status: 'active', plan: withSale(state, { held: [firstTerm(state.plan, event)] }).plan }
    case 'ServicePlanSuspended':
      return {
        status: 'suspended',
        plan: withSale(state, { suspensions: [...sale.suspensions, { suspended: event.data }] }).plan,
      }
    case 'ServicePlanResumed': {
      const { resumedAt } = event.data
      const suspensions = sale.suspensions.map((one, index) =>
        index === sale.suspensions.length - 1 ? { ...one, resumedAt } : one,
      )
      return { status: 'active', plan: withSale(state, { suspensions }).plan }
    }
    case 'EntitlementConsumed':
      return withSale(state, { consumptions: [...sale.consumptions, { consumed: event.data, restored: false }] })
    case 'EntitlementRefused':
      return withSale(state, { refusals: [...sale.refusals, event.data] })
    case 'EntitlementRestored':
      return withSale(state, {
        consumptions: sale.consumptions.map((one) =>
          isOf(event.data, one.consumed) ? { ...one, restored: true } : one,
        ),
      })
    case 'EntitlementsReset':
      return withSale(state, { resetAt: event.data.resetAt })
    case 'ServicePlanRenewalNoticeFellDue':
      return withSale(state, { noticedEnd: event.data.endsAtExclusive })
    case 'ServicePlanRenewed':
      return withSale(state, { held: [...sale.held, renewedTerm(event)] })
    case 'ServicePlanRenewalReversed':
      return withSale(state, withoutRenewal(sale, event))
    case 'ServicePlanCancelled':
      return { status: 'cancelled', plan: state.plan, cancelled: event.data }
    case 'ServicePlanExpired':
      return { status: 'expired', plan: state.plan }
  }
}

const withManager = <State extends { readonly plan: ServicePlan }>(
  state: State,
  accountManagerId: NonEmptyText,
): State => ({ ...state, plan: { ...state.plan, accountManagerId } })

const withSale = <State extends SoldState>(state: State, change: Partial<Sale>): State => ({
  ...state,
  plan: { ...state.plan, sale: { ...state.plan.sale, ...change } },
})

const firstTerm = ({ quoted, sale: { sold } }: SoldPlan, { data: { term } }: ServicePlanActivated): HeldTerm => ({
  term,
  terms: quoted.terms,
  paidMinor: sold.paidMinor,
  ...(sold.purchase === undefined ? {} : { purchase: sold.purchase }),
  soldAt: sold.soldAt,
})

const renewedTerm = ({ data: { term, terms, paidMinor, purchase, renewedAt } }: ServicePlanRenewed): HeldTerm => ({
  term,
  terms,
  paidMinor,
  ...(purchase === undefined ? {} : { purchase }),
  soldAt: renewedAt,
})

/** The others lie where the event says. */
const withoutRenewal = (
  { held, reversed }: Sale,
  { data }: ServicePlanRenewalReversed,
): Pick<Sale, 'held' | 'reversed'> => ({
  held: held
    .filter(({ term }) => term.termId !== data.renewalId)
    .map((one) => ({ ...one, term: data.termsLeft.find(({ termId }) => termId === one.term.termId) ?? one.term })),
  reversed: [
    ...reversed,
    ...held.filter(({ term }) => term.termId === data.renewalId).map((one) => ({ held: one, reversal: data })),
  ],
})

const isOf = ({ kind, usedFor }: EntitlementRestored['data'], consumed: EntitlementConsumed['data']): boolean =>
  consumed.kind === kind && isSameUse(consumed.usedFor, usedFor)
