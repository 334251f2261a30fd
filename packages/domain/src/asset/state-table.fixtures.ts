import { outcomeAfter, outcomesIn, outcomeTable } from '@aftersale/decider/testing'
import {
  alert,
  book,
  changeCalendar,
  closeFault,
  complete,
  cover,
  end,
  install,
  move,
  propose,
  read,
  recover,
  register,
  reopen,
  replaceIt,
  resell,
  retire,
  service,
  setUp,
  setUpByUse,
  shown,
  skip,
  text,
  transfer,
  uncover,
  visit,
} from './asset.fixtures.js'
import { asset } from './asset.js'
import type { AssetCommand } from './commands.js'
import type { AssetState } from './state.js'

// What each command comes to in each status, asked of the decider itself.

type Status = AssetState['status']

const used = [register(), cover(), setUp(), setUpByUse(), alert(0), alert(1), alert(2)]

/** What brings an asset that is covered, has a fault and is to be maintained to a status. */
const waysTo: ReadonlyArray<readonly [Status, ReadonlyArray<AssetCommand>]> = [
  ['not-registered', []],
  ['in-service', used],
  ['retired', [...used, retire()]],
]

/** A usual command of each type, none carried out before; what happened before the return may be heard of late. */
const commands: ReadonlyArray<AssetCommand> = [
  resell(),
  transfer(),
  cover({ warrantyId: '0197290f-6a00-7000-8000-00000000f009' as never }),
  uncover(),
  replaceIt(),
  retire({ because: 'scrapped' }),
  install(),
  move(),
  service(),
  read({ value: shown(100) }),
  alert(3),
  recover(),
  closeFault(),
  setUp({ scheduleId: text('yearly') }),
  changeCalendar(),
  propose(),
  book(),
  reopen(),
  complete(),
  skip(),
  end(),
]

// Of maintenance, what it comes to by what became of its slot.

type Standing = 'not yet due' | 'due' | 'booked' | 'performed' | 'skipped'

const planned = [register(), setUp()]

const waysToStanding: ReadonlyArray<readonly [Standing, ReadonlyArray<AssetCommand>]> = [
  ['not yet due', planned],
  ['due', [...planned, propose()]],
  ['booked', [...planned, propose(), book()]],
  ['performed', [...planned, propose(), book(), complete()]],
  ['skipped', [...planned, propose(), skip()]],
]

const slotCommands: ReadonlyArray<AssetCommand> = [
  propose(),
  book({ visitId: visit(3) }),
  reopen(),
  complete(),
  skip(),
  end(),
]

/** Every command type that the table asks about. */
export const tabulatedCommands = commands.map(({ type }) => type)

/** The table as Markdown: a row for each command and outcome. */
export const stateTable = (): string =>
  outcomeTable(
    'In status',
    outcomesIn(waysTo, commands, (command, way, status) => outcomeAfter(asset, way, status, command)),
  )

/** The same of one slot of a schedule. */
export const slotTable = (): string =>
  outcomeTable(
    'The slot is',
    outcomesIn(waysToStanding, slotCommands, (command, way) => outcomeAfter(asset, way, 'in-service', command)),
  )
