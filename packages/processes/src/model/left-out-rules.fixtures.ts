import {
  type DomainEvent,
  type PurchaseState,
  type ServicePlanState,
  serviceTicketAggregate,
  type Warranty,
  type WarrantyCommand,
  type WarrantyState,
  warrantyAggregate,
} from '@aftersale/domain'
import * as E from 'fp-ts/lib/Either.js'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'
import { issue, nothing } from '../reaction.js'
import type { Wrongs } from './after-sales-schedule.fixtures.js'
import { desk } from './after-sales-shop.fixtures.js'
import type { Decide } from './ledger-world.fixtures.js'
import { processes } from './processes.fixtures.js'
import { uuid } from './shop.fixtures.js'

// Ways to leave a rule of after-sales out.

export type Happened = { readonly type: string; readonly data: object }

export const breaking = (category: string, rule: (decide: Decide) => Decide): Wrongs => ({
  brokenRules: new Map([[category, rule]]),
})

/** Commands of these types are decided on another state than that which is. */
export const decidingOn = <State>(
  category: string,
  types: ReadonlyArray<string>,
  seen: (state: State, command: Happened) => State,
): Wrongs =>
  breaking(category, (decide) => (command, state) => {
    const isMeant = types.includes((command as Happened).type)
    return decide(command, isMeant ? seen(state as State, command as Happened) : state)
  })

/** What follows a decision is recorded otherwise than it was decided. */
export const recordingAs = (category: string, change: (event: Happened) => ReadonlyArray<Happened>): Wrongs =>
  breaking(
    category,
    (decide) => (command, state) =>
      E.map((events: ReadonlyArray<unknown>) => events.flatMap((event) => change(event as Happened)))(
        decide(command, state),
      ),
  )

export const onWarranty = (
  types: ReadonlyArray<WarrantyCommand['type']>,
  seen: (warranty: Warranty, command: Happened) => Warranty,
): Wrongs =>
  decidingOn<WarrantyState>('warranty', types, (state, command) =>
    state.status === 'not-registered' ? state : { ...state, warranty: seen(state.warranty, command) },
  )

/** As if no claim had been made good, and each had what it asked for. */
export const withNothingGiven = (warranty: Warranty): Warranty => ({
  ...warranty,
  ending: { voids: [], transfers: [], refusedTransfers: [] },
  claims: {
    ...warranty.claims,
    claims: warranty.claims.claims.map(({ given: _, closed: __, withdrawn: ___, ...claim }) => ({
      ...claim,
      attempts: [],
    })),
  },
})

export const withoutClaims = (warranty: Warranty): Warranty => ({
  ...warranty,
  claims: { ...warranty.claims, claims: [] },
})

export const withEveryUnitHeld = (warranty: Warranty): Warranty => ({
  ...warranty,
  claims: {
    ...warranty.claims,
    claims: warranty.claims.claims.map((claim) => {
      const chosen = claim.remedy?.chosen
      if (chosen?.reservationId === undefined) return claim
      const { warrantyId, claimId, reservationId, chosenAt: heldAt } = chosen
      return { ...claim, remedy: { chosen, held: { warrantyId, claimId, reservationId, heldAt } } }
    }),
  },
})

export const withMoreInEach =
  (type: DomainEvent['type'], change: (data: Readonly<Record<string, unknown>>) => object) =>
  (event: Happened): ReadonlyArray<Happened> => [
    event.type === type
      ? { ...event, data: { ...event.data, ...change(event.data as Readonly<Record<string, unknown>>) } }
      : event,
  ]

/** A claim that no layer answers for is taken up by one that was over. */
export const takenUpAllTheSame = (event: Happened): ReadonlyArray<Happened> => {
  const { refusedAt, reasons, ...data } = event.data as Readonly<Record<string, unknown>>
  const isMeant = event.type === 'ClaimRefused' && (reasons as ReadonlyArray<string>).includes('OutOfPeriod')
  return [isMeant ? { type: 'ClaimOpened', data: { ...data, layerIds: ['conformity'], reportedAt: refusedAt } } : event]
}

export interface LayerTerm {
  readonly lastOn: string
  readonly endsAtExclusive: string
}

export const aDayLater = (term: LayerTerm): LayerTerm => {
  const later = (instant: string): string => new Date(Date.parse(instant) + 86_400_000).toISOString()
  return { ...term, lastOn: later(term.lastOn).slice(0, 10), endsAtExclusive: later(term.endsAtExclusive) }
}

export const without = (...names: ReadonlyArray<string>): Wrongs => ({
  processes: processes.filter(({ name }) => !names.includes(name)),
})

export const insteadOf = (name: string, other: Process): Wrongs => ({
  processes: processes.map((process) => (process.name === name ? other : process)),
})

/** A ticket for each time that something is heard of. */
export const ticketEachTime = (): Wrongs => {
  let times = 0
  return {
    processes: [
      ...processes,
      onDomainEvents({
        name: 'ticket-each-time',
        reactsTo: ['VisitCompleted'],
        react: ({ metadata: { recordedAt: openedAt } }) => {
          times += 1
          const serviceTicketId = uuid('2222', times) as string as never
          return issue(serviceTicketAggregate, serviceTicketId, {
            type: 'OpenServiceTicket',
            data: {
              serviceTicketId,
              issueId: serviceTicketId,
              channel: 'web',
              kind: 'question',
              priority: 'moderate',
              openedBy: { kind: 'system', id: 'ticket-each-time' },
              openedAt,
              serviceLevel: desk,
            } as never,
          })
        },
      }),
    ],
  }
}

/** The claim is told that its unit is held, and the purchase is not asked. */
export const heldWithoutAsking = onDomainEvents({
  name: 'hold-the-unit-of-a-claim',
  reactsTo: ['RemedyChosen'],
  react: ({ event: { data } }) =>
    data.reservationId === undefined
      ? nothing
      : issue(
          warrantyAggregate,
          data.warrantyId,
          {
            type: 'ConfirmClaimUnit',
            data: {
              warrantyId: data.warrantyId,
              claimId: data.claimId,
              reservationId: data.reservationId,
              heldAt: data.chosenAt,
            },
          },
          { whenRejected: () => nothing },
        ),
})

export const withNoneUsed = (state: ServicePlanState): ServicePlanState =>
  'plan' in state && 'sale' in state.plan
    ? ({ ...state, plan: { ...state.plan, sale: { ...state.plan.sale, consumptions: [] } } } as ServicePlanState)
    : state

export const withAllUnitsFree = (state: PurchaseState): PurchaseState =>
  state.status === 'not-recorded'
    ? state
    : {
        ...state,
        purchase: {
          ...state.purchase,
          units: {
            ...state.purchase.units,
            accounts: new Map(
              [...state.purchase.units.accounts].map(([lineId, account]) => [
                lineId,
                { ...account, reserved: [] as never, consumed: [] as never },
              ]),
            ),
          },
        },
      }

/** The end of a layer is recorded as often as it is told. */
export const expiringAgain: Wrongs = decidingOn<WarrantyState>('warranty', ['ExpireWarranty'], (state) =>
  state.status === 'not-registered'
    ? state
    : {
        ...state,
        warranty: { ...state.warranty, layers: state.warranty.layers.map((layer) => ({ ...layer, expired: false })) },
      },
)
