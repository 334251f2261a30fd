import {
  type AssetState,
  assetAggregate,
  type MaintenanceFellDue,
  type MaintenanceReopened,
  type ServiceTicketId,
  serviceTicketAggregate,
} from '@aftersale/domain'
import type { Actor, Instant, NonEmptyText } from '@aftersale/messages'
import type { Desk } from '../desk.js'
import { onDomainEvents } from '../on-domain-events.js'
import type { Process } from '../process.js'
import { issue, lookAt, nothing, type Reaction } from '../reaction.js'
import { assetTicketIdOf, openTicketAboutAnAsset } from './ticket-about-an-asset.js'

const NAME = 'propose-a-maintenance-visit-on-a-working-day'

type Owed = Pick<MaintenanceFellDue['data'], 'assetId' | 'scheduleId' | 'slot' | 'visitOn' | 'zone'>

/** The ticket of a slot; `round` counts the tickets that it took, from 0 for when it fell due. */
export const maintenanceTicketIdOf = (
  { assetId, scheduleId, slot }: Pick<Owed, 'assetId' | 'scheduleId' | 'slot'>,
  round = 0,
): ServiceTicketId => assetTicketIdOf({ process: NAME, about: aboutSlot({ assetId, scheduleId, slot }, round) })

const aboutSlot = ({ assetId, scheduleId, slot }: Pick<Owed, 'assetId' | 'scheduleId' | 'slot'>, round: number) =>
  JSON.stringify([assetId, scheduleId, slot, round])

/**
 * Maintenance that is due, or due again, has a ticket that proposes its visit, on the day that the asset's schedule found
 * in its calendar. One that is owed again stays with its ticket while that goes on; then it has another.
 */
export const proposeAMaintenanceVisitOnAWorkingDay = (desk: Desk): Process =>
  onDomainEvents({
    name: NAME,
    reactsTo: ['MaintenanceFellDue', 'MaintenanceReopened'],
    react: ({ event, metadata: { recordedAt } }) =>
      event.type === 'MaintenanceFellDue' ? propose(desk, event.data, 0, recordedAt) : again(desk, event, recordedAt),
  })

const propose = (desk: Desk, owed: Owed, round: number, openedAt: Instant): Reaction => {
  const { assetId, scheduleId, slot, visitOn, zone } = owed
  return openTicketAboutAnAsset(desk, {
    process: NAME,
    about: aboutSlot(owed, round),
    assetId,
    kind: 'maintenance',
    category: 'maintenance',
    subcategory: round === 0 ? 'due' : 'due-again',
    subject: `Maintenance ${slot} of ${scheduleId}: a visit on ${visitOn} (${zone})`,
    openedBy: { kind: 'system', id: NAME } as Actor,
    openedAt,
    isWanted: (state) => {
      const known = slotIn(state, owed)
      // What is owed again is asked for by what told of that.
      return known?.standing.status === 'due' && (round > 0 || known.released.length === 0)
    },
  })
}

const again = (desk: Desk, { data }: MaintenanceReopened, heardAt: Instant): Reaction =>
  lookAt(assetAggregate, data.assetId, ({ state }) => {
    const slot = slotIn(state, data)
    const round =
      slot?.released.findIndex(
        ({ visitId, reopenedAt }) => visitId === data.visitId && reopenedAt === data.reopenedAt,
      ) ?? -1
    if (slot?.standing.status !== 'due' || round < 0) return nothing
    return onTicketThatGoesOn(data, round, {
      found: (serviceTicketId) => note(serviceTicketId, data, heardAt),
      none: () => propose(desk, data, round + 1, heardAt),
    })
  })

/** The last ticket of the slot that goes on, of those before. */
const onTicketThatGoesOn = (
  owed: Owed,
  round: number,
  follows: { readonly found: (id: ServiceTicketId) => Reaction; readonly none: () => Reaction },
): Reaction => {
  if (round < 0) return follows.none()
  const serviceTicketId = maintenanceTicketIdOf(owed, round)
  return lookAt(serviceTicketAggregate, serviceTicketId, ({ state: { status } }) =>
    status === 'new' || status === 'open' || status === 'waiting-on-customer' || status === 'on-hold'
      ? follows.found(serviceTicketId)
      : onTicketThatGoesOn(owed, round - 1, follows),
  )
}

const note = (serviceTicketId: ServiceTicketId, data: MaintenanceReopened['data'], notedAt: Instant): Reaction => {
  const { visitId, because, visitOn, zone, reopenedAt } = data
  return issue(serviceTicketAggregate, serviceTicketId, {
    type: 'AddNote',
    data: {
      serviceTicketId,
      noteId: `owed-again-${visitId}-${reopenedAt}` as NonEmptyText,
      text: `Owed again (${because}): a visit on ${visitOn} (${zone})`,
      notedBy: { kind: 'system', id: NAME } as Actor,
      notedAt,
    },
  })
}

const slotIn = (state: AssetState, { scheduleId, slot }: Pick<Owed, 'scheduleId' | 'slot'>) =>
  state.status === 'not-registered'
    ? undefined
    : state.asset.schedules.find(({ setUp }) => setUp.scheduleId === scheduleId)?.slots.find((one) => one.slot === slot)
