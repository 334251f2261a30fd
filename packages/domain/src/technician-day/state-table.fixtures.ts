import { given } from '@aftersale/decider/testing'
import * as E from 'fp-ts/lib/Either.js'
import type { TechnicianDayCommand } from './commands.js'
import type { TechnicianDayState } from './state.js'
import { after, block, book, bookNext, release, text, unblock, wednesdayAt } from './technician-day.fixtures.js'
import { technicianDay } from './technician-day.js'

// What each command comes to in each status, asked of the decider itself.

/** What a day is for the asker: what holds at the time that is asked for. */
type Status = 'untouched' | 'free' | 'booked' | 'blocked'

const holiday = block({ because: 'holiday' })

const waysTo: ReadonlyArray<readonly [Status, ReadonlyArray<TechnicianDayCommand>]> = [
  ['untouched', []],
  ['free', [book(), release(), holiday, unblock()]],
  ['booked', [book()]],
  ['blocked', [holiday]],
]

/** A usual command of each type, none carried out before. */
const commands: ReadonlyArray<TechnicianDayCommand> = [
  bookNext({ from: wednesdayAt('10:00'), until: wednesdayAt('12:00') }),
  release({ because: 'moved' }),
  block({ because: 'training', blockId: text('course-1'), from: wednesdayAt('09:00') }),
  unblock({ unblockedAt: wednesdayAt('08:30') }),
]

const outcomeOf = (status: Status, way: ReadonlyArray<TechnicianDayCommand>, command: TechnicianDayCommand): string => {
  const history = given(technicianDay, after(...way))
  const expected: TechnicianDayState['status'] = status === 'untouched' ? 'untouched' : 'planned'
  if (history.state.status !== expected) throw new Error(`The way to ${status} leads to ${history.state.status}`)
  const { decision } = history.when(command)
  if (E.isLeft(decision)) return `*${decision.left.reason}*`
  return decision.right.length === 0 ? 'nothing' : decision.right.map(({ type }) => type).join(', ')
}

/** Every command type that the table asks about. */
export const tabulatedCommands = commands.map(({ type }) => type)

/** The table as Markdown: a row for each command and outcome. */
export const stateTable = (): string => {
  const rows = commands.flatMap((command) => {
    const statuses = new Map<string, ReadonlyArray<Status>>()
    for (const [status, way] of waysTo) {
      const outcome = outcomeOf(status, way, command)
      statuses.set(outcome, [...(statuses.get(outcome) ?? []), status])
    }
    return [...statuses].map(
      ([outcome, where], index) => `| ${index === 0 ? `\`${command.type}\`` : ''} | ${where.join(', ')} | ${outcome} |`,
    )
  })
  return ['| Command | In status | Gives |', '|---|---|---|', ...rows].join('\n')
}
