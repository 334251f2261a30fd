import {
  type PurchaseState,
  type ServicePlanState,
  serviceTicketAggregate,
  type Warranty,
  type WarrantyCommand,
  type WarrantyEvent,
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

// After-sales with one rule left out each: a test of the whole that does not notice it proves nothing.

type Happened = { readonly type: string; readonly data: object }

const breaking = (category: string, rule: (decide: Decide) => Decide): Wrongs => ({
  brokenRules: new Map([[category, rule]]),
})

/** Commands of these types are decided on another state than that which is. */
const decidingOn = <State>(
  category: string,
  types: ReadonlyArray<string>,
  seen: (state: State, command: Happened) => State,
): Wrongs =>
  breaking(category, (decide) => (command, state) => {
    const isMeant = types.includes((command as Happened).type)
    return decide(command, isMeant ? seen(state as State, command as Happened) : state)
  })

/** What follows a decision is recorded otherwise than it was decided. */
const recordingAs = (category: string, change: (event: Happened) => ReadonlyArray<Happened>): Wrongs =>
  breaking(
    category,
    (decide) => (command, state) =>
      E.map((events: ReadonlyArray<unknown>) => events.flatMap((event) => change(event as Happened)))(
        decide(command, state),
      ),
  )

const onWarranty = (
  types: ReadonlyArray<WarrantyCommand['type']>,
  seen: (warranty: Warranty, command: Happened) => Warranty,
): Wrongs =>
  decidingOn<WarrantyState>('warranty', types, (state, command) =>
    state.status === 'not-registered' ? state : { ...state, warranty: seen(state.warranty, command) },
  )

/** As if no claim had been made good, and each had what it asked for. */
const withNothingGiven = (warranty: Warranty): Warranty => ({
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

const withoutClaims = (warranty: Warranty): Warranty => ({ ...warranty, claims: { ...warranty.claims, claims: [] } })

const withEveryUnitHeld = (warranty: Warranty): Warranty => ({
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

const withMoreInEach =
  (type: WarrantyEvent['type'], change: (data: Readonly<Record<string, unknown>>) => object) =>
  (event: Happened): ReadonlyArray<Happened> => [
    event.type === type
      ? { ...event, data: { ...event.data, ...change(event.data as Readonly<Record<string, unknown>>) } }
      : event,
  ]

/** A claim that no layer answers for is taken up by one that was over. */
const takenUpAllTheSame = (event: Happened): ReadonlyArray<Happened> => {
  const { refusedAt, reasons, ...data } = event.data as Readonly<Record<string, unknown>>
  const isMeant = event.type === 'ClaimRefused' && (reasons as ReadonlyArray<string>).includes('OutOfPeriod')
  return [isMeant ? { type: 'ClaimOpened', data: { ...data, layerIds: ['conformity'], reportedAt: refusedAt } } : event]
}

interface LayerTerm {
  readonly lastOn: string
  readonly endsAtExclusive: string
}

const aDayLater = (term: LayerTerm): LayerTerm => {
  const later = (instant: string): string => new Date(Date.parse(instant) + 86_400_000).toISOString()
  return { ...term, lastOn: later(term.lastOn).slice(0, 10), endsAtExclusive: later(term.endsAtExclusive) }
}

const without = (...names: ReadonlyArray<string>): Wrongs => ({
  processes: processes.filter(({ name }) => !names.includes(name)),
})

const insteadOf = (name: string, other: Process): Wrongs => ({
  processes: processes.map((process) => (process.name === name ? other : process)),
})

/** A ticket for each time that something is heard of. */
const ticketEachTime = (): Wrongs => {
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
const heldWithoutAsking = onDomainEvents({
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

const withNoneUsed = (state: ServicePlanState): ServicePlanState =>
  'plan' in state && 'sale' in state.plan
    ? ({ ...state, plan: { ...state.plan, sale: { ...state.plan.sale, consumptions: [] } } } as ServicePlanState)
    : state

const withAllUnitsFree = (state: PurchaseState): PurchaseState =>
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

/** Each rule by what it forbids, what is seen where it is left out, and a schedule that shows it. */
export const brokenRules: ReadonlyArray<
  readonly [forbidden: string, fault: RegExp, lookFirstAt: number, wrongs: () => Wrongs]
> = [
  [
    'a claim made good twice',
    /is made good twice|was made good, and .* is chosen|after the unit was replaced/,
    299,
    () => onWarranty(['RecordRepair', 'ReplaceUnit', 'RecordPriceRemedy', 'ChooseRemedy'], withNothingGiven),
  ],
  [
    'two claims of one failure',
    /is of a failure that claim .* is open about/,
    5,
    () => onWarranty(['OpenClaim'], withoutClaims),
  ],
  [
    'work on a unit that nobody holds',
    /and unit .* is (free|held|consumed) for/,
    3,
    () => onWarranty(['RecordRepair', 'ReplaceUnit'], withEveryUnitHeld),
  ],
  [
    'a claim that has its unit without asking',
    /and unit .* is (free|held|consumed) for/,
    1,
    () => insteadOf('hold-the-unit-of-a-claim', heldWithoutAsking),
  ],
  [
    'a unit held by two',
    /reserved: unit .* is held by/,
    3,
    () => decidingOn('purchase', ['ReserveUnits'], withAllUnitsFree),
  ],
  [
    'covered work billed',
    /is charged .*, and .* is allowed/,
    3,
    () =>
      recordingAs(
        'warranty',
        withMoreInEach('RepairCompleted', ({ chargedMinor }) => ({ chargedMinor: (chargedMinor as bigint) + 5000n })),
      ),
  ],
  [
    'a layer a day too long',
    /longer than/,
    1,
    () =>
      recordingAs(
        'warranty',
        withMoreInEach('WarrantyStarted', ({ terms }) => ({
          terms: (terms as ReadonlyArray<LayerTerm>).map(aDayLater),
        })),
      ),
  ],
  [
    'a layer longer by twice what it was extended by',
    /longer than/,
    3,
    () =>
      recordingAs(
        'warranty',
        withMoreInEach('WarrantyExtended', ({ terms }) => ({
          terms: (terms as ReadonlyArray<LayerTerm>).map(aDayLater),
        })),
      ),
  ],
  [
    'a claim on a layer that is over',
    /answers for what failed on .*, out of its days/,
    1,
    () => recordingAs('warranty', takenUpAllTheSame),
  ],
  ['a deadline fired before it is due', /was fired at .*, and due at/, 1, () => ({ brokenKeeping: 'early' })],
  ['a deadline lost', /was never fired/, 22, () => ({ brokenKeeping: 'unheard' })],
  [
    'a deadline fired twice',
    /was fired twice|was fired at .*, and due at/,
    1,
    () => ({
      brokenKeeping: 'twice',
      ...decidingOn<WarrantyState>('warranty', ['ExpireWarranty'], (state) =>
        state.status === 'not-registered'
          ? state
          : {
              ...state,
              warranty: {
                ...state.warranty,
                layers: state.warranty.layers.map((layer) => ({ ...layer, expired: false })),
              },
            },
      ),
    }),
  ],
  ['a ticket for each replay', /in a replay ServiceTicketOpened follows/, 1, ticketEachTime],
  [
    'a technician in two places',
    /is booked for .*, and has|is held for visits .* at one time/,
    3,
    () => decidingOn('technicianDay', ['BookTechnician'], () => ({ status: 'not-planned' }) as never),
  ],
  [
    'a technician who waits at a visit that was moved',
    /is of no visit that is to be made/,
    1,
    () => without('release-the-technician-when-a-visit-moves-or-ends'),
  ],
  [
    'a visit that waits for its technician',
    /waits for its technician for ever/,
    1,
    () => without('hold-the-technician-of-a-scheduled-visit'),
  ],
  [
    'an entitlement over its cap',
    /are consumed of/,
    21,
    () => decidingOn('servicePlan', ['ConsumeEntitlement'], withNoneUsed),
  ],
  [
    'a claim that waits for its unit',
    /waits for its unit for ever/,
    1,
    () => without('confirm-what-is-held-for-a-claim'),
  ],
  [
    'a unit held for a claim that is over',
    /for a claim that is over/,
    3,
    () => without('release-the-unit-when-a-claim-ends'),
  ],
  [
    'a claim that waits for its return',
    /waits for a return/,
    3,
    () => without('tell-the-claim-what-became-of-its-return'),
  ],
  [
    'a unit that was given back and is warranted',
    /was given back, and is warranted/,
    2,
    () => without('cancel-the-warranty-when-its-unit-is-returned'),
  ],
  [
    'a unit that nobody registers',
    /was delivered, and is unknown/,
    1,
    () => without('register-each-unit-that-is-delivered'),
  ],
]
