import { outcomeAfter, outcomesIn, outcomeTable } from '@aftersale/decider/testing'
import type { StoreCreditCommand } from './commands.js'
import type { StoreCreditState } from './state.js'
import {
  authorise,
  capture,
  claim,
  creditBack,
  expire,
  invalidate,
  issue,
  issueToGuest,
  june,
  text,
  voidIt,
} from './store-credit.fixtures.js'
import { storeCredit } from './store-credit.js'

// What each command comes to in each status, asked of the decider itself.

type Status = StoreCreditState['status']

const used = [issueToGuest(), authorise({ claimCode: text('GIFT-7') }), capture()]

/** What brings a credit, a part of it set aside and a part of that spent, to a status. */
const waysTo: ReadonlyArray<readonly [Status, ReadonlyArray<StoreCreditCommand>]> = [
  ['not-issued', []],
  ['active', used],
  ['expired', [...used, expire()]],
  ['invalidated', [...used, invalidate()]],
]

/** A usual command of each type, none carried out before. */
const commands: ReadonlyArray<StoreCreditCommand> = [
  issue(),
  claim(),
  authorise({ authorisationId: text('order-2'), minor: 500n, claimCode: text('GIFT-7'), authorisedAt: june(9) }),
  capture({ captureId: text('parcel-2'), minor: 500n, isLast: true, capturedAt: june(9) }),
  voidIt({ voidedAt: june(9) }),
  creditBack(),
  expire(),
  invalidate(),
]

/** Every command type that the table asks about. */
export const tabulatedCommands = commands.map(({ type }) => type)

/** The table as Markdown: a row for each command and outcome. */
export const stateTable = (): string =>
  outcomeTable(
    'In status',
    outcomesIn(waysTo, commands, (command, way, status) => outcomeAfter(storeCredit, way, status, command)),
  )
