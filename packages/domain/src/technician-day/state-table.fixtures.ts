import { outcomeAfter, outcomesIn, outcomeTable } from '@aftersale/decider/testing'
import type { TechnicianDayCommand } from './commands.js'
import { block, book, bookNext, release, text, unblock, wednesdayAt } from './technician-day.fixtures.js'
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

/** Every command type that the table asks about. */
export const tabulatedCommands = commands.map(({ type }) => type)

/** The table as Markdown: a row for each command and outcome. */
export const stateTable = (): string =>
  outcomeTable(
    'In status',
    outcomesIn(waysTo, commands, (command, way, status) =>
      outcomeAfter(technicianDay, way, status === 'untouched' ? status : 'planned', command),
    ),
  )
