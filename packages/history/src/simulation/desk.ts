import { type Channel, type Priority, retailDesk, type ServiceLevelPolicy, type TicketKind } from '@aftersale/domain'
import { dueAfter } from '@aftersale/domain/calendar'
import { instantOf } from '@aftersale/messages'

/** The desk that is simulated: a retailer of household appliances in Berlin. */
export interface Desk {
  readonly serviceLevel: ServiceLevelPolicy
  readonly topics: ReadonlyArray<readonly [DeskTopic, number]>
  readonly channels: ReadonlyArray<readonly [Channel, number]>
  readonly priorities: ReadonlyArray<readonly [Priority, number]>
  readonly agents: Readonly<Record<string, ReadonlyArray<string>>>
}

export interface DeskTopic {
  readonly category: string
  readonly subcategory: string
  readonly kind: TicketKind
  readonly team: string
  readonly beyondFirstContact?: 'site-visit' | 'part' | 'legal'
}

const topic = (
  category: string,
  subcategory: string,
  kind: TicketKind,
  team: string,
  beyondFirstContact?: DeskTopic['beyondFirstContact'],
): DeskTopic => ({
  category,
  subcategory,
  kind,
  team,
  ...(beyondFirstContact === undefined ? {} : { beyondFirstContact }),
})

export const applianceDesk: Desk = {
  serviceLevel: retailDesk,
  topics: [
    [topic('delivery', 'where-is-it', 'question', 'first-line'), 22],
    [topic('delivery', 'damaged', 'complaint', 'first-line'), 7],
    [topic('use', 'settings', 'question', 'first-line'), 16],
    [topic('use', 'training', 'training', 'first-line'), 3],
    [topic('fault', 'does-not-start', 'technical', 'technical'), 14],
    [topic('fault', 'noise', 'technical', 'technical'), 9],
    [topic('fault', 'leak', 'repair', 'technical', 'site-visit'), 7],
    [topic('fault', 'broken-part', 'repair', 'technical', 'part'), 6],
    [topic('installation', 'appointment', 'installation', 'technical', 'site-visit'), 5],
    [topic('billing', 'refund', 'return', 'billing'), 8],
    [topic('billing', 'warranty-claim', 'claim', 'billing', 'legal'), 3],
  ],
  channels: [
    ['email', 34],
    ['phone', 31],
    ['chat', 14],
    ['web', 10],
    ['bot', 4],
    ['app', 4],
    ['social', 2],
    ['store', 1],
  ],
  priorities: [
    ['critical', 2],
    ['high', 13],
    ['moderate', 62],
    ['low', 21],
    ['planning', 2],
  ],
  agents: {
    'first-line': ['agent-ada', 'agent-ben', 'agent-cem', 'agent-dora'],
    technical: ['agent-eli', 'agent-fay', 'agent-gus'],
    billing: ['agent-hua', 'agent-ivo'],
  },
}

/** The instant at which a person who begins at `from` has worked so long, in epoch milliseconds. */
export const afterWorking = ({ serviceLevel }: Desk, from: number, milliseconds: number): number => {
  const due = dueAfter(serviceLevel.calendar, instantOf(from), Math.max(1, milliseconds))
  return due === undefined ? from + milliseconds : Date.parse(due)
}

export const isWithinHours = (desk: Desk, at: number): boolean => afterWorking(desk, at, 1) === at + 1
