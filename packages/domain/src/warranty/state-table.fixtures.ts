import { outcomeAfter, outcomeTable } from '@aftersale/decider/testing'
import {
  appeal,
  approve,
  ask,
  bought,
  choose,
  close,
  hold,
  inform,
  installed,
  open,
  pay,
  refuseUnit,
  rejectIt,
  repair,
  replace,
  submit,
  withdraw,
} from './claim.fixtures.js'
import type { WarrantyCommand } from './commands.js'
import type { WarrantyState } from './state.js'
import {
  addLayer,
  answer,
  at,
  cancel,
  clarify,
  contest,
  expire,
  extend,
  handBack,
  motor,
  motorLayer,
  noonOf,
  resume,
  reverse,
  supersede,
  suspend,
  take,
  termsWith,
  transfer,
  voidIt,
} from './warranty.fixtures.js'
import { warranty } from './warranty.js'

// What each command comes to in each status, asked of the decider itself, of a maker's guarantee on the motor alone: what
// the law gives is neither suspended by agreement nor voided.

type Status = WarrantyState['status']

const registered = bought({
  terms: termsWith({ ...motorLayer, custodySuspends: false, remedies: ['repair', 'replacement', 'refund'] }),
})
const onTenth = noonOf('2027-01-10')
const end = at('2031-08-12T00:00+02:00')

interface Before {
  readonly command: WarrantyCommand
  /** What was said to the warranty before it came to the status; where it waits to start nothing was. */
  readonly prepared?: ReadonlyArray<WarrantyCommand>
  /** What was said to one that is voided. */
  readonly onceVoided?: ReadonlyArray<WarrantyCommand>
}

/** What brings the warranty to a status. */
const waysTo: ReadonlyArray<readonly [Status, (before: Before) => ReadonlyArray<WarrantyCommand>]> = [
  ['not-registered', () => []],
  ['pending', () => [registered]],
  ['active', ({ prepared = [] }) => [registered, installed, ...prepared]],
  ['suspended', ({ prepared = [] }) => [registered, installed, ...prepared, suspend({ suspendedAt: onTenth })]],
  [
    'expired',
    ({ prepared = [] }) => [
      registered,
      installed,
      ...prepared,
      expire({ layerId: motor, dueAt: noonOf('2033-01-01') }),
    ],
  ],
  [
    'voided',
    ({ prepared = [], onceVoided = [] }) => [
      registered,
      installed,
      ...prepared,
      voidIt({ voidedAt: onTenth }),
      ...onceVoided,
    ],
  ],
  ['superseded', ({ prepared = [] }) => [registered, installed, ...prepared, supersede({ supersededAt: onTenth })]],
  ['cancelled', ({ prepared = [] }) => [registered, installed, ...prepared, cancel({ cancelledAt: onTenth })]],
]

const approved = [open(), approve({ layerId: motor })]
const toldOfChoice = [...approved, inform({ choice: ['repair', 'replacement', 'refund'] })]
const repairChosen = [...toldOfChoice, choose()]
const excused = [
  { remedy: 'repair' as const, because: 'impossible' as const },
  { remedy: 'replacement' as const, because: 'impossible' as const },
]

/** A usual command of each type. */
const commands: ReadonlyArray<Before> = [
  { command: registered },
  { command: installed },
  { command: addLayer() },
  { command: extend() },
  { command: reverse(), prepared: [extend()] },
  { command: expire({ layerId: motor, dueAt: end }) },
  { command: take({ takenAt: noonOf('2026-10-01') }) },
  { command: handBack({ handedBackAt: noonOf('2026-10-20') }), prepared: [take({ takenAt: noonOf('2026-10-01') })] },
  { command: suspend() },
  { command: resume({ resumedAt: noonOf('2027-02-01') }) },
  { command: clarify() },
  { command: open() },
  { command: ask(), prepared: [open()] },
  { command: submit(), prepared: [open(), ask()] },
  { command: approve({ layerId: motor }), prepared: [open()] },
  { command: appeal(), prepared: [open(), rejectIt({ layerId: motor })] },
  { command: inform(), prepared: approved },
  { command: choose(), prepared: toldOfChoice },
  { command: hold(), prepared: repairChosen },
  { command: refuseUnit(), prepared: repairChosen },
  { command: repair(), prepared: [...repairChosen, hold()] },
  {
    command: replace(),
    prepared: [...toldOfChoice, choose({ remedy: 'replace-unit', excused: excused.slice(0, 1) }), hold()],
  },
  {
    command: pay(),
    prepared: [...toldOfChoice, choose({ remedy: 'refund', excused })],
  },
  { command: withdraw(), prepared: [open()] },
  { command: close(), prepared: [open(), rejectIt({ layerId: motor })] },
  { command: transfer() },
  { command: voidIt({ voidedAt: onTenth }) },
  { command: contest() },
  { command: answer(), onceVoided: [contest()] },
  { command: supersede({ supersededAt: onTenth }) },
  { command: cancel({ cancelledAt: onTenth }) },
]

/** Every command type that the table asks about. */
export const tabulatedCommands = commands.map(({ command }) => command.type)

/** The table as Markdown: a row for each command and outcome. */
export const stateTable = (): string =>
  outcomeTable(
    'In status',
    commands.map((before) => [
      `\`${before.command.type}\``,
      waysTo.map(([status, wayTo]) => [status, outcomeAfter(warranty, wayTo(before), status, before.command)]),
    ]),
  )
