import { type Aggregate, type CommandRequest, commandHandler } from '@aftersale/command-handling'
import { type EventStore, type InMemoryEvents, inMemoryEventStore, type RecordedEvent } from '@aftersale/event-store'
import {
  eventCatalogue,
  Instant,
  instantOf,
  message,
  NonEmptyText,
  optional,
  record,
  type Uuid,
} from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import * as t from 'io-ts'
import type { DeadlinesSettings } from './deadlines-settings.js'
import { type DeadlinesRun, runDeadlines } from './run-deadlines.js'
import { type VirtualClock, virtualClock } from './virtual-clock.js'

// Reminders: the smallest thing that falls due. What is wrong with one is wrong on purpose.

const Fault = t.keyof({
  /** It refuses to ring. */
  stubborn: null,
  /** It agrees to ring, and doesn't. */
  silent: null,
  /** It rings, and is due as before. */
  endless: null,
  /** It throws. */
  broken: null,
  /** It rings whenever it is told to, due or not. */
  heedless: null,
})

const Reminder = record({
  name: NonEmptyText,
  dueAt: Instant,
  fault: optional(Fault),
  /** Set once this one rang: it may be due before others that wait. */
  next: optional(record({ name: NonEmptyText, dueAt: Instant })),
})
export type Reminder = t.TypeOf<typeof Reminder>

const fields = { name: NonEmptyText, at: Instant }
const ReminderSet = message('ReminderSet', { reminder: Reminder, at: Instant })
const ReminderCancelled = message('ReminderCancelled', fields)
const ReminderRang = message('ReminderRang', fields)
const events = [ReminderSet, ReminderCancelled, ReminderRang] as const
type ReminderEvent = t.TypeOf<(typeof events)[number]>

type ReminderCommand =
  | { readonly type: 'SetReminder'; readonly data: t.TypeOf<typeof ReminderSet>['data'] }
  | { readonly type: 'CancelReminder'; readonly data: t.TypeOf<typeof ReminderCancelled>['data'] }
  | { readonly type: 'Ring'; readonly data: { readonly name: NonEmptyText; readonly dueAt: Instant } }

type Rejection = { readonly reason: 'NotToday' | 'NoSuchReminder' }
type State = ReadonlyMap<string, Reminder>

export const listOfReminders: Aggregate<ReminderCommand, State, ReminderEvent, Rejection> & {
  readonly decider: {
    readonly deadlines: (state: State) => ReadonlyArray<{ readonly dueAt: string; readonly command: ReminderCommand }>
  }
} = {
  category: 'reminders',
  decider: {
    initial: new Map(),
    decide: (command, reminders) => {
      switch (command.type) {
        case 'SetReminder':
          return E.right([{ type: 'ReminderSet', data: command.data }])
        case 'CancelReminder':
          return E.right(reminders.has(command.data.name) ? [{ type: 'ReminderCancelled', data: command.data }] : [])
        case 'Ring': {
          const { name, dueAt } = command.data
          const reminder = reminders.get(name)
          if (reminder === undefined) return E.left({ reason: 'NoSuchReminder' })
          if (reminder.dueAt !== dueAt && reminder.fault !== 'heedless') return E.left({ reason: 'NoSuchReminder' })
          if (reminder.fault === 'stubborn') return E.left({ reason: 'NotToday' })
          if (reminder.fault === 'broken') throw new TypeError('it fell from the table')
          if (reminder.fault === 'silent') return E.right([])
          const rang = { type: 'ReminderRang' as const, data: { name, at: dueAt } }
          const next = reminder.next
          return E.right(
            next === undefined ? [rang] : [rang, { type: 'ReminderSet', data: { reminder: next, at: dueAt } }],
          )
        }
      }
    },
    evolve: (reminders, event) => {
      const others = [...reminders]
      switch (event.type) {
        case 'ReminderSet':
          return new Map([...others, [event.data.reminder.name, event.data.reminder]])
        case 'ReminderCancelled':
          return new Map(others.filter(([name]) => name !== event.data.name))
        case 'ReminderRang':
          return new Map(others.filter(([name, { fault }]) => name !== event.data.name || fault === 'endless'))
      }
    },
    deadlines: (reminders) =>
      Array.from(reminders, ([name, { dueAt }]) => ({
        dueAt,
        command: { type: 'Ring', data: { name: name as NonEmptyText, dueAt } },
      })),
  },
  catalogue: eventCatalogue(events),
  occurredAtOf: ({ data }) => data.at,
}

export const listIdOf = (number: number): Uuid => `0197290f-dddd-7000-8000-${String(number).padStart(12, '0')}` as Uuid

/** 2 June 2025 at that time of day, or days later. */
export const at = (time: string, day = 2): Instant =>
  instantOf(Date.parse(`2025-06-01T${time}:00.000Z`) + (day - 1) * 86_400_000)

let commands = 0

/** What somebody does to a list, recorded at that instant. */
export const doing = async (
  events: InMemoryEvents,
  list: number,
  command:
    | { readonly type: 'SetReminder'; readonly reminder: { readonly name: string; readonly dueAt: Instant } & object }
    | { readonly type: 'CancelReminder'; readonly name: string },
  recordedAt: Instant,
): Promise<void> => {
  commands += 1
  const { type, ...rest } = command
  const request: CommandRequest<ReminderCommand> = {
    id: listIdOf(list),
    command: { type, data: { at: recordedAt, ...rest } } as unknown as ReminderCommand,
    commandId: `by-hand-${commands}` as NonEmptyText,
    actor: { kind: 'customer', id: 'customer-1' as NonEmptyText },
    recordedAt,
  }
  const handled = await commandHandler(inMemoryEventStore({ events }))(listOfReminders, request)()
  if (E.isLeft(handled)) throw new Error(handled.left.failure)
}

/** Sets reminders at 08:00, each on the list of its number. */
export const setReminders = async (
  events: InMemoryEvents,
  ...reminders: ReadonlyArray<readonly [list: number, name: string, dueAt: Instant, more?: object]>
): Promise<void> => {
  for (const [list, name, dueAt, more = {}] of reminders) {
    await doing(events, list, { type: 'SetReminder', reminder: { name, dueAt, ...more } }, at('08:00'))
  }
}

/** A store that tells of nothing new after the end was reached first, until it is let go. */
export const slowToTell = (events: InMemoryEvents): { readonly store: EventStore; readonly letGo: () => void } => {
  const store = inMemoryEventStore({ events })
  let letGo = (): void => undefined
  const told = new Promise<void>((resolve) => {
    letGo = resolve
  })
  return {
    letGo: () => letGo(),
    store: {
      ...store,
      subscribe: (start) => {
        const subscription = store.subscribe(start)
        return {
          ...subscription,
          async *[Symbol.asyncIterator]() {
            let isBehindTheEnd = false
            for await (const delivery of subscription) {
              if (isBehindTheEnd) await told
              yield delivery
              if (delivery.kind === 'caught-up') isBehindTheEnd = true
            }
          },
        }
      },
    },
  }
}

/** A run over these events, without waiting between tries. */
export const keeping = (
  events: InMemoryEvents,
  clock: VirtualClock,
  settings: Partial<DeadlinesSettings> = {},
  store: EventStore = inMemoryEventStore({ events }),
): DeadlinesRun => runDeadlines(store, { aggregates: [listOfReminders], clock, waitMilliseconds: () => 0, ...settings })

/** Runs at that instant until nothing that is due is left, and stops. */
export const runAt = async (
  events: InMemoryEvents,
  now: Instant,
  settings: Partial<DeadlinesSettings> = {},
): Promise<DeadlinesRun> => {
  const run = keeping(events, virtualClock(now), settings)
  await run.settled()
  await run.stop()
  return run
}

export const ofReminders = (events: InMemoryEvents): ReadonlyArray<RecordedEvent> =>
  events.all.filter(({ stream }) => stream.startsWith('reminders-'))

/** What rang, in the order in which it did. */
export const rungIn = (events: InMemoryEvents): ReadonlyArray<string> =>
  ofReminders(events)
    .filter(({ type }) => type === 'ReminderRang')
    .map(({ data }) => (data as { readonly name: string }).name)
